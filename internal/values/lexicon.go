package values

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"tarjuman/internal/arabic"
)

//go:embed data/ar.tsv
var arData string

//go:embed data/en.tsv
var enData string

//go:embed data/units.tsv
var unitData string

//go:embed data/duals.tsv
var dualData string

// entry is everything a word or phrase may mean; most mean one thing, "second"
// and ثانية mean two.
type entry struct {
	card, mult, ord, frac, vague, weak *float64
	points                             *float64 // a dual of percentage points
	dual                               bool     // mult is a dual: مليونين
	plural                             bool     // frac needs a number in front: two thirds
	units                              []string
	month, hijri, weekday, decade      int
	signs                              []string
	unsure                             uint16 // senses believed only in context
	evidence                           bool   // the unit is only spoken of, as in "yearly"
	dualUnit                           bool   // the unit word is a dual: يومين
	dualNoun                           bool   // another noun in the dual: رجلان
}

// Bits of entry.unsure.
const (
	unsureCard uint16 = 1 << iota
	unsureMonth
	unsureHijri
	unsureWeekday
	unsureUnit
	unsureMult
	unsureFrac
)

func (e *entry) sign(name string) bool {
	if e != nil {
		for _, s := range e.signs {
			if s == name {
				return true
			}
		}
	}
	return false
}

// node is a word of the phrase tree.
type node struct {
	entry *entry
	next  map[string]*node
}

// Unit describes a unit code.
type Unit struct {
	Code      string
	Dimension string  // "length", "time", "money", …
	Size      float64 // in the dimension's base unit; 0 where sizes do not convert
}

type lexicon struct {
	ar, en map[string]*node
	units  map[string]Unit
}

var load = sync.OnceValue(func() *lexicon {
	l := &lexicon{ar: map[string]*node{}, en: map[string]*node{}, units: map[string]Unit{}}
	for _, err := range []error{l.readWords(l.ar, arData), l.readWords(l.en, enData), l.readUnits(), l.readDuals()} {
		if err != nil {
			panic("values: embedded data: " + err.Error()) // a test reads all of it
		}
	}
	return l
})

func (l *lexicon) money(code string) bool { return l.units[code].Dimension == "money" }

// LookupUnit returns the unit of that code.
func LookupUnit(code string) (Unit, bool) {
	u, ok := load().units[code]
	return u, ok
}

// wordForm is the form of a word the lexicon is keyed by.
func wordForm(s string) string { return strings.ToLower(arabic.Normalize(s)) }

// add finds or makes the entry of a form, which may have several words.
func add(root map[string]*node, form string) *entry {
	var n *node
	for _, t := range arabic.Tokens(form) {
		for _, w := range splitHyphens(form, t) {
			n = child(root, n, wordForm(form[w.Start:w.End]))
		}
	}
	if n.entry == nil {
		n.entry = &entry{}
	}
	return n.entry
}

// child finds or makes the node of a word behind n, which is nil for a first word. Most
// words have none behind them, and no map for them.
func child(root map[string]*node, n *node, word string) *node {
	level := root
	if n != nil {
		if n.next == nil {
			n.next = map[string]*node{}
		}
		level = n.next
	}
	next := level[word]
	if next == nil {
		next = &node{}
		level[word] = next
	}
	return next
}

func lines(data string, fields int, each func(f []string) error) error {
	for i, line := range strings.Split(data, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		for len(f) < fields {
			f = append(f, "")
		}
		if err := each(f); err != nil {
			return fmt.Errorf("line %d: %w", i+1, err)
		}
	}
	return nil
}

func (l *lexicon) readWords(root map[string]*node, data string) error {
	return lines(data, 3, func(f []string) error {
		var num float64
		if f[0] != "sign" {
			var err error
			if num, err = strconv.ParseFloat(f[1], 64); err != nil {
				return err
			}
		}
		for _, form := range strings.Split(f[2], ",") {
			form, unsure := strings.CutPrefix(form, "?")
			if err := setSense(add(root, form), f[0], f[1], num, unsure); err != nil {
				return err
			}
		}
		return nil
	})
}

func setSense(e *entry, class, role string, num float64, unsure bool) error {
	mark := func(bit uint16) {
		if unsure {
			e.unsure |= bit
		}
	}
	switch class {
	case "card":
		e.card = &num
		mark(unsureCard)
	case "mult", "mult2":
		e.mult, e.dual = &num, class == "mult2"
		mark(unsureMult)
	case "ord":
		e.ord = &num
	case "frac":
		e.frac = &num
		mark(unsureFrac)
	case "fracs":
		if e.frac == nil {
			e.frac, e.plural = &num, true
		}
	case "vague":
		e.vague = &num
	case "weak":
		e.weak = &num
	case "points":
		e.points = &num
	case "month":
		e.month = int(num)
		mark(unsureMonth)
	case "hijri":
		e.hijri = int(num)
		mark(unsureHijri)
	case "weekday":
		e.weekday = int(num)
		mark(unsureWeekday)
	case "decade":
		e.decade = int(num)
	case "sign":
		e.signs = append(e.signs, role)
	default:
		return fmt.Errorf("unknown class %q", class)
	}
	return nil
}

func (l *lexicon) readUnits() error {
	return lines(unitData, 5, func(f []string) error {
		size, err := strconv.ParseFloat(f[2], 64)
		if err != nil && f[2] != "" {
			return err
		}
		l.units[f[0]] = Unit{f[0], f[1], size}
		for i, root := range []map[string]*node{l.ar, l.en} {
			for _, form := range strings.Split(f[3+i], ",") {
				if form == "" {
					continue
				}
				form, unsure := strings.CutPrefix(form, "?")
				form, evidence := strings.CutPrefix(form, "~")
				form, dual := strings.CutPrefix(form, "=")
				e := add(root, form)
				e.dualUnit = e.dualUnit || dual
				e.units = append(e.units, f[0])
				e.evidence = e.evidence || evidence
				if unsure {
					e.unsure |= unsureUnit
				}
			}
		}
		return nil
	})
}

func (l *lexicon) readDuals() error {
	return lines(dualData, 1, func(f []string) error {
		stem, soundPlural := strings.CutPrefix(arabic.Strip(f[0]), "?")
		if s, ok := strings.CutSuffix(stem, "ة"); ok {
			stem = s + "ت"
		}
		for _, ending := range []string{"ان", "ين"} {
			if soundPlural && ending == "ين" {
				continue
			}
			key := wordForm(stem + ending)
			if n := l.ar[key]; n == nil || n.entry == nil {
				add(l.ar, key).dualNoun = true
			}
		}
		return nil
	})
}
