package memory

import (
	"context"
	"fmt"
	"iter"
	"path/filepath"
	"testing"
)

// english makes a target as long as its source.
func englishOf(i int, s string) string {
	return fmt.Sprintf("Sentence %d says what %d letters of the original say, in about as many English words as the source has.", i, len(s))
}

func benchUnits(n int) iter.Seq2[Unit, error] {
	sentences := corpus(n, 1)
	return func(yield func(Unit, error) bool) {
		for i, s := range sentences {
			if !yield(pair(s, englishOf(i, s)), nil) {
				return
			}
		}
	}
}

// BenchmarkStoreLookup looks edited sentences up among 100,000.
func BenchmarkStoreLookup(b *testing.B) {
	s, err := OpenStore(context.Background(), filepath.Join(b.TempDir(), "m.db"), true)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Import(context.Background(), benchUnits(100_000)); err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name    string
		queries []string
		least   int
	}{{"exact", edited(200, 1000), 100}, {"found/75", edited(200, 7), 75}, {"found/60", edited(200, 4), 60}, {"absent/75", corpus(200, 2), 75}} {
		b.Run(c.name, func(b *testing.B) {
			hits := 0
			for i := 0; b.Loop(); i++ {
				hits += len(lookup(b, s, Query{From: "ar", To: "en", Text: c.queries[i%len(c.queries)], MinPercent: c.least, Limit: 3}))
			}
			b.ReportMetric(float64(hits)/float64(b.N), "matches/op")
		})
	}
}

func BenchmarkStoreImport(b *testing.B) {
	const n = 40_000
	units := benchUnits(n)
	for b.Loop() {
		s, err := OpenStore(context.Background(), filepath.Join(b.TempDir(), "m.db"), true)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := s.Import(context.Background(), units); err != nil {
			b.Fatal(err)
		}
		s.Close()
	}
	b.ReportMetric(n*float64(b.N)/b.Elapsed().Seconds(), "units/s")
}
