package sentencepiece

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"unicode/utf8"
)

// vectorsEnv names a folder with the complete vectors of the reference engines,
// laid out as spm/spm{1k,8k}.{encode,decode}.jsonl and vocab{1k,8k}.spm. Without
// it only the committed part is tested.
const vectorsEnv = "TARJUMAN_NEURAL_VECTORS"

type vectorFiles struct{ vocab, encode, decode string }

func allVectors() []vectorFiles {
	out := []vectorFiles{{"../testdata/toy/vocab.toy.spm", "../testdata/vectors/encode.jsonl", "../testdata/vectors/decode.jsonl"}}
	if dir := os.Getenv(vectorsEnv); dir != "" {
		for _, k := range []string{"1k", "8k"} {
			spm := filepath.Join(dir, "spm", "spm"+k)
			out = append(out, vectorFiles{filepath.Join(dir, "vocab"+k+".spm"), spm + ".encode.jsonl", spm + ".decode.jsonl"})
		}
	}
	return out
}

func load(t testing.TB, name string) *Model {
	t.Helper()
	file, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	m, err := Parse(file)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// lines decodes every line of a JSON Lines file.
func lines[T any](t testing.TB, name string) []T {
	t.Helper()
	file, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var out []T
	sc := bufio.NewScanner(bytes.NewReader(file))
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
		var v T
		if err := json.Unmarshal(sc.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	if len(out) == 0 {
		t.Fatalf("%s is empty", name)
	}
	return out
}

func columns(toks []Token) (ids, begin, end []int) {
	for _, tok := range toks {
		ids, begin, end = append(ids, tok.ID), append(begin, tok.Begin), append(end, tok.End)
	}
	return ids, begin, end
}

func TestEncodeEqualsReference(t *testing.T) {
	type encodeCase struct {
		Text, Hex, Decoded string
		IDs, Begin, End    []int
		Pieces             []string
	}
	for _, v := range allVectors() {
		m := load(t, v.vocab)
		for _, c := range lines[encodeCase](t, v.encode) {
			text := c.Text
			if c.Hex != "" {
				raw, err := hex.DecodeString(c.Hex)
				if err != nil {
					t.Fatal(err)
				}
				text = string(raw)
			}
			ids, begin, end := columns(m.Encode(text))
			if !slices.Equal(ids, c.IDs) || !slices.Equal(begin, c.Begin) || !slices.Equal(end, c.End) {
				t.Errorf("%s: Encode(%q)\n got %v %v %v\nwant %v %v %v", v.encode, text, ids, begin, end, c.IDs, c.Begin, c.End)
			}
			for i, id := range ids {
				if m.Piece(id) != c.Pieces[i] {
					t.Errorf("Piece(%d) = %q, want %q", id, m.Piece(id), c.Pieces[i])
				}
			}
			if got, _ := m.Decode(ids); got != c.Decoded {
				t.Errorf("Decode(Encode(%q)) = %q, want %q", text, got, c.Decoded)
			}
		}
	}
}

func TestDecodeEqualsReference(t *testing.T) {
	type decodeCase struct {
		IDs, Begin, End []int
		TextHex         string `json:"text_hex"`
	}
	for _, v := range allVectors() {
		m := load(t, v.vocab)
		for _, c := range lines[decodeCase](t, v.decode) {
			text, toks := m.Decode(c.IDs)
			_, begin, end := columns(toks)
			if hex.EncodeToString([]byte(text)) != c.TextHex || !slices.Equal(begin, c.Begin) || !slices.Equal(end, c.End) {
				t.Errorf("%s: Decode(%v) = %q %v %v, want %s %v %v", v.decode, c.IDs, text, begin, end, c.TextHex, c.Begin, c.End)
			}
		}
	}
}

func TestParseRefusesDamage(t *testing.T) {
	file, err := os.ReadFile("../testdata/toy/vocab.toy.spm")
	if err != nil {
		t.Fatal(err)
	}
	for name, bad := range map[string][]byte{
		"empty":     nil,
		"cut":       file[:len(file)/2],
		"cut early": file[:11],
		"text":      []byte("not a model at all"),
		"repeated":  slices.Concat(file, file[:40]),
	} {
		if _, err := Parse(bad); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// FuzzEncode checks that ranges run through any text in order without overlap,
// and that decoding gives valid text.
func FuzzEncode(f *testing.F) {
	m := load(f, "../testdata/toy/vocab.toy.spm")
	for _, s := range []string{"", " ", "مرحبا بالعالم", "a\xffb", "ﷺ ﻻ", "__source__ x", "\u3000\u00a0", "e\u0301\u200f٣", "☃🙂"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		toks := m.Encode(s)
		last := 0
		ids := make([]int, len(toks))
		for i, tok := range toks {
			if tok.Begin < last || tok.End < tok.Begin || tok.End > len(s) {
				t.Fatalf("Encode(%q): token %d is %+v after %d", s, i, tok, last)
			}
			last, ids[i] = tok.End, tok.ID
		}
		text, out := m.Decode(ids)
		if !utf8.ValidString(text) || len(out) != len(ids) {
			t.Fatalf("Decode(Encode(%q)) = %q with %d tokens of %d", s, text, len(out), len(ids))
		}
	})
}

func FuzzParse(f *testing.F) {
	file, err := os.ReadFile("../testdata/toy/vocab.toy.spm")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(file[len(file)-300:])
	f.Add([]byte("\x0a\x0c\x0a\x05<unk>\x15\x00\x00\x00\x00\x18\x02\x0a\x08\x0a\x01a\x15\x00\x00\x80\xbf"))
	f.Fuzz(func(t *testing.T, file []byte) {
		m, err := Parse(file)
		if err != nil {
			return
		}
		for _, s := range []string{"a مرحبا \xff", string(file[:min(len(file), 100)])} {
			for _, tok := range m.Encode(s) {
				if tok.Begin < 0 || tok.End > len(s) || tok.ID < 0 || tok.ID >= m.Size() {
					t.Fatalf("Encode(%q) gave %+v", s, tok)
				}
			}
		}
	})
}

func BenchmarkEncode(b *testing.B) {
	m := load(b, "../testdata/toy/vocab.toy.spm")
	const text = "قال الرئيس إن الحكومة ستعمل على حل المشكلة في أقرب وقت ممكن."
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		m.Encode(text)
	}
}
