package neural

import "tarjuman/translate/neural/internal/kernel"

// blockBytes is how many bytes of quantised activations are multiplied with one
// block of weights before the next ones: they stay in the first-level cache.
const blockBytes = 24 << 10

// blockColumns is the number of weight rows taken at a time.
const blockColumns = 64

// workspace holds the buffers of one worker. Their contents do not outlive a group
// of sentences, the buffers do: little garbage keeps the process small.
type workspace struct {
	k          *kernel.Kernel
	saturating bool

	quantized []int8
	sums      []int32
	hidden    []float32
	scores    []float32
	x         []float32 // rows of activations, one per token
	q, v, y   []float32
	logits    []float32
	chosen    []bool

	// arena is where a group's longer-lived numbers come from; used is how much of
	// it is taken.
	arena []float32
	used  int
}

// take returns n numbers of arbitrary content that belong to the caller until the
// next group.
func (ws *workspace) take(n int) []float32 {
	if ws.used+n > len(ws.arena) {
		// What was taken before stays where it is; later groups find it all here.
		ws.arena = make([]float32, max(n, 1<<16, len(ws.arena)*3/2))
		ws.used = 0
	}
	out := ws.arena[ws.used : ws.used+n : ws.used+n]
	ws.used += n
	return out
}

// resize returns a slice of n elements, reusing memory where it can. The content
// is arbitrary.
func resize[T any](s *[]T, n int) []T {
	if cap(*s) < n {
		*s = make([]T, n+n/8)
	}
	*s = (*s)[:n]
	return *s
}

// apply computes dst = x . W + bias for m rows, with relu if wanted.
func (ws *workspace) apply(d *dense, dst, x []float32, m int, relu bool) {
	in, out := d.w.K, d.w.N
	q := resize(&ws.quantized, m*in)
	ws.k.Quantize(q, x[:m*in], d.alpha)
	rows := min(m, max(4, blockBytes/in&^3))
	cols := blockColumns
	if m == 1 {
		cols = out
	}
	acc := resize(&ws.sums, rows*cols)
	for i := 0; i < m; i += rows {
		r := min(rows, m-i)
		for j := 0; j < out; j += cols {
			c := min(cols, out-j)
			ws.multiply(acc, q[i*in:(i+r)*in], r, d, j, j+c)
			for k := range r {
				ws.finish(d, dst[(i+k)*out+j:][:c], acc[k*c:][:c], j, relu)
			}
		}
	}
}

func (ws *workspace) multiply(acc []int32, q []int8, m int, d *dense, from, to int) {
	if ws.saturating {
		kernel.MulSaturating(acc, q, m, d.w, from, to)
		return
	}
	ws.k.Mul(acc, q, m, d.w, from, to)
}

// finish turns the integer sums of outputs from, from+1... into real values.
func (ws *workspace) finish(d *dense, dst []float32, acc []int32, from int, relu bool) {
	bias := d.bias
	if ws.saturating {
		bias = d.shifted
	}
	ws.k.Affine(dst, acc, d.scale, bias[from:], relu)
}

// feedForward replaces the m rows of x by the output of a feed-forward layer with
// residual connection and normalisation.
func (ws *workspace) feedForward(l *feedForward, x []float32, m int) {
	const rows = 32 // keeps the hidden layer small
	dim, hidden := l.out.w.N, l.in.w.N
	for i := 0; i < m; i += rows {
		r := min(rows, m-i)
		part := x[i*dim : (i+r)*dim]
		h := resize(&ws.hidden, r*hidden)
		ws.apply(&l.in, h, part, r, true)
		y := resize(&ws.y, r*dim)
		ws.apply(&l.out, y, h, r, false)
		ws.addNorm(&l.norm, part, y)
	}
}

// addNorm sets x to the normalised sum of x and y, row by row.
func (ws *workspace) addNorm(n *norm, x, y []float32) {
	dim := len(n.scale)
	for i := 0; i < len(x); i += dim {
		ws.k.NormalizeSum(x[i:i+dim], y[i:i+dim], x[i:i+dim], n.scale, n.bias)
	}
}
