package segment

// endsQuoted: the terminators stand inside a quotation that closes after them:
// `؟"`, `!»`, `.”`.
func (c *cursor) endsQuoted(st *stop, nx *following) bool {
	if nx.kind == lower && !nx.quote {
		return false
	}
	if nx.lead == dash {
		return false
	}
	if st.dots == 1 && !st.marks {
		if c.isSpelledName(st) {
			return false
		}
		if c.isAbbreviation(st.start) {
			return c.begins(nx) >= likely || nx.quote
		}
	}
	whole := st.quote.atStart
	introduced := st.quote.colon || c.saidBefore(st.quote.pos)
	plain := st.dots == 1 && !st.marks
	switch nx.kind {
	case arabic:
		return c.endsQuotedArabic(nx, whole, introduced, plain)
	case upper:
		return !whole || plain || c.begins(nx) >= likely || !c.attributed(nx)
	}
	return true
}

// isSpelledName reports whether the quotation is a name of initials, each with its
// stop: "إم. بي. سي.". It takes part in a sentence, whatever follows.
func (c *cursor) isSpelledName(st *stop) bool {
	var buf [maxWord]byte
	_, _, n := at(c.text, st.quote.pos)
	i, letters := st.quote.pos+n, 0
	for i <= st.start {
		w := c.following(i)
		const letter = markSpelled | markHomograph
		if w.kind != arabic || w.lead != arabic || !c.isStopped(&w) || c.lookup(fold(&buf, c.text[w.at:w.to]))&letter == 0 {
			return false
		}
		i = w.to + len(".")
		letters++
	}
	return letters > 1
}

func (c *cursor) endsQuotedArabic(nx *following, whole, introduced, plain bool) bool {
	if c.known(nx)&markContinue != 0 {
		return false
	}
	if whole {
		return !c.saidAfter(nx, plain)
	}
	if plain || introduced || c.fronted(nx) {
		return true
	}
	return c.begins(nx) >= likely && c.known(nx)&(markAdjunct|markPreposition) == 0
}

// saidAfter reports whether a verb of saying follows: "هل أنتم مستعدون؟" سأل
// المذيع, also after كما or هكذا unless a full stop ended the quotation. A verb
// with a clause of its own (قال إن, قال:) begins a new sentence.
func (c *cursor) saidAfter(nx *following, plain bool) bool {
	var buf [maxWord]byte
	key := fold(&buf, c.text[nx.at:nx.to])
	if c.isSpeech(key) {
		return !c.hasClause(nx.to)
	}
	switch string(key) {
	case "كما", "هكذا", "هذا":
		after := c.following(nx.to)
		return !plain && after.kind == arabic && c.isSpeech(fold(&buf, c.text[after.at:after.to]))
	}
	return false
}

// hasClause reports whether إن, أن or a colon follows within a few words, before
// any other mark.
func (c *cursor) hasClause(i int) bool {
	var buf [maxWord]byte
	for range 7 {
		w := c.following(i)
		if w.end || w.lead != arabic || w.glued {
			r, _ := c.rightOf(i)
			return r == ':'
		}
		switch key := string(fold(&buf, c.text[w.at:w.to])); key {
		case "ان", "انه", "انها", "انهم", "بان", "بانه", "بانها":
			return true
		}
		i = w.to
	}
	return false
}

// fronted reports whether a few words, a comma and the head of a clause follow:
// حتى الآن، لا توجد.
func (c *cursor) fronted(nx *following) bool {
	i := nx.to
	for range 4 {
		w := c.following(i)
		if w.end || w.glued && w.lead != continues {
			return false
		}
		if w.lead == continues {
			b := c.begins(&w)
			return w.kind == arabic && b != unlikely && !c.conjoined(&w)
		}
		i = w.to
	}
	return false
}

// conjoined reports whether the word that follows begins with و or ف.
func (c *cursor) conjoined(nx *following) bool {
	r, _, _ := at(c.text, nx.at)
	return r == 'و' || r == 'ف'
}

func (c *cursor) isSpeech(key []byte) bool {
	if c.lookup(key)&markSpeech != 0 {
		return true
	}
	n := len(key) - len("ت")
	return n > 0 && string(key[n:]) == "ت" && c.lookup(key[:n])&markSpeech != 0
}

// saidBefore reports whether a verb of saying stands right before the opening
// mark at byte i: وسأل "هل …".
func (c *cursor) saidBefore(i int) bool {
	if i <= c.start {
		return false
	}
	_, cl, n := before(c.text, i)
	if cl != space {
		return false
	}
	t := c.preceding(i - n)
	if len(t.key) == 0 {
		return false
	}
	if c.isSpeech(t.key) {
		return true
	}
	rest := proclitic(t.key)
	return rest != nil && c.isSpeech(rest)
}

// attributed reports whether a name and a verb of saying follow: "Ready?"
// Blinken asked.
func (c *cursor) attributed(nx *following) bool {
	var buf [maxWord]byte
	w := *nx
	for range 4 {
		if c.lookup(fold(&buf, c.text[w.at:w.to]))&markSpeech != 0 {
			return true
		}
		w = c.following(w.to)
		if w.end || w.lead != w.kind || w.glued {
			return false
		}
	}
	return false
}
