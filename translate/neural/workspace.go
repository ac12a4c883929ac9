package neural

import (
	"runtime"
	"sync"
	"unsafe"

	"tarjuman/translate/neural/internal/kernel"
)

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

	arena arena
}

// spaces keep the workspaces that are not in use, one for each worker: a pool that
// the collector empties would take their memory anew beside what was not given
// back yet.
type spaces struct {
	fresh func() *workspace
	mu    sync.Mutex
	idle  []*workspace
}

func (s *spaces) get() *workspace {
	s.mu.Lock()
	defer s.mu.Unlock()
	last := len(s.idle) - 1
	if last < 0 {
		return s.fresh()
	}
	ws := s.idle[last]
	s.idle = s.idle[:last]
	return ws
}

// put takes a workspace back, of which it keeps as many as there are workers.
func (s *spaces) put(ws *workspace, workers int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.idle) < workers {
		s.idle = append(s.idle, ws)
	}
}

// arena is where a group's longer-lived numbers come from: blocks outside the heap,
// for they are most of what a worker needs, and the collector would let the heap
// grow to twice that.
type arena struct {
	blocks   [][]float32
	at, used int       // the block in use, and how much of it is taken
	free     *[]func() // give the blocks back; nil before the first
}

// blockNumbers is how many numbers an arena's block has at least: 1 MB.
const blockNumbers = 1 << 18

// take returns n numbers of arbitrary content that belong to the caller until the
// next group, and not longer than the workspace is in use.
func (ws *workspace) take(n int) []float32 {
	a := &ws.arena
	for a.at < len(a.blocks) && a.used+n > len(a.blocks[a.at]) {
		a.at, a.used = a.at+1, 0
	}
	if a.at == len(a.blocks) {
		b, free := offHeap(4 * max(n, blockNumbers))
		a.blocks = append(a.blocks, unsafe.Slice((*float32)(unsafe.Pointer(unsafe.SliceData(b))), len(b)/4))
		if a.free == nil {
			a.free = new([]func())
			runtime.AddCleanup(ws, func(all *[]func()) {
				for _, free := range *all {
					free()
				}
			}, a.free)
		}
		*a.free = append(*a.free, free)
	}
	out := a.blocks[a.at][a.used : a.used+n : a.used+n]
	a.used += n
	return out
}

// reset makes everything that was taken free for the next group.
func (ws *workspace) reset() { ws.arena.at, ws.arena.used = 0, 0 }

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
