package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// variants reports names that one document spells in two ways.
type variants struct{}

func (variants) Rules() []Rule {
	return []Rule{{
		Name: "name.variant", Severity: Minor, MQM: "Terminology/Inconsistent", Group: TargetText,
		Summary: "a name is spelled in two ways in one document",
		Detail: "Capitalised English words that differ in one vowel, one doubled letter or one pair of letters that spell the same sound (k and q, f and v) " +
			"are taken for one name when the rarer spelling is in no dictionary. Where both render Arabic words, these must agree.",
		Bad: [][2]string{{
			"زار بيدرسون دمشق. التقى بيدرسون وزير الخارجية. وقال بيدرسون إن المحادثات مفيدة.",
			"On Monday Pedersen visited Damascus. Later Pedersen met the foreign minister. The talks were useful, Pederson said.",
		}},
		Good: [][2]string{{
			"زار بيدرسون دمشق. التقى بيدرسون وزير الخارجية. وقال بيدرسون إن المحادثات مفيدة.",
			"On Monday Pedersen visited Damascus. Later Pedersen met the foreign minister. The talks were useful, Pedersen said.",
		}},
	}}
}

func (variants) Unit(*Unit, func(Finding)) {}

// spelling is one written form of a name in a document.
type spelling struct {
	norm  string
	known bool // the lexicon's glosses have it
	uses  []spellingUse
}

// spellingUse is one occurrence: a unit and a word of its English text.
type spellingUse struct{ unit, word int }

func (variants) Document(d *Units, report func(Finding)) {
	byKey := map[string][]*spelling{}
	var keys []string
	for i := range d.Units {
		ev := d.Units[i].evidence()
		for j := range ev.en {
			w := &ev.en[j]
			if w.k == nil || !w.cap || w.k.function || acronym(w.text) || utf8.RuneCountInString(w.k.norm) < 4 {
				continue
			}
			key := soundKey(w.k.norm)
			s := findSpelling(byKey[key], w.k.norm)
			if s == nil {
				if len(byKey[key]) == 0 {
					keys = append(keys, key)
				}
				s = &spelling{norm: w.k.norm, known: d.Units[i].know().spells(w.k)}
				byKey[key] = append(byKey[key], s)
			}
			s.uses = append(s.uses, spellingUse{i, j})
		}
	}
	for _, key := range keys {
		group := byKey[key]
		for _, rare := range group {
			if usual := usualSpelling(rare, group); usual != nil {
				d.reportVariant(rare, usual, report)
			}
		}
	}
}

// spells reports whether the lexicon has the word as it is written. The stem of a word
// in y ends in i and is no word itself: Holli is not Holly.
func (k *knowledge) spells(w *enKnown) bool {
	if k.lower.Has(w.norm) || w.name != 0 {
		return true
	}
	return (w.id >= 0 || w.common) && !(w.norm == w.stem && strings.HasSuffix(w.norm, "i"))
}

func findSpelling(group []*spelling, norm string) *spelling {
	for _, s := range group {
		if s.norm == norm {
			return s
		}
	}
	return nil
}

// usualSpelling returns the spelling that rare is a slip of: a known or more
// frequent one that differs in a single place.
func usualSpelling(rare *spelling, group []*spelling) *spelling {
	if rare.known {
		return nil
	}
	var best *spelling
	for _, s := range group {
		if s == rare || len(s.uses) < len(rare.uses) || len(s.uses) == len(rare.uses) && !s.known && s.norm < rare.norm {
			continue
		}
		if slip(rare.norm, s.norm) && (best == nil || len(s.uses) > len(best.uses)) {
			best = s
		}
	}
	return best
}

func (d *Units) reportVariant(rare, usual *spelling, report func(Finding)) {
	for _, use := range rare.uses {
		u := &d.Units[use.unit]
		w := &u.evidence().en[use.word]
		var ar []Span
		if w.link >= 0 && w.best >= soundSame {
			a := &u.evidence().ar[w.link]
			if !d.sameArabic(a.norm, usual) {
				continue
			}
			ar = []Span{a.Span}
		}
		first := d.Units[usual.uses[0].unit].evidence().en[usual.uses[0].word].text
		f := u.finding("name.variant", Minor, ar, []Span{w.Span}, fmt.Sprintf("%s is spelled %s elsewhere in the document", w.text, strings.TrimSuffix(strings.TrimSuffix(first, "'s"), "’s")))
		f.Group = u.englishGroup()
		report(u.values(f, first, w.text))
	}
}

// sameArabic reports whether the usual spelling renders the same Arabic word
// somewhere, or nothing that is known.
func (d *Units) sameArabic(norm string, usual *spelling) bool {
	linked := false
	for _, use := range usual.uses {
		ev := d.Units[use.unit].evidence()
		w := &ev.en[use.word]
		if w.link < 0 || w.best < soundSame {
			continue
		}
		linked = true
		if o := ev.ar[w.link].norm; o == norm || strings.HasSuffix(o, norm) || strings.HasSuffix(norm, o) || soundKey(o) == soundKey(norm) {
			return true
		}
	}
	return !linked
}

// letterClasses are the letters that spellings of one name exchange.
var letterClasses = [...]string{"aeiouy", "kqc", "fv", "sz"}

// soundKey writes a word so that spellings of one name agree: classes of letters
// become one letter, doubled letters single, and h silent.
func soundKey(norm string) string {
	var b strings.Builder
	last := rune(0)
	for _, r := range norm {
		for _, class := range letterClasses {
			if strings.ContainsRune(class, r) {
				r = rune(class[0])
			}
		}
		if r == last || r == 'h' && last != 0 {
			continue
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// sameClass reports whether two letters are equal or of one class.
func sameClass(a, b rune) bool {
	for _, class := range letterClasses {
		if strings.ContainsRune(class, a) && strings.ContainsRune(class, b) {
			return true
		}
	}
	return a == b
}

// slip reports whether two words differ in one place only: one letter for
// another of its class, or a letter doubled in one of them.
func slip(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) == len(y) {
		diff := 0
		for i := range x {
			if x[i] != y[i] {
				diff++
			}
		}
		return diff == 1
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y) != len(x)+1 {
		return false
	}
	for i := range y {
		if slices.Equal(append(append([]rune{}, y[:i]...), y[i+1:]...), x) {
			return i > 0 && (y[i] == 'h' || sameClass(y[i-1], y[i])) || i+1 < len(y) && sameClass(y[i+1], y[i])
		}
	}
	return false
}
