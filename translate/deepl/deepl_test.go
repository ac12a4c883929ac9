package deepl

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"tarjuman/translate"
	"tarjuman/translate/internal/wiretest"
)

func open(url string) translate.Backend {
	b, err := New(Options{Name: "desk", Key: wiretest.Canary, Endpoint: url})
	if err != nil {
		panic(err)
	}
	return b
}

// service answers as DeepL does, and is strict about what it is sent.
func service(t *testing.T, seen *request) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "DeepL-Auth-Key "+wiretest.Canary || strings.Contains(r.URL.String(), "canary") {
			wiretest.Reply(403, "application/json", "")(w, r)
			return
		}
		switch r.Method + " " + r.URL.Path {
		case "GET /v2/usage":
			wiretest.JSON(200, `{"character_count":180118,"character_limit":1250000}`)(w, r)
			return
		case "POST /v2/translate":
		default:
			wiretest.JSON(404, `{"message":"Not found"}`)(w, r)
			return
		}
		body, _ := io.ReadAll(r.Body)
		dec := json.NewDecoder(strings.NewReader(string(body)))
		dec.DisallowUnknownFields()
		var req request
		if err := dec.Decode(&req); err != nil {
			t.Errorf("request %s: %v", body, err)
		}
		if seen != nil {
			*seen = req
		}
		if len(req.Text) > 50 || len(body) > 128<<10 {
			wiretest.JSON(413, `{"message":"Request entity too large"}`)(w, r)
			return
		}
		type one struct {
			Detected string `json:"detected_source_language"`
			Text     string `json:"text"`
			Billed   int    `json:"billed_characters"`
			Model    string `json:"model_type_used,omitempty"`
		}
		var out struct {
			Translations []one `json:"translations"`
		}
		for _, s := range req.Text {
			out.Translations = append(out.Translations, one{"AR", "EN<" + s + ">", len([]rune(s)), req.ModelType})
		}
		json.NewEncoder(w).Encode(out)
	}
}

func TestTranslate(t *testing.T) {
	var seen request
	srv := httptest.NewServer(service(t, &seen))
	defer srv.Close()
	b, err := New(Options{Key: wiretest.Canary, Endpoint: srv.URL + "/", English: "gb", Model: "quality_optimized", Glossary: "g-1", Context: "a report on football"})
	if err != nil {
		t.Fatal(err)
	}
	res, err := b.Translate(context.Background(), "ar", "en", wiretest.Segments("قال: \"نعم\" & < 3", "سطر\nثان"))
	if err != nil {
		t.Fatal(err)
	}
	want := translate.Result{Text: "EN<قال: \"نعم\" & < 3>", Billed: 16, Origin: translate.Origin{Kind: translate.Engine, Engine: "deepl", Model: "quality_optimized"}}
	if len(res) != 2 || !reflect.DeepEqual(res[0], want) || res[1].Text != "EN<سطر\nثان>" {
		t.Errorf("got %+v", res)
	}
	if seen.SourceLang != "AR" || seen.TargetLang != "EN-GB" || seen.GlossaryID != "g-1" || seen.Context != "a report on football" ||
		seen.SplitSentences != "0" || !seen.PreserveFormatting || !seen.ShowBilled || seen.ModelType != "quality_optimized" {
		t.Errorf("sent %+v", seen)
	}
	if _, err = b.Translate(context.Background(), "en", "ar", wiretest.Segments("hello")); err != nil || seen.SourceLang != "EN" || seen.TargetLang != "AR" {
		t.Errorf("into Arabic: %v, sent %+v", err, seen)
	}
}

