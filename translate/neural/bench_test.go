package neural

import (
	"context"
	"fmt"
	"testing"

	"tarjuman/translate/neural/internal/kernel"
)

// BenchmarkTranslate measures models of the published sizes with random weights
// on one core, in pairs of source and target tokens per second. Every
// translation is as long as its source.
func BenchmarkTranslate(b *testing.B) {
	for _, s := range []struct {
		name string
		shape
	}{{"base-memory", baseMemory}, {"base", base}} {
		dir := writeSynthetic(b, s.shape)
		f, err := findFiles(dir)
		if err != nil {
			b.Fatal(err)
		}
		for _, k := range kernel.All() {
			for _, run := range []struct {
				name               string
				texts, least, most int
			}{{"64 sentences of 10-70", 64, 10, 70}, {"one of 30", 1, 30, 30}} {
				if k.Name() == "portable" && run.texts > 1 {
					continue
				}
				b.Run(fmt.Sprintf("%s/%s/%s", s.name, k.Name(), run.name), func(b *testing.B) {
					m, err := f.load(k, Options{Workers: 1})
					if err != nil {
						b.Fatal(err)
					}
					m.lengthFactor = 1
					texts := randomTexts(run.texts, run.least, run.most, s.vocab)
					benchmarkTexts(b, m, texts)
				})
			}
		}
	}
}

func benchmarkTexts(b *testing.B, m *Model, texts []string) {
	tokens := 0
	start := cpuTime()
	for b.Loop() {
		out, err := m.TranslateBatch(context.Background(), texts)
		if err != nil {
			b.Fatal(err)
		}
		tokens = 0
		for _, t := range out {
			if len(t.Source) != len(t.Target) {
				b.Fatalf("%d pieces became %d", len(t.Source), len(t.Target))
			}
			tokens += len(t.Target)
		}
	}
	total := float64(tokens) * float64(b.N)
	b.ReportMetric(total/b.Elapsed().Seconds(), "tokens/s")
	if used := cpuTime() - start; used > 0 {
		b.ReportMetric(total/used.Seconds(), "tokens/cpu-s")
	}
}

func BenchmarkLoad(b *testing.B) {
	dir := writeSynthetic(b, base)
	for b.Loop() {
		if _, err := Load(dir, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
