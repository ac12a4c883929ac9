package translate_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"tarjuman/translate"
	"tarjuman/translate/internal/wire"
	"tarjuman/translate/journal"
)

// numbered is a paid backend whose protocol numbers its texts.
type numbered struct {
	client wire.Client
	url    string
	limits translate.Limits
}

type item struct {
	ID   int    `json:"id"`
	Text string `json:"text"`
}

func newNumbered(url string, limits translate.Limits) *numbered {
	return &numbered{wire.Client{Backend: "numbered"}, url, limits}
}

func (*numbered) Name() string { return "numbered" }
func (b *numbered) Info() translate.Info {
	return translate.Info{Engine: "numbered", Paid: true, Network: true, Limits: b.limits}
}

// Translate keeps every text whose number was asked for and that comes once, in
// order.
func (b *numbered) Translate(ctx context.Context, _, _ string, batch []translate.Segment) ([]translate.Result, error) {
	var ask, reply []item
	for i, s := range batch {
		ask = append(ask, item{i, s.Text})
	}
	if err := b.client.Post(ctx, b.url, ask, &reply); err != nil {
		return nil, err
	}
	out := make([]translate.Result, len(batch))
	for k, it := range reply {
		if it.ID < 0 || it.ID >= len(batch) || out[it.ID].Done() || k > 0 && it.ID <= reply[k-1].ID {
			return nil, b.client.Errorf(translate.BadReply, "number %d out of place", it.ID)
		}
		out[it.ID] = translate.Result{Text: it.Text, Origin: translate.Origin{Kind: translate.Engine, Engine: "numbered"}}
	}
	for _, r := range out {
		if !r.Done() {
			return out, b.client.Errorf(translate.BadReply, "%d texts for %d", len(reply), len(batch))
		}
	}
	return out, nil
}

// service is the other end. It counts what it was sent and what it answered, and
// breaks one request.
type service struct {
	broken int // number of the request that fails, from 0; -1 for none
	fault  fault

	mu       sync.Mutex
	requests int
	sent     map[string]int // by text, how often it came in
	good     map[string]int // by text, how often its answer went out whole
	hit      []string       // the texts of the broken request
}

// fault answers a request wrongly. It returns the texts whose answers are good all
// the same.
type fault func(w http.ResponseWriter, r *http.Request, ask []item) []item

func rendered(ask []item) []item {
	out := make([]item, len(ask))
	for i, a := range ask {
		out[i] = item{a.ID, "EN " + a.Text}
	}
	return out
}

func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var ask []item
	if err := json.NewDecoder(r.Body).Decode(&ask); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	n := s.requests
	s.requests++
	for _, a := range ask {
		s.sent[a.Text]++
		if n == s.broken {
			s.hit = append(s.hit, a.Text)
		}
	}
	s.mu.Unlock()
	good := ask
	if n == s.broken {
		good = s.fault(w, r, ask)
	} else if err := json.NewEncoder(w).Encode(rendered(ask)); err != nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, g := range good {
		s.good[g.Text]++
	}
}

func status(code int, body string, header ...string) fault {
	return func(w http.ResponseWriter, _ *http.Request, _ []item) []item {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(code)
		fmt.Fprint(w, body)
		return nil
	}
}

func answer(f func(good []item) []item) fault {
	return func(w http.ResponseWriter, _ *http.Request, ask []item) []item {
		json.NewEncoder(w).Encode(f(rendered(ask)))
		return nil
	}
}

func cut(w http.ResponseWriter) {
	w.(http.Flusher).Flush()
	if conn, _, err := w.(http.Hijacker).Hijack(); err == nil {
		conn.Close()
	}
}

const errorPage = "<!DOCTYPE html><title>Gateway</title><p>Something went wrong."

