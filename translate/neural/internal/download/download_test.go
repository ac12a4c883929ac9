package download

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const size = 300_000

// positions are where a download is made to break off.
var positions = []int{0, 1, 63, 64, 65, 4095, 4096, 65_535, 65_536, size / 2, size - 1}

func TestFaultsThatPass(t *testing.T) {
	faults := map[string]fault{"reset": reset, "500": status(500), "503": status(503), "429": status(429), "408": status(408)}
	for _, n := range positions {
		faults[fmt.Sprintf("cut after %d", n)] = cut(n)
		faults[fmt.Sprintf("end without length after %d", n)] = unannounced(n)
	}
	faults[stalls+" after 0"], faults[stalls+" in the middle"] = stall(0), stall(size/2)
	for name, f := range faults {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newServer(t, size, f)
			path := filepath.Join(t.TempDir(), "model.bin")
			if err := impatient(name).Get(context.Background(), s.file(), path); err != nil {
				t.Fatal(err)
			}
			wantFile(t, path, s.content)
			if len(s.asked()) != 2 {
				t.Errorf("%d requests, want 2", len(s.asked()))
			}
		})
	}
}

func TestNothingIsFetchedTwice(t *testing.T) {
	const n = 100_000
	s := newServer(t, size, cut(n), cut(n))
	path := filepath.Join(t.TempDir(), "model.bin")
	if err := client().Get(context.Background(), s.file(), path); err != nil {
		t.Fatal(err)
	}
	wantFile(t, path, s.content)
	for i, want := range []string{"", "bytes=100000-", "bytes=200000-"} {
		h := s.asked()[i]
		if h.Get("Range") != want || want != "" && h.Get("If-Range") != s.etag {
			t.Errorf("request %d: Range %q, If-Range %q; want %q, %q", i, h.Get("Range"), h.Get("If-Range"), want, s.etag)
		}
	}
}

// TestAnotherRunGoesOn stops a run by the caller and by too many failures.
func TestAnotherRunGoesOn(t *testing.T) {
	for _, n := range positions {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			s := newServer(t, size, cut(n))
			path := filepath.Join(t.TempDir(), "model.bin")
			c := client()
			c.Attempts = 1
			if err := c.Get(context.Background(), s.file(), path); !errors.Is(err, ErrNetwork) {
				t.Fatalf("%v, want %v", err, ErrNetwork)
			}
			if err := c.Get(context.Background(), s.file(), path); err != nil {
				t.Fatal(err)
			}
			wantFile(t, path, s.content)
			if want := fmt.Sprintf("bytes=%d-", n); n > 0 && s.asked()[1].Get("Range") != want {
				t.Errorf("second run asks for %q, want %q", s.asked()[1].Get("Range"), want)
			}
		})
	}
}

func TestResumedServersMisbehave(t *testing.T) {
	for name, f := range map[string]fault{"ignores Range": whole, "another version": changed, "another part": misplaced, "416": status(http.StatusRequestedRangeNotSatisfiable)} {
		for _, n := range positions[1:] {
			t.Run(fmt.Sprintf("%s at %d", name, n), func(t *testing.T) {
				t.Parallel()
				s := newServer(t, size, f)
				path := filepath.Join(t.TempDir(), "model.bin")
				leave(t, path, s.file(), s.content[:n], s.etag)
				if err := client().Get(context.Background(), s.file(), path); err != nil {
					t.Fatal(err)
				}
				wantFile(t, path, s.content)
			})
		}
	}
}

// TestWhatAnEarlierRunLeftIsWrong has bytes of another version, or more than there
// are, which only the hash can tell.
func TestWhatAnEarlierRunLeftIsWrong(t *testing.T) {
	s := newServer(t, size)
	other := bytes.Repeat([]byte("x"), size+10)
	for name, n := range map[string]int{"begun": 1000, "all": size, "too many": size + 10} {
		for _, tag := range []string{s.etag, `"v0"`, ""} {
			t.Run(name+" "+tag, func(t *testing.T) {
				path := filepath.Join(t.TempDir(), "model.bin")
				leave(t, path, s.file(), other[:n], tag)
				if err := client().Get(context.Background(), s.file(), path); err != nil {
					t.Fatal(err)
				}
				wantFile(t, path, s.content)
			})
		}
	}
	t.Run("another address", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "model.bin")
		leave(t, path, File{URL: "https://example.org/"}, other[:10], s.etag)
		f := s.file()
		f.SHA256 = "" // nothing else would notice
		if err := client().Get(context.Background(), f, path); err != nil {
			t.Fatal(err)
		}
		wantFile(t, path, s.content)
	})
	t.Run("nothing to tell versions apart", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "model.bin")
		f := s.file()
		f.SHA256 = ""
		leave(t, path, f, other[:10], "")
		if err := client().Get(context.Background(), f, path); err != nil {
			t.Fatal(err)
		}
		wantFile(t, path, s.content)
	})
}

