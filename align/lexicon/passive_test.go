package lexicon

import "testing"

func TestLookupSeesThroughThePassive(t *testing.T) {
	for word, lemma := range map[string]string{
		"قوبل": "قابل", "نوقشت": "ناقش", "شوهد": "شاهد", "تبودلت": "تبادل", "قيل": "قال", "أقيم": "أقام", "اختير": "اختار", "اغتيل": "اغتال",
		"سئل": "سأل", "يقال": "قال", "يباع": "باع", "يقام": "أقام", "يستفاد": "استفاد",
	} {
		ms := Default().Lookup(word)
		found := false
		for _, m := range ms {
			found = found || m.Lemma == lemma && m.How == VerbForm
		}
		if !found {
			t.Errorf("Lookup(%s) has no %s as a verb form: %q", word, lemma, lemmas(ms))
		}
	}
}

func TestLookupRespells(t *testing.T) {
	for word, c := range map[string]struct {
		gloss string
		how   How
	}{
		"شئون": {"affair", Respelt}, "مسئولية": {"responsibility", Respelt}, "رءوس": {"head", Respelt}, "ماكجريجور": {"McGregor", Respelt},
		"سفينةالصيد": {"ship", Glued}, "قالالوزير": {"say", Glued}, "زقنبوطية": {"", ""}, "شنغبلط": {"", ""},
	} {
		ms := Default().Lookup(word)
		switch {
		case c.gloss == "" && len(ms) > 0:
			t.Errorf("Lookup(%s) = %q, want nothing", word, glosses(ms))
		case c.gloss != "" && (len(ms) == 0 || ms[0].Gloss != c.gloss || ms[0].How != c.how):
			t.Errorf("Lookup(%s) = %+v, want %s by %s", word, ms, c.gloss, c.how)
		}
	}
}