// faults are the ways in which one request goes wrong.
var faults = map[string]fault{
	"reset before headers": func(w http.ResponseWriter, _ *http.Request, _ []item) []item {
		if conn, _, err := w.(http.Hijacker).Hijack(); err == nil {
			conn.Close()
		}
		return nil
	},
	"reset after headers": func(w http.ResponseWriter, _ *http.Request, _ []item) []item {
		w.Header().Set("Content-Length", "500")
		w.WriteHeader(200)
		cut(w)
		return nil
	},
	"half a body": func(w http.ResponseWriter, _ *http.Request, ask []item) []item {
		body, _ := json.Marshal(rendered(ask))
		w.Header().Set("Content-Length", fmt.Sprint(len(body)))
		w.Write(body[:len(body)/2])
		cut(w)
		return nil
	},
	"hang": func(_ http.ResponseWriter, r *http.Request, _ []item) []item {
		<-r.Context().Done()
		return nil
	},
	"429 with seconds":     status(429, "", "Retry-After", "0.02"),
	"429 with a past date": status(429, "", "Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT"),
	"429 without":          status(429, "slow down"),
	"408":                  status(408, ""),
	"500":                  status(500, "oops"),
	"500 with a page":      status(500, errorPage, "Content-Type", "text/html"),
	"502":                  status(502, errorPage, "Content-Type", "text/html"),
	"503":                  status(503, ""),
	"503 with seconds":     status(503, "", "Retry-After", "0.02"),
	"504":                  status(504, ""),
	"a page with 200":      status(200, errorPage, "Content-Type", "text/html"),
	"not JSON":             status(200, "ok"),
	"JSON of another kind": status(200, `{"error":null}`),
	"null":                 status(200, "null"),
	"empty":                status(200, ""),
	"truncated JSON":       status(200, `[{"id":0,"text":"EN `),
	"an empty list":        answer(func([]item) []item { return []item{} }),
	"one too many":         answer(func(g []item) []item { return append(g, item{len(g), "more"}) }),
	"reordered":            answer(func(g []item) []item { slices.Reverse(g); return g }),
	"a duplicate":          answer(func(g []item) []item { g[1].ID = g[0].ID; return g }),
	"foreign numbers": answer(func(g []item) []item {
		for i := range g {
			g[i].ID += 1000
		}
		return g
	}),
	"one missing": func(w http.ResponseWriter, _ *http.Request, ask []item) []item {
		json.NewEncoder(w).Encode(rendered(ask[1:]))
		return ask[1:]
	},
	"an empty text": func(w http.ResponseWriter, _ *http.Request, ask []item) []item {
		g := rendered(ask)
		g[0].Text = " "
		json.NewEncoder(w).Encode(g)
		return ask[1:]
	},
	"late": func(w http.ResponseWriter, _ *http.Request, ask []item) []item {
		time.Sleep(20 * time.Millisecond)
		json.NewEncoder(w).Encode(rendered(ask))
		return ask
	},
	// What ends a run: the next one goes on.
	"400": status(400, "no"),
	"401": status(401, ""),
	"403": status(403, "forbidden"),
	"404": status(404, "no such model"),
	"413": status(413, "too large"), // halved
	"456": status(456, "quota"),
	"302": status(302, "", "Location", "https://elsewhere.example/"),
}

func article(n int) []translate.Segment {
	segs := make([]translate.Segment, n)
	for i := range segs {
		segs[i] = translate.Segment{ID: fmt.Sprintf("s%d", i+1), Text: fmt.Sprintf("هذه هي الجملة رقم %d من المقال.", i+1)}
	}
	return segs
}

// Every kind of fault at every batch: the result is that of a run without fault,
// no answer that was received is asked for again, and at most one batch may have
// been charged twice.
func TestFaultsAtEveryBatch(t *testing.T) {
	const perBatch, batches = 4, 10
	segs := article(perBatch * batches)
	for name, f := range faults {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var g errgroup.Group // all at once, for the one that hangs
			for at := range batches {
				g.Go(func() error {
					s := &service{broken: at, fault: f, sent: map[string]int{}, good: map[string]int{}}
					if err := survive(t, s, segs, translate.Limits{Segments: perBatch, Concurrent: 3, Timeout: 2 * time.Second}); err != nil {
						return fmt.Errorf("at batch %d: %w", at, err)
					}
					return nil
				})
			}
			if err := g.Wait(); err != nil {
				t.Fatal(err)
			}
		})
	}
	if len(faults) < 20 {
		t.Errorf("%d kinds of fault", len(faults))
	}
}

// scratch is a folder in memory where the system has one: a thousand runs that sync
// every line would otherwise wait for the disk most of the time.
func scratch(t testing.TB) string {
	dir, err := os.MkdirTemp("/dev/shm", "journal")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

func survive(t *testing.T, s *service, segs []translate.Segment, limits translate.Limits) error {
	srv := httptest.NewServer(s)
	defer srv.Close()
	b := newNumbered(srv.URL, limits)
	b.client.HTTP = wire.Restrict(srv.Client())
	dir := scratch(t)
	run := func() ([]translate.Result, error) {
		j, err := journal.Open(journal.Options{Dir: dir, Resend: true})
		if err != nil {
			return nil, err
		}
		defer j.Close()
		tr := translate.Translator{Backend: b, Ledger: j, Retry: translate.Retry{Base: time.Millisecond}}
		return tr.Translate(context.Background(), "ar", "en", segs)
	}
	results, err := run()
	var te *translate.Error
	if errors.As(err, &te) { // a failure that ends the run: go on in another
		results, err = run()
	}
	if err != nil {
		return err
	}
	for i, r := range results {
		if want := "EN " + segs[i].Text; r.Text != want {
			return fmt.Errorf("%s is %q, want %q", segs[i].ID, r.Text, want)
		}
	}
	for _, seg := range segs {
		if n := s.good[seg.Text]; n != 1 {
			return fmt.Errorf("%s was answered %d times", seg.ID, n)
		}
		if n := s.sent[seg.Text]; n > 1 && (n > 2 || !slices.Contains(s.hit, seg.Text)) {
			return fmt.Errorf("%s was sent %d times; broken: %s", seg.ID, n, strings.Join(s.hit, " "))
		}
	}
	return nil
}
