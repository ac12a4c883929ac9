package neural

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"tarjuman/translate/neural/internal/kernel"
)

// vectorsEnv names a folder with the complete vectors of the reference engines:
// the folders toy-base, toy-bm and rnd-a with model.*.bin and cases.jsonl, and
// vocab1k.spm, lex.50.50.toy.s2t.bin and shortlist.jsonl. Without it only the
// committed part is tested.
const vectorsEnv = "TARJUMAN_NEURAL_VECTORS"

type vectorSet struct {
	name  string
	files files
	cases string
}

func vectorSets() []vectorSet {
	toy := files{"testdata/toy/model.toy.intgemm.alphas.bin", "testdata/toy/vocab.toy.spm", "testdata/toy/vocab.toy.spm", "testdata/toy/lex.50.50.toy.s2t.bin"}
	sets := []vectorSet{{"toy", toy, "testdata/vectors/toy.cases.jsonl.gz"}}
	if dir := os.Getenv(vectorsEnv); dir != "" {
		vocab := filepath.Join(dir, "vocab1k.spm")
		for _, name := range []string{"toy-base", "toy-bm", "rnd-a"} {
			f := files{filepath.Join(dir, name, "model.toy.intgemm.alphas.bin"), vocab, vocab, filepath.Join(dir, "lex.50.50.toy.s2t.bin")}
			sets = append(sets, vectorSet{name, f, filepath.Join(dir, name, "cases.jsonl")})
		}
	}
	return sets
}

// native is what the reference engine did with a sentence.
type native struct {
	Text   string
	IDs    []int
	Encode [][]float32 `json:"encoder_output"`
	Logits json.RawMessage
	Align  [][]float32 `json:"align_head0_last_layer"`
}

type vectorCase struct {
	Source      string
	SrcIDs      []int `json:"src_ids"`
	Candidates  []int32
	NCandidates int    `json:"n_candidates"`
	Exact       native `json:"native_vnni_exact"`
	Saturating  native `json:"native_avx2_saturating"`
	All         native `json:"native_vnni_no_shortlist"`
}

// steps returns the logits the vectors hold, by decoding step.
func (n native) steps(t *testing.T) map[int][]float32 {
	out := map[int][]float32{}
	if n.Logits == nil {
		return out
	}
	var rows [][]float32
	if json.Unmarshal(n.Logits, &rows) == nil {
		for i, r := range rows {
			out[i] = r
		}
		return out
	}
	var ends struct{ Step0, Last []float32 }
	if err := json.Unmarshal(n.Logits, &ends); err != nil {
		t.Fatal(err)
	}
	out[0], out[len(n.IDs)-1] = ends.Step0, ends.Last
	return out
}

