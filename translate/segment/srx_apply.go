package segment

import "slices"

// srxWindow is how far back, in bytes, a before-break pattern may look, and
// srxAhead how far an after-break pattern may. Patterns are abbreviations and
// marks; without a bound each place would cost the whole paragraph.
const (
	srxWindow = 128
	srxAhead  = 128
)

// userRules are the SRX rules of one language.
type userRules struct {
	rules []srxRule
	names []string
}

// places finds where break rules of the user cut text, in order. A no-break rule
// that stands before the rule in the file forbids.
func (u *userRules) places(text string) []int {
	var found []int
	for k, rule := range u.rules {
		if !rule.breaks {
			continue
		}
		for from := 0; from < len(text); {
			m := rule.both.FindStringSubmatchIndex(text[from:])
			if m == nil {
				break
			}
			place := from + m[3]
			if place > 0 && place < len(text) && u.first(text, place, k) == k {
				found = append(found, place)
			}
			from = max(place, from+m[0]+1)
			for from < len(text) && text[from]&0xC0 == 0x80 {
				from++
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// first gives the index of the first rule that matches at the place, looking at
// the first limit rules; limit itself if there is none.
func (u *userRules) first(text string, place, limit int) int {
	from := max(0, place-srxWindow)
	for from > 0 && text[from]&0xC0 == 0x80 {
		from++
	}
	left, right := text[from:place], text[place:min(len(text), place+srxAhead)]
	for k, rule := range u.rules[:limit] {
		if rule.after.MatchString(right) && rule.before.MatchString(left) {
			return k
		}
	}
	return limit
}

// forbids reports whether the user's rules forbid a cut between byte end, after a
// sentence, and byte start, before the next one. The place of a rule may lie
// anywhere in the white space between.
func (u *userRules) forbids(text string, end, start int) bool {
	best, breaks := len(u.rules), true
	for place, n := end, 0; place <= start && n < maxMarks; n++ {
		if place > 0 && place < len(text) {
			if k := u.first(text, place, best); k < best {
				best, breaks = k, u.rules[k].breaks
			}
		}
		_, _, size := at(text, place)
		place += max(size, 1)
	}
	return !breaks
}
