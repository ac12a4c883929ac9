package neural

import (
	"cmp"
	"context"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"
)

// A group is translated in step by one worker. Its size bounds the worker's
// memory to some megabytes.
const (
	groupParts = 16
	groupRows  = 320 // source pieces
)

// Translate translates one text, normally a sentence. White space around it is
// not kept; a text without anything to translate gives the zero Translation. Any
// bytes are accepted. The error is ctx's.
func (m *Model) Translate(ctx context.Context, text string) (Translation, error) {
	out, err := m.TranslateBatch(ctx, []string{text})
	if err != nil {
		return Translation{}, err
	}
	return out[0], nil
}

// TranslateBatch translates several texts, in order. It is faster than one by
// one, with the same results: a translation never depends on its neighbours.
func (m *Model) TranslateBatch(ctx context.Context, texts []string) ([]Translation, error) {
	byText := make([][]*part, len(texts))
	var all []*part
	for i, text := range texts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		byText[i] = m.cut(m.source.Encode(text))
		all = append(all, byText[i]...)
	}
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(m.workers)
	for _, group := range groups(all, m.workers) {
		g.Go(func() error { return m.translateGroup(gctx, group) })
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	out := make([]Translation, len(texts))
	for i, parts := range byText {
		out[i] = m.join(parts)
	}
	return out, nil
}

// groups packs parts of similar length together: they finish at about the same
// time. Small batches are spread over the workers.
func groups(parts []*part, workers int) [][]*part {
	parts = slices.Clone(parts)
	slices.SortStableFunc(parts, func(a, b *part) int { return cmp.Compare(len(b.ids), len(a.ids)) })
	share := (len(parts) + workers - 1) / workers
	limit := min(groupParts, max(share, 1))
	var out [][]*part
	rows := 0
	for _, p := range parts {
		last := len(out) - 1
		if last < 0 || len(out[last]) == limit || rows+len(p.ids) > groupRows {
			out = append(out, nil)
			last, rows = last+1, 0
		}
		out[last] = append(out[last], p)
		rows += len(p.ids)
	}
	return out
}

func (m *Model) translateGroup(ctx context.Context, group []*part) error {
	ws := m.spaces.get()
	defer m.spaces.put(ws, m.workers)
	return m.translateSharing(ctx, ws, group, nil)
}

// sharing is what sentences of one batch share in the original; see
// [Model.Reproduce].
type sharing struct {
	candidates []int32
	width      int // pieces of the longest source
}

// translateSharing translates a group of sentences, each for itself unless they
// share something.
func (m *Model) translateSharing(ctx context.Context, ws *workspace, group []*part, shared *sharing) error {
	defer runtime.KeepAlive(m) // the weights are given back with it
	ws.reset()
	sents := make([][]int, len(group))
	for i, p := range group {
		sents[i] = p.ids
	}
	x, err := m.encode(ctx, ws, sents)
	if err != nil {
		return err
	}
	states := make([]*decoding, len(group))
	for i, p := range group {
		n := len(p.ids) * m.net.dim
		states[i] = m.newDecoding(ws, p.ids, x[:n], shared)
		p.result = states[i]
		x = x[n:]
	}
	if err := m.decode(ctx, ws, states); err != nil {
		return err
	}
	for _, d := range states {
		d.memories, d.cells, d.bias, d.candidates = nil, nil, nil, nil
	}
	return nil
}
