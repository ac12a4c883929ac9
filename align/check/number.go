package check

import (
	"math"

	"tarjuman/internal/values"
)

func numberRules() []Rule {
	return []Rule{
		{
			Name: "number.value", Severity: Critical, MQM: "Accuracy/Mistranslation/Number", Group: Translation,
			Summary: "a number that differs, or has no counterpart",
			Detail: "Values are compared, not spellings: digits of any script, number words of any gender and case, duals, magnitudes, percentages, fractions, ordinals, " +
				"centuries and decades, times by the 12- and 24-hour clock, amounts converted to another unit. Words that often come and go in translation " +
				"(one, both, half, first, a dual) are reported only when the other text has another number in their place.",
			Bad: [][2]string{
				{"ضم الوفد 83 عضوا.", "The delegation had 38 members."},
				{"حضر اثنا عشر وزيرا.", "Twenty-one ministers attended."},
				{"تأسست الشركة عام 1976.", "The company was founded in 1967."},
				{"بلغت الخسائر 436 مليون دولار.", "Losses reached $436 billion."},
				{"شارك في المسيرة 5000 شخص.", "People took part in the march."},
				{"ثلاثينيات القرن التاسع عشر شهدت الثورة.", "The 1930s saw the revolution."},
				{"وافق 40% من الناخبين.", "40 of the voters agreed."},
				{"حل الفريق في المركز الخامس.", "The team came in third place."},
				{"أصيب جنديان بجروح.", "Seven soldiers were wounded."},
				{"نقلت الطائرة ملايين الجرعات.", "The plane carried billions of doses."},
			},
			Good: [][2]string{
				{"قتل مئة وخمسة وعشرون شخصا وأصيب جنديان.", "125 people were killed and two soldiers injured."},
				{"خسر نصف مليون عامل وظائفهم.", "Some 500,000 workers lost their jobs."},
				{"وافق نصف الناخبين في ثمانينيات القرن الماضي.", "In the 1980s, 50 per cent of voters agreed."},
				{"غادر الوفد في الساعة التاسعة والنصف مساء.", "The delegation left at 21:30."},
				{"تبلغ المسافة 16 كيلومترا.", "The distance is 10 miles."},
				{"كان أحد أبرز كتاب القرن التاسع عشر.", "He was one of the leading writers of the 1800s."},
				{"عاش الملك لويس الرابع عشر طويلا.", "King Louis XIV lived long."},
				{"حكم عليه بالسجن عقدين.", "He was sentenced to 20 years."},
			},
		},
		{
			Name: "number.grouping", Severity: Critical, MQM: "Locale convention/Number format", Group: Translation,
			Summary: "digit groups in the wrong order: 000 55 for 55,000",
			Detail: "Some engines reorder the groups of a long number as if they were words. A group of zeros in front is certain; other orders are reported when the other " +
				"text has the number with its groups reversed.",
			Bad:  [][2]string{{"نزح 000 55 شخص.", "Some 55,000 people were displaced."}, {"يضم الأرشيف 387 6 وثيقة.", "The archive holds 6,387 documents."}},
			Good: [][2]string{{"نزح 55 000 شخص.", "Some 55,000 people were displaced."}, {"يضم الأرشيف 6387 وثيقة.", "The archive holds 6,387 documents."}},
		},
	}
}

func spanOf(a *atom) Span { return Span{a.v.Start, a.v.End} }

func spansOf(a *atom) []Span {
	if a == nil {
		return nil
	}
	return []Span{spanOf(a)}
}

