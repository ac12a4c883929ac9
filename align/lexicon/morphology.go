package lexicon

import "unicode/utf8"

// The affixes of written Arabic, normalised. A written word is
// proclitic + stem + ending + pronoun; each part may be empty.

// nominalProclitics stand before nouns, adjectives, particles and names.
var nominalProclitics = []affix{
	{"", 0}, {"ال", 1}, {"و", 1}, {"وال", 2}, {"ب", 1}, {"بال", 2}, {"ل", 1}, {"لل", 2}, {"ف", 2}, {"فال", 2},
	{"ك", 2}, {"كال", 2}, {"وب", 2}, {"وبال", 3}, {"ول", 2}, {"ولل", 3}, {"فب", 3}, {"فبال", 3}, {"فل", 3}, {"فلل", 3},
	{"وك", 3}, {"وكال", 3}, {"ا", 4}, {"ابال", 4}, {"اال", 4}, {"افل", 5},
}

// verbalProclitics stand before finite verbs.
var verbalProclitics = []affix{{"", 0}, {"و", 1}, {"ف", 1}, {"س", 1}, {"وس", 2}, {"فس", 2}, {"ل", 1}, {"ول", 2}, {"فل", 2}, {"ا", 4}, {"اف", 4}, {"او", 4}}

// imperfectPrefixes are the personal prefixes.
var imperfectPrefixes = []affix{{"ي", 0}, {"ت", 0}, {"ن", 1}, {"ا", 1}}

var perfectEndings = []affix{{"", 0}, {"ت", 0}, {"وا", 1}, {"نا", 1}, {"ا", 2}, {"تا", 2}, {"تم", 1}, {"تن", 2}, {"ن", 1}, {"و", 1}, {"تمو", 2}, {"تما", 2}}

var imperfectEndings = []affix{{"", 0}, {"ون", 0}, {"وا", 0}, {"ان", 1}, {"ا", 2}, {"ين", 2}, {"ي", 2}, {"ن", 1}, {"و", 1}}

// pronouns are the attached pronouns.
var pronouns = []affix{{"", 0}, {"ه", 1}, {"ها", 1}, {"هم", 1}, {"هما", 1}, {"هن", 1}, {"نا", 1}, {"ني", 1}, {"ك", 2}, {"كم", 2}, {"ي", 2}}

// nominalEndings undo regular inflection: the word ends in ending, and the lemma
// in lemma instead.
var nominalEndings = []struct {
	ending, lemma string
	cost          int
	construct     bool // the form that stands before an attached pronoun
	number        number
}{
	{"", "", 0, true, singular},
	{"ه", "", 1, false, singular}, // feminine of an adjective or participle
	{"ت", "ه", 1, true, singular}, // ة before a pronoun
	{"ات", "ه", 1, true, plural},  // feminine plural
	{"ات", "", 1, true, plural},
	{"ون", "", 1, false, plural}, {"ين", "", 1, false, plural}, {"ان", "", 1, false, dual}, // sound plural, dual
	{"و", "", 4, true, plural}, {"ي", "", 2, true, plural}, {"ا", "", 1, true, singular}, // construct plural and dual, tanwin
	{"تان", "ه", 1, false, dual}, {"تين", "ه", 1, false, dual}, {"تا", "ه", 2, true, dual}, {"تي", "ه", 2, true, dual},
	{"تان", "", 2, false, dual}, {"تين", "", 2, false, dual},
	{"يات", "ي", 1, true, plural}, {"يين", "ي", 1, false, plural}, {"يون", "ي", 1, false, plural}, {"يي", "ي", 2, true, singular},
	{"ا", "ي", 1, true, singular},   // ى before a pronoun: مستواه
	{"اؤ", "اء", 1, true, singular}, // hamza before a pronoun: وزراؤه, وزرائه
	{"ائ", "اء", 1, true, singular},
	{"ئ", "ء", 2, true, singular}, {"ؤ", "ء", 2, true, singular},
	{"اوات", "اء", 2, true, plural}, {"اوان", "اء", 2, false, dual}, {"اوين", "اء", 2, false, dual}, {"وات", "ا", 2, true, plural}, {"وان", "ا", 2, false, dual},
	{"ين", "ي", 2, false, plural}, {"ون", "ي", 2, false, plural}, {"ون", "ا", 3, false, plural},
	{"وي", "ه", 4, true, singular}, {"ويه", "ه", 4, true, singular}, // nisba of a noun in ة
	{"ا", "ه", 3, true, singular},
}

// number is what an ending says of the noun's number.
type number uint8

