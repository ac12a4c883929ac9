package lexicon

import (
	"slices"
	"testing"
)

func TestNamesOfCLDR(t *testing.T) {
	l := Default()
	for word, want := range map[string]string{
		"بوجومبورا": "Bujumbura", "وكيشينج": "Kuching", "توكيلاو": "Tokelau", "شتمبر": "September", "ماهي": "",
	} {
		if got := glosses(l.Lookup(word)); want == "" && slices.Contains(got, "Mahé") || want != "" && !slices.Contains(got, want) {
			t.Errorf("Lookup(%s) = %q", word, got)
		}
	}
	if p, ok := l.PhraseAt([]string{"جنيهات", "مصرية"}); !ok || p.Entry.Glosses[0] != "Egyptian pound" {
		t.Errorf("جنيهات مصرية: %+v", p)
	}
}
