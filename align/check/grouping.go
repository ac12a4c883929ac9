package check

import "tarjuman/internal/values"

// grouping reports reversed digit groups and takes them out of the comparison.
func (m *matcher) grouping() {
	for i := range m.ar {
		m.regroup(m.ar, i, m.en, true)
	}
	for j := range m.en {
		m.regroup(m.en, j, m.ar, false)
	}
}

func (m *matcher) regroup(own []atom, i int, other []atom, arabic bool) {
	a := &own[i]
	if a.v.Reversed {
		if a.used {
			m.reportGrouping(a, nil, arabic)
		}
		for j := range other {
			if b := &other[j]; !a.used && !b.used && equalNumbers(b.num, a.num) {
				b.used = true
			}
		}
		if !a.used {
			m.reportGrouping(a, nil, arabic)
			a.used = true
		}
		return
	}
	if a.used || a.v.Reordered == 0 || a.part != wholePart && a.part != yearPart {
		return
	}
	for j := range other {
		b := &other[j]
		if b.used || !equalNumbers(b.num, a.v.Reordered*a.v.Mult) {
			continue
		}
		a.used, b.used = true, true
		if i+1 < len(own) && own[i+1].v.Start-a.v.End <= 3 && a.num < 1000 && !own[i+1].used { // 387 6
			own[i+1].used = true
			a = &atom{v: &values.Value{Kind: a.v.Kind, Start: a.v.Start, End: own[i+1].v.End, Num: a.v.Num}, num: a.num}
		}
		m.reportGrouping(a, b, arabic)
		return
	}
}

func (m *matcher) reportGrouping(a, b *atom, arabic bool) {
	x := m.u.En
	if arabic {
		x = m.u.Ar
	}
	written := x.Raw[a.v.Start:a.v.End]
	right := values.FormatNumber(a.num)
	if b != nil {
		right = values.FormatNumber(b.num)
	}
	msg := "digit groups in the wrong order: “" + written + "” stands for " + right
	var f Finding
	switch {
	case arabic:
		f = m.u.finding("number.grouping", Critical, []Span{spanOf(a)}, spansOf(b), msg)
		f = m.u.values(f, written, right)
	default:
		f = m.u.finding("number.grouping", Critical, spansOf(b), []Span{spanOf(a)}, msg)
		f = m.u.values(f, right, written)
	}
	f.Suggestion = right
	m.report(f)
}
