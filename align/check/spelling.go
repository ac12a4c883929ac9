package check

import (
	"strings"
	"unicode/utf8"

	"tarjuman/align/lexicon"
	"tarjuman/internal/arabic"
)

// hamzas finds Arabic words whose first alef is written without its hamza, or
// with one that it does not have.
type hamzas struct{}

func (hamzas) Rules() []Rule {
	return []Rule{{
		Name: "spelling.hamza", Severity: Minor, MQM: "Fluency/Spelling", Group: SourceText,
		Summary: "hamza missing on the first alef of a word, or written where none is",
		Detail: "Compares the spelling with the lexicon's, which is careful. Only words of four letters and more are judged, only when the lexicon knows exactly one spelling, " +
			"and joined particles and the article are seen through. The smallest words (ان, الى, او) are left alone: their spelling is a habit of whole newspapers. " +
			"A single slip in a document is only noted.",
		Bad:  [][2]string{{"تعمل اوكرانيا على اتمام انسحابها.", "Ukraine is completing its withdrawal."}},
		Good: [][2]string{{"تعمل أوكرانيا على إتمام انسحابها، واجتمع الأعضاء في اليونان.", "Ukraine is completing its withdrawal, and the members met in Greece."}},
	}}
}

func (hamzas) Unit(*Unit, func(Finding)) {}

func (hamzas) Document(d *Units, report func(Finding)) {
	var l ledgers
	for i := range d.Units {
		u := &d.Units[i]
		for _, t := range u.Ar.Tokens {
			if t.Kind != arabic.Word || t.End-t.Start < 8 {
				continue
			}
			if right := hamzaSpelling(t.Text(u.Ar), t.Norm); right != "" {
				l.of("spelling.hamza", true).add(u, Minor, t.Span(), "“"+t.Text(u.Ar)+"” is spelled "+right, right)
			}
		}
	}
	if g := l.of("spelling.hamza", true); g.count() == 1 {
		g.slips[0].severity = Info // one slip says little; many newspapers are careless
	}
	l.report(report)
}

// carefulAlefs maps the folded form of words that begin with alef to the alef of
// their careful spelling, 0 where there are several.
func carefulAlefs(entries []lexicon.Entry) map[string][]uint32 {
	m := make(map[string]rune, 1<<13)
	add := func(w string, name bool) {
		a := firstRune(w)
		if !isAlef(a) || strings.ContainsAny(w, " -") || utf8.RuneCountInString(w) < 4 {
			return
		}
		key := arabic.Normalize(w)
		if name && !longVowel(key) {
			a = 0
		}
		if old, ok := m[key]; ok && old != a {
			switch {
			case name && a != 0 && old == 'ا': // the careless spelling of a name is listed too
			case name && a == 'ا':
				a = old
			default:
				a = 0
			}
		}
		m[key] = a
	}
	for i := range entries {
		e := &entries[i]
		if e.POS == lexicon.Verb && firstRune(e.Lemma) == 'ا' {
			continue // see below
		}
		add(e.Lemma, e.IsName())
		for _, f := range e.Forms {
			add(f, e.IsName())
		}
	}
	for i := range entries {
		if e := &entries[i]; e.POS == lexicon.Verb && firstRune(e.Lemma) == 'ا' {
			m[arabic.Normalize(e.Lemma)] = 0 // اعتقد is "he believed", أعتقد "I believe"
		}
	}
	for _, w := range []string{"إليه", "إليها", "إليهم", "إليك", "إلينا", "إليكم", "إلام"} {
		m[arabic.Normalize(w)] = 0
	}
	out := make(map[string][]uint32, len(m))
	for w, a := range m {
		out[w] = []uint32{uint32(a)}
	}
	return out
}

// carefulAlef returns the alef that a folded word is carefully spelled with, 0
// where there are several; ok is false for a word of no entry.
func carefulAlef(norm string) (alef rune, ok bool) {
	row := words().hamza.Get(norm)
	if row.Len() == 0 {
		return 0, false
	}
	return rune(row.At(0)), true
}

// longVowel reports a word that begins with a long vowel (أوكرانيا, إيران). Its alef
// needs a hamza; that of a foreign cluster (اسكتلندا) is a matter of house style.
func longVowel(key string) bool {
	return strings.HasPrefix(key, "او") || strings.HasPrefix(key, "اي")
}

func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }

func isAlef(r rune) bool { return r == 'ا' || r == 'أ' || r == 'إ' || r == 'آ' }

// hamzaSpelling is the careful spelling of a word whose first alef, behind the
// article or a conjunction, is spelled otherwise, or "". Other joined particles
// look too much like letters of the word.
func hamzaSpelling(text, norm string) string {
	article := strings.HasPrefix(norm, "ال")
	if !article {
		if a, ok := carefulAlef(norm); ok {
			return respelled(text, "", a)
		}
	}
	for _, p := range []string{"ال", "وال", "بال", "و"} {
		rest, ok := strings.CutPrefix(norm, p)
		if !ok || firstRune(rest) != 'ا' || p == "بال" && len(rest) < 10 || p == "و" && strings.HasPrefix(rest, "ال") {
			continue
		}
		if a, ok := carefulAlef(rest); ok {
			return respelled(text, p, a)
		}
	}
	return ""
}

// twoNouns reports a word that is a verbal noun with إ and a plural with أ (إبصار,
// أبصار), of which the lexicon may know one.
func twoNouns(w string, old, a rune) bool {
	r := []rune(w)
	return old != 'ا' && a != 'ا' && len(r) == 5 && r[3] == 'ا'
}

// respelled writes text with alef a behind the joined p, or "" if it is so already.
func respelled(text, p string, a rune) string {
	w := arabic.Strip(text)
	rest, ok := strings.CutPrefix(w, p)
	old := firstRune(rest)
	if !ok || a == 0 || old == a || !isAlef(old) || a == 'آ' && old == 'أ' || twoNouns(rest, old, a) {
		return ""
	}
	return p + string(a) + rest[utf8.RuneLen(old):]
}
