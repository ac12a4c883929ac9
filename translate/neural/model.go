package neural

import (
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"

	"tarjuman/translate/neural/internal/kernel"
	"tarjuman/translate/neural/sentencepiece"
)

const (
	// maxSource is the most pieces translated as one sentence, the end symbol
	// included (max-length-break of the reference configuration).
	maxSource = 128
	// maxLengthFactor bounds a translation to that many times the pieces of its
	// source (max-length-factor).
	maxLengthFactor = 2
)

// Options set up a model. The zero value is right for translating.
type Options struct {
	// Name identifies the model in results; "" means the name of its folder.
	Name string
	// NoShortlist lets every piece of the vocabulary be a candidate, whatever the
	// shortlist says. It is slower and rarely better.
	NoShortlist bool
	// Workers is how many groups of sentences TranslateBatch computes at once; 0
	// means one per processor.
	Workers int
	// Portable avoids assembly. The results are the same to the bit.
	Portable bool
}

// Model is a loaded translation model. It is immutable and safe for concurrent
// use; each translation running at the same time takes some megabytes more.
type Model struct {
	name     string
	workers  int
	net      *network
	source   *sentencepiece.Model
	target   *sentencepiece.Model
	short    *shortlist // nil: all pieces are candidates
	all      []int32    // every piece, when short is nil
	table    []float32  // position embeddings
	spaces   spaces
	warnings []string
	// lengthFactor is maxLengthFactor; benchmarks set their own.
	lengthFactor int

	// observe, set by tests, sees the logits of every step.
	observe func(*decoding, []float32)
}

// Load reads a model from a folder that holds
//
//	model.*.bin              the weights (.intgemm.alphas.bin)
//	vocab.*.spm              the vocabulary, or srcvocab.*.spm and trgvocab.*.spm
//	lex.*.bin                the shortlist; without it translating is slower
//
// as they are published, plain or compressed by gzip or zstd (.gz, .zst). The
// error names the file it is about.
func Load(dir string, opt Options) (*Model, error) {
	f, err := findFiles(dir)
	if err != nil {
		return nil, err
	}
	if opt.Name == "" {
		abs, err := filepath.Abs(dir)
		if err != nil {
			return nil, err
		}
		opt.Name = filepath.Base(abs)
	}
	k := kernel.Best()
	if opt.Portable {
		k = kernel.Portable()
	}
	m, err := f.load(k, opt)
	if err != nil {
		return nil, fmt.Errorf("model in %s: %w", dir, err)
	}
	// Reading leaves behind more than the vocabulary keeps. It goes back now, so that
	// the buffers of the first sentences do not come on top of it.
	debug.FreeOSMemory()
	return m, nil
}

// newModel puts the parts together.
func newModel(net *network, source, target *sentencepiece.Model, short *shortlist, k *kernel.Kernel, opt Options) (*Model, error) {
	for _, v := range []*sentencepiece.Model{source, target} {
		if v.Size() != net.vocab {
			return nil, fmt.Errorf("the vocabulary has %d pieces, the model %d", v.Size(), net.vocab)
		}
		if v.EOS() < 0 {
			return nil, errors.New("the vocabulary has no end symbol </s>")
		}
	}
	if opt.Workers <= 0 {
		opt.Workers = runtime.GOMAXPROCS(0)
	}
	m := &Model{name: opt.Name, workers: opt.Workers, net: net, source: source, target: target, lengthFactor: maxLengthFactor}
	if m.short = short; short == nil || opt.NoShortlist {
		m.short = nil
		m.all = make([]int32, net.vocab)
		for i := range m.all {
			m.all[i] = int32(i)
		}
	}
	m.table = positions(maxSource*maxLengthFactor, net.dim)
	m.spaces.fresh = func() *workspace { return &workspace{k: k} }
	return m, nil
}

// Name identifies the model, as given in [Options] or by its folder.
func (m *Model) Name() string { return m.name }

// Warnings lists what is odd about the model's files but does no harm, such as
// unknown tensors or a missing shortlist.
func (m *Model) Warnings() []string { return slices.Clone(m.warnings) }

func (m *Model) position(t int) []float32 { return m.table[t*m.net.dim : (t+1)*m.net.dim] }

// String describes the model in a line, for listings.
func (m *Model) String() string {
	n := m.net
	return fmt.Sprintf("%s: %d encoder and %d decoder layers of %d, %d pieces", m.name, len(n.encoder), len(n.decoder), n.dim, n.vocab)
}
