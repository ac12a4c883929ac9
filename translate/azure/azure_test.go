package azure

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"tarjuman/translate"
	"tarjuman/translate/internal/wiretest"
)

func open(url string) translate.Backend {
	b, err := New(Options{Key: wiretest.Canary, Region: "westeurope", Endpoint: url})
	if err != nil {
		panic(err)
	}
	return b
}

// service answers as Azure does, and is strict about what it is sent.
func service(t *testing.T) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		if q.Get("api-version") != "3.0" {
			wiretest.JSON(400, `{"error":{"code":400021,"message":"The API version is invalid."}}`)(w, r)
			return
		}
		if r.Method == "GET" && r.URL.Path == "/languages" {
			wiretest.JSON(200, `{"translation":{"ar":{"name":"Arabic","dir":"rtl"},"en":{"name":"English","dir":"ltr"}}}`)(w, r)
			return
		}
		if r.Header.Get("Ocp-Apim-Subscription-Key") != wiretest.Canary || r.Header.Get("Ocp-Apim-Subscription-Region") != "westeurope" {
			wiretest.JSON(401, `{"error":{"code":401000,"message":"The request is not authorized because credentials are missing or invalid."}}`)(w, r)
			return
		}
		if strings.Contains(r.URL.String(), "canary") || r.URL.Path != "/translate" || q.Get("textType") != "plain" {
			t.Errorf("request %s", r.URL)
		}
		var in []struct{ Text string }
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
			t.Error(err)
		}
		type tr struct {
			Text string `json:"text"`
			To   string `json:"to"`
		}
		var out []map[string][]tr
		for _, s := range in {
			out = append(out, map[string][]tr{"translations": {{q.Get("from") + ">" + q.Get("to") + q.Get("category") + ": " + s.Text, q.Get("to")}}})
		}
		json.NewEncoder(w).Encode(out)
	}
}

func TestTranslate(t *testing.T) {
	srv := httptest.NewServer(service(t))
	defer srv.Close()
	res, err := open(srv.URL).Translate(context.Background(), "ar", "en", wiretest.Segments("نص <b>", "ثان"))
	if err != nil || len(res) != 2 || res[0].Text != "ar>en: نص <b>" || res[1].Origin != (translate.Origin{Kind: translate.Engine, Engine: "azure"}) {
		t.Errorf("got %+v, %v", res, err)
	}
	b, err := New(Options{Name: "news", Key: wiretest.Canary, Region: "westeurope", Endpoint: srv.URL, Category: "NEWS-1"})
	if err != nil {
		t.Fatal(err)
	}
	res, err = b.Translate(context.Background(), "en", "ar", wiretest.Segments("a & b"))
	if err != nil || res[0].Text != "en>arNEWS-1: a & b" || res[0].Origin.Model != "NEWS-1" {
		t.Errorf("got %+v, %v", res, err)
	}
}

