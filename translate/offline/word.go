package offline

import (
	"strings"

	"tarjuman/align/lexicon"
	"tarjuman/internal/arabic"
	"tarjuman/internal/english"
)

// dubious is the cost from which a reading is a worse guess than a name spelled
// by sound.
const dubious = 5

// longestPhrase is how many words a multi-word entry may span.
const longestPhrase = 7

// word renders the word at token i, or the multi-word entry that starts there,
// and returns the number of tokens used.
func (g *glosser) word(i int) int {
	if n := g.phrase(i); n > 0 {
		return n
	}
	w := g.tokens[i].Text(g.text)
	if g.particle(i, w) || g.nameParticle(i, w) {
		return 1
	}
	matches := g.lex.Senses(w)
	if len(matches) == 0 || matches[0].Cost >= dubious {
		g.unknown(w)
		return 1
	}
	m := g.choose(matches)
	if g.nameNext && m.POS != lexicon.Person {
		g.unknown(w)
		return 1
	}
	g.known(m)
	return 1
}

// words returns the Arabic words from token i on that only spaces divide.
func (g *glosser) words(i int) []string {
	var out []string
	for k := i; k < len(g.tokens) && len(out) < longestPhrase; k++ {
		t := g.tokens[k]
		if t.Kind != arabic.Word || k > i && strings.TrimSpace(g.text[g.tokens[k-1].End:t.Start]) != "" {
			break
		}
		out = append(out, t.Text(g.text))
	}
	return out
}

func (g *glosser) phrase(i int) int {
	m, ok := g.lex.PhraseAt(g.words(i))
	if !ok {
		return 0
	}
	p := piece{text: m.Entry.Glosses[0], prefix: prefixes(m.Proclitic), definite: true}
	switch m.Entry.POS {
	case lexicon.Noun, lexicon.Title, lexicon.Unit, lexicon.Currency:
		p.role = noun
	case lexicon.Adjective, lexicon.Demonym:
		p.role = adjective
	case lexicon.Verb:
		p.role, p.stop = verb, true
		if !strings.Contains(" still can will must ", " "+p.text+" ") {
			p.text = english.Past(p.text)
		}
	default:
		if strings.HasPrefix(m.Entry.POS, "name.") {
			p.role = name
		} else {
			p.stop = true
		}
	}
	g.add(p)
	g.absorbed = m.Joins
	return m.Words
}

// particles that shape the next verb instead of being rendered themselves.
func (g *glosser) particle(i int, w string) bool {
	n := arabic.Normalize(w)
	bare := n
	if len([]rune(n)) > 2 {
		bare = strings.TrimPrefix(strings.TrimPrefix(n, "و"), "ف")
	}
	switch bare {
	case "لم":
		g.negation = "did not"
	case "لن":
		g.negation = "will not"
	case "سوف":
		g.negation = "will"
	case "لا":
		if !g.verbAt(i + 1) {
			return false
		}
		g.negation = "does not"
	case "قد", "لقد":
	default:
		return false
	}
	if bare != n {
		g.add(piece{text: "and", stop: true})
	}
	return true
}

// verbAt reports whether the word at token i reads best as a verb of the present.
func (g *glosser) verbAt(i int) bool {
	if i >= len(g.tokens) || g.tokens[i].Kind != arabic.Word {
		return false
	}
	ms := g.lex.Senses(g.tokens[i].Text(g.text))
	return len(ms) > 0 && ms[0].POS == lexicon.Verb && ms[0].Form.Imperfect
}

// tie is how far apart in rank two readings may be for the context to decide.
const tie = 1.0

// choose picks among a word's readings by the unit before it: a verb opens a
// clause, a noun follows a preposition or a number, a verb of the present follows
// a noun more often than the verbal noun that is spelled like it.
func (g *glosser) choose(ms []lexicon.Match) lexicon.Match {
	best := ms[0]
	want := g.wanted()
	if want == nil || want(best) {
		return best
	}
	for _, m := range ms[1:] {
		if m.Rank() > best.Rank()+tie {
			break
		}
		if want(m) {
			return m
		}
	}
	return best
}

// wanted returns what the context asks of the next word, or nil.
func (g *glosser) wanted() func(lexicon.Match) bool {
	isVerb := func(m lexicon.Match) bool { return m.POS == lexicon.Verb }
	isNominal := func(m lexicon.Match) bool {
		return m.POS == lexicon.Noun || m.POS == lexicon.Adjective || m.POS == lexicon.Title || m.POS == lexicon.Unit || strings.HasPrefix(m.POS, "name.")
	}
	if g.negation != "" {
		return isVerb
	}
	if g.nameNext {
		return func(m lexicon.Match) bool { return m.POS == lexicon.Person }
	}
	if len(g.pieces) == 0 {
		return isVerb
	}
	last := g.pieces[len(g.pieces)-1]
	switch {
	case last.preposition || last.role == number:
		return isNominal
	case last.role == noun || last.role == adjective || last.role == name:
		return func(m lexicon.Match) bool {
			return isNominal(m) && m.POS != lexicon.Noun || isVerb(m) && m.Form.Imperfect || m.POS == lexicon.Noun && (m.Form.Definite || m.Form.Proclitics != "")
		}
	case last.role == verb:
		return func(m lexicon.Match) bool { return isNominal(m) && m.POS != lexicon.Adjective }
	case last.text == "," || last.text == ".":
		return isVerb
	}
	return nil
}