func TestFaults(t *testing.T) {
	own := []wiretest.Fault{
		{Name: "bad target language", Kind: translate.BadLanguage, Serve: wiretest.JSON(400, `{"message":"Value for 'target_lang' not supported."}`)},
		{Name: "bad glossary", Kind: translate.BadRequest, Serve: wiretest.JSON(404, `{"message":"Not found","detail":"No glossary found"}`)},
		{Name: "wrong key", Kind: translate.Auth, Serve: wiretest.JSON(403, `{"message":"Authorization failed: key `+wiretest.Canary+`"}`)},
		{Name: "quota", Kind: translate.Quota, Serve: wiretest.JSON(456, `{"message":"Quota Exceeded"}`)},
		{Name: "quota without a message", Kind: translate.Quota, Serve: wiretest.Reply(456, "text/plain", "")},
		{Name: "too many requests", Kind: translate.RateLimit, Serve: wiretest.JSON(429, `{"message":"Too many requests"}`)},
		{Name: "overloaded", Kind: translate.RateLimit, Serve: wiretest.JSON(529, `{"message":"Too many requests"}`)},
		{Name: "internal error", Kind: translate.Transient, Unbilled: true, Serve: wiretest.JSON(500, `{"message":"Internal error"}`)},
		{Name: "unavailable for a while", Kind: translate.Transient, Unbilled: true, RetryAfter: 3 * time.Second,
			Serve: wiretest.With("Retry-After", "3", wiretest.JSON(503, `{"message":"Service unavailable"}`))},
		{Name: "one text too many", Kind: translate.BadReply, Serve: wiretest.JSON(200, `{"translations":[{"text":"a"},{"text":"b"}]}`)},
		{Name: "no text", Kind: translate.BadReply, Serve: wiretest.JSON(200, `{"translations":[]}`)},
		{Name: "an empty text", Kind: translate.BadReply, Serve: wiretest.JSON(200, `{"translations":[{"text":" "}]}`)},
		{Name: "a text that holds the key", Kind: translate.BadReply, Serve: wiretest.JSON(200, `{"translations":[{"text":"use `+wiretest.Canary+`"}]}`)},
	}
	wiretest.Run(t, append(wiretest.Faults(), own...), open)
	wiretest.Stops(t, open)
}

func TestCheck(t *testing.T) {
	srv := httptest.NewServer(service(t, nil))
	defer srv.Close()
	b := open(srv.URL).(*Backend)
	if said, err := b.Check(context.Background()); err != nil || said != "180118 of 1250000 characters used in this period" {
		t.Errorf("%q, %v", said, err)
	}
	bad, _ := New(Options{Key: "another-key", Endpoint: srv.URL})
	_, err := bad.Check(context.Background())
	wiretest.Check(t, err, "deepl", wiretest.Fault{Kind: translate.Auth})
}

func TestOptions(t *testing.T) {
	if _, err := New(Options{Key: "  "}); !errors.Is(err, ErrNoKey) {
		t.Errorf("without a key: %v", err)
	}
	for _, opt := range []Options{
		{Key: wiretest.Canary, English: "AU"},
		{Key: wiretest.Canary, Endpoint: "http://deepl.example"},
		{Key: wiretest.Canary, Endpoint: "https://me:" + wiretest.Canary + "@deepl.example"},
		{Key: wiretest.Canary, Endpoint: "https://deepl.example/?auth_key=" + wiretest.Canary},
		{Key: wiretest.Canary, Endpoint: "ftp://deepl.example"},
		{Key: wiretest.Canary, Endpoint: "https://%zz" + wiretest.Canary},
	} {
		_, err := New(opt)
		if err == nil {
			t.Errorf("%+v is accepted", opt)
			continue
		}
		wiretest.NoSecret(t, err.Error())
	}
	for key, host := range map[string]string{"abc:fx": freeHost, "abc": proHost} {
		b, err := New(Options{Key: key})
		if err != nil || b.base != host {
			t.Errorf("key %q goes to %s, %v", key, b.base, err)
		}
	}
	b, _ := New(Options{Key: wiretest.Canary, Context: "the context"})
	info := b.Info()
	if info.Engine != "deepl" || !info.Paid || !info.Network || strings.Contains(info.Settings, "canary") || !strings.Contains(info.Settings, "context=sha256:") {
		t.Errorf("%+v", info)
	}
}