func readLines[T any](t testing.TB, name string) []T {
	t.Helper()
	b, err := readFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var out []T
	for line := range bytes.Lines(b) {
		var v T
		if err := json.Unmarshal(line, &v); err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

func loadSet(t testing.TB, s vectorSet, opt Options) *Model {
	t.Helper()
	m, err := s.files.load(kernel.Best(), opt)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// saturating makes m compute as the reference engine does without VNNI.
func saturating(m *Model) *Model {
	m.net.saturate()
	m.spaces.fresh = func() *workspace { return &workspace{k: kernel.Portable(), saturating: true} }
	return m
}

// trace is what a translation went through.
type trace struct {
	*decoding
	logits     [][]float32
	candidates []int32
}

// follow translates one source sentence given as pieces and records every step.
func follow(t *testing.T, m *Model, ids []int) (tr trace, encoded []float32) {
	t.Helper()
	m.observe = func(d *decoding, logits []float32) {
		tr.logits = append(tr.logits, slices.Clone(logits))
	}
	defer func() { m.observe = nil }()
	ws := m.spaces.get()
	x, err := m.encode(t.Context(), ws, [][]int{ids})
	if err != nil {
		t.Fatal(err)
	}
	encoded = slices.Clone(x)
	tr.decoding = m.newDecoding(ws, ids, x, nil)
	tr.candidates = tr.decoding.candidates
	if err := m.decode(t.Context(), ws, []*decoding{tr.decoding}); err != nil {
		t.Fatal(err)
	}
	return tr, encoded
}

// margin is the distance between the best and the second best logit.
func margin(logits []float32, candidates []int32, banned int) float32 {
	var v []float32
	for i, c := range candidates {
		if int(c) != banned {
			v = append(v, logits[i])
		}
	}
	slices.Sort(v)
	return v[len(v)-1] - v[len(v)-2]
}

// difference is the largest distance between two vectors.
func difference(a, b []float32) float64 {
	if len(a) != len(b) {
		return math.Inf(1)
	}
	d := 0.0
	for i := range a {
		d = max(d, math.Abs(float64(a[i])-float64(b[i])))
	}
	return d
}

// tally counts how many of some comparisons were close and refuses large
// distances. The reference's float sums run in another order than ours, which now
// and then rounds an activation to the neighbouring integer and then moves logits
// by up to some tenths.
type tally struct {
	near, all int
	most      float64
}

func (y *tally) add(t *testing.T, what string, d float64) {
	const close, limit = 2e-5, 0.3
	y.all++
	if d < close {
		y.near++
	}
	y.most = max(y.most, d)
	if d > limit {
		t.Errorf("%s: distance %g", what, d)
	}
}

func (y *tally) report(t *testing.T, what string) {
	t.Logf("%s: %d of %d within 2e-5, largest distance %.3g", what, y.near, y.all, y.most)
	if y.near*10 < y.all*7 {
		t.Errorf("%s: only %d of %d are close", what, y.near, y.all)
	}
}

func TestAgreementWithReference(t *testing.T) {
	for _, s := range vectorSets() {
		t.Run(s.name, func(t *testing.T) {
			m := loadSet(t, s, Options{})
			var logits, encoder, align tally
			equal := 0
			cases := readLines[vectorCase](t, s.cases)
			for _, c := range cases {
				p := m.cut(m.source.Encode(c.Source))
				if len(p) != 1 || !slices.Equal(p[0].ids, c.SrcIDs) {
					t.Fatalf("%q: wrong pieces", c.Source)
				}
				tr, x := follow(t, m, c.SrcIDs)
				if len(tr.candidates) != c.NCandidates || c.Candidates != nil && !slices.Equal(tr.candidates, c.Candidates) {
					t.Errorf("%q: wrong candidates", c.Source)
				}
				if sameChoice(t, m, tr, c, c.Exact) {
					equal++
				}
				for i, row := range c.Exact.Encode {
					encoder.add(t, "encoder output", difference(x[i*len(row):(i+1)*len(row)], row))
				}
				for step, want := range c.Exact.steps(t) {
					if step < len(tr.ids) && slices.Equal(tr.ids[:step], c.Exact.IDs[:step]) {
						logits.add(t, "logits", difference(tr.logits[step], want))
					}
				}
				for i, want := range c.Exact.Align {
					if i < len(tr.ids) && slices.Equal(tr.ids[:i], c.Exact.IDs[:i]) {
						align.add(t, "alignment", difference(tr.align[i], want))
					}
				}
			}
			needShare(t, "exact arithmetic", equal, len(cases))
			encoder.report(t, "encoder rows")
			logits.report(t, "logits of steps")
			align.report(t, "alignment rows")
		})
	}
}

func TestAgreementSaturatingAndUnlimited(t *testing.T) {
	for _, s := range vectorSets() {
		t.Run(s.name, func(t *testing.T) {
			cases := readLines[vectorCase](t, s.cases)
			sat := saturating(loadSet(t, s, Options{}))
			all := loadSet(t, s, Options{NoShortlist: true})
			var satEqual, allEqual, allCases int
			for _, c := range cases {
				tr, _ := follow(t, sat, c.SrcIDs)
				if sameChoice(t, sat, tr, c, c.Saturating) {
					satEqual++
				}
				if c.All.IDs == nil {
					continue
				}
				allCases++
				tr, _ = follow(t, all, c.SrcIDs)
				if sameChoice(t, all, tr, c, c.All) {
					allEqual++
				}
			}
			needShare(t, "saturating arithmetic", satEqual, len(cases))
			if allCases > 0 {
				needShare(t, "without shortlist", allEqual, allCases)
			}
		})
	}
}

// sameChoice reports whether the chosen pieces are those of the reference; where
// they differ first, the choice must have been a close one.
func sameChoice(t *testing.T, m *Model, tr trace, c vectorCase, want native) bool {
	t.Helper()
	if slices.Equal(tr.ids, want.IDs) {
		if text, _ := m.target.Decode(tr.ids); text != want.Text {
			t.Errorf("%q: text %q, want %q", c.Source, text, want.Text)
		}
		return true
	}
	step := 0
	for step < min(len(tr.ids), len(want.IDs)) && tr.ids[step] == want.IDs[step] {
		step++
	}
	if step == len(tr.ids) {
		t.Errorf("%q: ended after %v, want %v", c.Source, tr.ids, want.IDs)
		return false
	}
	d := margin(tr.logits[step], tr.candidates, m.target.Unknown())
	t.Logf("%q: differs at step %d with margin %.3g", c.Source, step, d)
	if d >= 0.2 {
		t.Errorf("%q: pieces %v, want %v", c.Source, tr.ids, want.IDs)
	}
	return false
}

func needShare(t *testing.T, what string, equal, all int) {
	t.Helper()
	t.Logf("%s: %d of %d sentences equal", what, equal, all)
	if equal*100 < all*97 {
		t.Errorf("%s: only %d of %d sentences equal", what, equal, all)
	}
}

func TestShortlistEqualsReference(t *testing.T) {
	type batch struct {
		Batch     [][]int
		Shared    []int32
		NotShared []int32 `json:"not_shared"`
	}
	m := loadSet(t, vectorSets()[0], Options{})
	for _, b := range readLines[batch](t, "testdata/vectors/shortlist.jsonl.gz") {
		s := *m.short
		if got := s.candidates(new([]bool), slices.Concat(b.Batch...)); !slices.Equal(got, b.Shared) {
			t.Errorf("candidates(%v) = %v, want %v", b.Batch, got, b.Shared)
		}
		s.shared = false
		if got := s.candidates(new([]bool), slices.Concat(b.Batch...)); !slices.Equal(got, b.NotShared) {
			t.Errorf("not shared: candidates(%v) = %v, want %v", b.Batch, got, b.NotShared)
		}
	}
}
