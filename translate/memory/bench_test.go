package memory

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"testing"

	"tarjuman/internal/worddiff"
)

var benchMemory = sync.OnceValue(func() *Memory {
	m := New()
	for i, s := range corpus(100_000, 1) {
		m.Add("ar", s, "en", fmt.Sprint("translation ", i))
	}
	m.Exact("ar", "en", "")
	return m
})

// edited returns sentences of the memory with every k-th word replaced.
func edited(n, k int) []string {
	out := corpus(n, 1)
	for i, s := range out {
		words := strings.Fields(s)
		for j := k / 2; j < len(words); j += k {
			words[j] = "جديد"
		}
		out[i] = strings.Join(words, " ")
	}
	return out
}

// BenchmarkFuzzy looks sentences up among 100,000.
func BenchmarkFuzzy(b *testing.B) {
	m := benchMemory()
	for _, c := range []struct {
		name    string
		queries []string
		least   int
	}{
		{"found/75", edited(200, 7), 75},
		{"found/60", edited(200, 4), 60},
		{"absent/75", corpus(200, 2), 75},
		{"absent/50", corpus(200, 2), 50},
	} {
		b.Run(c.name, func(b *testing.B) {
			hits := 0
			for i := 0; b.Loop(); i++ {
				hits += len(m.Fuzzy("ar", "en", c.queries[i%len(c.queries)], c.least, 3))
			}
			b.ReportMetric(float64(hits)/float64(b.N), "matches/op")
		})
	}
}

func BenchmarkExact(b *testing.B) {
	m := benchMemory()
	queries := edited(200, 1000)
	for i := 0; b.Loop(); i++ {
		m.Exact("ar", "en", queries[i%len(queries)])
	}
}

func BenchmarkIndex(b *testing.B) {
	sentences := corpus(20_000, 1)
	for b.Loop() {
		m := New()
		for _, s := range sentences {
			m.Add("ar", s, "en", s)
		}
		m.Exact("ar", "en", "")
	}
	b.ReportMetric(float64(len(sentences))*float64(b.N)/b.Elapsed().Seconds(), "units/s")
}

func BenchmarkReadTMX(b *testing.B) {
	var doc bytes.Buffer
	doc.WriteString(`<tmx version="1.4"><header srclang="ar"/><body>`)
	for _, s := range corpus(5000, 1) {
		fmt.Fprintf(&doc, "<tu><tuv xml:lang=\"ar\"><seg>%s</seg></tuv>\n<tuv xml:lang=\"en\"><seg>An English sentence of the usual length, more or less.</seg></tuv></tu>\n", s)
	}
	doc.WriteString("</body></tmx>")
	b.SetBytes(int64(doc.Len()))
	for b.Loop() {
		if _, err := New().ReadTMX(bytes.NewReader(doc.Bytes())); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDiff(b *testing.B) {
	sentences := corpus(1, 1)
	other := edited(1, 5)
	for b.Loop() {
		worddiff.Diff(sentences[0], other[0])
	}
}
