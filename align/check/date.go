package check

import (
	"strconv"

	"tarjuman/internal/values"
)

func dateRule() Rule {
	return Rule{
		Name: "date.value", Severity: Critical, MQM: "Accuracy/Mistranslation/Date", Group: Translation,
		Summary: "a day, month, year or weekday that differs, or has no counterpart",
		Detail: "Months are known by their Western, Levantine, Maghreb and double names (آذار / مارس) and dates in any order. A date of the Islamic calendar is " +
			"compared with another of its kind only. A month or year that only one text has is reported; a weekday or a day only when it cannot be read elsewhere.",
		Bad: [][2]string{
			{"وصل الوفد في 28 حزيران 2021.", "The delegation arrived on June 18, 2021."},
			{"وقع الاتفاق في تشرين الأول.", "The agreement was signed in November."},
			{"يعقد الاجتماع يوم الأربعاء.", "The meeting will be held on Tuesday."},
			{"تأسست الشركة عام 1976.", "The company was founded in 1967."},
			{"بدأ الموسم في آب من ذلك العام.", "The season began in Ab that year."},
		},
		Good: [][2]string{
			{"منذ آذار / مارس 2011.", "Since March 2011."},
			{"في التاسع من غشت عام 2009.", "On August 9, 2009."},
			{"يوم الاثنين الموافق 28/6/2021.", "On Monday, 28 June 2021."},
			{"هجمات 11 سبتمبر.", "The 9/11 attacks."},
			{"قد تعقد الجلسة في مايو.", "The session may take place in May."},
		},
	}
}

// dates reports months, weekdays, days and years without a counterpart.
func (m *matcher) dates() {
	for _, p := range [...]part{yearPart, monthPart, weekdayPart, dayPart} {
		m.dateSubstitutions(p)
	}
	for i := range m.ar {
		if a := &m.ar[i]; !a.used && a.part >= dayPart && a.part <= weekdayPart && firm(a) {
			m.oneSidedDate(a, true)
		}
	}
	for j := range m.en {
		if b := &m.en[j]; !b.used && b.part >= dayPart && b.part <= weekdayPart && firm(b) {
			m.oneSidedDate(b, false)
		}
	}
}

// firm reports a piece of a date whose loss is reported.
func firm(a *atom) bool { return !a.v.Weak }

func (m *matcher) dateSubstitutions(p part) {
	fit := func(a, b *atom) bool {
		if a.part != p && b.part != p || a.v.Hijri != b.v.Hijri {
			return false
		}
		if p == yearPart || p == dayPart {
			return a.part == p && (b.part == p || b.part == wholePart && plainNumber(b)) || b.part == p && a.part == wholePart && plainNumber(a)
		}
		return a.part == b.part && !(a.v.Weak && b.v.Weak)
	}
	for i := range m.ar {
		a := &m.ar[i]
		if a.used {
			continue
		}
		if b := m.partner(a, fit); b != nil {
			a.used, b.used = true, true
			m.reportDates(a, b, p)
		}
	}
}

// plainNumber reports a number that may stand where a day or year should.
func plainNumber(a *atom) bool {
	return !a.v.Weak && (a.v.Kind == values.Number || a.v.Kind == values.Identifier || a.v.Kind == values.Ordinal && !a.v.Spelled)
}

func (m *matcher) reportDates(a, b *atom, p part) {
	left, right := pieceName(a), pieceName(b)
	msg := "the " + partNames[p] + "s differ: " + left + " ↔ " + right
	f := m.u.finding("date.value", m.graded(Critical), []Span{spanOf(a)}, []Span{spanOf(b)}, msg)
	m.report(m.u.values(f, a.v.String(), b.v.String()))
}

var partNames = [...]string{wholePart: "number", dayPart: "day", monthPart: "month", yearPart: "year", weekdayPart: "weekday", hourPart: "time"}

func pieceName(a *atom) string {
	switch a.part {
	case monthPart:
		return values.MonthName(int(a.num), a.v.Hijri)
	case weekdayPart:
		return values.WeekdayName(int(a.num))
	case dayPart, yearPart:
		return strconv.Itoa(int(a.num))
	}
	return a.v.String()
}

func (m *matcher) oneSidedDate(a *atom, arabic bool) {
	a.used = true
	msg := "the " + partNames[a.part] + " " + pieceName(a) + " has no counterpart in the "
	rule, sev := "date.value", Major
	switch {
	case m.fused && !arabic || m.saidBefore(a, arabic) && !arabic && a.part != monthPart && a.part != weekdayPart:
		sev = Info
	case a.part == weekdayPart || a.v.Hijri:
		sev = Minor
	case a.part == yearPart && a.v.Month == 0:
		rule = "number.value" // a year by itself is a number like others
	}
	if arabic {
		f := m.u.finding(rule, m.graded(sev), []Span{spanOf(a)}, nil, msg+"English text")
		m.report(m.u.values(f, a.v.String(), ""))
		return
	}
	f := m.u.finding(rule, m.graded(sev), nil, []Span{spanOf(a)}, msg+"Arabic text")
	m.report(m.u.values(f, "", a.v.String()))
}
