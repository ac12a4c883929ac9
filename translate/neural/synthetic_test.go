package neural

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// shape is the size of a synthetic model.
type shape struct {
	dim, ffn, heads, encoders, decoders, vocab int
}

// The published Arabic-English flavours.
var (
	baseMemory = shape{384, 1536, 8, 6, 4, 32000}
	base       = shape{512, 2048, 8, 6, 2, 32000}
	tiny       = shape{32, 64, 4, 1, 1, 300}
)

const configTemplate = `dec-cell: ssru
dec-depth: %d
dim-emb: %d
dim-vocabs:
  - %d
  - %d
enc-depth: %d
tied-embeddings-all: true
transformer-decoder-autoreg: rnn
transformer-dim-ffn: %d
transformer-heads: %d
type: transformer
`

func (s shape) config() string {
	return fmt.Sprintf(configTemplate, s.decoders, s.dim, s.vocab, s.vocab, s.encoders, s.ffn, s.heads)
}

// blob is one entry of a container to be written.
type blob struct {
	name  string
	kind  uint64
	shape []int32
	data  []byte
}

// writer builds the entries of a model with random weights.
type writer struct {
	r     *rand.Rand
	blobs []blob
}

func pad256(b []byte) []byte { return append(b, make([]byte, -len(b)&255)...) }

func (w *writer) weights(name string, rows, cols int) {
	data := make([]byte, rows*cols, rows*cols+260)
	for i := 0; i < len(data); i += 8 {
		// Sums of random bits look like the normal distribution of trained weights.
		a, b := w.r.Uint64()&0x3f3f3f3f3f3f3f3f, w.r.Uint64()&0x3f3f3f3f3f3f3f3f
		for k := range min(8, len(data)-i) {
			data[i+k] = byte(a>>(8*k)) + byte(b>>(8*k)) - 63
		}
	}
	data = binary.LittleEndian.AppendUint32(data, math.Float32bits(float32(27*math.Sqrt(float64(rows)))))
	w.blobs = append(w.blobs, blob{name, typeIntgemm, []int32{int32(rows), int32(cols)}, pad256(data)})
}

func (w *writer) floats(name string, n int, value func(i int) float32) {
	var data []byte
	for i := range n {
		data = binary.LittleEndian.AppendUint32(data, math.Float32bits(value(i)))
	}
	dims := []int32{1, int32(n)}
	if n == 1 {
		dims = dims[1:]
	}
	w.blobs = append(w.blobs, blob{name, typeFloat32, dims, pad256(data)})
}

func (w *writer) small(name string, n int) {
	w.floats(name, n, func(int) float32 { return float32(w.r.NormFloat64() / 10) })
}

func (w *writer) dense(prefix, suffix string, in, out int, bias bool) {
	w.weights(prefix+"W"+suffix, in, out)
	w.floats(prefix+"W"+suffix+"_QuantMultA", 1, func(int) float32 { return 127 / 4. })
	if bias {
		w.small(prefix+"b"+suffix, out)
	}
}

func (w *writer) norm(prefix string, dim int) {
	w.floats(prefix+"_ln_scale", dim, func(int) float32 { return 1 })
	w.small(prefix+"_ln_bias", dim)
}

func (w *writer) attention(prefix string, s shape) {
	for _, x := range []string{"q", "k", "v", "o"} {
		w.dense(prefix, x, s.dim, s.dim, true)
	}
	w.norm(prefix+"Wo", s.dim)
}

func (w *writer) feedForward(prefix string, s shape) {
	w.dense(prefix, "1", s.dim, s.ffn, true)
	w.dense(prefix, "2", s.ffn, s.dim, true)
	w.norm(prefix+"ffn", s.dim)
}

// modelFile writes a model with random weights that never chooses the end symbol.
func modelFile(s shape, config string) []byte {
	w := &writer{r: rand.New(rand.NewPCG(1, 2))}
	for i := range s.encoders {
		p := fmt.Sprintf("encoder_l%d_", i+1)
		w.attention(p+"self_", s)
		w.feedForward(p+"ffn_", s)
	}
	for i := range s.decoders {
		p := fmt.Sprintf("decoder_l%d_", i+1)
		w.dense(p+"rnn_", "", s.dim, s.dim, false)
		w.dense(p+"rnn_", "f", s.dim, s.dim, true)
		w.norm(p+"rnn_ffn", s.dim)
		w.attention(p+"context_", s)
		w.feedForward(p+"ffn_", s)
	}
	w.weights("Wemb", s.vocab, s.dim)
	w.floats("decoder_ff_logit_out_b", s.vocab, func(i int) float32 {
		if i == 0 {
			return -1e9
		}
		return 0
	})
	w.floats("none_QuantMultA", 1, func(int) float32 { return 127 / 4. })
	alpha := append([]byte{127}, binary.LittleEndian.AppendUint32(nil, math.Float32bits(4))...)
	w.blobs = append(w.blobs, blob{"Wemb_QuantMultA", typeIntgemm, []int32{1}, pad256(alpha)})
	slices.SortFunc(w.blobs, func(a, b blob) int { return strings.Compare(a.name, b.name) })
	w.blobs = append(w.blobs, blob{configEntry, typeInt8, []int32{int32(len(config))}, []byte(config)})
	return encodeContainer(w.blobs)
}

