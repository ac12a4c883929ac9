package article

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// guessBytes is how much of the input the statistics look at.
const guessBytes = 256 << 10

// guessUTF16 recognises UTF-16 without a byte order mark: in Arabic and English
// text nearly every high byte is 06 or 00, and those are rare elsewhere. It must
// come before the test for UTF-8, since Arabic letters in UTF-16 are pairs of
// bytes below 80 and therefore valid UTF-8.
func guessUTF16(data []byte) (encoding, bool) {
	sample := data[:min(len(data), guessBytes)&^1]
	if len(sample) < 4 || bytes.IndexByte(sample, 0) < 0 && bytes.IndexByte(sample, 6) < 0 {
		return encoding{}, false
	}
	little := utf16Share(sample, binary.LittleEndian)
	big := utf16Share(sample, binary.BigEndian)
	switch {
	case little > 0.9 && little > big:
		return utf16leEncoding, true
	case big > 0.9 && big > little:
		return utf16beEncoding, true
	}
	return encoding{}, false
}

// utf16Share returns the share of 16-bit units that are characters of Arabic or
// English text, or 0 if too few of those are plain letters and spaces.
func utf16Share(data []byte, order binary.ByteOrder) float64 {
	likely, common := 0, 0
	for i := 0; i+1 < len(data); i += 2 {
		u := order.Uint16(data[i:])
		switch {
		case u == '\t' || u == '\n' || u == '\r' || u >= 0x20 && u < 0x7F || u >= 0x0600 && u < 0x0700:
			common++
			likely++
		case u >= 0xA0 && u < 0x0250, u >= 0x2000 && u < 0x2070, u >= 0xD800 && u < 0xE000,
			u >= 0xFB50 && u < 0xFE00, u >= 0xFE70:
			likely++
		}
	}
	units := len(data) / 2
	if common*10 < units*7 {
		return 0
	}
	return float64(likely) / float64(units)
}

// mostlyUTF8 reports whether data is UTF-8 with damage: at least four good
// multi-byte characters for each bad byte. Single-byte Arabic has almost no byte
// sequences that are valid in UTF-8.
func mostlyUTF8(data []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		switch {
		case n > 1:
			good++
		case r == utf8.RuneError:
			bad++
		}
		i += n
	}
	return good >= 4*bad
}

// guessSingleByte decides between the single-byte encodings in which Arabic and
// English articles are found.
func guessSingleByte(data []byte) (encoding, bool) {
	data = data[:min(len(data), guessBytes)]
	candidates := []struct {
		name  string
		table *charmap.Charmap
	}{ // the first wins a tie: it means that no Arabic was seen
		{"windows-1252", charmap.Windows1252},
		{"windows-1256", charmap.Windows1256},
		{"iso-8859-6", charmap.ISO8859_6},
	}
	best, bestScore := 0, plausibility(data, candidates[0].table)
	for i := 1; i < len(candidates); i++ {
		if s := plausibility(data, candidates[i].table); s > bestScore {
			best, bestScore = i, s
		}
	}
	if bestScore < 0 {
		return encoding{}, false
	}
	return tableEncoding(candidates[best].name, candidates[best].table), true
}

// plausibility scores how much data, read with a table, looks like words. Letters
// of one script stand next to each other, and vowel marks on Arabic letters; the
// pair alif-lam, the article, is the most frequent one in Arabic; Latin
// letters beyond ASCII seldom come in pairs.
func plausibility(data []byte, table *charmap.Charmap) int {
	score := 0
	var before rune
	for _, c := range data {
		r := rune(c)
		if c >= 0x80 {
			r = table.DecodeByte(c)
			score += pairScore(before, r)
		} else if isASCIILetter(r) && isArabicLetter(before) {
			score -= 3
		}
		before = r
	}
	return score
}

// rareLetters each make up less than one letter in a hundred of Arabic text. The
// tables differ in where they put the common ayn and the rare zah.
const rareLetters = "ظغذثضؤئآ"

// pairScore rates a character beyond ASCII after the one before it.
func pairScore(before, r rune) int {
	afterArabic := isArabicLetter(before) || unicode.Is(unicode.Mn, before)
	switch {
	case r == utf8.RuneError || unicode.IsControl(r):
		return -8
	case before == 'ا' && r == 'ل':
		return 3
	case isArabicLetter(r) && !afterArabic && unicode.IsLetter(before):
		return -3
	case strings.ContainsRune(rareLetters, r):
		return -1
	case isArabicLetter(r) && afterArabic:
		return 1
	case unicode.Is(unicode.Mn, r) && !afterArabic:
		return -3
	case unicode.Is(unicode.Latin, r) && afterArabic:
		return -3
	case unicode.Is(unicode.Latin, r) && unicode.Is(unicode.Latin, before) && before >= 0x80:
		return -1
	case unicode.Is(unicode.Latin, r) && isASCIILetter(before):
		return 1
	}
	return 0
}

func isArabicLetter(r rune) bool {
	return r >= 0x0620 && r < 0x0700 && unicode.In(r, unicode.Lo, unicode.Lm)
}

func isASCIILetter(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }
