package values

import (
	"math"
	"strconv"

	"tarjuman/internal/arabic"
)

// form is the way a number in digits is written.
type form uint8

const (
	notNumber form = iota // too long, or several points: a version, an address
	plain                 // 1234
	grouped               // 1,234
	decimal               // 12.5
	clock                 // 12:30
	ratio                 // 3:1
	dotted                // 28.6.2021
)

// digits is a number token read.
type digits struct {
	form    form
	num     float64
	alt     float64 // another reading, 0 for none
	parts   [3]int  // of clock, ratio and dotted
	length  int     // digits before the first separator
	zero    bool    // starts with a needless zero
	reorder float64 // the value with its groups in the opposite order
}

// noDigits is what an item that is no number has; nothing writes to it.
var noDigits digits

const maxDigits = 18 // more digits are an identifier, not an amount

// segments are the digit runs of a token and the separators between them.
type segments struct {
	val  [6]int64
	size [6]int
	sep  [6]rune
	n    int
}

func split(s string) (segments, bool) {
	var g segments
	total := 0
	for _, r := range s {
		d, ok := arabic.Digit(r)
		if ok {
			if total++; total > maxDigits {
				return g, false
			}
			g.val[g.n] = g.val[g.n]*10 + int64(d)
			g.size[g.n]++
			continue
		}
		g.sep[g.n] = r
		if g.n++; g.n >= len(g.val) {
			return g, false
		}
	}
	g.n++
	return g, true
}

// parseDigits reads a number token. The language decides what 15.000 means.
func parseDigits(s string, lang Lang) digits {
	g, ok := split(s)
	if !ok {
		return digits{}
	}
	d := digits{length: g.size[0], num: float64(g.val[0]), form: plain}
	d.zero = g.size[0] > 1 && firstDigit(s) == 0
	switch {
	case g.n == 1:
	case g.has(':'):
		d.readClock(&g)
	case g.groups(1, g.n):
		d.readGroups(&g, lang)
	case g.n == 2:
		d.form, d.num = decimal, fractional(g.val[0], g.val[1], g.size[1])
		if g.val[0] == 0 && g.size[0] == 3 && g.size[1] <= 3 { // "000,55"
			d.reorder = float64(g.val[1] * 1000)
		} else if g.size[0] == 3 && g.size[1] <= 3 {
			d.reorder = float64(g.val[1]*1000 + g.val[0])
		}
	case g.sep[0] == '.' && g.sep[1] == '.' && g.n == 3:
		d.form, d.parts = dotted, [3]int{int(g.val[0]), int(g.val[1]), int(g.val[2])}
	case g.groups(1, g.n-1) && g.sep[g.n-2] != g.sep[0]: // 1,234.56
		last := g.n - 1
		whole := g.join(last)
		d.form, d.num = decimal, fractional(whole, g.val[last], g.size[last])
	case g.lakhs():
		d.form, d.num = grouped, float64(g.join(g.n))
	default:
		d.form = notNumber
	}
	return d
}

func firstDigit(s string) int {
	for _, r := range s {
		d, _ := arabic.Digit(r)
		return d
	}
	return -1
}

func (g *segments) has(sep rune) bool {
	for i := 0; i < g.n-1; i++ {
		if g.sep[i] == sep {
			return true
		}
	}
	return false
}

// groups reports whether segments from..to are groups of three behind one and
// the same separator.
func (g *segments) groups(from, to int) bool {
	if g.size[0] > 3 || g.val[0] == 0 && g.size[0] != 3 || from >= to {
		return false
	}
	for i := from; i < to; i++ {
		if g.size[i] != 3 || g.sep[i-1] != g.sep[0] {
			return false
		}
	}
	return true
}

// lakhs reports the grouping of India: 1,00,000.
func (g *segments) lakhs() bool {
	for i := 1; i < g.n; i++ {
		if g.sep[i-1] != ',' || g.size[i] != 2 && i < g.n-1 || i == g.n-1 && g.size[i] != 3 {
			return false
		}
	}
	return g.n > 2
}

func (g *segments) join(n int) int64 {
	v := g.val[0]
	for i := 1; i < n; i++ {
		v = v*int64(math.Pow10(g.size[i])) + g.val[i]
	}
	return v
}

func (g *segments) joinReversed() int64 {
	var v int64
	for i := g.n - 1; i >= 0; i-- {
		v = v*1000 + g.val[i]
	}
	return v
}

// readGroups reads 1,234 and 1.234: one point may be a decimal point.
func (d *digits) readGroups(g *segments, lang Lang) {
	whole := float64(g.join(g.n))
	d.form, d.num = grouped, whole
	if g.size[0] == 3 {
		d.reorder = float64(g.joinReversed())
	}
	if g.n > 2 {
		return
	}
	dec := fractional(g.val[0], g.val[1], g.size[1])
	round := g.val[1]%10 == 0 // decimals do not end in zero
	switch g.sep[0] {
	case '.', arabic.DecimalMark:
		if round && lang == Arabic {
			return
		}
		d.form, d.num, d.alt = decimal, dec, whole
	case ',':
		if !round {
			d.alt = dec
		}
	}
}

func (d *digits) readClock(g *segments) {
	a, b := int(g.val[0]), int(g.val[1])
	d.parts = [3]int{a, b, 0}
	d.form = ratio
	if g.sep[0] == ':' && g.size[1] == 2 && g.size[0] <= 2 && a <= 24 && b < 60 && g.n <= 3 {
		d.form = clock
	} else if g.n > 2 {
		d.form = notNumber
	}
}

func fractional(whole, frac int64, size int) float64 {
	return float64(whole) + float64(frac)/math.Pow10(size)
}

// plainText returns a short whole number as its Western digits, for units
// written with a digit (m2).
func (d digits) plainText() string {
	if d.form == plain && d.length == 1 {
		return strconv.Itoa(int(d.num))
	}
	return ""
}
