package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"
)

// modelHost is a server of the kind Firefox gets its models from, with the toy model
// in place of a real one. The first part of an address says how it behaves:
//
//	/good/        as it should
//	/cut/         every connection ends after 300,000 bytes, the weights have more
//	/page/        a web page comes for each file
//	/changed/     a byte of each file is another one
//	/bomb/        files unpack to much more than they should
//	/moved/       files are at the end of a redirect to another host
//	/nothing/     as one that has no files
//	/repository/  the toy's files under the names of the repository's
type modelHost struct {
	*httptest.Server
	files map[string][]byte // packed, by name without ending
	plain map[string][]byte
}

// modelServer starts one and returns its address.
func modelServer(t testing.TB) string {
	h := &modelHost{files: map[string][]byte{}, plain: map[string][]byte{}}
	w, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"lex.50.50.toy.s2t.bin", "model.toy.intgemm.alphas.bin", "vocab.toy.spm"} {
		b, err := os.ReadFile(filepath.Join("../../translate/neural/testdata/toy", name))
		if err != nil {
			t.Fatal(err)
		}
		name = strings.Replace(name, "toy", "aren", 1)
		h.plain[name], h.files[name] = b, w.EncodeAll(b, nil)
	}
	h.Server = httptest.NewServer(h)
	t.Cleanup(h.Close)
	return h.URL
}

func (h *modelHost) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	how, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	name := strings.TrimSuffix(strings.TrimSuffix(filepath.Base(rest), ".zst"), ".gz")
	switch {
	case rest == "":
		fmt.Fprintf(w, `{"capabilities":{"attachments":{"base_url":%q}}}`, h.URL+"/"+how+"/files/")
	case strings.HasSuffix(rest, "/records"):
		json.NewEncoder(w).Encode(map[string]any{"data": h.records(how)})
	case h.files[name] != nil && how != "nothing":
		h.serve(w, r, how, name)
	default:
		http.NotFound(w, r)
	}
}

func (h *modelHost) records(how string) (out []map[string]any) {
	sum := func(b []byte) string { s := sha256.Sum256(b); return hex.EncodeToString(s[:]) }
	for name, packed := range h.files {
		kind, _, _ := strings.Cut(name, ".")
		size := len(h.plain[name])
		if how == "bomb" {
			size = 1000
		}
		out = append(out, map[string]any{
			"name": name, "fileType": kind, "sourceLanguage": "ar", "targetLanguage": "en", "architecture": "base", "version": "9.1",
			"decompressedSize": size, "decompressedHash": sum(h.plain[name]),
			"attachment": map[string]any{"hash": sum(packed), "size": len(packed), "location": "x/" + name + ".zst"},
		})
	}
	return out
}

func (h *modelHost) serve(w http.ResponseWriter, r *http.Request, how, name string) {
	b := h.files[name]
	switch how {
	case "page":
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<html>please log in")
		return
	case "changed":
		b = bytes.Clone(b)
		b[len(b)/2] ^= 1
	case "cut":
		w = &cutWriter{w, 300_000}
	case "moved":
		http.Redirect(w, r, strings.Replace(h.URL, "127.0.0.1", "localhost", 1)+"/good/files/x/"+name, http.StatusFound)
		return
	}
	w.Header().Set("ETag", `"`+name+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(b))
}

// cutWriter ends the connection after some bytes.
type cutWriter struct {
	http.ResponseWriter
	left int
}

func (c *cutWriter) Write(p []byte) (int, error) {
	if len(p) > c.left {
		c.ResponseWriter.Write(p[:c.left])
		c.ResponseWriter.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	}
	c.left -= len(p)
	return c.ResponseWriter.Write(p)
}
