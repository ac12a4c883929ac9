package review

import (
	"slices"
	"strings"
	"testing"
	"unicode"
)

func TestTableOfInvisiblesIsSound(t *testing.T) {
	if len(invisibles()) < 50 { // parsing checks order and form
		t.Errorf("%d lines", len(invisibles()))
	}
	for _, bad := range []string{"00AD\tSHY\tkeep\n", "200B\tX\tkeep\tN\n200A\tY\tkeep\tN\n", "zz\tX\tkeep\tN\n", "0002-0001\tX\tdrop\tN\n", "0001\tX\tperhaps\tN\n"} {
		if _, err := parseInvisibles(bad); err == nil {
			t.Errorf("%q is accepted", bad)
		}
	}
}

// signs are format characters that do show: number and verse signs.
var signs = []rune{0x0600, 0x0601, 0x0602, 0x0603, 0x0604, 0x0605, 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD}

// TestEveryInvisibleCharacterHasAChip goes through the Unicode properties of
// characters that do not show or reorder others.
func TestEveryInvisibleCharacterHasAChip(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		hidden := unicode.In(r, unicode.Cc, unicode.Bidi_Control, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point,
			unicode.Join_Control, unicode.Zl, unicode.Zp, unicode.Noncharacter_Code_Point) ||
			unicode.Is(unicode.Cf, r) && !slices.Contains(signs, r) && !(r >= 0x13430 && r <= 0x1343F)
		if r == '\n' || r == '\t' {
			hidden = false
		}
		if c := chipOf(r); hidden && c == nil {
			t.Errorf("%U has no chip", r)
		} else if !hidden && c != nil && r != 0xFFFC && !strings.Contains(c.Title, "VOWEL") && !strings.Contains(c.Title, "UNASSIGNED") {
			t.Errorf("%U has the chip %s", r, c.Title)
		}
		if c := chipOf(r); c != nil && c.Kept && (unicode.Is(unicode.Zl, r) || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069) {
			t.Errorf("%U stays in the text and reorders it", r)
		}
	}
}

func TestPieces(t *testing.T) {
	for text, want := range map[string]string{
		"":                         "",
		"قال BBC ٤٣٦":              "قال BBC ٤٣٦",
		"a\u202Eb\u202Cc":          "a⟨RLO⟩b⟨PDF⟩c",
		"١٤٤٢ ه\u200d.":            "١٤٤٢ ه\u200d⟨ZWJ⟩.",
		"\u200f!":                  "\u200f⟨RLM⟩!",
		"كَتَبَ":                   "كَتَبَ",
		"a\r\nb\tc":                "a⟨CR⟩\nb\tc",
		"\x00\x1b[31m":             "⟨NUL⟩⟨ESC⟩[31m",
		"a\xffb\xd9":               "a⟨FF⟩b⟨D9⟩",
		"\uFFFD":                   "\uFFFD",
		"👨\u200d👩\u200d👧":          "👨\u200d👩\u200d👧",
		"🏳\uFE0F\u200d🌈":           "🏳\uFE0F\u200d🌈",
		"👍🏽 ❤\uFE0F 1\uFE0F\u20E3": "👍🏽 ❤\uFE0F 1\uFE0F\u20E3",
		"🇪🇬":                       "🇪🇬",
		"🏴\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F": "🏴\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F",
		"🏴\U000E0041\U000E007F": "🏴⟨TAG A⟩⟨TAG⟩",
		"a\uFE0F":               "a\uFE0F⟨VS⟩",
		"😀\U000E0100\U000E0101": "😀⟨VS⟩⟨VS⟩",
		"😀\uFE0F\uFE0F":         "😀\uFE0F⟨VS⟩\uFE0F⟨VS⟩",
		"😀\u200d":               "😀\u200d⟨ZWJ⟩",
		"\uFEFFx\u200by":        "\uFEFF⟨BOM⟩x\u200b⟨ZWSP⟩y",
	} {
		if got := visible(text); got != want {
			t.Errorf("%q shows as %q, want %q", text, got, want)
		}
	}
}
