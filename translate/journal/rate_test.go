package journal

import (
	"errors"
	"strings"
	"testing"

	"tarjuman/translate"
	"tarjuman/translate/budget"
)

// What a request costs is set aside at its worst before it is sent, and put right by
// what the answer says.
func TestCostsFollowTheAnswer(t *testing.T) {
	rates := map[string]budget.Rate{"cloud": {Sent: 10e6, Received: 10e6}, "model": {TokensIn: 1e6, TokensOut: 2e6}}
	j := InMemory(options("", budget.Plan{Rates: rates}))
	cost := func() budget.Money { all, _ := j.Spent(""); return all.Day.Cost }

	e := begun(t, j, paid("a", "b")) // 20 characters
	if got := cost(); got != 200+400 {
		t.Errorf("set aside %d, want the text and an answer of twice its length", got)
	}
	ended(t, e, translate.Outcome{Results: []translate.Result{text("four"), text("five!")}})
	if got := cost(); got != 200+90 {
		t.Errorf("cost %d, want that of 20 and 9 characters", got)
	}

	before := cost()
	ask := paid("c")
	ask.Backend, ask.Engine = "model", "model"
	r := text("x")
	r.Tokens = translate.Tokens{In: 300, Out: 50}
	ended(t, begun(t, j, ask), translate.Outcome{Results: []translate.Result{r}})
	if got := cost() - before; got != 300+100 {
		t.Errorf("300 tokens in and 50 out cost %d", got)
	}

	before = cost()
	ask.Keys = []string{"d"}
	refusal := &translate.Error{Kind: translate.Refused, Tokens: translate.Tokens{In: 200, Out: 10}, Err: errors.New("no")}
	ended(t, begun(t, j, ask), translate.Outcome{Err: refusal})
	if got := cost() - before; got != 220 {
		t.Errorf("a refusal of 200 tokens in and 10 out cost %d", got)
	}

	before = cost()
	ask.Keys = []string{"e"}
	e = begun(t, j, ask)
	set := cost() - before
	ended(t, e, translate.Outcome{MayBeCharged: true, Err: errors.New("lost")})
	if got := cost() - before; got != set || set == 0 {
		t.Errorf("of a lost answer %d is counted, %d was set aside", got, set)
	}
}

// A service's free characters of the month cost nothing, those before a run included.
func TestFreeCharactersOfTheMonth(t *testing.T) {
	dir := t.TempDir()
	plan := budget.Plan{Rates: map[string]budget.Rate{"cloud": {Sent: 1e6, Free: 45}}, All: budget.Caps{Day: budget.Cap{Money: 10}}}
	for i, want := range []budget.Money{0, 0, 5} { // 20, 40 and 60 characters
		j := open(t, options(dir, plan))
		keys := strings.Split("a b c d e f", " ")[2*i : 2*i+2]
		if want > 0 {
			// One more would be over the cap; 15 charged characters are.
			_, err := j.Begin(paid(keys...))
			var over *budget.Exceeded
			if !errors.As(err, &over) {
				t.Fatalf("15 charged characters under a cap of 10: %v", err)
			}
			keys = keys[:1]
		}
		ended(t, begun(t, j, paid(keys...)), translate.Outcome{Results: []translate.Result{text("x"), text("y")}[:len(keys)]})
		if all, _ := j.Spent(""); all.Day.Cost != want {
			t.Errorf("run %d: %d, want %d", i, all.Day.Cost, want)
		}
		j.Close()
	}
}
