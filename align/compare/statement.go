package compare

// polarity compares whether the texts deny. A text that denies by the meaning of a
// word, refuses for does not accept, denies as well; how often either does is style.
func polarity(x, y side) []Difference {
	a, b := x.find("deny"), y.find("deny")
	switch {
	case len(a) > 0 && len(b) == 0 && len(y.find("own")) == 0:
		return only(Negation, x, y, a[0])
	case len(b) > 0 && len(a) == 0 && len(x.find("own")) == 0:
		return swap(only(Negation, y, x, b[0]))
	}
	return nil
}

// modality compares how sure the texts are: what may be, what must be, what is only
// claimed.
func modality(x, y side) []Difference {
	var out []Difference
	for _, class := range []struct{ strong, weak string }{{"possible", "able"}, {"must", ""}, {"said", ""}} {
		a, b := x.find(class.strong), y.find(class.strong)
		switch {
		case len(a) > 0 && len(b) == 0 && len(y.find(class.weak)) == 0:
			out = append(out, only(Modality, x, y, a[0])...)
		case len(b) > 0 && len(a) == 0 && len(x.find(class.weak)) == 0:
			out = append(out, swap(only(Modality, y, x, b[0]))...)
		}
	}
	return join(out)
}

// join makes one difference of "may" on one side and "must" on the other.
func join(list []Difference) []Difference {
	for i := range list {
		for k := i + 1; k < len(list); k++ {
			p, q := list[i], list[k]
			switch {
			case p.ValueB == "" && q.ValueA == "":
				p.B, p.ValueB = q.B, q.ValueB
			case p.ValueA == "" && q.ValueB == "":
				p.A, p.ValueA = q.A, q.ValueA
			default:
				continue
			}
			list[i] = p
			return append(list[:k], list[k+1:]...)
		}
	}
	return list
}

// only is a difference that one side alone states.
func only(f Fact, x, _ side, at Span) []Difference {
	return []Difference{{Fact: f, A: at, ValueA: x.text[at.Start:at.End]}}
}

func swap(list []Difference) []Difference {
	for i, d := range list {
		list[i] = Difference{d.Fact, d.B, d.A, d.ValueB, d.ValueA}
	}
	return list
}
