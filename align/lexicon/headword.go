package lexicon

// headword is an entry where it lies. Lookups ask little of many entries; of the
// built-in ones this reads the tables and puts nothing together.
type headword struct {
	own *Entry // of a user's dictionary, nil for a built-in entry
	b   *builtin
	i   int // in b
}

func (l *Lexicon) headword(i int32) headword {
	y := l.layerOf(i)
	if y.builtin != nil {
		return headword{b: y.builtin, i: int(i - y.first)}
	}
	return headword{own: &y.own[i-y.first]}
}

func (h headword) lemma() string {
	if h.own != nil {
		return h.own.Lemma
	}
	return h.b.lemmas.At(h.i)
}

func (h headword) pos() string {
	if h.own != nil {
		return h.own.POS
	}
	return h.b.tags.text(h.i, 0)
}

func (h headword) frequency() int {
	if h.own != nil {
		return h.own.Frequency
	}
	return h.b.frequency(h.i)
}

// glosses is how many there are, gloss the k-th.
func (h headword) glosses() int {
	if h.own != nil {
		return len(h.own.Glosses)
	}
	return h.b.gloss.lists.At(h.i).Len()
}

func (h headword) gloss(k int) string {
	if h.own != nil {
		return h.own.Glosses[k]
	}
	return h.b.gloss.text(h.i, k)
}

// forms is how many there are, form the k-th.
func (h headword) forms() int {
	if h.own != nil {
		return len(h.own.Forms)
	}
	return h.b.forms.lists.At(h.i).Len()
}

func (h headword) form(k int) string {
	if h.own != nil {
		return h.own.Forms[k]
	}
	return h.b.forms.text(h.i, k)
}