// substitutions reports values that stand for one another: pieces of dates for
// their like, numbers for their like, then a number for a year.
func (m *matcher) substitutions() {
	for _, p := range [...]part{yearPart, monthPart, weekdayPart, dayPart} {
		m.dateSubstitutions(func(a, b *atom) bool { return a.part == p && b.part == p })
	}
	m.numberSubstitutions(func(a, b *atom) bool {
		return a.v.Kind == b.v.Kind && (asserted(a) || asserted(b) || a.v.Kind != values.Number)
	})
	m.dateSubstitutions(func(a, b *atom) bool {
		return a.dayOrYear() && plainNumber(b) || b.dayOrYear() && plainNumber(a)
	})
	m.numberSubstitutions(func(a, b *atom) bool { return asserted(a) || asserted(b) })
}

// oneSided reports what was dropped or added.
func (m *matcher) oneSided() {
	for i := range m.ar {
		m.alone(&m.ar[i], m.enVal, true)
	}
	for j := range m.en {
		m.alone(&m.en[j], m.arVal, false)
	}
}

func (m *matcher) alone(a *atom, other []values.Value, arabic bool) {
	switch {
	case a.used:
	case !numeric(a):
		if !a.v.Weak && !otherCalendar(a, other) {
			m.oneSidedDate(a, arabic)
		}
	case trusted(a) && !impliedByUnit(a.v, other):
		m.oneSidedNumber(a, arabic)
	}
}

// otherCalendar reports a piece of a date that the other text may give by the
// other calendar.
func otherCalendar(a *atom, other []values.Value) bool {
	hijri, gregorian := false, false
	for i := range other {
		if o := &other[i]; o.Kind == values.Date {
			hijri, gregorian = hijri || o.Hijri, gregorian || !o.Hijri
		}
	}
	if a.v.Hijri {
		return !hijri
	}
	return hijri && !gregorian && a.part != weekdayPart
}

// impliedByUnit reports an amount that the other text says with a unit alone: ten
// years and "a decade", 1 month and "a month".
func impliedByUnit(v *values.Value, other []values.Value) bool {
	if len(v.Units) == 0 {
		return false
	}
	for i := range other {
		o := &other[i]
		if o.Kind == values.Bare && (v.Num == 1 && unitsMeet(v.Units, o.Units) || sameAmountAny(v, o)) {
			return true
		}
	}
	return false
}

// asserted reports a number that the text states as such.
func asserted(a *atom) bool { return !a.v.Weak && a.v.Kind != values.Ordinal }

// numeric reports an atom that number.value answers for.
func numeric(a *atom) bool { return a.part == wholePart || a.part == hourPart }

// trusted reports a number that a translation keeps: one whose loss is reported
// though nothing stands in its place.
func trusted(a *atom) bool {
	v := a.v
	if v.Weak || v.Dual && len(v.Units) == 0 || v.Kind == values.Ordinal && v.Spelled || v.Kind == values.Fraction {
		return false
	}
	parts := len(v.Units) > 0 && a.num != math.Trunc(a.num) // an hour and a quarter
	return a.num != 0 && (!v.Spelled || a.num > 2 || v.Dual || parts)
}

// numberSubstitutions pairs leftover numbers that fit and reports each pair.
func (m *matcher) numberSubstitutions(fit func(a, b *atom) bool) {
	for i := range m.ar {
		a := &m.ar[i]
		if a.used || a.v.Implied || !numeric(a) {
			continue
		}
		if b := m.partner(a, func(a, b *atom) bool { return numeric(b) && fit(a, b) }); b != nil {
			a.used, b.used = true, true
			m.reportPair(a, b)
		}
	}
}

// partner finds the leftover English atom whose place in its text is nearest.
func (m *matcher) partner(a *atom, fit func(a, b *atom) bool) *atom {
	place := float64(a.v.Start) / float64(len(m.u.Ar.Raw))
	var best *atom
	distance := 2.0
	for j := range m.en {
		b := &m.en[j]
		if b.used || b.v.Implied || !fit(a, b) {
			continue
		}
		if d := math.Abs(place - float64(b.v.Start)/float64(len(m.u.En.Raw))); d < distance {
			best, distance = b, d
		}
	}
	return best
}

