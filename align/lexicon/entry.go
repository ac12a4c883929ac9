package lexicon

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Part of speech tags of the lexicon.
const (
	Noun        = "n"
	Verb        = "v"
	Adjective   = "adj"
	Adverb      = "adv"
	Preposition = "prep"
	Conjunction = "conj"
	Particle    = "part"
	Pronoun     = "pron"
	Numeral     = "num"
	Interject   = "intj"
	Person      = "name.person"
	Place       = "name.place"
	Country     = "name.country"
	Demonym     = "name.demonym"
	Org         = "name.org"
	Title       = "title"
	Month       = "month"
	Day         = "day"
	Unit        = "unit"
	Currency    = "currency"
	AnyWord     = "word" // of a dictionary that tells no part of speech
)

var partsOfSpeech = map[string]bool{
	Noun: true, Verb: true, Adjective: true, Adverb: true, Preposition: true, Conjunction: true, Particle: true,
	Pronoun: true, Numeral: true, Interject: true, Person: true, Place: true, Country: true, Demonym: true,
	Org: true, Title: true, Month: true, Day: true, Unit: true, Currency: true, AnyWord: true,
}

// IsPartOfSpeech reports whether s is one of the part of speech tags.
func IsPartOfSpeech(s string) bool { return partsOfSpeech[s] }

// Entry is one lemma of the lexicon.
type Entry struct {
	Lemma   string   // as an editor writes it, without diacritics; with spaces for a multi-word entry
	POS     string   // one of the part of speech tags
	Glosses []string // English renderings, the likeliest first
	// Forms are written forms that rules do not derive: broken plurals, and for a
	// verb the imperfect third person singular followed by short stems.
	Forms []string
	// Frequency is how common the word is in news: 2 for very frequent, 1 for
	// frequent, 0 for all others.
	Frequency int
}

// IsName reports whether the entry is a proper name of any kind.
func (e *Entry) IsName() bool { return isName(e.POS) }

func isName(pos string) bool { return strings.HasPrefix(pos, "name.") && pos != Demonym }

// ParseError is a faulty line of a lexicon file.
type ParseError struct {
	Name   string
	Line   int
	Reason string
}

// Error returns name, line and reason in one line.
func (e *ParseError) Error() string { return fmt.Sprintf("%s:%d: %s", e.Name, e.Line, e.Reason) }

// Parse reads a lexicon file: UTF-8 lines of tab-separated columns
//
//	lemma  part-of-speech  gloss; gloss; gloss  form form
//
// where the last column may be missing. Empty lines and lines that start with #
// are skipped. The name is used in errors, which are of type [*ParseError].
func Parse(r io.Reader, name string) ([]Entry, error) {
	var out []Entry
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		line := sc.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		e, err := parseLine(line)
		if err != nil {
			return nil, &ParseError{name, n, err.Error()}
		}
		out = append(out, e)
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return out, nil
}

func parseLine(line string) (Entry, error) {
	lemma, rest, ok := strings.Cut(line, "\t")
	if !ok || lemma == "" {
		return Entry{}, fmt.Errorf("want lemma, part of speech and glosses, separated by tabs")
	}
	pos, rest, ok := strings.Cut(rest, "\t")
	if !ok {
		return Entry{}, fmt.Errorf("want lemma, part of speech and glosses, separated by tabs")
	}
	if !partsOfSpeech[pos] {
		return Entry{}, fmt.Errorf("unknown part of speech %q", pos)
	}
	glosses, forms, _ := strings.Cut(rest, "\t")
	e := Entry{Lemma: lemma, POS: pos}
	for g := range strings.SplitSeq(glosses, ";") {
		if g = strings.TrimSpace(g); g != "" {
			e.Glosses = append(e.Glosses, g)
		}
	}
	if len(e.Glosses) == 0 {
		return Entry{}, fmt.Errorf("no gloss for %s", lemma)
	}
	if forms != "" {
		e.Forms = strings.Fields(forms)
	}
	return e, nil
}
