package dictionary

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tarjuman/align/lexicon"
	"tarjuman/internal/arabic"
	"tarjuman/internal/dictd"
	"tarjuman/internal/lazyre"
)

// openDict reads a DICT dictionary whole. Articles that cannot be read make it
// fail: half a dictionary would answer half the words without a word about it.
func openDict(base string) (lexicon.Source, error) {
	d, err := dictd.Open(base)
	if err != nil {
		return lexicon.Source{}, err
	}
	defer d.Close()
	var b builder
	order := slices.Clone(d.Entries) // in the order of the text, so that every chunk is read once
	slices.SortStableFunc(order, func(x, y dictd.Entry) int { return cmp.Compare(x.Offset, y.Offset) })
	for _, e := range order {
		text, err := d.Article(e)
		if err != nil {
			return lexicon.Source{}, err
		}
		pos, senses := article(text)
		for _, s := range senses {
			if err := b.add(e.Headword, s, pos); err != nil {
				return lexicon.Source{}, err
			}
		}
	}
	if len(b.entries) == 0 {
		return lexicon.Source{}, errNoArabic
	}
	tidy(b.entries)
	about, _, _ := strings.Cut(d.About("short"), "\n")
	return lexicon.Source{Name: d.Name, Kind: lexicon.DICT, Path: base, About: about, Entries: b.entries, Cost: general}, nil
}

var (
	numbering  = lazyre.New(`^\s*(\d{1,3}|[a-z])[.)]\s+`)
	grammar    = lazyre.New(`<([^<>]{1,20})>`)
	apparatus  = lazyre.New(`(?i)^(synonyms?|antonyms?|see also|see|note|notes|example|cf|entry edited by|suggested by|category):?\s`)
	senseBreak = lazyre.New(`\s*[;,،؛]\s*`)
)

// article divides the text of an article into its senses, cleaned of numbering,
// examples and references. The first line repeats the headword, perhaps with a
// pronunciation between slashes and the part of speech in angle brackets; a
// rendering may stand on it behind those.
func article(text string) (pos string, senses []string) {
	first, rest, _ := strings.Cut(text, "\n")
	if m := grammar().FindStringSubmatch(first); m != nil {
		pos = partOfSpeech(strings.FieldsFunc(m[1], func(r rune) bool { return r == ',' || r == ' ' })...)
	} else {
		pos = lexicon.AnyWord
	}
	for line := range strings.Lines(rest) {
		line = numbering().ReplaceAllString(strings.TrimSpace(line), "")
		if line == "" || strings.HasPrefix(line, "\"") || apparatus().MatchString(line) {
			continue
		}
		for _, s := range senseBreak().Split(withoutBrackets(line), -1) {
			if s != "" {
				senses = append(senses, s)
			}
		}
	}
	return pos, senses
}

// capitalShare is the share of capitalised glosses above which a dictionary is
// taken to capitalise every gloss.
const capitalShare = 0.9

// tidy writes glosses in lower case where the dictionary capitalises all of them,
// names apart, and puts those first that the built-in lexicon uses as well, the
// more frequent before the rarer: the order of a general dictionary means nothing.
func tidy(entries []lexicon.Entry) {
	use := gatherUsage()
	lower := capitalised(entries)
	for i := range entries {
		g := entries[i].Glosses
		for k := range g {
			if lower && !use.name[g[k]] {
				g[k] = lowerFirst(g[k])
			}
		}
		slices.SortStableFunc(g, func(a, b string) int { return cmp.Compare(use.count[b], use.count[a]) })
	}
}

func capitalised(entries []lexicon.Entry) bool {
	all, capital := 0, 0
	for i := range entries {
		for _, g := range entries[i].Glosses {
			all++
			if r, _ := utf8.DecodeRuneInString(g); unicode.IsUpper(r) {
				capital++
			}
		}
	}
	return float64(capital) >= capitalShare*float64(all)
}

func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if next, _ := utf8.DecodeRuneInString(s[n:]); unicode.IsUpper(next) {
		return s // an abbreviation
	}
	return string(unicode.ToLower(r)) + s[n:]
}

// usage is how the built-in lexicon uses English expressions.
type usage struct {
	count map[string]int  // entries that have it as a gloss
	name  map[string]bool // glosses that are written with a capital
}

func gatherUsage() usage {
	u := usage{map[string]int{}, map[string]bool{}}
	for _, e := range lexicon.Default().Entries() {
		for _, g := range e.Glosses {
			u.count[g]++
			if r, _ := utf8.DecodeRuneInString(g); unicode.IsUpper(r) && !arabic.Has(g) {
				u.name[g] = true
			}
		}
	}
	return u
}
