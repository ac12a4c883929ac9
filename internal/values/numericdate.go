package values

import "tarjuman/internal/arabic"

// numericDate reads 28/6/2021, 2021-06-28 and 9/11.
func (p *parser) numericDate(i int) int {
	if p.items[i].digits.form != plain {
		return i
	}
	sep := p.at(i + 1)
	if sep == nil || !sep.glued || sep.text != "/" && sep.text != "-" {
		return i
	}
	var n [3]int
	count, end := 0, i
	for k := i; count < 3; k += 2 {
		it := p.at(k)
		if it == nil || it.kind != arabic.Number || it.digits.form != plain || it.masked || k > i && (!it.glued || p.items[k-1].text != sep.text || !p.items[k-1].glued) {
			break
		}
		n[count] = int(it.digits.num)
		count, end = count+1, k+1
	}
	if count == 2 && sep.text == "/" && (n == [3]int{9, 11} || n == [3]int{11, 9}) {
		return p.emit(Value{Kind: Date, Day: 11, Month: 9}, i, end)
	}
	if count == 2 && sep.text == "/" && n[0] > 0 && n[0] < n[1] && n[1] <= 16 {
		return p.finish(i, amount{num: float64(n[0]) / float64(n[1]), mult: 1, next: end, fraction: true})
	}
	if count != 3 {
		return i
	}
	v, ok := p.dayMonthYear(n)
	if !ok || n[0] < 1000 && n[2] < 1000 && sep.text != "/" { // 4-3-3 is a line-up
		return i
	}
	return p.emit(v, i, end)
}

// dottedDate reads 28.6.2021; anything else with two points is a version or an
// address.
func (p *parser) dottedDate(i int) int {
	if v, ok := p.dayMonthYear(p.items[i].digits.parts); ok && v.Year >= 1000 {
		return p.emit(v, i, i+1)
	}
	return i + 1
}

// dayMonthYear orders three numbers. Arabic and British dates put the day first,
// American ones the month: where both are possible, Alt holds month*100+day of
// the other order.
func (p *parser) dayMonthYear(n [3]int) (Value, bool) {
	if n[0] > 999 {
		n[0], n[2] = n[2], n[0]
	}
	day, month, year := n[0], n[1], n[2]
	if year < 100 && year > 0 {
		year += 2000
		if year > 2050 {
			year -= 100
		}
	}
	if month > 12 {
		day, month = month, day
	}
	v := Value{Kind: Date, Day: day, Month: month, Year: year}
	if day <= 12 && day != month {
		v.Alt = float64(day*100 + month)
	}
	return v, day >= 1 && day <= 31 && month >= 1 && month <= 12 && year >= 1000 && year < 2200
}
