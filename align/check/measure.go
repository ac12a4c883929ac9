package check

import (
	"slices"

	"tarjuman/internal/values"
)

func unitRule() Rule {
	return Rule{
		Name: "unit.value", Severity: Major, MQM: "Accuracy/Mistranslation/Unit", Group: Translation,
		Summary: "the same number with another currency, unit or percent sign",
		Detail: "Amounts with equal numbers must have units that can be the same; a currency named without its country (dinar, pound) agrees with every one of that name. " +
			"A correct conversion (10 miles, 16 km) is left alone, and so is a unit that one text leaves out. Units of time without a number (last month) are compared " +
			"only when each text names one that the other does not know in any form.",
		Bad: [][2]string{
			{"بلغ الثمن 27 مليون جنيه إسترليني.", "The price was $27 million."},
			{"على بعد 12 كيلومترا من المدينة.", "It is 12 miles from the city."},
			{"استمر الخطاب ساعتين.", "The speech lasted two days."},
			{"التقيا الشهر الماضي في باريس.", "They met last year in Paris."},
			{"بسرعة 165 كم/ساعة.", "At a speed of 165 mph."},
		},
		Good: [][2]string{
			{"دفع 11 مليار دولار أميركي.", "He paid US$11bn."},
			{"بلغت الكلفة 40 دينارا.", "The cost was 40 Kuwaiti dinars."},
			{"تبعد المدينة 10 أميال (16 كيلومترا).", "The town is 10 miles (16 km) away."},
			{"كان عمره خمسين عاما.", "He was 50."},
			{"منذ عشر سنوات.", "For a decade."},
		},
	}
}

// contradiction reports a pair of equal numbers whose units exclude each other.
func (m *matcher) contradiction(a, b *atom) {
	rule, sev, msg := "unit.value", Major, "the units differ: "+m.u.versus(a.v.String(), b.v.String())
	switch {
	case a.v.Kind == values.Percent && len(b.v.Units) == 0:
		rule, msg = "number.value", a.v.String()+" in the Arabic text, "+b.v.String()+" without per cent in the English"
	case b.v.Kind == values.Percent && len(a.v.Units) == 0:
		rule, msg = "number.value", b.v.String()+" in the English text, "+a.v.String()+" without per cent in the Arabic"
	case a.v.Kind == values.Money || b.v.Kind == values.Money:
		sev = Critical
	}
	m.clash = append(m.clash, a.v, b.v)
	f := m.u.finding(rule, m.graded(sev), []Span{spanOf(a)}, []Span{spanOf(b)}, msg)
	m.report(m.u.values(f, a.v.String(), b.v.String()))
}

// units compares the units that stand without a number.
func (m *matcher) units() {
	for i := range m.arVal {
		a := &m.arVal[i]
		if !namesUnit(a) || slices.Contains(m.clash, a) || m.isConverted(a) {
			continue
		}
		alone := lonelyUnit(a, m.enVal)
		for j := range m.enVal {
			b := &m.enVal[j]
			if !namesUnit(b) || slices.Contains(m.clash, b) || m.isConverted(b) || dimension(a) != dimension(b) || unitsMeet(a.Units, b.Units) || sameAmountAny(a, b) {
				continue
			}
			if lonely := lonelyUnit(b, m.arVal); !alone && !(lonely && m.surplus(a)) || !lonely {
				continue
			}
			f := m.u.finding("unit.value", m.graded(Major), []Span{{a.Start, a.End}}, []Span{{b.Start, b.End}}, "the units differ: "+m.u.versus(a.String(), b.String()))
			m.report(m.u.values(f, a.String(), b.String()))
			return
		}
	}
}

// isConverted reports whether the value is paired with its equal in another unit: 72 hours
// with three days.
func (m *matcher) isConverted(v *values.Value) bool {
	return slices.ContainsFunc(m.equal, func(p [2]*values.Value) bool {
		return (p[0] == v || p[1] == v) && len(p[0].Units) > 0 && len(p[1].Units) > 0 && !unitsMeet(p[0].Units, p[1].Units)
	})
}

// namesUnit reports a value whose unit is certain.
func namesUnit(v *values.Value) bool {
	return len(v.Units) > 0 && !v.Inherited && !(v.Weak && v.Kind == values.Bare)
}

// surplus reports that the Arabic text names the unit more often than the English.
func (m *matcher) surplus(v *values.Value) bool {
	return countUnit(m.arVal, v.Units) > countUnit(m.enVal, v.Units)
}

func countUnit(vs []values.Value, units []string) int {
	n := 0
	for i := range vs {
		if unitsMeet(vs[i].Units, units) {
			n++
		}
	}
	return n
}

// lonelyUnit reports a unit that the other text has in no form.
func lonelyUnit(v *values.Value, other []values.Value) bool {
	for i := range other {
		o := &other[i]
		if unitsMeet(v.Units, o.Units) || o.Per != "" && o.Per == v.Unit() || implied(v.Unit(), o) {
			return false
		}
	}
	return true
}

// implied reports values that speak of a unit without its word: a weekday of a
// day, a time of an hour.
func implied(code string, o *values.Value) bool {
	switch code {
	case "d":
		return o.Weekday > 0 || o.Day > 0
	case "h":
		return o.Kind == values.Time
	case "century", "decade":
		return o.Kind == values.Century || o.Kind == values.Decade
	}
	return false
}

func dimension(v *values.Value) string {
	u, _ := values.LookupUnit(v.Unit())
	return u.Dimension
}

func sameAmountAny(x, y *values.Value) bool {
	for _, a := range x.Units {
		for _, b := range y.Units {
			if a != b && sameAmount(x, y, a, b) {
				return true
			}
		}
	}
	return false
}
