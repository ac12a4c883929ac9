package download

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// server is a real web server on this machine that serves one file and can be told
// to misbehave.
type server struct {
	*httptest.Server
	content []byte
	etag    string

	mu       sync.Mutex
	requests []http.Header
	// faults are used up one a request; then all is well.
	faults []fault
	// always, if set, answers every request.
	always http.HandlerFunc
}

// fault is one way to answer wrongly.
type fault func(s *server, w http.ResponseWriter, r *http.Request)

func newServer(t testing.TB, size int, faults ...fault) *server {
	s := &server{content: make([]byte, size), etag: `"v1"`, faults: faults}
	rng := rand.New(rand.NewPCG(1, uint64(size)))
	for i := range s.content {
		s.content[i] = byte(rng.Uint32())
	}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.requests = append(s.requests, r.Header.Clone())
	var f fault
	if len(s.faults) > 0 {
		f, s.faults = s.faults[0], s.faults[1:]
	}
	s.mu.Unlock()
	switch {
	case s.always != nil:
		s.always(w, r)
	case f != nil:
		f(s, w, r)
	default:
		s.serve(w, r)
	}
}

// asked are the requests so far.
func (s *server) asked() []http.Header {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

// serve answers as a good server does.
func (s *server) serve(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("ETag", s.etag)
	http.ServeContent(w, r, "", time.Time{}, strings.NewReader(string(s.content)))
}

func (s *server) file() File {
	sum := sha256.Sum256(s.content)
	return File{URL: s.URL + "/model.bin", Size: int64(len(s.content)), SHA256: hex.EncodeToString(sum[:])}
}

// from is where a request wants the file to begin.
func (s *server) from(r *http.Request) int {
	n, _ := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(r.Header.Get("Range"), "bytes="), "-"))
	return n
}

// hijack takes the connection over.
func hijack(w http.ResponseWriter) net.Conn {
	c, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		panic(err)
	}
	return c
}

// cut promises all and breaks off after n bytes of the body.
func cut(n int) fault {
	return func(s *server, w http.ResponseWriter, r *http.Request) {
		at := s.from(r)
		c := hijack(w)
		defer c.Close()
		status := "200 OK"
		if at > 0 {
			status = fmt.Sprintf("206 Partial Content\r\nContent-Range: bytes %d-%d/%d", at, len(s.content)-1, len(s.content))
		}
		fmt.Fprintf(c, "HTTP/1.1 %s\r\nETag: %s\r\nContent-Length: %d\r\n\r\n", status, s.etag, len(s.content)-at)
		c.Write(s.content[at:min(at+n, len(s.content))])
	}
}

// unannounced ends the connection after n bytes without having said how many would
// come.
func unannounced(n int) fault {
	return func(s *server, w http.ResponseWriter, r *http.Request) {
		c := hijack(w)
		defer c.Close()
		fmt.Fprintf(c, "HTTP/1.0 200 OK\r\nETag: %s\r\n\r\n", s.etag)
		c.Write(s.content[:n])
	}
}

// stall sends n bytes and then nothing, until the client hangs up.
func stall(n int) fault {
	return func(s *server, w http.ResponseWriter, r *http.Request) {
		at := s.from(r)
		if at > 0 {
			w.Header().Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", at, len(s.content)-1, len(s.content)))
		}
		w.Header().Set("ETag", s.etag)
		w.Header().Set("Content-Length", strconv.Itoa(len(s.content)-at))
		if at > 0 {
			w.WriteHeader(http.StatusPartialContent)
		}
		w.Write(s.content[at : at+n])
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}
}

// reset breaks the connection before an answer.
func reset(s *server, w http.ResponseWriter, r *http.Request) {
	c := hijack(w).(*net.TCPConn)
	c.SetLinger(0)
	c.Close()
}

// whole ignores what part was asked for.
func whole(s *server, w http.ResponseWriter, r *http.Request) {
	r.Header.Del("Range")
	s.serve(w, r)
}

// status answers with an error.
func status(code int) fault {
	return func(s *server, w http.ResponseWriter, r *http.Request) { http.Error(w, "no", code) }
}

// changed replaces the file on the server by another version first.
func changed(s *server, w http.ResponseWriter, r *http.Request) {
	s.etag = `"v2"`
	s.serve(w, r)
}

// misplaced sends another part than was asked for.
func misplaced(s *server, w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Range", fmt.Sprintf("bytes 0-%d/%d", len(s.content)-1, len(s.content)))
	w.WriteHeader(http.StatusPartialContent)
	w.Write(s.content)
}

// client is quick to try again. Only tests of stalls are in a hurry otherwise: a
// busy machine may take long to answer.
func client() *Client { return &Client{Pause: time.Microsecond} }

const stalls = "stall"

// impatient gives up soon on a server that sends nothing.
func impatient(name string) *Client {
	c := client()
	if strings.HasPrefix(name, stalls) {
		c.Stall = 400 * time.Millisecond
	}
	return c
}

// leave puts n bytes of an earlier run beside path.
func leave(t testing.TB, path string, f File, b []byte, validator string) {
	notes := fmt.Sprintf(`{"url":%q,"validator":%q}`, f.URL, validator)
	for name, data := range map[string][]byte{path + ".part": b, path + ".part.json": []byte(notes)} {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// wantFile checks that the file is there and nothing beside it.
func wantFile(t testing.TB, path string, want []byte) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil || string(got) != string(want) {
		t.Errorf("%d bytes are there, %v; want %d", len(got), err, len(want))
	}
	entries, _ := os.ReadDir(filepath.Dir(path))
	if len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
}
