package check

import (
	"strings"
	"unicode/utf8"
)

// linkNames compares by sound the Arabic words that may be names with the
// English words that look like names.
func (ev *evidence) linkNames(k *knowledge) {
	for i := range ev.ar {
		a := &ev.ar[i]
		if a.k == nil || a.best >= sureLink || a.k.mask == 0 {
			continue
		}
		limit := float32(soundSame)
		if !a.k.maybeName() {
			if a.best >= wideLink || len(a.norm) < 6 {
				continue
			}
			limit = soundOnly // a word that has readings, none of which is rendered
		}
		for j := range ev.en {
			e := &ev.en[j]
			if e.k == nil {
				continue
			}
			if e.best >= sureLink && e.k.name == 0 && e.k.common || !e.cap && (e.best > 0 || e.k.function || len(e.text) < 4 && (e.k.id >= 0 || len(e.text) < 3) || limit == soundSame && !a.k.poorlyKnown()) {
				continue // a word; but unknown words may be loans: الغولف is golf
			}
			if limit == soundOnly && (e.best >= wideLink || e.k.common) {
				continue
			}
			s := k.similarity(a.k, e.k, e.text)
			if a.k.sure && e.k.name&wholeName != 0 {
				if s >= soundOnly {
					ev.add(i, j, s) // spellings of one name that the lexicon holds for two: Mathew
				}
				continue
			}
			if s >= limit {
				ev.add(i, j, s)
			} else if limit == soundSame {
				ev.linkJoined(k, i, j)
			}
		}
	}
}

// linkNeighbours compares by sound the words beside names that were found: a
// family name may look like a word (وارين, ماسا).
func (ev *evidence) linkNeighbours(k *knowledge) {
	for i := range ev.ar {
		j := int(ev.ar[i].link)
		if ev.ar[i].k == nil || ev.ar[i].best < soundSame {
			continue
		}
		if !ev.en[j].cap {
			if e := &ev.en[j]; e.k != nil && e.k.id < 0 && ev.ar[i].k.poorlyKnown() && ev.ar[i].best >= soundOnly {
				ev.linkLowerNeighbours(k, i, j)
			}
			continue
		}
		for _, step := range [...]int{1, -1} {
			n, m := i+step, j+step
			if n < 0 || m < 0 || n >= len(ev.ar) || m >= len(ev.en) {
				continue
			}
			a, e := &ev.ar[n], &ev.en[m]
			if a.k == nil || e.k == nil || !e.cap || e.best >= soundSame || a.best >= sureLink && a.phrase > 0 {
				continue
			}
			if s := k.similarity(a.k, e.k, e.text); s >= soundSame {
				if int(a.link) != m && a.best < sureLink {
					a.best = 0 // the other reading was chance
				}
				ev.add(n, m, s)
			}
		}
	}
}

// linkLowerNeighbours does the same beside a name that has lost its capital, for words
// that the lexicon does not have.
func (ev *evidence) linkLowerNeighbours(k *knowledge, i, j int) {
	for _, step := range [...]int{1, -1} {
		n, m := i+step, j+step
		if n < 0 || m < 0 || n >= len(ev.ar) || m >= len(ev.en) {
			continue
		}
		a, e := &ev.ar[n], &ev.en[m]
		if a.k == nil || e.k == nil || e.k.function || !a.k.poorlyKnown() || a.best > partLink || e.best > partLink {
			continue
		}
		if s := k.similarity(a.k, e.k, e.text); s >= soundOnly {
			ev.add(n, m, s)
		}
	}
}

// linkStrangers compares the capitalised English words that nothing explains with
// every Arabic word that has no sure counterpart of its own: the Arabic spelling of
// a name may look like a word (بريد, دين) or like a word with a preposition.
func (ev *evidence) linkStrangers(k *knowledge) {
	for j := range ev.en {
		e := &ev.en[j]
		if !ev.stranger(j) {
			continue
		}
		for i := range ev.ar {
			a := &ev.ar[i]
			if a.k == nil || a.k.mask == 0 || a.best >= sureLink && ev.en[a.link].link == int32(i) || a.k.sure && e.k.name&wholeName != 0 {
				continue
			}
			if s := k.similarity(a.k, e.k, e.text); s >= soundOnly {
				ev.add(i, j, s)
			}
		}
		if e.best <= partLink && len(e.text) >= longName {
			ev.linkSpread(k, j)
		}
	}
}

// longName is the length from which an English name may be three words in Arabic
// (توت عنخ آمون, Tutankhamun).
const longName = 8

