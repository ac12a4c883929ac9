package neural

import (
	"context"
	"math"

	"tarjuman/translate/neural/internal/kernel"
)

// decoding is the state of one sentence while it is translated.
type decoding struct {
	source     int      // tokens of the source, the end symbol included
	limit      int      // most tokens of the translation
	memories   []memory // per decoder layer
	cells      []float32
	candidates []int32
	bias       []float32 // of the candidates

	ids   []int
	align [][]float32
	score float32
}

// newDecoding prepares the translation of a sentence of the given pieces whose
// encoder output is rows; shared, normally nil, is what it shares with others.
func (m *Model) newDecoding(ws *workspace, ids []int, rows []float32, shared *sharing) *decoding {
	n := m.net
	d := &decoding{source: len(ids), cells: ws.take(len(n.decoder) * n.dim)}
	clear(d.cells)
	for i := range n.decoder {
		mem := ws.newMemory(len(ids), n.dim)
		ws.remember(&n.decoder[i].cross, &mem, rows)
		d.memories = append(d.memories, mem)
	}
	// As in the original, at most twice as many pieces as the source has.
	d.limit = m.lengthFactor * d.source
	d.candidates = m.all
	switch {
	case shared != nil:
		d.candidates, d.limit = shared.candidates, m.lengthFactor*shared.width
	case m.short != nil:
		d.candidates = m.short.candidates(&ws.chosen, ids)
	}
	bias := n.output.bias
	if ws.saturating {
		bias = n.output.shifted
	}
	d.bias = ws.take(len(d.candidates))
	for i, c := range d.candidates {
		d.bias[i] = bias[c]
	}
	return d
}

// last returns the piece chosen before, or -1 at the start.
func (d *decoding) last() int {
	if len(d.ids) == 0 {
		return -1
	}
	return d.ids[len(d.ids)-1]
}

// decode translates all sentences in step, each on its own: the weights are read
// once per step for all of them. Greedy search: the best candidate wins.
func (m *Model) decode(ctx context.Context, ws *workspace, sents []*decoding) error {
	active := append([]*decoding(nil), sents...)
	for step := 0; len(active) > 0; step++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		x := m.decodeStep(ws, active, step)
		kept := active[:0]
		for i, d := range active {
			m.choose(ws, d, x[i*m.net.dim:(i+1)*m.net.dim])
			if d.last() != m.target.EOS() && step+1 < d.limit {
				kept = append(kept, d)
			}
		}
		active = kept
	}
	return nil
}

// decodeStep runs the decoder layers for the next piece of every sentence.
func (m *Model) decodeStep(ws *workspace, active []*decoding, step int) []float32 {
	n, dim, rows := m.net, m.net.dim, len(active)
	x := resize(&ws.x, rows*dim)
	for i, d := range active {
		n.embed(x[i*dim:(i+1)*dim], d.last(), m.position(step))
	}
	for i := range n.decoder {
		l := &n.decoder[i]
		ws.recurrent(l, i, x, active)
		q := resize(&ws.q, rows*dim)
		ws.apply(&l.cross.q, q, x, rows, false)
		for r, d := range active {
			var align []float32
			if i == n.alignLayer {
				align = make([]float32, d.source)
				d.align = append(d.align, align)
			}
			row := q[r*dim : (r+1)*dim]
			ws.attend(&d.memories[i], n.heads, row, row, align)
		}
		y := resize(&ws.y, rows*dim)
		ws.apply(&l.cross.o, y, q, rows, false)
		ws.addNorm(&l.cross.norm, x, y)
		ws.feedForward(&l.ffn, x, rows)
	}
	return x
}

// recurrent is the simpler simple recurrent unit of Kim et al. 2019, which stands
// in place of the decoder's self-attention.
func (ws *workspace) recurrent(l *decoderLayer, layer int, x []float32, active []*decoding) {
	dim := l.input.w.N
	u := resize(&ws.y, len(x))
	g := resize(&ws.v, len(x))
	ws.apply(&l.input, u, x, len(active), false)
	ws.apply(&l.forget, g, x, len(active), false)
	for r, d := range active {
		cell := d.cells[layer*dim : (layer+1)*dim]
		out := u[r*dim : (r+1)*dim]
		for i, v := range g[r*dim : (r+1)*dim] {
			f := kernel.Sigmoid(v)
			cell[i] = float32(f*cell[i]) + float32((1-f)*out[i])
			out[i] = max(cell[i], 0)
		}
	}
	ws.addNorm(&l.norm, x, u)
}

// choose computes the candidates' logits from the decoder's output and takes the
// best; the unknown piece is never taken.
func (m *Model) choose(ws *workspace, d *decoding, x []float32) {
	out := &m.net.output
	q := resize(&ws.quantized, len(x))
	ws.k.Quantize(q, x, out.alpha)
	sums := resize(&ws.sums, len(d.candidates))
	if ws.saturating {
		for i, c := range d.candidates {
			kernel.MulSaturating(sums[i:], q, 1, out.w, int(c), int(c)+1)
		}
	} else {
		ws.k.Pick(sums, q, out.w, d.candidates)
	}
	logits := resize(&ws.logits, len(sums))
	ws.k.Affine(logits, sums, out.scale, d.bias, false)
	best, top := m.target.EOS(), float32(math.Inf(-1))
	for i, v := range logits {
		if v > top && int(d.candidates[i]) != m.target.Unknown() {
			best, top = int(d.candidates[i]), v
		}
	}
	if m.observe != nil {
		m.observe(d, logits)
	}
	d.ids = append(d.ids, best)
	d.score += top
}
