package budget

import (
	"testing"

	"pgregory.net/rapid"
)

func TestRateCost(t *testing.T) {
	for name, c := range map[string]struct {
		rate   Rate
		use    Use
		before int
		want   Money
	}{
		"characters sent":      {Rate{Sent: 20 * unit}, Use{Sent: 5000, Received: 9000}, 0, 100_000},
		"sent and received":    {Rate{Sent: 10 * unit, Received: 10 * unit}, Use{Sent: 5000, Received: 6000}, 0, 110_000},
		"tokens":               {Rate{TokensIn: 3 * unit, TokensOut: 15 * unit}, Use{Sent: 5000, TokensIn: 2000, TokensOut: 1000}, 0, 21_000},
		"within the free tier": {Rate{Sent: 20 * unit, Received: unit, Free: 500_000}, Use{Sent: 5000, Received: 5000}, 495_000, 0},
		"over the edge of it":  {Rate{Sent: 20 * unit, Free: 500_000}, Use{Sent: 5000}, 496_000, 20_000},
		"behind it":            {Rate{Sent: 20 * unit, Free: 500_000}, Use{Sent: 5000}, 700_000, 100_000},
		"nothing":              {Rate{Sent: 20 * unit, Received: unit, TokensIn: unit, TokensOut: unit}, Use{}, 0, 0},
	} {
		if got := c.rate.Cost(c.use, c.before); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// However a month is cut into requests, all but the free characters are paid for, and
// a request is never cheaper for coming later.
func TestFreeTierIsUsedOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := Rate{Sent: unit, Free: rapid.IntRange(0, 5000).Draw(t, "free")}
		sent, cost := 0, Money(0)
		for range rapid.IntRange(1, 20).Draw(t, "requests") {
			n := rapid.IntRange(0, 1000).Draw(t, "characters")
			c := r.Cost(Use{Sent: n}, sent)
			if later := r.Cost(Use{Sent: n}, sent+1); later < c {
				t.Fatalf("%d characters cost %d, and %d one later", n, c, later)
			}
			sent, cost = sent+n, cost+c
		}
		if want := Money(max(0, sent-r.Free)); cost != want {
			t.Fatalf("%d characters cost %d, want %d", sent, cost, want)
		}
	})
}