func TestFaults(t *testing.T) {
	own := []wiretest.Fault{
		{Name: "bad language", Kind: translate.BadLanguage, Serve: wiretest.JSON(400, `{"error":{"code":400036,"message":"The target language is not valid."}}`)},
		{Name: "too long", Kind: translate.TooLarge, Serve: wiretest.JSON(400, `{"error":{"code":400077,"message":"The maximum request size has been exceeded."}}`)},
		{Name: "bad category", Kind: translate.BadRequest, Serve: wiretest.JSON(400, `{"error":{"code":400003,"message":"The category is not valid."}}`)},
		{Name: "wrong key", Kind: translate.Auth, Serve: wiretest.JSON(401, `{"error":{"code":"401","message":"Access denied due to invalid subscription key `+wiretest.Canary+`"}}`)},
		{Name: "free quota", Kind: translate.Quota, Serve: wiretest.JSON(403, `{"error":{"code":403001,"message":"The operation is not allowed because the subscription has exceeded its free quota."}}`)},
		{Name: "not allowed", Kind: translate.Auth, Serve: wiretest.JSON(403, `{"error":{"code":403000,"message":"The operation is not allowed."}}`)},
		{Name: "too many requests", Kind: translate.RateLimit, RetryAfter: 2 * time.Second,
			Serve: wiretest.With("Retry-After", "2", wiretest.JSON(429, `{"error":{"code":429001,"message":"The server rejected the request because the client has exceeded request limits."}}`))},
		{Name: "model being loaded", Kind: translate.Transient, Unbilled: true, Serve: wiretest.JSON(408, `{"error":{"code":408001,"message":"The custom translation system requested is not yet available."}}`)},
		{Name: "unexpected error", Kind: translate.Transient, Unbilled: true, Serve: wiretest.JSON(500, `{"error":{"code":500000,"message":"An unexpected error occurred."}}`)},
		{Name: "unavailable", Kind: translate.Transient, Unbilled: true, Serve: wiretest.JSON(503, `{"error":{"code":503000,"message":"Service is temporarily unavailable."}}`)},
		{Name: "two languages", Kind: translate.BadReply, Serve: wiretest.JSON(200, `[{"translations":[{"text":"a","to":"en"},{"text":"b","to":"fr"}]}]`)},
		{Name: "one text too many", Kind: translate.BadReply, Serve: wiretest.JSON(200, `[{"translations":[{"text":"a"}]},{"translations":[{"text":"b"}]}]`)},
	}
	wiretest.Run(t, append(wiretest.Faults(), own...), open)
	wiretest.Stops(t, open)
}

func TestCheck(t *testing.T) {
	srv := httptest.NewServer(service(t))
	defer srv.Close()
	if _, err := open(srv.URL).(*Backend).Check(context.Background()); err != nil {
		t.Error(err)
	}
	// The key is tried without sending, or paying for, any text.
	for name, c := range map[string]struct {
		status int
		body   string
		want   *wiretest.Fault
	}{
		"an empty answer":   {200, `[]`, nil},
		"no texts":          {400, `{"error":{"code":400000,"message":"One of the request inputs is not valid."}}`, nil},
		"a wrong key":       {401, `{"error":{"code":"401","message":"Access denied due to invalid subscription key"}}`, &wiretest.Fault{Kind: translate.Auth}},
		"a wrong key, mute": {401, ``, &wiretest.Fault{Kind: translate.Auth}},
		"a used-up quota":   {403, `{"error":{"code":403001,"message":"exceeded its free quota"}}`, &wiretest.Fault{Kind: translate.Quota}},
	} {
		srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodGet {
				fmt.Fprint(w, `{"translation":{"ar":{},"en":{}}}`)
				return
			}
			if sent, _ := io.ReadAll(r.Body); strings.TrimSpace(string(sent)) != "[]" || r.Header.Get("Ocp-Apim-Subscription-Key") != wiretest.Canary {
				t.Errorf("%s: sent %s", name, sent)
			}
			w.WriteHeader(c.status)
			fmt.Fprint(w, c.body)
		}))
		said, err := open(srv.URL).(*Backend).Check(context.Background())
		srv.Close()
		switch {
		case c.want != nil:
			wiretest.Check(t, err, "azure", *c.want)
		case err != nil || said != "2 languages; the key is accepted (asked without text, which costs nothing)":
			t.Errorf("%s: %q, %v", name, said, err)
		}
	}
	empty := httptest.NewServer(wiretest.JSON(200, `{"translation":{"en":{}}}`))
	defer empty.Close()
	_, err := open(empty.URL).(*Backend).Check(context.Background())
	wiretest.Check(t, err, "azure", wiretest.Fault{Kind: translate.BadLanguage})
}

func TestOptions(t *testing.T) {
	if _, err := New(Options{}); !errors.Is(err, ErrNoKey) {
		t.Errorf("without a key: %v", err)
	}
	if _, err := New(Options{Key: wiretest.Canary, Endpoint: "http://azure.example"}); err == nil {
		t.Error("a key without TLS is accepted")
	} else {
		wiretest.NoSecret(t, err.Error())
	}
	b, err := New(Options{Key: wiretest.Canary})
	if err != nil || b.Info().Settings != "host="+publicHost || !b.Info().Paid {
		t.Errorf("%+v, %v", b.Info(), err)
	}
}
