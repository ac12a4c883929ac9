package neural

import (
	"context"
	"math"
)

// embed writes the embedding of a piece at a position; the id -1 stands for no
// piece, with which every translation begins.
func (n *network) embed(dst []float32, id int, position []float32) {
	if id < 0 {
		copy(dst, position)
		return
	}
	root := float32(math.Sqrt(float64(n.dim)))
	row := n.embedding[id*n.dim : (id+1)*n.dim]
	for i, w := range row {
		dst[i] = float32(root*float32(float32(w)*n.unit)) + position[i]
	}
}

// encode runs the encoder over several sentences at once and returns one row per
// token, sentence after sentence. Sentences do not influence each other: only the
// weights are read once for all. The result is valid until the next call.
func (m *Model) encode(ctx context.Context, ws *workspace, sents [][]int) ([]float32, error) {
	n, dim := m.net, m.net.dim
	rows, longest := 0, 0
	for _, s := range sents {
		rows += len(s)
		longest = max(longest, len(s))
	}
	x := resize(&ws.x, rows*dim)
	at := 0
	for _, s := range sents {
		for t, id := range s {
			n.embed(x[at:at+dim], id, m.position(t))
			at += dim
		}
	}
	keys := ws.take(dim * ((longest + 7) &^ 7))
	for i := range n.encoder {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		l := &n.encoder[i]
		ws.selfAttention(&l.self, n.heads, x, sents, keys)
		ws.feedForward(&l.ffn, x, rows)
	}
	return x, nil
}

// selfAttention replaces the rows of x by the output of a self-attention layer.
// keys has room for those of the longest sentence.
func (ws *workspace) selfAttention(l *attentionLayer, heads int, x []float32, sents [][]int, keys []float32) {
	dim := l.q.w.N
	rows := len(x) / dim
	q := resize(&ws.q, len(x))
	k := resize(&ws.y, len(x))
	v := resize(&ws.v, len(x))
	ws.apply(&l.q, q, x, rows, false)
	ws.apply(&l.k, k, x, rows, false)
	ws.apply(&l.v, v, x, rows, false)
	at := 0
	for _, s := range sents {
		part := memory{tokens: len(s), stride: (len(s) + 7) &^ 7, keys: keys, values: v[at : at+len(s)*dim]}
		part.setKeys(k[at:], dim)
		for range s {
			row := q[at : at+dim]
			ws.attend(&part, heads, row, row, nil)
			at += dim
		}
	}
	y := resize(&ws.y, len(x))
	ws.apply(&l.o, y, q, rows, false)
	ws.addNorm(&l.norm, x, y)
}
