package translate_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"tarjuman/translate"
	"tarjuman/translate/journal"
)

// BenchmarkThousandSentences translates 1,000 sentences through a server that
// takes 100 ms for a request, four at once of fifty sentences each, with every
// request journaled on the disk. It prints the time as a multiple of what these
// limits allow at best: five rounds of 100 ms.
func BenchmarkThousandSentences(b *testing.B) {
	const latency = 100 * time.Millisecond
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var ask []item
		if err := json.NewDecoder(r.Body).Decode(&ask); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		time.Sleep(latency)
		json.NewEncoder(w).Encode(rendered(ask))
	}))
	defer srv.Close()
	segs := article(1000)
	limits := translate.Limits{Segments: 50, Concurrent: 4}
	rounds := (len(segs)/limits.Segments + limits.Concurrent - 1) / limits.Concurrent
	for b.Loop() {
		j, err := journal.Open(journal.Options{Dir: b.TempDir()})
		if err != nil {
			b.Fatal(err)
		}
		tr := translate.Translator{Backend: newNumbered(srv.URL, limits), Ledger: j}
		if _, err := tr.Translate(context.Background(), "ar", "en", segs); err != nil {
			b.Fatal(err)
		}
		if err := j.Close(); err != nil {
			b.Fatal(err)
		}
	}
	best := time.Duration(rounds) * latency
	b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(best), "x-minimum")
}
