package screen

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestHonestTranslationsPass counts the alarms on correct translations:
// TARJUMAN_SCREEN_TEXTS names a folder with NAME.ar and NAME.en, a sentence a
// line each.
func TestHonestTranslationsPass(t *testing.T) {
	dir := os.Getenv("TARJUMAN_SCREEN_TEXTS")
	if dir == "" {
		t.Skip("TARJUMAN_SCREEN_TEXTS is not set")
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.ar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no texts in %s, %v", dir, err)
	}
	for _, f := range files {
		ar, en := readLines(t, f), readLines(t, strings.TrimSuffix(f, ".ar")+".en")
		alarms := 0
		for i := range min(len(ar), len(en)) {
			for _, p := range []Pair{{From: "ar", To: "en", Source: ar[i], Answer: en[i]}, {From: "en", To: "ar", Source: en[i], Answer: ar[i]}} {
				if why := Check(p); why != "" {
					alarms++
					t.Logf("%s:%d %s>%s: %s", filepath.Base(f), i+1, p.From, p.To, why)
				}
			}
		}
		t.Logf("%s: %d alarms in %d translations", filepath.Base(f), alarms, 2*len(ar))
		if 100*alarms > 2*len(ar) {
			t.Errorf("more than one alarm in 100 honest translations")
		}
	}
}

func readLines(t *testing.T, path string) []string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
}
