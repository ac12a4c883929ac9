package check

import (
	"fmt"
	"slices"
)

// mentions counts how often each text names one country.
type mentions struct {
	nouns, adjectives               int // in Arabic
	englishNouns, englishAdjectives int
	loose                           bool // something in English may stand for it: its capital, the North
}

// lost reports whether the translation names the country less often: neither by its
// name nor by its adjective. A country that is not named at all is for other rules.
func (m *mentions) lost() bool {
	return !m.loose && m.nouns > m.englishNouns && m.adjectives >= m.englishAdjectives &&
		m.nouns+m.adjectives > m.englishNouns+m.englishAdjectives && m.englishNouns+m.englishAdjectives > 0
}

// fewerMentions reports countries that the source names twice in a sentence, and the
// translation once.
func (c *nameComparison) fewerMentions() {
	var done [][]int32
	for _, n := range c.names {
		regions := c.regions(n)
		if n.kind != countryName || len(regions) == 0 || slices.ContainsFunc(done, func(d []int32) bool { return slices.Equal(d, regions) }) {
			continue
		}
		done = append(done, regions)
		if m := c.mentionsOf(regions); !m.lost() {
			continue
		}
		at := c.unansweredMention(regions)
		if at.first < 0 {
			continue
		}
		span := Span{c.ev.ar[at.first].Start, c.ev.ar[at.last].End}
		name := c.u.Ar.Raw[span.Start:span.End]
		f := c.u.finding("name.missing", c.u.milder(Minor), []Span{span}, nil, fmt.Sprintf("the source names %s more often than the translation", name))
		c.report(c.u.values(f, name, ""))
	}
}

func (c *nameComparison) mentionsOf(regions []int32) mentions {
	var m mentions
	for _, n := range c.names {
		switch {
		case !slices.Equal(c.regions(n), regions):
			// another place, or a part of this one
		case n.kind == countryName:
			m.nouns++
		default:
			m.adjectives++
		}
	}
	for j := range c.ev.en {
		w := c.ev.en[j].k
		switch {
		case w == nil:
		case slices.Equal(w.region, regions) && w.name.has(countryName):
			m.englishNouns++
		case slices.Equal(w.region, regions):
			m.englishAdjectives++
		case shares(w.region, regions), shares(c.k.places.loose[w.norm], regions):
			m.loose = true
		}
	}
	return m
}

// unansweredMention is the mention of the country that no English word answers as its
// own, the last one for want of a better.
func (c *nameComparison) unansweredMention(regions []int32) arName {
	at := arName{first: -1}
	for _, n := range c.names {
		if n.kind != countryName || !slices.Equal(c.regions(n), regions) {
			continue
		}
		at = n
		if l := c.ev.ar[n.first].link; l < 0 || int(c.ev.en[l].link) < n.first || int(c.ev.en[l].link) > n.last {
			return at
		}
	}
	return at
}
