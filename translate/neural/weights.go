package neural

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"tarjuman/translate/neural/internal/kernel"
)

// dense is one integer matrix product: y = round(x*alpha) . W * scale + bias.
type dense struct {
	w     *kernel.Matrix
	alpha float32   // multiplier of activations
	scale float32   // of the integer sums: 1/(alpha * multiplier of W)
	bias  []float32 // zeros where the layer has none
	// shifted is the bias for sums over activations shifted by 127; only for
	// the saturating arithmetic of tests.
	shifted []float32
}

// norm holds the parameters of a layer normalisation.
type norm struct{ scale, bias []float32 }

type attentionLayer struct {
	q, k, v, o dense
	norm       norm
}

type feedForward struct {
	in, out dense
	norm    norm
}

type encoderLayer struct {
	self attentionLayer
	ffn  feedForward
}

type decoderLayer struct {
	input, forget dense
	norm          norm
	cross         attentionLayer
	ffn           feedForward
}

// network holds all weights, ready for use.
type network struct {
	config
	embedding []int8  // [vocab][dim]
	unit      float32 // what one step of embedding is worth
	encoder   []encoderLayer
	decoder   []decoderLayer
	output    dense
}

// binder looks tensors up by name and keeps the first error.
type binder struct {
	c        *container
	cfg      config
	k        *kernel.Kernel
	known    map[string]bool
	warnings []string
	err      error
}

func (b *binder) fail(name, format string, args ...any) {
	if b.err == nil {
		b.err = fmt.Errorf("tensor %s: %w", name, fmt.Errorf(format, args...))
	}
}

// get finds a tensor of the given shape; what counts is the element count per
// dimension other than 1.
func (b *binder) get(name string, rows, cols int) tensor {
	t, ok := b.c.tensors[name]
	b.known[name] = true
	switch {
	case !ok:
		b.fail(name, "is missing")
	case len(t.shape) == 1 && rows == 1 && t.shape[0] == cols:
	case len(t.shape) != 2 || t.shape[0] != rows || t.shape[1] != cols:
		b.fail(name, "has shape %v instead of [%d %d]", t.shape, rows, cols)
	}
	if b.err != nil {
		return tensor{}
	}
	return t
}

func (b *binder) floats(name string, n int) []float32 {
	t := b.get(name, 1, n)
	if b.err == nil && t.floats == nil {
		b.fail(name, "is not of floating point numbers")
	}
	return t.floats
}

func (b *binder) weights(name string, rows, cols int) tensor {
	t := b.get(name, rows, cols)
	if b.err == nil && t.weights == nil {
		b.fail(name, "is not of 8-bit integers")
	}
	return t
}

// dense binds prefix+w, its activation multiplier and, unless bias is empty, its
// bias. The file states the shape as [in, out] and stores rows of inputs.
func (b *binder) dense(w, bias string, in, out int) dense {
	t := b.weights(w, in, out)
	alpha := b.floats(w+"_QuantMultA", 1)
	d := dense{bias: make([]float32, out)}
	if bias != "" {
		d.bias = b.floats(bias, out)
	}
	if b.err != nil {
		return dense{}
	}
	b.quantized(&d, w, t, alpha[0], in, out)
	return d
}

func (b *binder) quantized(d *dense, name string, t tensor, alpha float32, in, out int) {
	d.alpha, d.scale = alpha, 1/float32(alpha*t.scale)
	if !(alpha > 0) || !finite(d.scale) {
		b.fail(name, "has activation multiplier %v", alpha)
		return
	}
	d.w = b.k.NewMatrix(t.weights, out, in)
}

func (b *binder) norm(prefix string) norm {
	return norm{b.floats(prefix+"_ln_scale", b.cfg.dim), b.floats(prefix+"_ln_bias", b.cfg.dim)}
}

func (b *binder) attention(prefix string) attentionLayer {
	d := b.cfg.dim
	one := func(x string) dense { return b.dense(prefix+"_W"+x, prefix+"_b"+x, d, d) }
	return attentionLayer{one("q"), one("k"), one("v"), one("o"), b.norm(prefix + "_Wo")}
}

func (b *binder) feedForward(prefix string) feedForward {
	d, f := b.cfg.dim, b.cfg.ffn
	return feedForward{
		b.dense(prefix+"_W1", prefix+"_b1", d, f),
		b.dense(prefix+"_W2", prefix+"_b2", f, d),
		b.norm(prefix + "_ffn"),
	}
}

