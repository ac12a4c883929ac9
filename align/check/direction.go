package check

import (
	_ "embed"
	"strings"
	"sync"

	"tarjuman/internal/values"
)

//go:embed rules/direction.tsv
var directionFile string

// directions reports a rise that has become a fall.
type directions struct{}

func (directions) Rules() []Rule {
	return []Rule{{
		Name: "number.direction", Severity: Critical, MQM: "Accuracy/Mistranslation/Number", Group: Translation,
		Summary: "a quantity rises in one text and falls in the other",
		Detail: "Reported where both texts have the same percentage, every word of direction in one text says up and every one in the other says down, and " +
			"neither text denies anything. Texts with both directions, and those that say it in other words, are left alone.",
		Bad: [][2]string{{"ارتفعت أسعار القمح بنسبة 4 في المئة أمس.", "Wheat prices fell 4 percent yesterday."}},
		Good: [][2]string{
			{"ارتفعت أسعار القمح بنسبة 4 في المئة أمس.", "Wheat prices rose 4 percent yesterday."},
			{"ارتفعت أسعار القمح بنسبة 4 في المئة بعد انخفاضها.", "Wheat prices, which had been falling, rose 4 percent."},
		},
	}}
}

func (directions) Document(*Units, func(Finding)) {}

// directionWords are the words of direction: 1 up, -1 down.
var directionWords = sync.OnceValue(func() map[string]int {
	out := map[string]int{}
	for f := range tableLines(directionFile) {
		if len(f) != 2 {
			continue // the data test reports it
		}
		for w := range strings.FieldsSeq(f[1]) {
			out[w] = map[string]int{"up": 1, "down": -1}[f[0]]
		}
	}
	return out
})

func (directions) Unit(u *Unit, report func(Finding)) {
	if !strings.ContainsAny(u.En.Raw, "%") && !strings.Contains(u.En.Raw, "per") {
		return
	}
	ev := u.evidence()
	en, j := ev.englishDirection()
	if en == 0 {
		return
	}
	ar, i := ev.arabicDirection()
	if ar != -en || !u.samePercentage() || !ev.comparable() {
		return
	}
	a, e := ev.ar[i].Span, ev.en[j].Span
	f := u.finding("number.direction", u.milder(Critical), []Span{a}, []Span{e}, "one text says up, the other down")
	report(u.values(f, u.Ar.Raw[a.Start:a.End], u.En.Raw[e.Start:e.End]))
}

// englishDirection is the one direction of the text and the first word that says it; 0
// where there is none, or both, or a denial.
func (ev *evidence) englishDirection() (dir, at int) {
	for j := range ev.en {
		w := &ev.en[j]
		if w.k == nil {
			continue
		}
		if w.k.neg == denies {
			return 0, 0
		}
		switch d := ev.upOrDown(j) + directionWords()[w.k.norm]; {
		case d == 0:
		case dir == 0:
			dir, at = d, j
		case d != dir:
			return 0, 0
		}
	}
	return dir, at
}

// upOrDown is the direction of up and down before a number: closed up 1.2 percent.
func (ev *evidence) upOrDown(j int) int {
	next := j + 1
	if next < len(ev.en) && ev.en[next].text == "by" {
		next++
	}
	if next >= len(ev.en) || ev.en[next].k != nil {
		return 0
	}
	switch ev.en[j].k.norm {
	case "up":
		return 1
	case "down":
		return -1
	}
	return 0
}

// arabicDirection is the same for the Arabic text.
func (ev *evidence) arabicDirection() (dir, at int) {
	for i := range ev.ar {
		w := &ev.ar[i]
		if w.k == nil {
			continue
		}
		if w.k.neg == denies {
			return 0, 0
		}
		switch d := w.k.direction(); {
		case d == 0:
		case dir != 0 && d != dir:
			return 0, 0
		case dir == 0:
			dir, at = d, i
		}
	}
	return dir, at
}

// direction is that of the word itself where it is listed, else of its first rendering:
// further ones may be of another sense (أرباح are profits, and gains).
func (w *arKnown) direction() int {
	if dir := directionWords()[w.norm]; dir != 0 || len(w.matches) == 0 {
		return dir
	}
	return directionWords()[w.matches[0].Gloss]
}

// samePercentage reports whether both texts have a percentage of the same number.
func (u *Unit) samePercentage() bool {
	m := u.matched()
	for i := range m.arVal {
		for j := range m.enVal {
			if a, b := &m.arVal[i], &m.enVal[j]; a.Kind == values.Percent && b.Kind == values.Percent && a.Num == b.Num {
				return true
			}
		}
	}
	return false
}
