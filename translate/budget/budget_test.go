package budget

import (
	"errors"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func TestParseMoney(t *testing.T) {
	for in, want := range map[string]Money{"0": 0, "20": 20_000_000, "0.5": 500_000, "5.00": 5_000_000, " 1.000001 ": 1_000_001} {
		if got, err := ParseMoney(in); err != nil || got != want {
			t.Errorf("ParseMoney(%q) = %d, %v; want %d", in, got, err, want)
		}
	}
	for _, in := range []string{"", ".5", "-1", "1,5", "1e3", "$5", "1.0000001", "99999999999999999999", "٥"} {
		if got, err := ParseMoney(in); err == nil {
			t.Errorf("ParseMoney(%q) = %d, want an error", in, got)
		}
	}
}

func TestMoneyString(t *testing.T) {
	for m, want := range map[Money]string{0: "0.00", 118_600: "0.12", 5_000_000: "5.00", 1_995_000: "2.00", 99: "0.000099", 4_250: "0.0042", 5: "0.000005", 10_000: "0.01", -2_500_000: "-2.50"} {
		if got := m.String(); got != want {
			t.Errorf("%d: %s, want %s", int64(m), got, want)
		}
	}
}

// Costs are exact and never too low.
func TestCostRoundsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, n := rapid.Int64Range(0, 1e9).Draw(t, "rate"), rapid.IntRange(0, 1e9).Draw(t, "characters")
		exact := new(big.Rat).SetFrac(new(big.Int).Mul(big.NewInt(r), big.NewInt(int64(n))), big.NewInt(1_000_000))
		got := new(big.Rat).SetInt64(int64(Cost(Money(r), n)))
		if got.Cmp(exact) < 0 || got.Cmp(new(big.Rat).Add(exact, big.NewRat(1, 1))) >= 0 {
			t.Fatalf("Cost(%d, %d) = %s, exactly %s", r, n, got.RatString(), exact.FloatString(3))
		}
	})
}

func TestCheckKeepsEveryCap(t *testing.T) {
	p := Plan{
		Rates:    map[string]Rate{"cloud": {Sent: 20 * unit}, "cheap": {Sent: unit}},
		All:      Caps{Run: Cap{Characters: 1000}, Day: Cap{Money: unit}},
		Backends: map[string]Caps{"second": {Month: Cap{Characters: 500}}},
	}
	used := func(n int) Spent {
		a := p.Price("cloud", "cloud", Use{Sent: n}, 0)
		return Spent{a, a, a}
	}
	for name, c := range map[string]struct {
		backend, engine string
		n               int
		all, own        Spent
		want            string // "" when it fits
	}{
		"exactly full":          {"cloud", "cloud", 1000, Spent{}, Spent{}, ""},
		"one too many":          {"cloud", "cloud", 1001, Spent{}, Spent{}, "over the budget: 1001 characters to send, 0 characters used of 1000 characters per run"},
		"one too many in all":   {"cloud", "cloud", 400, used(601), Spent{}, "over the budget: 400 characters to send, 601 characters used of 1000 characters per run"},
		"money of the day":      {"cloud", "cloud", 100, Spent{Day: Amount{49_950, 999_000}}, Spent{}, "over the budget: $0.0020 to send, $1.00 used of $1.00 per day"},
		"another cheap backend": {"cheap", "x", 100, Spent{Day: Amount{49_950, 999_000}}, Spent{}, ""},
		"a backend's own cap":   {"second", "cloud", 1, Spent{}, Spent{Month: Amount{500, 0}}, "over the budget of second: 1 character to send, 500 characters used of 500 characters per month"},
		"no rate":               {"free", "free", 1, Spent{}, Spent{}, "the budget is in money and free has no rate"},
	} {
		err := p.Check(c.backend, c.engine, c.n, 1, c.all, c.own)
		switch {
		case err == nil && c.want != "":
			t.Errorf("%s: fits, want %s", name, c.want)
		case err != nil && err.Error() != c.want:
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
	var e *Exceeded
	if err := p.Check("cloud", "cloud", 1<<62, 1, used(5), Spent{}); !errors.As(err, &e) {
		t.Errorf("a huge request: %v", err)
	}
}

func TestDecimalIsExact(t *testing.T) {
	for m, want := range map[Money]string{0: "0.00", 118_600: "0.1186", 5_000_000: "5.00", 1_995_000: "1.995", 99: "0.000099", -2_500_000: "-2.50"} {
		if got := m.Decimal(); got != want {
			t.Errorf("%d: %s, want %s", int64(m), got, want)
		}
		if back, err := ParseMoney(m.Decimal()); m >= 0 && (err != nil || back != m) {
			t.Errorf("%s is read as %d, %v", m.Decimal(), int64(back), err)
		}
	}
}
