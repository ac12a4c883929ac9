package check

// exchangedPersons reports a full name of the Arabic text, two words or more, that
// nothing renders, where the English text has another full name that nothing explains.
func (c *nameComparison) exchangedPersons() {
	for x := 0; x < len(c.ar); x++ {
		last := x
		for last+1 < len(c.ar) && c.ar[last+1].first == c.ar[last].last+1 {
			last++
		}
		from, to := c.ar[x].first, c.ar[last].last
		if n := to + 1; n < len(c.ev.ar) && c.ev.ar[n].k != nil && c.ev.ar[n].token == c.ev.ar[to].token+1 && tribalName(c.ev.ar[n].norm) && c.ev.ar[n].best <= partLink && c.ev.ar[n].k.region == nil {
			to = n
		}
		if to > from && c.allPersons(x, last) {
			if first, end, ok := c.strangePerson(from, to); ok {
				for n := x; n <= last; n++ {
					c.usedAr[n] = true
				}
				c.reportExchange(arName{first: from, last: to}, first, end)
			}
		}
		x = last
	}
}

// allPersons reports whether the lost names from x to last are a person's.
func (c *nameComparison) allPersons(x, last int) bool {
	for n := x; n <= last; n++ {
		if c.ar[n].kind != personName || !c.ar[n].name || c.usedAr[n] {
			return false
		}
	}
	return true
}

// strangePerson finds two words or more with capitals in a row that nothing explains
// and that sound like none of the Arabic words from first to last.
func (c *nameComparison) strangePerson(first, last int) (int, int, bool) {
	for j := 0; j+1 < len(c.ev.en); j++ {
		end := j
		for end < len(c.ev.en) && c.strangeName(end, first, last) && (end == j || c.ev.en[end].token <= c.ev.en[end-1].token+1) {
			end++
		}
		if end-j >= 2 {
			return j, end - 1, true
		}
	}
	return 0, 0, false
}

func (c *nameComparison) strangeName(j, first, last int) bool {
	e := &c.ev.en[j]
	if e.k == nil || !e.cap || e.start || e.k.function || e.k.common || e.k.light || acronym(e.text) || c.usedEn[j] || e.best >= wideLink || e.k.name != 0 && !e.k.name.has(personName) {
		return false
	}
	for i := first; i <= last; i++ {
		if c.alike(c.ev.ar[i].k, e) >= strangers {
			return false
		}
	}
	return true
}
