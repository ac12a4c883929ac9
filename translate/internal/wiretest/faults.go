// Package wiretest breaks HTTP services in the ways services break, for the tests
// of the backends.
package wiretest

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"tarjuman/translate"
)

// Canary is the key the tests give to a backend. Nothing a backend says may hold
// it.
const Canary = "canary-4f1d-sk-AbCdEf0123456789"

// Fault is one way for a service to fail, and what the backend must make of it.
type Fault struct {
	Name  string
	Serve http.HandlerFunc
	Kind  translate.ErrorKind
	// RetryAfter and Unbilled are what the error must say.
	RetryAfter time.Duration
	Unbilled   bool
}

// Reply answers with a status, a content type and a body.
func Reply(status int, contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	}
}

// JSON answers with a status and a JSON body.
func JSON(status int, body string) http.HandlerFunc { return Reply(status, "application/json", body) }

// With adds a header to another answer.
func With(name, value string, next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set(name, value)
		next(w, r)
	}
}

const page = "<!DOCTYPE html><html><head><title>Sign in to the hotel network</title></head><body>" + Canary + "</body></html>"

// Faults are the failures below any service's own protocol.
func Faults() []Fault {
	return []Fault{
		{Name: "reset before headers", Kind: translate.Transient, Serve: reset},
		{Name: "half a body", Kind: translate.Transient, Serve: halfBody},
		{Name: "a web page instead of an answer", Kind: translate.BadReply, Serve: Reply(200, "text/html", page)},
		{Name: "a web page with JSON's type", Kind: translate.BadReply, Serve: Reply(200, "application/json", page)},
		{Name: "a gateway's page", Kind: translate.Transient, Serve: Reply(502, "text/html", page)},
		{Name: "a gateway's timeout", Kind: translate.Transient, Serve: Reply(504, "text/plain", "upstream request timeout")},
		{Name: "nothing", Kind: translate.BadReply, Serve: Reply(200, "application/json", "")},
		{Name: "truncated JSON", Kind: translate.BadReply, Serve: JSON(200, `{"translations":[{"te`)},
		{Name: "JSON of another kind", Kind: translate.BadReply, Serve: JSON(200, `"yes"`)},
		{Name: "null", Kind: translate.BadReply, Serve: JSON(200, `null`)},
		{Name: "a redirect", Kind: translate.BadRequest, Serve: With("Location", "https://elsewhere.example/"+Canary, Reply(302, "text/plain", ""))},
		{Name: "401 with an empty body", Kind: translate.Auth, Serve: Reply(401, "application/json", "")},
		{Name: "403 in plain text", Kind: translate.Auth, Serve: Reply(403, "text/plain", "key="+Canary+" is not allowed")},
		{Name: "429 with seconds", Kind: translate.RateLimit, RetryAfter: 7 * time.Second, Serve: With("Retry-After", "7", Reply(429, "text/plain", "slow down"))},
		{Name: "429 without a time", Kind: translate.RateLimit, Serve: Reply(429, "text/plain", "")},
		{Name: "413", Kind: translate.TooLarge, Serve: Reply(413, "text/plain", "too large")},
		{Name: "a body without end", Kind: translate.BadReply, Serve: endless},
	}
}

func reset(w http.ResponseWriter, _ *http.Request) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err == nil {
		conn.Close()
	}
}

func halfBody(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Length", "1000")
	fmt.Fprint(w, `{"translations":[{"text":"half`)
	w.(http.Flusher).Flush()
	reset(w, r)
}

func endless(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	chunk := `{"x":"` + strings.Repeat("a", 1<<20) + `"}`
	for range 20 {
		if _, err := fmt.Fprint(w, chunk); err != nil {
			return
		}
	}
}

// Segments makes a batch of the texts.
func Segments(texts ...string) []translate.Segment {
	out := make([]translate.Segment, len(texts))
	for i, t := range texts {
		out[i] = translate.Segment{ID: fmt.Sprintf("s%d", i+1), Text: t}
	}
	return out
}

// Run sends a sentence through a backend to a server with each of the faults and
// holds the error against what it must be. open makes a backend, with [Canary] as
// its key, for a server's address.
func Run(t *testing.T, faults []Fault, open func(url string) translate.Backend) {
	for _, f := range faults {
		t.Run(f.Name, func(t *testing.T) {
			srv := httptest.NewServer(f.Serve)
			defer srv.Close()
			b := open(srv.URL)
			res, err := b.Translate(context.Background(), "ar", "en", Segments("وصل الوزير إلى المدينة أمس."))
			Check(t, err, b.Name(), f)
			for _, r := range res {
				if r.Done() {
					t.Errorf("a result beside the error: %+v", r)
				}
			}
		})
	}
}

// Check holds an error against what a fault must make.
func Check(t *testing.T, err error, name string, f Fault) {
	t.Helper()
	var e *translate.Error
	if !errors.As(err, &e) {
		t.Fatalf("error %v (%T) is no *translate.Error", err, err)
	}
	if e.Kind != f.Kind || e.RetryAfter != f.RetryAfter || e.Unbilled != f.Unbilled || e.Backend != name {
		t.Errorf("got %s, kind %q, retry after %v, unbilled %v;\nwant kind %q, retry after %v, unbilled %v", e, e.Kind, e.RetryAfter, e.Unbilled, f.Kind, f.RetryAfter, f.Unbilled)
	}
	NoSecret(t, err.Error())
}

// NoSecret fails when a text holds the canary, or is more than one line.
func NoSecret(t *testing.T, s string) {
	t.Helper()
	if strings.Contains(s, Canary) {
		t.Errorf("the key is shown: %s", s)
	}
	if strings.ContainsAny(s, "\r\n") {
		t.Errorf("more than one line: %q", s)
	}
}

// Stops checks that a backend gives up soon after its context is cancelled while
// the server hangs, with the context's error, and makes nothing of a server that
// is not there.
func Stops(t *testing.T, open func(url string) translate.Backend) {
	t.Run("cancelled", func(t *testing.T) {
		asked := make(chan struct{})
		done := make(chan struct{})
		srv := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			close(asked)
			<-done
		}))
		defer srv.Close()
		defer close(done)
		ctx, cancel := context.WithCancel(context.Background())
		go func() { <-asked; cancel() }()
		_, err := open(srv.URL).Translate(ctx, "ar", "en", Segments("نص"))
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("too late", func(t *testing.T) {
		done := make(chan struct{})
		srv := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-done }))
		defer srv.Close()
		defer close(done)
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
		defer cancel()
		b := open(srv.URL)
		_, err := b.Translate(ctx, "ar", "en", Segments("نص"))
		Check(t, err, b.Name(), Fault{Kind: translate.Transient})
	})
	t.Run("nobody there", func(t *testing.T) {
		srv := httptest.NewServer(http.NotFoundHandler())
		srv.Close()
		b := open(srv.URL)
		_, err := b.Translate(context.Background(), "ar", "en", Segments("نص"))
		Check(t, err, b.Name(), Fault{Kind: translate.Transient, Unbilled: true})
	})
}
