package align

import "testing"

func TestGroupedDigitsOfOtherLanguages(t *testing.T) {
	for text, want := range map[string]string{
		"Près de 4 200 habitants":               "#4200",
		"12\u202f345\u202f678 euros":            "#12345678",
		"le 3 200 est parti, 1 100 sont restés": "#3200",
		"en 1974 300 personnes":                 "#1974", // no group: four digits stand in front
		"7 1234":                                "#7",
	} {
		s, _ := readSide([]string{text}, other, nil)
		found := false
		for _, ty := range s.types {
			found = found || ty.key == want && ty.class == numberType
		}
		if !found {
			t.Errorf("%q: no token %s in %+v", text, want, s.types)
		}
	}
}
