package library

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"tarjuman/translate/neural/catalog"
)

const toyDir = "../testdata/toy"

var toyFiles = []string{"lex.50.50.toy.s2t.bin", "model.toy.intgemm.alphas.bin", "vocab.toy.spm"}

// host is a web server on this machine with the toy model, one file each plain, by
// gzip and by zstd.
type host struct {
	*httptest.Server
	files map[string][]byte
	model catalog.Model

	mu       sync.Mutex
	requests int
	// instead, if set, may answer a request; n counts them from 1.
	instead func(n int, w http.ResponseWriter, r *http.Request) bool
}

func digestOf(b []byte) catalog.Digest {
	sum := sha256.Sum256(b)
	return catalog.Digest{Size: int64(len(b)), SHA256: hex.EncodeToString(sum[:])}
}

func newHost(t testing.TB) *host {
	h := &host{files: map[string][]byte{}, model: catalog.Model{Name: "ar-en-toy", From: "ar", To: "en", Architecture: "toy", Version: "1.0", Source: "a test"}}
	h.Server = httptest.NewServer(h)
	t.Cleanup(h.Close)
	for i, name := range toyFiles {
		plain, err := os.ReadFile(filepath.Join(toyDir, name))
		if err != nil {
			t.Fatal(err)
		}
		packed, suffix := pack(t, plain, i)
		h.files["/"+name+suffix] = packed
		h.model.Files = append(h.model.Files, catalog.File{Name: name, URL: h.URL + "/" + name + suffix, Packed: digestOf(packed), Plain: digestOf(plain)})
	}
	return h
}

func pack(t testing.TB, plain []byte, how int) ([]byte, string) {
	var b bytes.Buffer
	switch how {
	case 1:
		w := gzip.NewWriter(&b)
		w.Write(plain)
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes(), ".gz"
	case 2:
		w, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
		if err != nil {
			t.Fatal(err)
		}
		return w.EncodeAll(plain, nil), ".zst"
	}
	return plain, ""
}

func (h *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	h.requests++
	n := h.requests
	h.mu.Unlock()
	if h.instead != nil && h.instead(n, w, r) {
		return
	}
	b, ok := h.files[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("ETag", `"1"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(b))
}

func (h *host) count() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.requests
}

// breakOff ends a connection after n bytes of a file.
func breakOff(h *host, w http.ResponseWriter, r *http.Request, n int) {
	b := h.files[r.URL.Path]
	var from int
	fmt.Sscanf(r.Header.Get("Range"), "bytes=%d-", &from)
	c, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	defer c.Close()
	status := "200 OK"
	if from > 0 {
		status = fmt.Sprintf("206 Partial Content\r\nContent-Range: bytes %d-%d/%d", from, len(b)-1, len(b))
	}
	fmt.Fprintf(c, "HTTP/1.1 %s\r\nETag: \"1\"\r\nContent-Length: %d\r\n\r\n", status, len(b)-from)
	c.Write(b[from:min(from+n, len(b))])
}

// wantToy checks that a library holds the toy model, whole, and nothing that was on
// the way to it.
func wantToy(t testing.TB, l Library, name string) {
	t.Helper()
	m, err := l.Named(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range toyFiles {
		want, err := os.ReadFile(filepath.Join(toyDir, f))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(filepath.Join(m.Dir, f)); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %d bytes, %v; want %d", f, len(got), err, len(want))
		}
	}
	entries, _ := os.ReadDir(l.Dir)
	for _, e := range entries {
		if n := e.Name(); n != name && !strings.HasSuffix(n, ".lock") {
			t.Errorf("left behind: %s", n)
		}
	}
}