func TestWrongContentIsRefusedAndNotKept(t *testing.T) {
	page := func(kind, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			fmt.Fprint(w, body)
		}
	}
	endless := func(w http.ResponseWriter, r *http.Request) {
		w.(http.Flusher).Flush() // no length is sent
		for range 2 * size / 1000 {
			w.Write(make([]byte, 1000))
		}
	}
	other := func(n int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", fmt.Sprint(n))
			w.Write(bytes.Repeat([]byte("x"), n))
		}
	}
	for name, x := range map[string]struct {
		answer http.HandlerFunc
		want   string
	}{
		"wrong hash":      {other(size), "its SHA-256 is"},
		"shorter":         {other(size - 1), "offers 299999 bytes instead of 300000"},
		"longer":          {other(size + 1), "offers 300001 bytes instead of 300000"},
		"empty":           {other(0), "instead of 300000"},
		"longer, unsaid":  {endless, "more bytes come than it has"},
		"page":            {page("text/html; charset=utf-8", "please log in"), "web page"},
		"page, mislabel":  {page("application/octet-stream", "\n<!DOCTYPE html><html>"), "web page"},
		"Git LFS pointer": {page("application/octet-stream", "version https://git-lfs.github.com/spec/v1\noid sha256:00\n"), "Git LFS pointer"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newServer(t, size)
			s.always = x.answer
			dir := t.TempDir()
			err := client().Get(context.Background(), s.file(), filepath.Join(dir, "model.bin"))
			if !errors.Is(err, ErrContent) || !strings.Contains(err.Error(), x.want) {
				t.Errorf("%v\nwant %q", err, x.want)
			}
			if len(s.asked()) != 1 {
				t.Errorf("%d requests, want 1", len(s.asked()))
			}
			if left, _ := os.ReadDir(dir); len(left) != 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

func TestServersThatRefuseAreAskedOnce(t *testing.T) {
	for _, code := range []int{400, 401, 403, 404, 410} {
		s := newServer(t, size)
		s.always = func(w http.ResponseWriter, r *http.Request) { status(code)(s, w, r) }
		f := s.file()
		f.URL += "?token=hush"
		err := client().Get(context.Background(), f, filepath.Join(t.TempDir(), "model.bin"))
		if !errors.Is(err, ErrNetwork) || !strings.Contains(err.Error(), fmt.Sprint(code)) || strings.Contains(err.Error(), "hush") {
			t.Errorf("%d: %v", code, err)
		}
		if len(s.asked()) != 1 {
			t.Errorf("%d: %d requests, want 1", code, len(s.asked()))
		}
	}
}

func TestGivesUpOnServersThatAlwaysFail(t *testing.T) {
	for name, f := range map[string]fault{"reset": reset, "500": status(500), stalls: stall(0), "cut": cut(10)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newServer(t, size)
			s.always = func(w http.ResponseWriter, r *http.Request) { f(s, w, r) }
			c := impatient(name)
			c.Attempts = 3
			err := c.Get(context.Background(), s.file(), filepath.Join(t.TempDir(), "model.bin"))
			if !errors.Is(err, ErrNetwork) || len(s.asked()) != 3 {
				t.Errorf("%v after %d requests; want %v after 3", err, len(s.asked()), ErrNetwork)
			}
		})
	}
}

