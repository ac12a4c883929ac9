package deepl

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"tarjuman/translate"
	"tarjuman/translate/internal/wiretest"
)

// account keeps glossaries as DeepL does, beside what service answers.
type account struct {
	mu    sync.Mutex
	kept  []stored
	posts int
	used  []string                               // glossary ids of translations
	fail  func(r *http.Request) http.HandlerFunc // nil, or nil of it, for none
}

func (a *account) serve(t *testing.T) *httptest.Server {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.mu.Lock()
		defer a.mu.Unlock()
		if a.fail != nil {
			if f := a.fail(r); f != nil {
				f(w, r)
				return
			}
		}
		rest, ok := strings.CutPrefix(r.URL.Path, "/v3/glossaries")
		if !ok {
			var seen request
			service(t, &seen)(w, r)
			if r.Method == http.MethodPost {
				a.used = append(a.used, seen.GlossaryID)
			}
			return
		}
		if r.Header.Get("Authorization") != "DeepL-Auth-Key "+wiretest.Canary {
			w.WriteHeader(403)
			return
		}
		switch r.Method {
		case http.MethodGet:
			json.NewEncoder(w).Encode(map[string]any{"glossaries": a.kept})
		case http.MethodDelete:
			for i, s := range a.kept {
				if "/"+s.ID == rest {
					a.kept = append(a.kept[:i], a.kept[i+1:]...)
					w.WriteHeader(204)
					return
				}
			}
			wiretest.JSON(404, `{"message":"Glossary not found"}`)(w, r)
		case http.MethodPost:
			a.posts++
			var in stored
			dec := json.NewDecoder(r.Body)
			dec.DisallowUnknownFields()
			if err := dec.Decode(&in); err != nil || in.Name == "" || len(in.Dictionaries) != 1 || in.Dictionaries[0].Format != "tsv" {
				t.Errorf("%v: %+v", err, in)
			}
			in.ID = fmt.Sprint("made-", a.posts)
			d := &in.Dictionaries[0]
			lines := strings.Split(d.Entries, "\n")
			seen := map[string]bool{}
			for _, l := range lines {
				source, target, _ := strings.Cut(l, "\t")
				if source == "" || target == "" || strings.Contains(target, "\t") || seen[source] {
					t.Errorf("bad entry %q", l)
				}
				seen[source] = true
			}
			d.Count, d.Entries, d.Format = len(lines), "", ""
			d.Source, d.Target = strings.ToUpper(d.Source), strings.ToUpper(d.Target) // the service has written them both ways
			a.kept = append(a.kept, in)
			w.WriteHeader(201)
			json.NewEncoder(w).Encode(in)
		}
	}))
	t.Cleanup(srv.Close)
	return srv
}

var terms = []translate.Term{
	{Source: "القمح", Target: "wheat"}, {Source: "الشعير", Target: "barley"}, {Source: "القمح", Target: "corn"},
	{Source: "الذرة", Forbidden: []string{"mais"}}, {Source: "barley", Target: "الشعير"},
}

func withTerms(t *testing.T, url string, list []translate.Term) *Backend {
	t.Helper()
	b, err := New(Options{Name: "desk", Key: wiretest.Canary, Endpoint: url, Terms: list})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func send(t *testing.T, b *Backend, from, to string) {
	t.Helper()
	if _, err := b.Translate(context.Background(), from, to, wiretest.Segments("أ")); err != nil {
		t.Error(err)
	}
}

// Terms become one glossary of the account for each direction, which later runs find
// again; other terms become another one.
func TestTermsAreUploadedOnce(t *testing.T) {
	a := &account{}
	srv := a.serve(t)
	b := withTerms(t, srv.URL, terms)
	if !b.Info().Glossary {
		t.Error("says that it applies no glossary")
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() { send(t, b, "ar", "en") })
	}
	all.Wait()
	send(t, withTerms(t, srv.URL, []translate.Term{terms[1], terms[0]}), "ar", "en") // another run, the file in another order
	if a.posts != 1 || len(a.kept) != 1 || a.kept[0].Dictionaries[0].Count != 2 {
		t.Errorf("%d uploads, kept %+v", a.posts, a.kept)
	}
	send(t, b, "en", "ar")
	if a.posts != 2 {
		t.Errorf("%d uploads with the other direction", a.posts)
	}
	more := withTerms(t, srv.URL, append(terms[:1:1], translate.Term{Source: "الأرز", Target: "rice"}))
	send(t, more, "ar", "en")
	if got := strings.Join(a.used, " "); got != "made-1 made-1 made-1 made-1 made-1 made-2 made-3" {
		t.Errorf("used %s", got)
	}
	if b.Info().Settings == more.Info().Settings {
		t.Error("answers with other terms would be taken for the same")
	}
	none := withTerms(t, srv.URL, terms[3:4])
	if send(t, none, "ar", "en"); a.used[len(a.used)-1] != "" || a.posts != 3 {
		t.Error("a glossary without renderings was made")
	}
	a.kept[2].Dictionaries[0].Count++ // somebody has edited it
	if send(t, withTerms(t, srv.URL, more.opt.Terms), "ar", "en"); a.posts != 4 {
		t.Error("an edited glossary was used")
	}
}

