package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// wordOf spells meaning number k in two invented languages.
func wordOf(k int) (one, other string) {
	a, b := string(rune('a'+k/7)), string(rune('q'+k%7))
	return a + b, b + a
}

// meaning embeds texts of two invented languages: a direction in space for each
// of the words.
func meaning(t *testing.T) *httptest.Server {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var req struct{ Input []string }
		if err := json.NewDecoder(r.Body).Decode(&req); err != nil {
			t.Error(err)
		}
		if r.Header.Get("Authorization") == "Bearer wrong-key-0815" {
			w.WriteHeader(401)
			fmt.Fprint(w, `{"error":{"message":"bad key wrong-key-0815"}}`)
			return
		}
		type item struct {
			Index     int       `json:"index"`
			Embedding []float32 `json:"embedding"`
		}
		var out struct {
			Data []item `json:"data"`
		}
		for i, text := range req.Input {
			v := make([]float32, 40)
			for k := range v {
				v[k] = 0.1
				if one, other := wordOf(k); strings.Contains(text, one) || strings.Contains(text, other) {
					v[k] = 1
				}
			}
			out.Data = append(out.Data, item{i, v})
		}
		if err := json.NewEncoder(w).Encode(out); err != nil {
			t.Error(err)
		}
	}))
	t.Cleanup(srv.Close)
	return srv
}

func alignWith(t *testing.T, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	code, stdout, stderr = tarjuman(t, append([]string{"align", "--segmented", "--format", "beads"}, args...)...)
	return stdout, stderr, code
}

// writeInvented writes two texts of equal sentence lengths, the second without
// two sentences of the first.
func writeInvented(t *testing.T) (source, target, gold string) {
	dir := t.TempDir()
	source, target = filepath.Join(dir, "a.txt"), filepath.Join(dir, "b.txt")
	var s, tg, g strings.Builder
	n := 0
	for k := range 30 {
		one, other := wordOf(k)
		fmt.Fprintf(&s, "Zo %s mmmm mmmm mmmm.\n", one)
		if k == 11 || k == 19 {
			fmt.Fprintf(&g, "%d\t\n", k)
			continue
		}
		fmt.Fprintf(&tg, "Ju %s nnnn nnnn nnnn.\n", other)
		fmt.Fprintf(&g, "%d\t%d\n", k, n)
		n++
	}
	for path, text := range map[string]string{source: s.String(), target: tg.String()} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return source, target, g.String()
}

// links cuts the confidence off beads.
func links(beads string) string {
	var b strings.Builder
	for line := range strings.Lines(beads) {
		f := strings.Split(line, "\t")
		fmt.Fprintf(&b, "%s\t%s\n", f[0], f[1])
	}
	return b.String()
}

func TestAlignByEmbeddings(t *testing.T) {
	srv := meaning(t)
	source, target, gold := writeInvented(t)
	out, errOut, code := alignWith(t, source, target, "--embeddings", srv.URL, "--embeddings-model", "m")
	if code != 0 || links(out) != gold {
		t.Errorf("exit %d: %s\n%s\nwant\n%s", code, errOut, links(out), gold)
	}
	if out, _, _ := alignWith(t, source, target); links(out) == gold {
		t.Error("the texts align without embeddings: the test shows nothing")
	}
	config := filepath.Join(filepath.Dir(source), configName)
	if err := os.WriteFile(config, []byte("embeddings:\n  endpoint: "+srv.URL+"/v1\n  model: m\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if again, errOut, code := alignWith(t, source, target); code != 0 || again != out {
		t.Errorf("by configuration: exit %d: %s", code, errOut)
	}
	if _, errOut, code := alignWith(t, source, target, "--offline"); code != exitUse || !strings.Contains(errOut, "--offline forbids") {
		t.Errorf("--offline: exit %d: %s", code, errOut)
	}
}

func TestEmbeddingFailures(t *testing.T) {
	srv := meaning(t)
	source, target, _ := writeInvented(t)
	t.Setenv(embeddingsKey, "wrong-key-0815")
	_, errOut, code := alignWith(t, source, target, "--embeddings", srv.URL, "--embeddings-model", "m")
	if code != exitBackend || !strings.Contains(errOut, "HTTP 401") || strings.Contains(errOut, "0815") || !strings.Contains(errOut, embeddingsKey) {
		t.Errorf("exit %d: %s", code, errOut)
	}
	for says, args := range map[string][]string{
		"needs a model":       {"--embeddings", srv.URL},
		"http:// or https://": {"--embeddings", "localhost:11434", "--embeddings-model", "m"},
		"unencrypted":         {"--embeddings", "http://far.example/v1", "--embeddings-model", "m"},
		"--offline forbids":   {"--embeddings", srv.URL, "--embeddings-model", "m", "--offline"},
	} {
		if _, errOut, code := alignWith(t, append(args, source, target)...); code != exitUse || !strings.Contains(errOut, says) {
			t.Errorf("%q: exit %d: %s", args, code, errOut)
		}
	}
}
