package check

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"tarjuman/align/lexicon"
	"tarjuman/internal/arabic"
)

//go:embed rules/opposites.tsv
var oppositesFile string

// contrastKind tells when two poles of a contrast exclude each other.
type contrastKind uint8

const (
	plainContrast contrastKind = iota
	roleContrast               // only where the parties stand in the same order
	headContrast               // only where the same words follow
)

var contrastKinds = map[string]contrastKind{"plain": plainContrast, "roles": roleContrast, "head": headContrast}

// pole is a word's side in a contrast: won, in won and lost.
type pole struct {
	contrast int16
	side     int8
	weak     bool // the word may be said for the pole, no more
}

// against reports whether the poles are those of one contrast that exclude each other.
func (p pole) against(q pole) bool { return p.contrast == q.contrast && p.side != q.side }

// same reports whether the poles are one.
func (p pole) same(q pole) bool { return p.contrast == q.contrast && p.side == q.side }

// contrastTable holds the poles of words.
type contrastTable struct {
	kinds   []contrastKind
	en, ar  map[string][]pole
	phrases map[string][]polePhrase // by their first word
}

// polePhrase is an English expression of several words that has a pole: turn down.
type polePhrase struct {
	words []string
	pole  pole
}

var contrasts = sync.OnceValue(func() *contrastTable {
	t := &contrastTable{en: map[string][]pole{}, ar: map[string][]pole{}, phrases: map[string][]polePhrase{}}
	irregular := map[string][]string{}
	for form, base := range baseForms() {
		irregular[base] = append(irregular[base], form)
	}
	for f := range tableLines(oppositesFile) {
		kind, ok := contrastKinds[f[0]]
		if !ok {
			continue // the data test reports it
		}
		for side, words := range f[1:] {
			for w := range strings.FieldsSeq(words) {
				w, weak := strings.CutPrefix(w, "~")
				t.add(w, pole{int16(len(t.kinds)), int8(side), weak}, irregular)
			}
		}
		t.kinds = append(t.kinds, kind)
	}
	return t
})

func (t *contrastTable) add(w string, p pole, irregular map[string][]string) {
	if w[0] >= utf8.RuneSelf {
		t.ar[w] = append(t.ar[w], p)
		return
	}
	base, rest, long := strings.Cut(w, "_")
	forms := append(inflections(base), irregular[base]...)
	slices.Sort(forms)
	for _, form := range slices.Compact(forms) {
		if long {
			t.phrases[form] = append(t.phrases[form], polePhrase{strings.Split(rest, "_"), p})
		} else {
			t.en[form] = append(t.en[form], p)
		}
	}
}

// inflections are the regular forms of an English verb, noun or adjective, itself included.
func inflections(w string) []string {
	out := []string{w, w + "s", w + "ed", w + "ing", w + "ly"}
	n := len(w)
	if n < 3 {
		return out
	}
	last, before := w[n-1], w[n-2]
	switch {
	case last == 'e':
		out = append(out, w+"d", w[:n-1]+"ing")
	case last == 'y' && !vowel(before):
		out = append(out, w[:n-1]+"ies", w[:n-1]+"ied", w[:n-1]+"ily")
	case last == 's' || last == 'h' || last == 'x':
		out = append(out, w+"es")
	case !vowel(last) && last != 'w' && vowel(before) && !vowel(w[n-3]):
		out = append(out, w+string(last)+"ed", w+string(last)+"ing")
	}
	return out
}

func vowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }

// poleReading is how much costlier than the best another reading may be to count when
// a word's pole is asked for.
const poleReading = 0.5

// auxiliaries are verbs that say that something happens, and nothing of their own: تم
// الحفاظ is no end.
var auxiliaries = wordSet("تم جري صار اصبح كان ظل بات")

// arabic returns the poles of an Arabic word by the renderings of its likeliest
// readings; a pole that only some of them have is weak.
func (t *contrastTable) arabic(norm string, ms []lexicon.Match) []pole {
	var out []pole
	for i, m := range ms {
		if m.Cost > ms[0].Cost+poleReading {
			break
		}
		if auxiliaries[arabic.Normalize(m.Lemma)] {
			return nil
		}
		if i > 0 && slices.ContainsFunc(ms[:i], func(o lexicon.Match) bool { return o.Reading == m.Reading }) {
			continue
		}
		for _, p := range t.reading(ms, m.Reading) {
			out = addPole(out, p)
		}
	}
	for n := range out {
		out[n].weak = out[n].weak || !t.mostly(ms, out[n]) && !t.listed(norm, ms, out[n])
	}
	return out
}

// listed reports whether the table lists the very word, as a lemma it may be near.
func (t *contrastTable) listed(norm string, ms []lexicon.Match, p pole) bool {
	if !slices.Contains(t.ar[norm], p) {
		return false
	}
	return slices.ContainsFunc(ms, func(m lexicon.Match) bool {
		return m.Cost <= ms[0].Cost+poleReading && arabic.Normalize(m.Lemma) == norm
	})
}

func addPole(out []pole, p pole) []pole {
	for n := range out {
		if out[n].same(p) {
			out[n].weak = out[n].weak && p.weak
			return out
		}
	}
	return append(out, p)
}

// reading returns the poles of one reading: of its lemma, and of its near renderings.
func (t *contrastTable) reading(ms []lexicon.Match, r *lexicon.Reading) []pole {
	out := slices.Clone(t.ar[arabic.Normalize(r.Lemma)])
	for _, m := range ms {
		if m.Reading != r {
			continue
		}
		for _, p := range t.en[strings.ToLower(m.Gloss)] {
			p.weak = p.weak || m.Cost > ms[0].Cost+poleReading
			out = addPole(out, p)
		}
	}
	return out
}

// mostly reports whether the readings that have the pole are at least as many as those
// that do not, the best among them.
func (t *contrastTable) mostly(ms []lexicon.Match, p pole) bool {
	with, without := 0, 0
	for i, m := range ms {
		if m.Cost > ms[0].Cost+poleReading {
			break
		}
		if i > 0 && slices.ContainsFunc(ms[:i], func(o lexicon.Match) bool { return o.Reading == m.Reading }) {
			continue
		}
		if slices.ContainsFunc(t.reading(ms, m.Reading), func(q pole) bool { return q == p }) {
			with++
		} else {
			if i == 0 && !t.equalBest(ms, p) {
				return false
			}
			without++
		}
	}
	return with > 0 && with >= without
}

// equalBest reports whether a reading that costs no more than the best has the pole.
func (t *contrastTable) equalBest(ms []lexicon.Match, p pole) bool {
	for _, m := range ms {
		if m.Cost > ms[0].Cost {
			return false
		}
		if slices.Contains(t.reading(ms, m.Reading), p) {
			return true
		}
	}
	return false
}
