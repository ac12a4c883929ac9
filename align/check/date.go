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
			"compared with another of its kind, and its year with the Gregorian one. A year by itself is a number like others: number.value reports it.",
		Bad: [][2]string{
			{"وصل الوفد في 28 حزيران 2021.", "The delegation arrived on June 18, 2021."},
			{"وقع الاتفاق في تشرين الأول.", "The agreement was signed in November."},
			{"يعقد الاجتماع يوم الأربعاء.", "The meeting will be held on Tuesday."},
			{"استقلت البلاد في 3 يوليو 1962.", "The country became independent on 3 July 1926."},
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

func (a *atom) dayOrYear() bool { return a.part == dayPart || a.part == yearPart }

// dateSubstitutions pairs leftover pieces of dates that fit and reports each pair.
func (m *matcher) dateSubstitutions(fit func(a, b *atom) bool) {
	for i := range m.ar {
		a := &m.ar[i]
		if a.used {
			continue
		}
		b := m.partner(a, func(a, b *atom) bool {
			return a.v.Hijri == b.v.Hijri && !(a.v.Weak && b.v.Weak) && fit(a, b)
		})
		if b == nil {
			continue
		}
		a.used, b.used = true, true
		p := a.part
		if p == wholePart {
			p = b.part
		}
		m.reportDates(a, b, p)
	}
}

// bareYear reports four digits that may as well be another number.
func bareYear(a *atom) bool {
	return a.part == wholePart || a.part == yearPart && a.v.Month == 0 && !a.v.Hijri
}

// plainNumber reports a number that may stand where a day or year should.
func plainNumber(a *atom) bool {
	return a.part == wholePart && !a.v.Weak && (a.v.Kind == values.Number || a.v.Kind == values.Identifier || a.v.Kind == values.Ordinal && !a.v.Spelled)
}

func (m *matcher) reportDates(a, b *atom, p part) {
	left, right := pieceName(a), pieceName(b)
	msg := "the " + partNames[p] + "s differ: " + m.u.versus(left, right)
	rule := "date.value"
	if bareYear(a) && bareYear(b) {
		rule = "number.value"
	}
	f := m.u.finding(rule, m.graded(Critical), []Span{spanOf(a)}, []Span{spanOf(b)}, msg)
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
	case bareYear(a):
		rule = "number.value"
	}
	if arabic {
		f := m.u.finding(rule, m.graded(sev), []Span{spanOf(a)}, nil, msg+"English text")
		m.report(m.u.values(f, a.v.String(), ""))
		return
	}
	f := m.u.finding(rule, m.graded(sev), nil, []Span{spanOf(a)}, msg+"Arabic text")
	m.report(m.u.values(f, "", a.v.String()))
}
