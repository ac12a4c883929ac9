package neural

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"tarjuman/translate/neural/internal/kernel"
	"tarjuman/translate/neural/internal/unpack"
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
func (f files) load(k *kernel.Kernel, opt Options) (m *Model, err error) {
	net, warnings, free, err := loadNetwork(f.weights, k)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			free()
			return
		}
		runtime.AddCleanup(m, func(free func()) { free() }, free)
	}()
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
	if f.shortlist == "" {
		warnings = append(warnings, "no shortlist (lex.*.bin): translating is slower")
	} else if !opt.NoShortlist {
		b, freeShort, err := readOffHeap(f.shortlist)
		freeNet := free
		free = func() { freeNet(); freeShort() }
		if err == nil {
			short, err = parseShortlist(b, net.vocab, source == target)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", filepath.Base(f.shortlist), err)
		}
	}
	m, err = newModel(net, source, target, short, k, opt)
	if err != nil {
		return nil, err
	}
	m.warnings = warnings
	return m, nil
}

// loadNetwork reads the weights into memory outside the heap; free gives it back.
func loadNetwork(name string, k *kernel.Kernel) (net *network, warnings []string, free func(), err error) {
	b, free, err := readOffHeap(name)
	if err == nil {
		net, warnings, err = parseNetwork(b, k)
	}
	if err != nil {
		free()
		return nil, nil, nil, fmt.Errorf("%s: %w", filepath.Base(name), err)
	}
	return net, warnings, free, nil
}

// parseNetwork reads a model file. Its weights share the memory of b.
func parseNetwork(b []byte, k *kernel.Kernel) (*network, []string, error) {
	c, err := parseContainer(b)
	if err != nil {
		return nil, nil, err
	}
	cfg, err := parseConfig(c.config)
	if err != nil {
		return nil, nil, fmt.Errorf("configuration: %w", err)
	}
	return bind(c, cfg, k)
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

// readFile reads a file and decompresses what its first bytes say is compressed.
func readFile(name string) ([]byte, error) {
	f, size, err := open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var magic [4]byte
	if n, _ := f.ReadAt(magic[:], 0); unpack.Compressed(magic[:n]) {
		return readPlain(f)
	}
	b := make([]byte, size) // at once: growing it would leave several times as much behind
	_, err = io.ReadFull(f, b)
	return b, err
}

// readOffHeap is readFile into memory outside the heap, which free gives back.
// free is never nil.
func readOffHeap(name string) (b []byte, free func(), err error) {
	free = func() {}
	f, size, err := open(name)
	if err != nil {
		return nil, free, err
	}
	defer f.Close()
	var magic [4]byte
	if _, err := f.ReadAt(magic[:], 0); err != nil {
		return nil, free, errCut
	}
	if unpack.Compressed(magic[:]) {
		plain, err := readPlain(f)
		if err != nil || len(plain) == 0 {
			return nil, free, cmp.Or(err, errCut)
		}
		b, free = offHeap(len(plain))
		copy(b, plain)
		return b, free, nil
	}
	b, free = offHeap(size)
	_, err = io.ReadFull(f, b)
	return b, free, err
}

// open opens a file of a size that is not absurd.
func open(name string) (*os.File, int, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, 0, err
	}
	info, err := f.Stat()
	if err == nil && (!info.Mode().IsRegular() || info.Size() > maxFile) {
		err = fmt.Errorf("not a file of at most %d bytes", maxFile)
	}
	if err != nil {
		f.Close()
		return nil, 0, err
	}
	return f, int(info.Size()), nil
}

// readPlain reads everything, decompressed.
func readPlain(f io.Reader) ([]byte, error) {
	r, err := unpack.NewReader(f, maxFile)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}
