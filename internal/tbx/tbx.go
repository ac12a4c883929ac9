// Package tbx reads termbases in TBX (TermBase eXchange): version 3 (ISO
// 30042:2019) with data categories as tags (DCT) or as attributes (DCA), and the
// older version 2 with a martif root (ISO 30042:2008), which most programs still
// export. What a glossary or a dictionary needs is taken out: concepts, their
// languages, terms, status, part of speech, subject field and definition.
package tbx

import (
	"fmt"
	"strings"

	"tarjuman/internal/langtag"
)

// Concept is one entry of a termbase: what its terms in all languages stand for.
type Concept struct {
	ID         string
	Subject    string // subject field, "" where none is given
	Definition string // the first definition of the entry or of one of its languages
	Languages  []Language
}

// Language holds a concept's terms in one language.
type Language struct {
	Code  string // as written in the file: "ar", "ar-EG", "EN"
	Terms []Term
}

// Term is one designation of a concept.
type Term struct {
	Text         string
	Status       Status
	PartOfSpeech string // as written: "noun", "verb", "properNoun"
}

// Terms returns the concept's terms whose language has the same primary subtag
// as lang, in file order.
func (c *Concept) Terms(lang string) []Term {
	var out []Term
	for _, l := range c.Languages {
		if langtag.Primary(l.Code) == langtag.Primary(lang) {
			out = append(out, l.Terms...)
		}
	}
	return out
}

// Status is what the termbase's owner thinks of a term.
type Status string

// The values of administrativeStatus in TBX-Basic.
const (
	Unrated    Status = ""
	Preferred  Status = "preferred"
	Admitted   Status = "admitted"
	Deprecated Status = "deprecated" // must not be used
	Superseded Status = "superseded" // was used once; another term has taken its place
)

// Forbidden reports whether the term must not be written in new text.
func (s Status) Forbidden() bool { return s == Deprecated || s == Superseded }

// statuses maps the spellings in use, without case and without the suffix
// -admn-sts, to a status: those of administrativeStatus, those of
// normativeAuthorization in version 2, and what programs write in either.
var statuses = map[string]Status{
	"preferredterm": Preferred, "preferred": Preferred, "standardizedterm": Preferred, "legalterm": Preferred, "regulatedterm": Preferred,
	"admittedterm": Admitted, "admitted": Admitted, "approved": Admitted,
	"deprecatedterm": Deprecated, "deprecated": Deprecated, "forbidden": Deprecated, "forbiddenterm": Deprecated, "notrecommended": Deprecated,
	"supersededterm": Superseded, "superseded": Superseded, "obsolete": Superseded, "obsoleteterm": Superseded,
}

func parseStatus(s string) Status {
	s = strings.ToLower(strings.TrimSpace(s))
	return statuses[strings.TrimSuffix(s, "-admn-sts")]
}

// Error says why a termbase could not be read to its end.
type Error struct {
	Line     int // from 1
	Concepts int // read before the error
	Err      error
}

// Error returns one line.
func (e *Error) Error() string {
	return fmt.Sprintf("line %d: %v (concepts read before it: %d)", e.Line, e.Err, e.Concepts)
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }
