package check

import "strings"

// opposites are the halves of divided countries, regions and cities.
var opposites = map[string]string{"north": "south", "south": "north", "east": "west", "west": "east", "northern": "southern", "southern": "northern", "eastern": "western", "western": "eastern"}

// exchangedHalves reports a name like North Korea whose other half stands in the
// translation, and nowhere the half that the source names.
func (c *nameComparison) exchangedHalves() {
	for _, n := range c.names {
		w := &c.ev.ar[n.first]
		if w.phrase == 0 || w.entry == nil || !isPlace(n.kind) && n.kind != demonymName {
			continue
		}
		for _, g := range w.entry.Glosses {
			half, rest, ok := strings.Cut(strings.ToLower(g), " ")
			other := opposites[half]
			if !ok || other == "" || strings.Contains(rest, " ") {
				continue
			}
			if right, _ := c.halfAt(half, rest); right {
				break
			}
			if wrong, j := c.halfAt(other, rest); wrong && !c.usedEn[j] {
				c.reportExchange(n, j, j+1)
				break
			}
		}
	}
}

// halfAt finds the two words in the English text, the second also as an adjective.
func (c *nameComparison) halfAt(half, rest string) (bool, int) {
	for j := 0; j+1 < len(c.ev.en); j++ {
		a, b := &c.ev.en[j], &c.ev.en[j+1]
		if a.k != nil && b.k != nil && a.cap && b.cap && a.k.norm == half && strings.HasPrefix(b.k.norm, rest) {
			return true, j
		}
	}
	return false, 0
}