// encodeContainer is the counterpart of parseContainer.
func encodeContainer(blobs []blob) []byte {
	le := binary.LittleEndian
	b := le.AppendUint64(le.AppendUint64(nil, containerVersion), uint64(len(blobs)))
	for _, x := range blobs {
		for _, v := range []int{len(x.name) + 1, int(x.kind), len(x.shape), len(x.data)} {
			b = le.AppendUint64(b, uint64(v))
		}
	}
	for _, x := range blobs {
		b = append(append(b, x.name...), 0)
	}
	for _, x := range blobs {
		for _, d := range x.shape {
			b = le.AppendUint32(b, uint32(d))
		}
	}
	pad := 256 - (len(b)+8)%256
	b = append(le.AppendUint64(b, uint64(pad)), make([]byte, pad)...)
	for _, x := range blobs {
		b = append(b, x.data...)
	}
	return b
}

// vocabularyFile writes a vocabulary of words w2, w3 and so on.
func vocabularyFile(size int) []byte {
	var file []byte
	field := func(b []byte, num byte, data string) []byte {
		b = append(b, num<<3|2)
		return append(binary.AppendUvarint(b, uint64(len(data))), data...)
	}
	for id := range size {
		text, kind := fmt.Sprintf("▁w%d", id), byte(1)
		switch id {
		case 0:
			text, kind = "</s>", 3
		case 1:
			text, kind = "<unk>", 2
		}
		p := field(nil, 1, text)
		p = binary.LittleEndian.AppendUint32(append(p, 2<<3|5), math.Float32bits(-float32(len(text))))
		file = field(file, 1, string(append(p, 3<<3, kind)))
	}
	return file
}

// shortlistFile writes a shortlist of n random targets for every piece.
func shortlistFile(vocab, n int) []byte {
	r := rand.New(rand.NewPCG(3, 4))
	le := binary.LittleEndian
	body := le.AppendUint64(nil, 50)
	for _, v := range []int{n, vocab + 1, vocab * n} {
		body = le.AppendUint64(body, uint64(v))
	}
	for i := range vocab + 1 {
		body = le.AppendUint64(body, uint64(i*n))
	}
	for range vocab {
		set := map[uint32]bool{}
		for len(set) < n {
			set[r.Uint32N(uint32(vocab))] = true
		}
		for _, id := range slices.Sorted(maps.Keys(set)) {
			body = le.AppendUint32(body, id)
		}
	}
	head := le.AppendUint64(nil, shortlistMagic)
	return append(le.AppendUint64(head, checksum(body)), body...)
}

// writeSynthetic writes the three files of a model and returns their folder.
func writeSynthetic(t testing.TB, s shape) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range map[string][]byte{
		"model.aren.intgemm.alphas.bin": modelFile(s, s.config()),
		"vocab.aren.spm":                vocabularyFile(s.vocab),
		"lex.50.50.aren.s2t.bin":        shortlistFile(s.vocab, 20),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// randomTexts are n sentences of least to most pieces, the end symbol included.
func randomTexts(n, least, most, vocab int) []string {
	r := rand.New(rand.NewPCG(5, 6))
	out := make([]string, n)
	for i := range out {
		var b bytes.Buffer
		for range least + r.IntN(most-least+1) - 1 {
			fmt.Fprintf(&b, "w%d ", 2+r.IntN(vocab-2))
		}
		out[i] = b.String()
	}
	return out
}

// TestPublishedSizes checks the list of tensors and the padding against the sizes
// of the published files, whose configuration has 1,595 bytes.
func TestPublishedSizes(t *testing.T) {
	for _, c := range []struct {
		s             shape
		bytes, number int
	}{{baseMemory, 31561787, 31248966}, {base, 42992955, 42686774}} {
		config := c.s.config()
		config += strings.Repeat("#", 1594-len(config)) + "\x00"
		file := modelFile(c.s, config)
		if len(file) != c.bytes {
			t.Errorf("%+v: %d bytes, want %d", c.s, len(file), c.bytes)
		}
		got, err := parseContainer(file)
		if err != nil {
			t.Fatal(err)
		}
		number := 0
		for _, x := range got.tensors {
			number += len(x.floats) + len(x.weights)
		}
		if number != c.number {
			t.Errorf("%+v: %d parameters, want %d", c.s, number, c.number)
		}
	}
}
