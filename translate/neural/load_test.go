package neural

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"tarjuman/translate/neural/internal/kernel"
)

func readToy(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(toyDir, name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestLoadCompressed(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"model.toy.intgemm.alphas.bin", "vocab.toy.spm", "lex.50.50.toy.s2t.bin"} {
		raw := readToy(t, name)
		var b bytes.Buffer
		if name[0] == 'm' {
			enc, err := zstd.NewWriter(&b)
			if err != nil {
				t.Fatal(err)
			}
			enc.Write(raw)
			enc.Close()
			name += ".zst"
		} else {
			enc := gzip.NewWriter(&b)
			enc.Write(raw)
			enc.Close()
			name += ".gz"
		}
		if err := os.WriteFile(filepath.Join(dir, name), b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	m, err := Load(dir, Options{Name: "packed"})
	if err != nil {
		t.Fatal(err)
	}
	tr, err := m.Translate(t.Context(), "أين أحمد؟")
	if err != nil || tr.Text != "Where is Ahmed?" || m.Name() != "packed" || len(m.Warnings()) != 0 {
		t.Errorf("%s says %q, error %v, warnings %q", m.Name(), tr.Text, err, m.Warnings())
	}
	if want := "packed: 3 encoder and 2 decoder layers of 64, 1000 pieces"; m.String() != want {
		t.Errorf("String() = %q, want %q", m, want)
	}
}

func TestLoadNamesTheFile(t *testing.T) {
	toy := map[string][]byte{}
	for _, name := range []string{"model.toy.intgemm.alphas.bin", "vocab.toy.spm", "lex.50.50.toy.s2t.bin"} {
		toy[name] = readToy(t, name)
	}
	for _, c := range []struct {
		name   string
		change func(map[string][]byte)
		want   string
	}{
		{"no model", func(f map[string][]byte) { delete(f, "model.toy.intgemm.alphas.bin") }, "no model file"},
		{"no vocabulary", func(f map[string][]byte) { delete(f, "vocab.toy.spm") }, "no vocabulary"},
		{"two vocabularies", func(f map[string][]byte) { f["vocab.b.spm"] = f["vocab.toy.spm"] }, "two files match vocab.*.spm"},
		{"half a model", func(f map[string][]byte) {
			f["model.toy.intgemm.alphas.bin"] = f["model.toy.intgemm.alphas.bin"][:200000]
		}, "model.toy.intgemm.alphas.bin: "},
		{"another vocabulary", func(f map[string][]byte) { f["vocab.toy.spm"] = vocabularyFile(999) }, "999 pieces"},
		{"damaged shortlist", func(f map[string][]byte) {
			b := slices.Clone(f["lex.50.50.toy.s2t.bin"])
			b[len(b)-1] ^= 1
			f["lex.50.50.toy.s2t.bin"] = b
		}, "checksum"},
		{"empty model", func(f map[string][]byte) { f["model.toy.intgemm.alphas.bin"] = nil }, "cut short"},
		{"damaged packed model", func(f map[string][]byte) {
			f["model.toy.intgemm.alphas.bin"] = []byte("\x28\xb5\x2f\xfd damaged")
		}, "model.toy.intgemm.alphas.bin: "},
		{"damaged gzip", func(f map[string][]byte) { f["vocab.toy.spm"] = []byte("\x1f\x8b\x08damaged") }, "vocab.toy.spm: "},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			set := map[string][]byte{}
			for name, b := range toy {
				set[name] = b
			}
			c.change(set)
			for name, b := range set {
				if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := Load(dir, Options{}); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q in it", err, c.want)
			}
		})
	}
	if _, err := Load(filepath.Join(t.TempDir(), "none"), Options{}); !os.IsNotExist(err) {
		t.Errorf("missing folder: %v", err)
	}
}

func TestParseConfig(t *testing.T) {
	good := tiny.config()
	if cfg, err := parseConfig(good); err != nil || cfg != (config{32, 64, 4, 1, 1, 300, 0}) {
		t.Errorf("got %+v, %v", cfg, err)
	}
	for _, c := range []struct{ from, to, want string }{
		{"type: transformer", "type: s2s", "type"},
		{"dec-cell: ssru", "dec-cell: gru", "dec-cell"},
		{"dec-cell: ssru\n", "", "dec-cell"},
		{"dim-emb: 32", "dim-emb: 33", "dim-emb"},
		{"dim-emb: 32", "dim-emb: 1000000", "dim-emb"},
		{"heads: 4", "heads: 0", "heads"},
		{"heads: 4", "heads: 5", "heads"},
		{"  - 300\n  - 300", "  - 300\n  - 301", "dim-vocabs"},
		{"type: transformer\n", "type: transformer\ntransformer-tied-layers:\n  - 1\n  - 1\n", "tied-layers"},
		{"type: transformer\n", "type: transformer\ntransformer-guided-alignment-layer: 7\n", "guided"},
	} {
		if !strings.Contains(good, c.from) {
			t.Fatalf("%q is not in the configuration", c.from)
		}
		if _, err := parseConfig(strings.Replace(good, c.from, c.to, 1)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: error %v, want %q in it", c.to, err, c.want)
		}
	}
}

// TestContainerRefusesCuts cuts a model file everywhere in its header and at some
// places behind.
func TestContainerRefusesCuts(t *testing.T) {
	file := modelFile(tiny, tiny.config())
	for n := 0; n < len(file); n += 1 + n/200 {
		if _, err := parseContainer(file[:n]); err == nil {
			t.Fatalf("no error for the first %d of %d bytes", n, len(file))
		}
	}
	if _, err := parseContainer(append(file, 0)); err == nil {
		t.Error("no error for a byte too many")
	}
}

func TestWarnings(t *testing.T) {
	c, err := parseContainer(modelFile(tiny, tiny.config()))
	if err != nil {
		t.Fatal(err)
	}
	c.tensors["extra"] = tensor{shape: []int{1}, floats: []float32{1}}
	c.tensors["none_QuantMultA"].floats[0] = 12
	cfg, err := parseConfig(c.config)
	if err != nil {
		t.Fatal(err)
	}
	_, warnings, err := bind(c, cfg, kernel.Best())
	if all := strings.Join(warnings, "\n"); err != nil || !strings.Contains(all, "extra") || !strings.Contains(all, "none_QuantMultA") {
		t.Errorf("warnings %q, error %v", warnings, err)
	}
	delete(c.tensors, "encoder_l1_self_Wq")
	if _, _, err := bind(c, cfg, kernel.Best()); err == nil || !strings.Contains(err.Error(), "encoder_l1_self_Wq") {
		t.Errorf("missing tensor: %v", err)
	}
}

func FuzzNetwork(f *testing.F) {
	f.Add(modelFile(shape{16, 16, 2, 1, 1, 16}, shape{16, 16, 2, 1, 1, 16}.config()))
	f.Add([]byte{1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0})
	f.Fuzz(func(t *testing.T, file []byte) {
		n, _, err := parseNetwork(file, kernel.Best())
		if err == nil && (len(n.encoder) == 0 || len(n.embedding) != n.vocab*n.dim) {
			t.Fatalf("a network without content: %+v", n.config)
		}
	})
}

func FuzzShortlist(f *testing.F) {
	f.Add(shortlistFile(60, 3), 60)
	f.Fuzz(func(t *testing.T, file []byte, vocab int) {
		if vocab < 1 || vocab > 1000 {
			return
		}
		if len(file) > 16 { // let damage behind the checksum be found too
			binary.LittleEndian.PutUint64(file[8:], checksum(file[16:]))
		}
		s, err := parseShortlist(file, vocab, true)
		if err != nil {
			return
		}
		got := s.candidates(new([]bool), []int{vocab - 1, 0})
		if !slices.IsSorted(got) || len(got) > vocab || len(got) < s.first {
			t.Fatalf("candidates %v", got)
		}
	})
}
