package libre

import (
	"context"
	"encoding/json"
	"errors"
	"html"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"tarjuman/translate"
	"tarjuman/translate/internal/wiretest"
)

func open(url string) translate.Backend {
	b, err := New(Options{Key: wiretest.Canary, Endpoint: url})
	if err != nil {
		panic(err)
	}
	return b
}

// service answers as LibreTranslate does: it undoes entities in its results.
func service(t *testing.T) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/languages":
			wiretest.JSON(200, `[{"code":"en","name":"English","targets":["ar","en","fr"]},{"code":"ar","name":"Arabic","targets":["en"]}]`)(w, r)
			return
		case "/translate":
		default:
			t.Errorf("request %s", r.URL)
		}
		var req request
		if err := json.NewDecoder(r.Body).Decode(&req); err != nil {
			t.Error(err)
		}
		if req.Key != wiretest.Canary || req.Format != "text" {
			wiretest.JSON(403, `{"error":"Invalid API key"}`)(w, r)
			return
		}
		var out []string
		for _, q := range req.Q {
			out = append(out, html.UnescapeString(req.Source+">"+req.Target+": "+q))
		}
		json.NewEncoder(w).Encode(map[string]any{"translatedText": out})
	}
}

func TestTranslate(t *testing.T) {
	srv := httptest.NewServer(service(t))
	defer srv.Close()
	in := wiretest.Segments("نص", "a < b & c", "اكتب &lt;b&gt; أو &amp; هنا", "&#39;")
	res, err := open(srv.URL+"/").Translate(context.Background(), "ar", "en", in)
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range res {
		if r.Text != "ar>en: "+in[i].Text {
			t.Errorf("%q came back as %q", in[i].Text, r.Text)
		}
	}
}

func TestFaults(t *testing.T) {
	own := []wiretest.Fault{
		{Name: "too long", Kind: translate.TooLarge, Serve: wiretest.JSON(400, `{"error":"Invalid request: request (2500) exceeds text limit (2000)"}`)},
		{Name: "bad language", Kind: translate.BadLanguage, Serve: wiretest.JSON(400, `{"error":"ar is not supported"}`)},
		{Name: "key wanted", Kind: translate.Auth, Serve: wiretest.JSON(400, `{"error":"Visit https://portal.libretranslate.com to get an API key"}`)},
		{Name: "wrong key", Kind: translate.Auth, Serve: wiretest.JSON(403, `{"error":"Invalid API key `+wiretest.Canary+`"}`)},
		{Name: "banned", Kind: translate.RateLimit, RetryAfter: time.Minute, Serve: wiretest.With("Retry-After", "60", wiretest.JSON(429, `{"error":"Slowdown: 80 per 1 minute"}`))},
		{Name: "engine failed", Kind: translate.Transient, Unbilled: true, Serve: wiretest.JSON(500, `{"error":"Cannot translate text: out of memory"}`)},
		{Name: "a single text", Kind: translate.BadReply, Serve: wiretest.JSON(200, `{"translatedText":"one"}`)},
		{Name: "two texts", Kind: translate.BadReply, Serve: wiretest.JSON(200, `{"translatedText":["one","two"]}`)},
	}
	wiretest.Run(t, append(wiretest.Faults(), own...), open)
	wiretest.Stops(t, open)
}

func TestCheck(t *testing.T) {
	srv := httptest.NewServer(service(t))
	defer srv.Close()
	if said, err := open(srv.URL).(*Backend).Check(context.Background()); err != nil || said != "translates en to ar, ar to en" {
		t.Errorf("%q, %v", said, err)
	}
	other := httptest.NewServer(wiretest.JSON(200, `[{"code":"fr","targets":["en"]}]`))
	defer other.Close()
	_, err := open(other.URL).(*Backend).Check(context.Background())
	wiretest.Check(t, err, "libre", wiretest.Fault{Kind: translate.BadLanguage})
}

func TestOptions(t *testing.T) {
	if _, err := New(Options{}); !errors.Is(err, ErrNoEndpoint) {
		t.Errorf("without a server: %v", err)
	}
	if _, err := New(Options{Key: wiretest.Canary, Endpoint: "http://libre.example"}); err == nil || strings.Contains(err.Error(), "canary") {
		t.Errorf("a key without TLS: %v", err)
	}
	own, err := New(Options{Endpoint: "http://libre.lan:5000"})
	if err != nil || own.Info().Paid || own.Info().Limits.RequestsPerMinute != 0 || own.Info().Limits.CodePoints != DefaultCodePoints {
		t.Errorf("a server of one's own: %+v, %v", own, err)
	}
	insecure, err := New(Options{Key: wiretest.Canary, Endpoint: "http://libre.lan:5000", Insecure: true, Paid: true, CodePoints: 500})
	if err != nil || !insecure.Info().Paid || insecure.Info().Limits.CodePoints != 500 || strings.Contains(insecure.Info().Settings, "canary") {
		t.Errorf("%+v, %v", insecure, err)
	}
}