// bind builds the network from the tensors of a model file. What is odd about it
// but does no harm is returned as warnings.
func bind(c *container, cfg config, k *kernel.Kernel) (*network, []string, error) {
	b := &binder{c: c, cfg: cfg, k: k, known: map[string]bool{}}
	n := &network{config: cfg}
	for i := 1; i <= cfg.encoders && b.err == nil; i++ {
		p := fmt.Sprintf("encoder_l%d", i)
		n.encoder = append(n.encoder, encoderLayer{b.attention(p + "_self"), b.feedForward(p + "_ffn")})
	}
	for i := 1; i <= cfg.decoders && b.err == nil; i++ {
		p := fmt.Sprintf("decoder_l%d", i)
		n.decoder = append(n.decoder, decoderLayer{
			input:  b.dense(p+"_rnn_W", "", cfg.dim, cfg.dim),
			forget: b.dense(p+"_rnn_Wf", p+"_rnn_bf", cfg.dim, cfg.dim),
			norm:   b.norm(p + "_rnn_ffn"),
			cross:  b.attention(p + "_context"),
			ffn:    b.feedForward(p + "_ffn"),
		})
	}
	b.bindEmbedding(n)
	if b.err != nil {
		return nil, nil, b.err
	}
	for _, name := range slices.Sorted(maps.Keys(c.tensors)) {
		if !b.known[name] {
			b.warnings = append(b.warnings, fmt.Sprintf("tensor %s is not known and was ignored", name))
		}
	}
	return n, b.warnings, nil
}

// bindEmbedding binds the one matrix that is source embedding, target embedding
// and output layer. Unlike the others it is stored as its shape says.
func (b *binder) bindEmbedding(n *network) {
	const name = "Wemb"
	t := b.weights(name, b.cfg.vocab, b.cfg.dim)
	n.output.bias = b.floats("decoder_ff_logit_out_b", b.cfg.vocab)
	alpha := b.outputAlpha()
	if b.err != nil {
		return
	}
	n.embedding, n.unit = t.weights, 1/t.scale
	b.quantized(&n.output, name, t, alpha, b.cfg.dim, b.cfg.vocab)
}

// outputAlpha is the activation multiplier of the output layer. It is stored
// twice, and the converter turned Wemb_QuantMultA into an 8-bit weight because of
// its name. The native engine reads that one.
func (b *binder) outputAlpha() float32 {
	const name, plain = "Wemb_QuantMultA", "none_QuantMultA"
	var alpha, other float32
	if t, ok := b.c.tensors[name]; ok && t.floats == nil {
		t = b.weights(name, 1, 1)
		if b.err == nil {
			alpha = float32(t.weights[0]) * (1 / t.scale)
		}
	} else if ok {
		if f := b.floats(name, 1); b.err == nil {
			alpha = f[0]
		}
	}
	if _, ok := b.c.tensors[plain]; ok {
		if f := b.floats(plain, 1); b.err == nil {
			other = f[0]
		}
	}
	switch {
	case alpha == 0 && other == 0:
		b.fail(name, "is missing")
	case alpha == 0:
		return other
	case other != 0 && math.Abs(float64(other/alpha)-1) > 1e-5:
		b.warnings = append(b.warnings, fmt.Sprintf("tensors %s and %s differ: %v and %v; the first is used", name, plain, alpha, other))
	}
	return alpha
}

// saturate prepares the shifted biases of every product.
func (n *network) saturate() {
	for i := range n.encoder {
		n.encoder[i].self.each((*dense).saturate)
		n.encoder[i].ffn.each((*dense).saturate)
	}
	for i := range n.decoder {
		l := &n.decoder[i]
		l.input.saturate()
		l.forget.saturate()
		l.cross.each((*dense).saturate)
		l.ffn.each((*dense).saturate)
	}
	n.output.saturate()
}

func (a *attentionLayer) each(f func(*dense)) {
	for _, d := range []*dense{&a.q, &a.k, &a.v, &a.o} {
		f(d)
	}
}

func (l *feedForward) each(f func(*dense)) {
	f(&l.in)
	f(&l.out)
}

func (d *dense) saturate() {
	d.shifted = make([]float32, d.w.N)
	weight := 1 / float32(d.scale*d.alpha) // the multiplier of W
	back := -float32(float32(127/d.alpha)*float32(127/weight)) / 127
	for o := range d.shifted {
		sum := 0
		for _, x := range d.w.W[o*d.w.K : (o+1)*d.w.K] {
			sum += int(x)
		}
		d.shifted[o] = float32(back*float32(sum)) + d.bias[o]
	}
}

// positions returns the sinusoidal position embeddings of Vaswani et al. 2017 for
// n positions: sines in the first half of each row, cosines in the second.
func positions(n, dim int) []float32 {
	half := dim / 2
	out := make([]float32, n*dim)
	step := float32(math.Log(10000)) / float32(half-1)
	for i := range half {
		f := kernel.Exp(-float32(i) * step)
		for t := range n {
			sin, cos := kernel.SinCos(float64(float32(t) * f))
			out[t*dim+i], out[t*dim+half+i] = float32(sin), float32(cos)
		}
	}
	return out
}
