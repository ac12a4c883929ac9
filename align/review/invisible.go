package review

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// A piece is text as the page shows it: what can be seen, and behind it the chip
// of a character that cannot.
type piece struct {
	Text string
	Chip *chip
}

// A chip stands for a character that is invisible or reorders its neighbours.
type chip struct {
	Label string // "RLO"
	Title string // "U+202E RIGHT-TO-LEFT OVERRIDE"
	// Kept tells that the character itself stays in the text before its chip,
	// because letters would join or stand otherwise without it. It cannot
	// reach beyond its neighbours.
	Kept bool
}

// pieces divides text into what shows and chips for what does not. Bytes that
// are not UTF-8 become chips too.
func pieces(text string) []piece {
	var out []piece
	var plain strings.Builder
	for it := graphemes.FromString(text); it.Next(); {
		cluster := it.Value()
		if isEmoji(cluster) {
			plain.WriteString(cluster)
			continue
		}
		for i, r := range cluster {
			if r == utf8.RuneError && !strings.HasPrefix(cluster[i:], "\uFFFD") {
				out = append(out, piece{plain.String(), badByte(cluster[i])})
				plain.Reset()
				continue
			}
			c := chipOf(r)
			if c == nil || c.Kept {
				plain.WriteRune(r)
			}
			if c != nil {
				out = append(out, piece{plain.String(), c})
				plain.Reset()
			}
		}
	}
	if plain.Len() > 0 {
		out = append(out, piece{Text: plain.String()})
	}
	return out
}

// visible is text for places that hold no markup, such as tooltips: what does
// not show is written out as ⟨RLO⟩.
func visible(text string) string {
	var b strings.Builder
	for _, p := range pieces(text) {
		b.WriteString(p.Text)
		if p.Chip != nil {
			b.WriteString("⟨" + p.Chip.Label + "⟩")
		}
	}
	return b.String()
}

func badByte(b byte) *chip {
	return &chip{Label: fmt.Sprintf("%02X", b), Title: fmt.Sprintf("byte %02X, not UTF-8", b)}
}

// chipOf returns the chip of a character, nil for one that shows.
func chipOf(r rune) *chip {
	if r < utf8.RuneSelf && r >= ' ' && r != 0x7F || r == '\n' || r == '\t' {
		return nil
	}
	if r >= 0x10000 && r&0xFFFE == 0xFFFE {
		return &chip{Label: "NC", Title: fmt.Sprintf("U+%X NONCHARACTER", r)}
	}
	table := invisibles()
	i := sort.Search(len(table), func(i int) bool { return table[i].last >= r })
	if i == len(table) || r < table[i].first {
		return nil
	}
	e := &table[i]
	label := e.label
	if e.label == "TAG" && r > 0xE0020 && r < 0xE007F {
		label += " " + string(r-0xE0000)
	}
	return &chip{label, fmt.Sprintf("U+%04X %s", r, e.name), e.kept}
}

// isEmoji reports whether a grapheme cluster is an emoji whose joiners, variation
// selectors and tags belong to it (UTS #51, ED-15a and ED-16). Such characters
// can also smuggle hidden text behind an emoji, so a sequence longer than any
// that is in use is not one.
func isEmoji(cluster string) bool {
	first, size := utf8.DecodeRuneInString(cluster)
	rest := cluster[size:]
	if rest == "" || !pictographic(first) {
		return false
	}
	if first == 0x1F3F4 && strings.HasSuffix(rest, "\U000E007F") {
		return isFlagTag(strings.TrimSuffix(rest, "\U000E007F"))
	}
	prev, n := first, 0
	for _, r := range rest {
		switch {
		case r == 0xFE0F || r == 0xFE0E:
			if !pictographic(prev) {
				return false
			}
		case r == 0x200D || r == 0x20E3:
			if prev != 0xFE0F && !pictographic(prev) {
				return false
			}
		case !pictographic(r):
			return false
		}
		prev = r
		n++
	}
	return n <= 15 && prev != 0x200D
}

// isFlagTag reports whether tags are the subdivision code of a flag, "gbsct".
func isFlagTag(tags string) bool {
	n := 0
	for _, r := range tags {
		r -= 0xE0000
		if !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9') {
			return false
		}
		n++
	}
	return n >= 3 && n <= 6
}

// pictographic reports whether r can carry an emoji: pictures, skin tones and
// flag letters, and the digits and signs of keycaps.
func pictographic(r rune) bool {
	switch {
	case r >= 0x1F000 && r <= 0x1FAFF:
		return true
	case r < utf8.RuneSelf:
		return r >= '0' && r <= '9' || r == '#' || r == '*'
	}
	return unicode.Is(unicode.So, r) || r == 0x203C || r == 0x2049 || r == 0x3030 || r == 0x303D || r >= 0x2190 && r <= 0x2BFF
}

// an invisible is one line of the table of characters that do not show.
type invisible struct {
	first, last rune
	label, name string
	kept        bool
}

var invisibles = sync.OnceValue(func() []invisible {
	data, err := pageFiles.ReadFile("page/invisible.tsv")
	if err != nil {
		panic(err) // embedded
	}
	table, err := parseInvisibles(string(data))
	if err != nil {
		panic(err) // linted by a test
	}
	return table
})

func parseInvisibles(data string) ([]invisible, error) {
	var out []invisible
	n := 0
	for line := range strings.Lines(data) {
		n++
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 4 || f[2] != "keep" && f[2] != "drop" {
			return nil, fmt.Errorf("invisible.tsv:%d: want range, label, keep or drop, name", n)
		}
		from, to, ranged := strings.Cut(f[0], "-")
		if !ranged {
			to = from
		}
		a, err1 := strconv.ParseUint(from, 16, 21)
		b, err2 := strconv.ParseUint(to, 16, 21)
		if err1 != nil || err2 != nil || a > b || len(out) > 0 && rune(a) <= out[len(out)-1].last {
			return nil, fmt.Errorf("invisible.tsv:%d: %q is no code point above the last", n, f[0])
		}
		out = append(out, invisible{rune(a), rune(b), f[1], f[3], f[2] == "keep"})
	}
	return out, nil
}