func (m *matcher) reportPair(a, b *atom) {
	sev := Critical
	if a.v.Spelled && b.v.Spelled || a.v.Kind == values.Ordinal || b.v.Kind == values.Ordinal || a.v.Kind == values.Decade || a.v.Kind == values.Century {
		sev = Major
	}
	if a.v.Weak && b.v.Weak {
		sev = Minor
	}
	left, right := m.named(a, true), m.named(b, false)
	f := m.u.finding("number.value", m.graded(sev), []Span{spanOf(a)}, []Span{spanOf(b)}, "the numbers differ: "+m.u.versus(left, right))
	m.report(m.u.values(f, a.v.String(), b.v.String()))
}

// named is an atom for a message: what is written, and its value where the
// spelling does not show it.
func (m *matcher) named(a *atom, arabic bool) string {
	x := m.u.En
	if arabic {
		x = m.u.Ar
	}
	return "“" + x.Raw[a.v.Start:a.v.End] + "” = " + a.v.String()
}

func (m *matcher) oneSidedNumber(a *atom, arabic bool) {
	a.used = true
	if !arabic && m.scoreInWords(a) {
		return
	}
	sev := Major
	switch again := m.saidBefore(a, arabic); {
	case a.num == 2 && !arabic:
		sev = Info // the dual of any noun may say it
	case again && (!arabic || a.v.Spelled || a.v.Kind == values.Identifier), m.fused && !arabic:
		sev = Info
	case again || a.v.Spelled || a.v.Kind == values.Identifier:
		sev = Minor
	}
	if arabic {
		f := m.u.finding("number.value", m.graded(sev), []Span{spanOf(a)}, nil, m.named(a, true)+" has no counterpart in the English text")
		m.report(m.u.values(f, a.v.String(), ""))
		return
	}
	f := m.u.finding("number.value", m.graded(sev), nil, []Span{spanOf(a)}, m.named(a, false)+" has no counterpart in the Arabic text")
	m.report(m.u.values(f, "", a.v.String()))
}

// saidBefore reports that the other text has the number elsewhere: one of the
// texts repeats it where the other says "it".
func (m *matcher) saidBefore(a *atom, arabic bool) bool {
	other := m.ar
	if arabic {
		other = m.en
	}
	for i := range other {
		if equalNumbers(other[i].num, a.num) && other[i].part != monthPart && other[i].part != weekdayPart {
			return true
		}
	}
	return false
}

// graded lowers a severity where the pairing of the texts is doubtful.
func (m *matcher) graded(s Severity) Severity {
	if m.u.Pair.Doubtful && s > Minor {
		return s - 1
	}
	return s
}

// vagueNumbers compares magnitudes without a number: millions against billions.
func (m *matcher) vagueNumbers() {
	a, b := m.lonelyVague(m.arVal, m.enVal), m.lonelyVague(m.enVal, m.arVal)
	if a == nil || b == nil || max(a.Num, b.Num) < 100 || max(a.Num, b.Num) < 5*min(a.Num, b.Num) {
		return
	}
	f := m.u.finding("number.value", m.graded(Major), []Span{{a.Start, a.End}}, []Span{{b.Start, b.End}}, "the magnitudes differ: "+m.u.versus(values.FormatNumber(a.Num), values.FormatNumber(b.Num)))
	m.report(m.u.values(f, values.FormatNumber(a.Num), values.FormatNumber(b.Num)))
}

// lonelyVague finds a magnitude that the other text has in no form.
func (m *matcher) lonelyVague(own, other []values.Value) *values.Value {
	for i := range own {
		v := &own[i]
		if v.Kind != values.Vague {
			continue
		}
		found := false
		for j := range other {
			o := &other[j]
			found = found || o.Kind == values.Vague && o.Num == v.Num || o.Mult == v.Num || o.Num >= v.Num && o.Num < 1000*v.Num && o.Kind != values.Vague
		}
		if !found {
			return v
		}
	}
	return nil
}
