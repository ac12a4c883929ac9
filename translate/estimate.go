package translate

// Estimate is what Translate would send to one backend.
type Estimate struct {
	Segments   int // texts to send, repetitions left out
	CodePoints int
	Requests   int // if none has to be repeated
	// Known counts the segments whose answers the ledger has, or that repeat one
	// which is sent.
	Known           int
	KnownCodePoints int
	// Keys are the ledger's names of what would be sent; nil for a backend that is
	// not recorded.
	Keys []string
}

// Add adds what would be sent of further segments. A text that stands in both counts
// twice.
func (e *Estimate) Add(more Estimate) {
	e.Segments += more.Segments
	e.CodePoints += more.CodePoints
	e.Requests += more.Requests
	e.Known += more.Known
	e.KnownCodePoints += more.KnownCodePoints
	e.Keys = append(e.Keys, more.Keys...)
}

// Estimate says what would be sent to b for segs. It sends nothing.
func (t *Translator) Estimate(b Backend, from, to string, segs []Segment) (Estimate, error) {
	var e Estimate
	r := newRun(t, b, from, to, segs, make([]Result, len(segs)))
	r.quiet = true
	var todo []int
	for i, s := range segs {
		if hasWords(s.Text) {
			todo = append(todo, i)
			e.Known++
		}
	}
	all := r.request(todo).Total()
	ask, err := r.recall(todo)
	if err != nil {
		return e, err
	}
	req := r.request(ask)
	e.Segments, e.CodePoints, e.Keys = len(ask), req.Total(), req.Keys
	e.Known -= e.Segments
	e.KnownCodePoints = all - e.CodePoints
	e.Requests = len(batches(segs, ask, r.size, r.info.Limits))
	return e, nil
}
