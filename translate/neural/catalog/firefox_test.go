package catalog

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var (
	hash1 = strings.Repeat("1", 64)
	hash2 = strings.Repeat("2", 64)
)

// recordsOf are the three records of a model.
func recordsOf(from, to, architecture, version, filter string) []map[string]any {
	pair := from + to
	var out []map[string]any
	for kind, name := range map[string]string{"model": "model." + pair + ".intgemm.alphas.bin", "lex": "lex.50.50." + pair + ".s2t.bin", "vocab": "vocab." + pair + ".spm"} {
		out = append(out, map[string]any{
			"name": name, "fileType": kind, "sourceLanguage": from, "targetLanguage": to, "architecture": architecture, "version": version,
			"filter_expression": filter, "decompressedSize": 100, "decompressedHash": hash2,
			"attachment": map[string]any{"hash": hash1, "size": 10, "filename": name + ".zst", "location": "main-workspace/x/" + version + kind + ".zst", "mimetype": "application/zstd"},
		})
	}
	return out
}

// settings serves records as Remote Settings does.
func settings(t testing.TB, records any, base string) string {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/v1/" + firefoxRecords:
			json.NewEncoder(w).Encode(map[string]any{"data": records})
		case "/v1/":
			fmt.Fprintf(w, `{"capabilities":{"attachments":{"base_url":%q}}}`, base)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(s.Close)
	return s.URL + "/v1/"
}

func TestFirefox(t *testing.T) {
	incomplete := recordsOf("ar", "en", "tiny", "3.0", "")[:2]
	traversal := recordsOf("ar", "en", "tiny", "4.0", "")
	traversal[0]["name"] = "../" + traversal[0]["name"].(string)
	unhashed := recordsOf("ar", "en", "tiny", "5.0", "")
	unhashed[0]["attachment"].(map[string]any)["hash"] = ""
	split := recordsOf("en", "ar", "base-memory", "2.1", "")
	for _, r := range split {
		if r["fileType"] == "vocab" {
			r["fileType"], r["name"] = "srcvocab", "srcvocab.enar.spm"
		}
	}
	target := recordsOf("en", "ar", "base-memory", "2.1", "")
	for _, r := range target {
		if r["fileType"] == "vocab" {
			r["fileType"], r["name"] = "trgvocab", "trgvocab.enar.spm"
			split = append(split, r)
		}
	}
	records := slices.Concat(
		recordsOf("ar", "en", "base-memory", "2.2", ""), recordsOf("ar", "en", "base-memory", "2.10", ""), recordsOf("ar", "en", "base-memory", "3.0a1", "env.channel == 'nightly'"),
		recordsOf("ar", "en", "base", "2.0", ""), recordsOf("de", "en", "tiny", "1.0", ""), recordsOf("ar", "en", "huge", "1.0", ""), incomplete, traversal, unhashed, split)
	models, err := Firefox(context.Background(), nil, settings(t, records, "https://files.example.org/a/"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range models {
		got = append(got, fmt.Sprintf("%s %s %d", m.Name, m.Version, len(m.Files)))
		if !m.Verified() {
			t.Errorf("%s is not verified", m.Name)
		}
	}
	if want := []string{"ar-en-base 2.0 3", "ar-en-base-memory 2.10 3", "en-ar-base-memory 2.1 4"}; !slices.Equal(got, want) {
		t.Errorf("models %q, want %q", got, want)
	}
	f := models[1].Files[1]
	if f.Name != "model.aren.intgemm.alphas.bin" || f.URL != "https://files.example.org/a/main-workspace/x/2.10model.zst" || f.Packed != (Digest{10, hash1}) || f.Plain != (Digest{100, hash2}) {
		t.Errorf("file %+v", f)
	}
}

func TestFirefoxAttachmentsAreWhereTheyAlwaysWere(t *testing.T) {
	models, err := Firefox(context.Background(), nil, settings(t, recordsOf("ar", "en", "base", "2.0", ""), ""))
	if err != nil || !strings.HasPrefix(models[0].Files[0].URL, firefoxAttachments) {
		t.Errorf("%v, %v", models, err)
	}
}

func TestFirefoxListThatCannotBeHad(t *testing.T) {
	answer := func(code int, body string) string {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(code)
			fmt.Fprint(w, body)
		}))
		t.Cleanup(s.Close)
		return s.URL
	}
	for name, x := range map[string]struct{ server, want string }{
		"404":         {answer(404, "no"), "answers 404"},
		"page":        {answer(200, "<html>log in"), "does not send what was asked for"},
		"cut":         {answer(200, `{"data":[{"na`), "does not send what was asked for"},
		"empty":       {settings(t, []any{}, ""), "no complete model"},
		"no TLS":      {"http://example.org/v1", "over https://"},
		"no server":   {"http://127.0.0.1:1/", "cannot get the list"},
		"wrong kinds": {answer(200, `{"data":[{"name":7}]}`), "does not send what was asked for"},
		"no scheme":   {"example.org", "must begin with"},
	} {
		if _, err := Firefox(context.Background(), nil, x.server); err == nil || !strings.Contains(err.Error(), x.want) {
			t.Errorf("%s: %v, want %q", name, err, x.want)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	defer s.Close()
	time.AfterFunc(20*time.Millisecond, cancel)
	if _, err := Firefox(ctx, nil, s.URL); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestVersionsAreInOrder(t *testing.T) {
	order := []string{"", "1.0a1", "1.0", "1.0.1", "1.9", "1.10", "2.0a2", "2.0a3", "2.0"}
	for i, a := range order {
		for j, b := range order {
			if got := versionLess(a, b); got != (i < j) {
				t.Errorf("%q before %q: %v", a, b, got)
			}
		}
	}
	version := rapid.StringMatching(`[0-9ab.]{0,6}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := version.Draw(t, "a"), version.Draw(t, "b")
		if versionLess(a, b) && versionLess(b, a) {
			t.Fatalf("%q and %q are each before the other", a, b)
		}
	})
}
