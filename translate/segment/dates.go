package segment

// insideDate reports whether the stop after the number t, before the number nx,
// stands in a date written with white space: 12. 5. 2023.
func (c *cursor) insideDate(t *token, nx *following) bool {
	if !c.isDay(t.start, t.runes) {
		return false
	}
	if c.isYear(nx) { // after the month: a day must stand before it
		return c.afterDay(t.start)
	}
	if !c.isDay(nx.at, c.digits(nx)) || !c.isStopped(nx) {
		return false
	}
	year := c.following(nx.to + len("."))
	return c.isYear(&year)
}

// isDay reports whether n digits at byte i can be a day or a month.
func (c *cursor) isDay(i, n int) bool {
	r, _, _ := at(c.text, i)
	return n == 1 || n == 2 && digitValue(r) <= 3
}

// isYear reports whether what follows is a number of four digits after white space.
func (c *cursor) isYear(nx *following) bool {
	return !nx.glued && nx.lead == digit && c.digits(nx) == 4
}

// digits counts the digits of the word that follows; 0 if it holds anything else.
func (c *cursor) digits(nx *following) (n int) {
	for i := nx.at; i < nx.to; {
		_, cl, size := at(c.text, i)
		if cl != digit {
			return 0
		}
		n, i = n+1, i+size
	}
	return n
}

// afterDay reports whether a number with a stop, as a day has, stands before the
// white space that ends at byte i.
func (c *cursor) afterDay(i int) bool {
	_, cl, n := before(c.text, i)
	if cl != space {
		return false
	}
	i -= n
	if _, cl, n = before(c.text, i); cl != dot {
		return false
	}
	day := c.preceding(i - n)
	return day.digits && c.isDay(day.start, day.runes)
}