const (
	singular number = iota
	dual
	plural
)

type affix struct {
	text string
	cost int
}

// templates derive words the lexicon does not list from ones it does: verbal
// nouns and participles from their verb, broken plurals from their singular.
// F, A and L stand for root letters in the pattern and in the lemma. The tables
// are the regular patterns of any grammar (Wright I §§ 195-236, 300-305); a match
// through them ranks below every listed form.
var templates = []template{
	// verbal nouns
	{"تFAيL", "FAL", Verb, 3}, {"تFALه", "FALي", Verb, 4}, {"اFAاL", "اFAL", Verb, 3}, {"مFاALه", "FاAL", Verb, 3}, {"FAاL", "FاAL", Verb, 6},
	{"انFAاL", "انFAL", Verb, 3}, {"اFتAاL", "اFتAL", Verb, 3}, {"استFAاL", "استFAL", Verb, 3}, {"استFاLه", "استFاL", Verb, 3},
	{"اFاLه", "اFاL", Verb, 3}, {"اFاء", "اFي", Verb, 4}, {"FALه", "FAL", Verb, 5}, {"FAوL", "FAL", Verb, 5}, {"FAاLه", "FAL", Verb, 5}, {"تFAL", "تFAL", Verb, 3}, {"تFاAL", "تFاAL", Verb, 3},
	// participles
	{"FاAL", "FAL", Verb, 4}, {"مFAوL", "FAL", Verb, 4}, {"مFAL", "FAL", Verb, 4}, {"مFAL", "اFAL", Verb, 4}, {"مFاAL", "FاAL", Verb, 4},
	{"متFAL", "تFAL", Verb, 3}, {"متFاAL", "تFاAL", Verb, 3}, {"منFAL", "انFAL", Verb, 3}, {"مFتAL", "اFتAL", Verb, 3}, {"مستFAL", "استFAL", Verb, 3}, {"مستFيL", "استFاL", Verb, 3}, {"مFيL", "اFاL", Verb, 4}, {"مFاL", "اFاL", Verb, 5},
	// broken plurals
	{"اFAاL", "FAL", Noun, 4}, {"FAوL", "FAL", Noun, 4}, {"FAاL", "FAL", Noun, 5}, {"FAاL", "FALه", Noun, 5}, {"FAاL", "FAيL", Adjective, 5}, {"FAL", "FALه", Noun, 6},
	{"FALاء", "FAيL", Noun, 3}, {"FALاء", "FاAL", Noun, 3}, {"مFاAL", "مFAL", Noun, 3}, {"مFاAL", "مFALه", Noun, 3}, {"FواAL", "FاAL", Noun, 3}, {"FواAL", "FاALه", Noun, 3},
	{"FAائL", "FAيLه", Noun, 3}, {"FAائL", "FAاLه", Noun, 3}, {"مFاAيL", "مFAوL", Noun, 3}, {"مFاAيL", "مFAاL", Noun, 3}, {"تFاAيL", "تFAيL", Noun, 3}, {"FAاLيل", "FALول", Noun, 4},
	{"اFALه", "FAاL", Noun, 4}, {"اFALاء", "FAيL", Noun, 3}, {"FAAاL", "FاAL", Noun, 5}, {"FALي", "FAيL", Adjective, 5}, {"اFاAL", "اFAL", Noun, 4}, {"اFاAيL", "اFAاL", Noun, 4}, {"FAاLي", "FALه", Noun, 6},
}

type template struct {
	pattern, lemma string
	pos            string
	cost           int
}

// match binds the template's letters to word and returns the lemma it stands
// for. All letters are from the BMP and short, so this stays cheap.
func (t *template) match(word []rune) (string, bool) {
	var f, a, l rune
	bind := func(slot *rune, r rune) bool {
		if *slot == 0 {
			*slot = r
			return true
		}
		return *slot == r
	}
	i := 0
	for _, p := range t.pattern {
		if i >= len(word) {
			return "", false
		}
		ok := true
		switch p {
		case 'F':
			ok = bind(&f, word[i])
		case 'A':
			ok = bind(&a, word[i])
		case 'L':
			ok = bind(&l, word[i])
		default:
			ok = p == word[i]
		}
		if !ok {
			return "", false
		}
		i++
	}
	if i != len(word) {
		return "", false
	}
	out := make([]byte, 0, 2*utf8.UTFMax)
	for _, p := range t.lemma {
		switch p {
		case 'F':
			p = f
		case 'A':
			p = a
		case 'L':
			p = l
		}
		out = utf8.AppendRune(out, p)
	}
	return string(out), true
}
