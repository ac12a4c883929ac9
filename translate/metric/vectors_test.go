package metric

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// vectors are scores by sacreBLEU itself: TARJUMAN_METRIC_VECTORS names the file,
// TARJUMAN_METRIC_TEXTS the folder of the texts it was run on.
type vectors struct {
	Corpus []struct {
		Hypothesis string  `json:"hypothesis"`
		BLEU       float64 `json:"bleu"`
		BLEUIntl   float64 `json:"bleu_intl"`
		BLEULower  float64 `json:"bleu_lc"`
		ChrF       float64 `json:"chrf"`
		ChrFPP     float64 `json:"chrf++"`
		ChrFLower  float64 `json:"chrf_lc"`
		TER        float64 `json:"ter"`
		TERNorm    float64 `json:"ter_norm"`
		Signature  string  `json:"bleu_signature"`
		TERSign    string  `json:"ter_signature"`
		ChrFSign   string  `json:"chrf++_signature"`
	} `json:"corpus"`
	Sentence []sentenceVector `json:"sentence"`
	Edge     []edgeVector     `json:"edge"`
	Multi    struct {
		Hypothesis string   `json:"hypothesis"`
		References []string `json:"references"`
		sentenceValues
	} `json:"multi_reference"`
}

type sentenceValues struct {
	BLEU   float64 `json:"bleu"`
	ChrF   float64 `json:"chrf"`
	ChrFPP float64 `json:"chrf++"`
	TER    float64 `json:"ter"`
}

type sentenceVector struct {
	Line       int    `json:"line"`
	Hypothesis string `json:"hypothesis"`
	sentenceValues
}

type edgeVector struct {
	Hypothesis string `json:"hypothesis"`
	Reference  string `json:"reference"`
	Tok13a     string `json:"tok_13a"`
	TokIntl    string `json:"tok_intl"`
	sentenceValues
}

func TestAgainstSacreBLEU(t *testing.T) {
	path, dir := os.Getenv("TARJUMAN_METRIC_VECTORS"), os.Getenv("TARJUMAN_METRIC_TEXTS")
	if path == "" || dir == "" {
		t.Skip("TARJUMAN_METRIC_VECTORS and TARJUMAN_METRIC_TEXTS are not set")
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var v vectors
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	read := func(name string) []string {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
	}
	ref := read("flores.en")
	same := func(what string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 0.001 {
			t.Errorf("%s: %.4f, sacreBLEU says %.4f", what, got, want)
		}
	}
	corpus := func(what string, m Metric, want float64, signature string, hyp []string, refs ...[]string) {
		t.Helper()
		s, err := Corpus(m, hyp, refs...)
		if err != nil {
			t.Fatal(err)
		}
		same(what+" "+s.Signature, s.Value, want)
		if signature != "" && !strings.HasPrefix(signature, s.Signature+"|version:") {
			t.Errorf("%s: signature %s, sacreBLEU's is %s", what, s.Signature, signature)
		}
	}
	for _, c := range v.Corpus {
		hyp := read(c.Hypothesis)
		corpus(c.Hypothesis, BLEU{}, c.BLEU, c.Signature, hyp, ref)
		corpus(c.Hypothesis, BLEU{Tokenizer: TokenizeIntl}, c.BLEUIntl, "", hyp, ref)
		corpus(c.Hypothesis, BLEU{Lowercase: true}, c.BLEULower, "", hyp, ref)
		corpus(c.Hypothesis, ChrF{}, c.ChrF, "", hyp, ref)
		corpus(c.Hypothesis, ChrF{Words: 2}, c.ChrFPP, c.ChrFSign, hyp, ref)
		corpus(c.Hypothesis, ChrF{Lowercase: true}, c.ChrFLower, "", hyp, ref)
		corpus(c.Hypothesis, TER{}, c.TER, c.TERSign, hyp, ref)
		corpus(c.Hypothesis, TER{Normalized: true}, c.TERNorm, "", hyp, ref)
	}
	sentence := func(what, hyp, ref string, want sentenceValues) {
		t.Helper()
		same(what+" BLEU", Sentence(BLEU{EffectiveOrder: true}, hyp, ref), want.BLEU)
		same(what+" chrF", Sentence(ChrF{}, hyp, ref), want.ChrF)
		same(what+" chrF++", Sentence(ChrF{Words: 2}, hyp, ref), want.ChrFPP)
		same(what+" TER", Sentence(TER{}, hyp, ref), want.TER)
	}
	for _, s := range v.Sentence {
		sentence(s.Hypothesis, read(s.Hypothesis)[s.Line-1], ref[s.Line-1], s.sentenceValues)
	}
	for _, e := range v.Edge {
		sentence(e.Hypothesis+" | "+e.Reference, e.Hypothesis, e.Reference, e.sentenceValues)
		if got := strings.Join(Tokenize13a.words(e.Hypothesis), " "); got != e.Tok13a {
			t.Errorf("13a: %q, want %q", got, e.Tok13a)
		}
		if got := strings.Join(TokenizeIntl.words(e.Hypothesis), " "); got != e.TokIntl {
			t.Errorf("intl: %q, want %q", got, e.TokIntl)
		}
	}
	var refs [][]string
	for _, r := range v.Multi.References {
		refs = append(refs, read(r))
	}
	hyp := read(v.Multi.Hypothesis)
	corpus("two references", BLEU{}, v.Multi.BLEU, "", hyp, refs...)
	corpus("two references", ChrF{}, v.Multi.ChrF, "", hyp, refs...)
	corpus("two references", TER{}, v.Multi.TER, "", hyp, refs...)
}