// nameParticles join parts of personal names.
var nameParticles = map[string]string{
	"بن": "bin", "ابن": "ibn", "بنت": "bint", "آل": "Al", "أبو": "Abu", "ابو": "Abu", "أبي": "Abi", "دي": "Di", "فان": "van", "فون": "von", "دو": "du", "دا": "da", "لو": "Le",
}

// nameParticle renders a particle of a personal name where a name or a title
// stands before it, or a name no list knows behind it.
func (g *glosser) nameParticle(i int, w string) bool {
	s, ok := nameParticles[w]
	if !ok || len(g.pieces) == 0 || i+1 >= len(g.tokens) || g.tokens[i+1].Kind != arabic.Word {
		return false
	}
	last := g.pieces[len(g.pieces)-1]
	if last.role != name && last.role != noun && w != "دي" {
		return false
	}
	g.add(piece{text: s, role: name})
	g.nameNext = true
	return true
}

func (g *glosser) unknown(w string) {
	s := lexicon.Romanize(w)
	if s == "" {
		return
	}
	g.nameNext = false
	g.add(piece{text: s, role: name})
}

func (g *glosser) known(m lexicon.Match) {
	p := piece{text: m.Gloss, definite: m.Form.Definite, prefix: prefixes(strings.TrimPrefix(m.Form.Proclitics, g.absorbed))}
	g.absorbed, g.nameNext = "", false
	if poss := possessives[m.Form.Pronoun]; poss != "" && m.POS != lexicon.Verb {
		p.text, p.definite = poss+" "+p.text, false
	}
	switch m.POS {
	case lexicon.Noun, lexicon.Title, lexicon.Unit, lexicon.Currency:
		p.role = noun
		if m.Form.Plural || m.Form.Dual {
			p.text = english.Plural(p.text)
		}
		if m.Form.Dual {
			p.text = "two " + p.text
		}
		if m.Form.Pronoun == "" && p.definite {
			p.text = "the " + p.text
		}
	case lexicon.Adjective, lexicon.Demonym:
		p.role = adjective
	case lexicon.Numeral:
		p.role = number
	case lexicon.Verb:
		p = g.verb(p, m)
	default:
		if strings.HasPrefix(m.POS, "name.") || m.POS == lexicon.Month || m.POS == lexicon.Day {
			p.role = name
		} else {
			p.stop = true
			p.preposition = m.POS == lexicon.Preposition
			if object := objects[m.Form.Pronoun]; object != "" {
				p.text = strings.TrimPrefix(p.text, possessives[m.Form.Pronoun]+" ") + " " + object
			}
		}
	}
	g.negation = ""
	g.add(p)
}

// verb gives the gloss of a verb its tense: the perfect is a past, the imperfect
// a present, س or سوف a future; لم and لن take the base form.
func (g *glosser) verb(p piece, m lexicon.Match) piece {
	p.role, p.stop = verb, true
	future := strings.HasSuffix(m.Form.Proclitics, "س")
	p.prefix = prefixes(strings.TrimSuffix(m.Form.Proclitics, "س"))
	switch {
	case g.negation != "":
		p.text = g.negation + " " + p.text
	case future:
		p.text = "will " + p.text
	case m.Form.Imperfect:
		p.text = english.ThirdPerson(p.text)
	default:
		p.text = english.Past(p.text)
	}
	if object := objects[m.Form.Pronoun]; object != "" {
		p.text += " " + object
	}
	return p
}

// prefixes renders a cluster of proclitics.
func prefixes(cluster string) string {
	var out []string
	for _, r := range cluster {
		if s := proclitics[r]; s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, " ")
}

var proclitics = map[rune]string{'و': "and", 'ف': "so", 'ب': "with", 'ل': "for", 'ك': "as"}

var possessives = map[string]string{"ه": "his", "ها": "its", "هم": "their", "هما": "their", "هن": "their", "نا": "our", "ك": "your", "كم": "your", "ي": "my"}

var objects = map[string]string{"ه": "him", "ها": "it", "هم": "them", "هما": "them", "هن": "them", "نا": "us", "ك": "you", "كم": "you", "ي": "me", "ني": "me"}