func TestNoServer(t *testing.T) {
	s := newServer(t, size)
	s.Close()
	f := s.file()
	f.URL = strings.Replace(f.URL, "http://", "http://user:hush@", 1) + "?key=hush"
	err := client().Get(context.Background(), f, filepath.Join(t.TempDir(), "model.bin"))
	if !errors.Is(err, ErrNetwork) || strings.Contains(err.Error(), "hush") {
		t.Errorf("%v", err)
	}
	for _, bad := range []string{"ftp://example.org/x", "file:///etc/passwd", "http://", "::"} {
		if err := client().Get(context.Background(), File{URL: bad}, filepath.Join(t.TempDir(), "x")); !errors.Is(err, ErrNetwork) {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

func TestRedirects(t *testing.T) {
	s := newServer(t, size, cut(1000)) // the second request takes the way again
	hop := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, strings.Replace(s.URL, "127.0.0.1", "localhost", 1)+r.URL.Path+"?signature=hush", http.StatusFound)
	}))
	defer hop.Close()
	f := s.file()
	f.URL = hop.URL + "/model.bin"
	path := filepath.Join(t.TempDir(), "model.bin")
	if err := client().Get(context.Background(), f, path); err != nil {
		t.Fatal(err)
	}
	wantFile(t, path, s.content)
	if got := s.asked()[1].Get("Range"); got != "bytes=1000-" {
		t.Errorf("behind a redirect the rest is asked for by %q", got)
	}

	for name, x := range map[string]struct{ to, want string }{
		"for ever":       {"/again", "redirects more than 10 times"},
		"to a file":      {"file:///etc/passwd", "must begin with"},
		"away from TLS":  {s.URL + "/model.bin", "without TLS"},
		"to no host":     {"http:///x", "no host"},
		"to another one": {"gopher://localhost/", "must begin with"},
	} {
		tls := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, x.to, http.StatusFound)
		}))
		c := client()
		c.HTTP = tls.Client()
		c.HTTP.CheckRedirect = checkRedirect
		err := c.Get(context.Background(), File{URL: tls.URL + "/model.bin?key=hush"}, filepath.Join(t.TempDir(), "x"))
		if !errors.Is(err, ErrNetwork) || !strings.Contains(err.Error(), x.want) || strings.Contains(err.Error(), "hush") {
			t.Errorf("%s: %v; want %q", name, err, x.want)
		}
		tls.Close()
	}
}

func TestCancelKeepsWhatArrived(t *testing.T) {
	s := newServer(t, size, stall(size/3))
	path := filepath.Join(t.TempDir(), "model.bin")
	ctx, cancel := context.WithCancel(context.Background())
	c := client()
	c.Stall = time.Minute
	c.Progress = func(done int64) {
		if done >= size/3 {
			cancel()
		}
	}
	if err := c.Get(ctx, s.file(), path); !errors.Is(err, context.Canceled) {
		t.Fatalf("%v, want %v", err, context.Canceled)
	}
	c.Progress = nil
	if err := c.Get(context.Background(), s.file(), path); err != nil {
		t.Fatal(err)
	}
	wantFile(t, path, s.content)
	if got, want := s.asked()[1].Get("Range"), fmt.Sprintf("bytes=%d-", size/3); got != want {
		t.Errorf("second run asks for %q, want %q", got, want)
	}
}

func TestUnknownSizeAndHash(t *testing.T) {
	s := newServer(t, size, cut(1000))
	path := filepath.Join(t.TempDir(), "model.bin")
	if err := client().Get(context.Background(), File{URL: s.URL}, path); err != nil {
		t.Fatal(err)
	}
	wantFile(t, path, s.content)
}

func TestProgressNeverExceedsTheSize(t *testing.T) {
	s := newServer(t, size, cut(size/2))
	var seen []int64
	c := client()
	c.Progress = func(done int64) { seen = append(seen, done) }
	if err := c.Get(context.Background(), s.file(), filepath.Join(t.TempDir(), "x")); err != nil {
		t.Fatal(err)
	}
	for i, n := range seen {
		if n > size || i > 0 && n < seen[i-1] {
			t.Fatalf("progress %v", seen)
		}
	}
	if len(seen) == 0 || seen[len(seen)-1] != size {
		t.Errorf("progress ends at %v", seen)
	}
}

func FuzzContentRange(f *testing.F) {
	f.Add("bytes 0-9/10")
	f.Add("bytes 5-9/*")
	f.Fuzz(func(t *testing.T, s string) {
		if first, _, _, ok := contentRange(s); ok && first < 0 {
			t.Fatalf("%q begins at %d", s, first)
		}
	})
}
