package memory

import (
	"testing"

	"golang.org/x/text/unicode/norm"

	"tarjuman/internal/arabic"
)

// TestOrdinaryRunes holds the shortcut of normalize against the real thing: after
// any base, with vowel signs or without.
func TestOrdinaryRunes(t *testing.T) {
	for r := rune(0); r < 0x3000; r++ {
		if !ordinary(r) {
			continue
		}
		for _, base := range []string{"", "ا", "و", "e", "\u064e"} {
			s := base + string(r)
			for _, f := range []norm.Form{norm.NFC, norm.NFKC} {
				if got, want := collapse(arabic.Strip(s)), collapse(arabic.Strip(f.String(s))); got != want {
					t.Errorf("%+q: %+q, normalised %+q", s, got, want)
				}
			}
		}
	}
}

func TestCollapse(t *testing.T) {
	for in, want := range map[string]string{
		"": "", " ": "", "a": "a", "a b": "a b", " a": "a", "a ": "a", "a  b": "a b", "a\tb\n": "a b", "a\u00a0b": "a b", "\u3000a": "a",
	} {
		if got := collapse(in); got != want {
			t.Errorf("collapse(%q) = %q, want %q", in, got, want)
		}
	}
}
