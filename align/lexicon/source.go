package lexicon

import (
	"cmp"
	"slices"

	"tarjuman/align/learn"
	"tarjuman/internal/arabic"
)

// Source is where entries come from: the built-in lexicon, a user's dictionary,
// or a table learned from a translation memory.
type Source struct {
	Name string // shown with what it says; "" for the built-in lexicon
	Kind Kind
	Path string // of its file, "" for the built-in lexicon
	// About is a line on the source: a title, a licence, what was left out.
	About string
	// Entries are those of a user's dictionary. All has those of every source.
	Entries []Entry
	// Table is a learned table, nil in the other kinds. Lookup asks those from
	// Arabic only.
	Table *learn.Table
	// Cost is what the source's matches cost on top of what Lookup charges: below
	// zero for one that goes before the built-in lexicon.
	Cost float64
	// A built-in source is part of the built-in tables.
	builtin *builtin
	part    int
}

// Kind is the format of a source.
type Kind string

// The kinds of source.
const (
	BuiltIn Kind = "built-in" // the lexicon of this package and the names of the CLDR
	TSV     Kind = "tsv"
	TBX     Kind = "tbx"
	DICT    Kind = "dictd"
	Table   Kind = "learned"
)

// Len returns how many words and phrases the source knows.
func (s *Source) Len() int {
	if s.Table != nil {
		return s.Table.Len()
	}
	return s.entries()
}

// entries counts the entries.
func (s *Source) entries() int {
	if s.builtin == nil {
		return len(s.Entries)
	}
	start, end := s.builtin.span(s.part)
	return end - start
}

// All yields the entries in order. They must not be changed.
func (s *Source) All(yield func(*Entry) bool) {
	for i := range s.entries() {
		e := s.at(i)
		if !yield(e) {
			return
		}
	}
}

func (s *Source) at(i int) *Entry {
	if s.builtin == nil {
		return &s.Entries[i]
	}
	start, _ := s.builtin.span(s.part)
	return s.builtin.entry(start + i)
}

// Sources returns the sources of the lexicon in order; the slice must not be
// changed.
func (l *Lexicon) Sources() []Source { return l.sources }

// sourceOf returns the source of entry i, nil in a lexicon built by New.
func (l *Lexicon) sourceOf(i int32) *Source {
	if len(l.sources) == 0 {
		return nil
	}
	n, _ := slices.BinarySearch(l.ends, i+1)
	return &l.sources[n]
}

// Learned renderings cost this much at share 1 and unlearned more below it: a
// table knows what its texts say, but a first gloss of the lexicon goes before it.
const (
	learnedBase = 0.3
	learnedStep = 4
)

// learnedMatches are the renderings that learned tables have for a word.
func (l *Lexicon) learnedMatches(written string, want limits) []Match {
	var out []Match
	for i := range l.sources {
		s := &l.sources[i]
		if s.Table == nil || s.Table.SourceLang != "ar" {
			continue
		}
		reading := &Reading{Lemma: arabic.Strip(written), POS: AnyWord, How: Learned, Source: s.Name}
		if want.likely {
			reading.prior = learnedWord
		}
		for _, r := range s.Table.Renderings(learn.Key(written, "ar")) {
			out = append(out, Match{r.Word, s.Cost + learnedBase + learnedStep*float64(1-r.Share), reading})
		}
	}
	return out
}

// merge adds matches to a ranked list; of two with one gloss the cheaper stays.
func merge(ranked, more []Match) []Match {
	if len(more) == 0 {
		return ranked
	}
	for _, m := range more {
		k := slices.IndexFunc(ranked, func(have Match) bool { return have.Gloss == m.Gloss })
		switch {
		case k < 0:
			ranked = append(ranked, m)
		case m.Cost < ranked[k].Cost:
			ranked[k].Cost = m.Cost // the lexicon's own reading says more of the word
		}
	}
	slices.SortStableFunc(ranked, func(a, b Match) int { return cmp.Compare(a.Rank(), b.Rank()) })
	return ranked
}
