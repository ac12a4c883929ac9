package values

import (
	"slices"
	"strings"
	"testing"
)

func TestWordData(t *testing.T) {
	for name, data := range map[string]string{"ar.tsv": arData, "en.tsv": enData} {
		seen := map[string]bool{}
		err := lines(data, 3, func(f []string) error {
			if len(f) != 3 {
				t.Errorf("%s: %q has %d fields", name, f, len(f))
			}
			for _, form := range strings.Split(f[2], ",") {
				form = strings.TrimPrefix(form, "?")
				if form == "" || form != strings.TrimSpace(form) {
					t.Errorf("%s: %s %s: form %q", name, f[0], f[1], form)
				}
				key := f[0] + f[1] + "\t" + form
				if seen[key] {
					t.Errorf("%s: %s %s lists %q twice", name, f[0], f[1], form)
				}
				seen[key] = true
			}
			return nil
		})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestUnitData(t *testing.T) {
	codes := map[string]bool{}
	err := lines(unitData, 5, func(f []string) error {
		if len(f) != 5 || f[1] == "" || codes[f[0]] {
			t.Errorf("units.tsv: %q", f)
		}
		codes[f[0]] = true
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	if len(load().units) != len(codes) {
		t.Errorf("%d units loaded of %d", len(load().units), len(codes))
	}
}

func TestDualData(t *testing.T) {
	var nouns []string
	err := lines(dualData, 1, func(f []string) error {
		nouns = append(nouns, f[0])
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	if !slices.IsSorted(nouns) || len(slices.Compact(slices.Clone(nouns))) != len(nouns) {
		t.Error("duals.tsv is not sorted, or repeats a noun")
	}
}