func TestCheckNamesTheGlossary(t *testing.T) {
	a := &account{}
	b := withTerms(t, a.serve(t).URL, terms)
	said, err := b.Check(context.Background())
	if err != nil || !strings.HasSuffix(said, "glossary: 2 terms ar to en will be uploaded, 1 terms en to ar will be uploaded") {
		t.Errorf("%q, %v", said, err)
	}
	send(t, b, "ar", "en")
	if said, _ = b.Check(context.Background()); !strings.Contains(said, "2 terms ar to en in the account") {
		t.Errorf("%q", said)
	}
}

// Tidying leaves the glossaries in use, and those of others.
func TestTidy(t *testing.T) {
	a := &account{kept: []stored{{ID: "x", Name: "tarjuman desk terms"}, {ID: "y", Name: "Medicine"}, {ID: "z", Name: "tarjuman ar-en 0123456789abcdef"}}}
	b := withTerms(t, a.serve(t).URL, terms)
	send(t, b, "ar", "en")
	gone, err := b.Tidy(context.Background())
	if err != nil || strings.Join(gone, "|") != "tarjuman ar-en 0123456789abcdef" {
		t.Errorf("deleted %q, %v", gone, err)
	}
	var left []string
	for _, s := range a.kept {
		left = append(left, s.ID)
	}
	if strings.Join(left, " ") != "x y made-1" {
		t.Errorf("left %v", left)
	}
}

// A glossary that cannot be had sends no text, costs nothing and says what to do.
func TestGlossaryFaults(t *testing.T) {
	for _, at := range []string{http.MethodGet, http.MethodPost} {
		for _, f := range append(wiretest.Faults(), wiretest.Fault{Name: "plan", Kind: translate.Quota, Serve: wiretest.JSON(456, `{"message":"Quota exceeded. The maximum number of glossaries has been reached."}`)},
			wiretest.Fault{Name: "no id", Kind: translate.BadRequest, Serve: wiretest.JSON(201, `{"name":"x"}`)}) {
			if at == http.MethodGet && (f.Name == "no id" || f.Name == "null") {
				continue // means that there are none
			}
			t.Run(at+" "+f.Name, func(t *testing.T) {
				a := &account{fail: func(r *http.Request) http.HandlerFunc {
					if strings.HasPrefix(r.URL.Path, "/v3/") && r.Method == at {
						return f.Serve
					}
					return nil
				}}
				_, err := withTerms(t, a.serve(t).URL, terms).Translate(context.Background(), "ar", "en", wiretest.Segments("أ"))
				e, ok := err.(*translate.Error)
				if !ok || e.MayBeCharged() || !strings.Contains(err.Error(), "making the glossary: ") || !strings.Contains(err.Error(), "glossary: none") || strings.Contains(err.Error(), "canary") {
					t.Errorf("%v", err)
				}
				if len(a.used) > 0 {
					t.Error("text was sent without the glossary")
				}
			})
		}
	}
}

// Whatever the terms hold, the entries are what the service takes.
func TestEntriesAreClean(t *testing.T) {
	text := rapid.StringOfN(rapid.SampledFrom([]rune("اب a\t\n\r\u2028\x00\u200b\"")), 0, 12, -1)
	rapid.Check(t, func(rt *rapid.T) {
		var list []translate.Term
		for range rapid.IntRange(0, 8).Draw(rt, "terms") {
			list = append(list, translate.Term{Source: text.Draw(rt, "source"), Target: text.Draw(rt, "target")})
		}
		list = append(list, translate.Term{Source: strings.Repeat("ا", 600), Target: "too long"})
		g := newGlossary("ar", "en", list)
		n := 0
		seen := map[string]bool{}
		for line := range strings.SplitSeq(g.entries, "\n") {
			if line == "" {
				continue
			}
			n++
			c := strings.Split(line, "\t")
			if len(c) != 2 || c[0] == "" || c[1] == "" || strings.TrimSpace(c[0]) != c[0] || seen[c[0]] || strings.ContainsAny(line, "\r\x00\u2028") || len(c[0]) > 1024 {
				rt.Fatalf("entry %q", line)
			}
			seen[c[0]] = true
		}
		if n != g.count {
			rt.Fatalf("%d entries, said %d", n, g.count)
		}
	})
}
