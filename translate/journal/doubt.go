package journal

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"tarjuman/translate/budget"
)

// Doubt is a request that was sent and whose answer is not known, so that it may
// have been charged.
type Doubt struct {
	Backend string
	Article string
	Time    time.Time
	// Texts and Amount are what of it is still without an answer.
	Texts  int
	Amount budget.Amount
	// Running says that the run it belongs to is still at work and may yet get the
	// answer.
	Running bool

	id id
}

// InDoubt refuses a request for texts that were sent before and may have been
// charged.
type InDoubt struct{ Doubt }

// Error returns one line that names the earlier request.
func (e *InDoubt) Error() string {
	d := e.Doubt
	if d.Running {
		return fmt.Sprintf("another tarjuman is sending these sentences to %s right now (since %s)", d.Backend, d.Time.Format(time.TimeOnly))
	}
	return fmt.Sprintf("%d characters sent to %s on %s may have been charged and have no answer", d.Amount.Characters, d.Backend, d.Time.Format(time.DateTime))
}

// Doubts lists the requests of other runs that hold any of the keys, and with nil
// all of them, oldest first.
func (j *Journal) Doubts(keys []string) ([]Doubt, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	var out []Doubt
	err := j.log.update(&j.state, func() ([]event, error) {
		if keys == nil {
			keys = slices.Collect(maps.Keys(j.state.sent))
		}
		out = j.doubts(keys)
		return nil, nil
	})
	return out, err
}

func (j *Journal) doubts(keys []string) []Doubt {
	var found []*request
	for _, k := range keys {
		r := j.state.sent[k]
		// A repetition within this run is the Translator's business.
		if r != nil && r.Run != j.run && !slices.Contains(found, r) {
			found = append(found, r)
		}
	}
	slices.SortFunc(found, func(a, b *request) int { return a.Time.Compare(b.Time) })
	var out []Doubt
	for _, r := range found {
		d := Doubt{id: id{r.Run, r.N}, Backend: r.Backend, Article: r.Article, Time: r.Time, Texts: r.left}
		for i, k := range r.Keys {
			if j.state.sent[k] == r {
				d.Amount.Characters += r.Sizes[i]
			}
		}
		_, own := j.spent(r.Backend)
		d.Amount.Cost = j.opt.Plan.Price(r.Backend, r.Engine, budget.Expect(d.Amount.Characters, 1), own.Month.Characters).Cost
		d.Running = !r.ended && j.log.running(r.Run)
		out = append(out, d)
	}
	return out
}
