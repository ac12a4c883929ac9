package neural

import (
	"math"

	"tarjuman/translate/neural/internal/kernel"
)

// memory is what one attention layer looks at: keys and values of the tokens of
// one sentence. Keys are stored transposed, [dim][stride], so that the scores of
// all tokens are computed side by side.
type memory struct {
	tokens, stride int
	keys, values   []float32
}

// newMemory reserves room for the keys and values of n tokens.
func (ws *workspace) newMemory(n, dim int) memory {
	stride := (n + 7) &^ 7
	return memory{tokens: n, stride: stride, keys: ws.take(dim * stride), values: ws.take(dim * n)}
}

// remember fills the memory from the n rows of x.
func (ws *workspace) remember(l *attentionLayer, mem *memory, x []float32) {
	dim := l.k.w.N
	k := resize(&ws.y, mem.tokens*dim)
	ws.apply(&l.k, k, x, mem.tokens, false)
	mem.setKeys(k, dim)
	ws.apply(&l.v, mem.values, x, mem.tokens, false)
}

// setKeys stores the rows of k transposed.
func (mem *memory) setKeys(k []float32, dim int) {
	for t := range mem.tokens {
		for i, v := range k[t*dim : (t+1)*dim] {
			mem.keys[i*mem.stride+t] = v
		}
	}
}

// attend writes into dst, which may be q, what the query q finds in the memory.
// When align is not nil it receives the weights of the first head, one per token.
func (ws *workspace) attend(mem *memory, heads int, dst, q []float32, align []float32) {
	dim := len(q)
	size := dim / heads
	unit := float32(1 / math.Sqrt(float64(size)))
	scores := resize(&ws.scores, mem.stride)
	for h := range heads {
		at := h * size
		ws.k.Combine(scores, q[at:at+size], mem.keys[at*mem.stride:], mem.stride)
		weights := scores[:mem.tokens]
		for i := range weights {
			weights[i] *= unit
		}
		kernel.Softmax(weights)
		ws.k.Combine(dst[at:at+size], weights, mem.values[at:], dim)
		if h == 0 && align != nil {
			copy(align, weights)
		}
	}
}
