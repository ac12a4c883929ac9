package neural

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/klauspost/compress/zstd"

	"tarjuman/translate/neural/internal/kernel"
	"tarjuman/translate/neural/sentencepiece"
)

// maxFile bounds a file after decompression. The largest published model has 43
// MB.
const maxFile = 1 << 30

// files are the parts of a model in a folder.
type files struct {
	weights, source, target, shortlist string // shortlist may be ""
}

// findFiles finds the parts of a model by their names.
func findFiles(dir string) (files, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return files{}, err
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	var f files
	var vocab string
	for _, want := range []struct {
		to      *string
		pattern string
	}{
		{&f.weights, "model.*.bin"}, {&vocab, "vocab.*.spm"}, {&f.source, "srcvocab.*.spm"}, {&f.target, "trgvocab.*.spm"}, {&f.shortlist, "lex.*.bin"},
	} {
		for _, name := range names {
			if !slices.ContainsFunc([]string{"", ".gz", ".zst"}, func(ext string) bool { ok, _ := filepath.Match(want.pattern+ext, name); return ok }) {
				continue
			}
			if *want.to != "" {
				return files{}, fmt.Errorf("%s: two files match %s: %s and %s", dir, want.pattern, filepath.Base(*want.to), name)
			}
			*want.to = filepath.Join(dir, name)
		}
	}
	if f.source == "" && f.target == "" {
		f.source, f.target = vocab, vocab
	}
	switch {
	case f.weights == "":
		return files{}, fmt.Errorf("%s: no model file (model.*.bin)", dir)
	case f.source == "" || f.target == "":
		return files{}, fmt.Errorf("%s: no vocabulary (vocab.*.spm, or srcvocab.*.spm and trgvocab.*.spm)", dir)
	}
	return f, nil
}

// load reads the files and builds the model.
func (f files) load(k *kernel.Kernel, opt Options) (*Model, error) {
	net, warnings, err := loadNetwork(f.weights, k)
	if err != nil {
		return nil, err
	}
	source, err := loadVocabulary(f.source)
	if err != nil {
		return nil, err
	}
	target := source
	if f.target != f.source {
		if target, err = loadVocabulary(f.target); err != nil {
			return nil, err
		}
	}
	var short *shortlist
	if f.shortlist != "" && !opt.NoShortlist {
		err := withFile(f.shortlist, func(b []byte) (err error) {
			short, err = parseShortlist(b, net.vocab, source == target)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	if f.shortlist == "" {
		warnings = append(warnings, "no shortlist (lex.*.bin): translating is slower")
	}
	m, err := newModel(net, source, target, short, k, opt)
	if err != nil {
		return nil, err
	}
	m.warnings = warnings
	return m, nil
}

func loadNetwork(name string, k *kernel.Kernel) (net *network, warnings []string, err error) {
	err = withFile(name, func(b []byte) error {
		c, err := parseContainer(b)
		if err != nil {
			return err
		}
		cfg, err := parseConfig(c.config)
		if err != nil {
			return fmt.Errorf("configuration: %w", err)
		}
		net, warnings, err = bind(c, cfg, k)
		return err
	})
	return net, warnings, err
}

func loadVocabulary(name string) (m *sentencepiece.Model, err error) {
	err = withFile(name, func(b []byte) (err error) {
		m, err = sentencepiece.Parse(b)
		return err
	})
	return m, err
}

// withFile reads a file and names it in the errors of read.
func withFile(name string, read func([]byte) error) error {
	b, err := readFile(name)
	if err == nil {
		err = read(b)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", filepath.Base(name), err)
	}
	return nil
}

var (
	gzipMagic = []byte{0x1f, 0x8b}
	zstdMagic = []byte{0x28, 0xb5, 0x2f, 0xfd}
)

// readFile reads a file and decompresses what its first bytes say is compressed.
func readFile(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxFile {
		return nil, fmt.Errorf("not a file of at most %d bytes", maxFile)
	}
	raw, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	switch {
	case bytes.HasPrefix(raw, gzipMagic):
		r, err := gzip.NewReader(bytes.NewReader(raw))
		if err != nil {
			return nil, err
		}
		return readLimited(r)
	case bytes.HasPrefix(raw, zstdMagic):
		r, err := zstd.NewReader(bytes.NewReader(raw), zstd.WithDecoderMaxMemory(maxFile), zstd.WithDecoderConcurrency(1))
		if err != nil {
			return nil, err
		}
		defer r.Close()
		return readLimited(r)
	}
	return raw, nil
}

func readLimited(r io.Reader) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err == nil && len(b) > maxFile {
		err = fmt.Errorf("more than %d bytes after decompression", maxFile)
	}
	return b, err
}