// linkSpread tries three Arabic words in a row for one long English name.
func (ev *evidence) linkSpread(k *knowledge, j int) {
	e := &ev.en[j]
	for i := 0; i+2 < len(ev.ar); i++ {
		a, b, c := &ev.ar[i], &ev.ar[i+1], &ev.ar[i+2]
		if a.k == nil || b.k == nil || c.k == nil || c.token != a.token+2 {
			continue
		}
		joined := arKnown{norm: a.norm + b.norm + c.norm, mask: a.k.mask | b.k.mask | c.k.mask}
		if s := k.similarity(&joined, e.k, e.text); s >= soundSame {
			for n := range 3 {
				ev.add(i+n, j, s)
			}
			return
		}
	}
}

// stranger reports whether the English word at j is written like a name and
// explained by nothing: it has a capital where no word needs one.
func (ev *evidence) stranger(j int) bool {
	e := &ev.en[j]
	return e.k != nil && e.cap && !e.start && e.best <= partLink && !e.k.closed && utf8.RuneCountInString(e.text) >= 3
}

// linkJoined tries names that one text writes in two words and the other in one.
func (ev *evidence) linkJoined(k *knowledge, i, j int) {
	a, e := &ev.ar[i], &ev.en[j]
	if j+1 < len(ev.en) && ev.en[j+1].cap && ev.en[j+1].k != nil && e.best < sureLink && ev.en[j+1].best < sureLink {
		next := &ev.en[j+1]
		if a.k.mask.near(e.k.mask | next.k.mask) {
			joined := enKnown{mask: e.k.mask | next.k.mask}
			if s := k.similarity(a.k, &joined, e.text+next.text); s >= soundSame {
				ev.add(i, j, s)
				ev.add(i, j+1, s)
			}
		}
	}
	if i+1 < len(ev.ar) && ev.ar[i+1].k != nil && ev.ar[i+1].best < sureLink && e.best < soundSame {
		next := &ev.ar[i+1]
		if (a.k.mask | next.k.mask).near(e.k.mask) {
			joined := arKnown{norm: a.norm + next.norm, mask: a.k.mask | next.k.mask}
			if s := k.similarity(&joined, e.k, e.text); s >= soundSame {
				ev.add(i, j, s)
				ev.add(i+1, j, s)
			}
		}
	}
}

// maybeName reports whether the word may be a name: the lexicon knows it as one,
// or does not know it well.
func (w *arKnown) maybeName() bool {
	return w.name != noName && w.content || len(w.matches) == 0 || w.matches[0].Cost >= 2
}

// dropRivals takes a link by sound away from an Arabic word where another Arabic
// word with other consonants fits the English name better: Honda is هوندا, and so
// not لاند.
func (ev *evidence) dropRivals() {
	for i := range ev.ar {
		a := &ev.ar[i]
		if a.k == nil || a.link < 0 || a.best >= sureLink || a.best < soundSame {
			continue
		}
		e := &ev.en[a.link]
		if e.link < 0 || int(e.link) == i || e.best < a.best+rivalMargin {
			continue
		}
		if o := &ev.ar[e.link]; o.k != nil && (o.k.mask != a.k.mask || e.best >= a.best+sameMargin) && distance(int(e.link), i) > 1 {
			a.best, a.link = 0, -1
		}
	}
}

// rivalMargin is how much better the other word must fit, and sameMargin how much
// where the consonants are the same, as in two spellings of a name used twice.
const (
	rivalMargin = 0.05
	sameMargin  = 0.2
)

// linkLetters links acronyms spelled with Arabic letter names (بي بي سي) to
// capitals in the English text.
func (ev *evidence) linkLetters() {
	for i := 0; i < len(ev.ar); i++ {
		n, letters := 0, ""
		for i+n < len(ev.ar) && ev.ar[i+n].k != nil && ev.ar[i+n].k.letter != "" {
			letters += ev.ar[i+n].k.letter
			n++
		}
		if n < 2 {
			continue
		}
		for j := range ev.en {
			if e := &ev.en[j]; e.k != nil && e.cap && sameLetters(letters, e.text) {
				for m := range n {
					ev.add(i+m, j, sureLink)
				}
			}
		}
		i += n - 1
	}
}

func sameLetters(letters, acronym string) bool {
	a := strings.ToLower(strings.NewReplacer(".", "", "'s", "", "’s", "", "&", "").Replace(acronym))
	return a == letters || len(a) >= 2 && strings.Contains(letters, a) && 2*len(a) > len(letters)
}
