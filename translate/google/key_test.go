package google

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"tarjuman/translate"
	"tarjuman/translate/internal/wiretest"
)

func openWithKey(url string) translate.Backend {
	b, err := NewWithKey(KeyOptions{Key: wiretest.Canary, Endpoint: url})
	if err != nil {
		panic(err)
	}
	return b
}

// keyService answers as the older interface does.
func keyService(t *testing.T) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Goog-Api-Key") != wiretest.Canary || strings.Contains(r.URL.String(), "canary") {
			wiretest.JSON(400, `{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID","domain":"googleapis.com"}]}}`)(w, r)
			return
		}
		if r.URL.Path == "/language/translate/v2/languages" {
			wiretest.JSON(200, `{"data":{"languages":[{"language":"ar"},{"language":"en"}]}}`)(w, r)
			return
		}
		var req keyRequest
		if err := json.NewDecoder(r.Body).Decode(&req); err != nil || r.Method != "POST" || r.URL.Path != "/language/translate/v2" || req.Format != "text" {
			t.Errorf("%s %s: %+v, %v", r.Method, r.URL, req, err)
		}
		var list []map[string]string
		for _, q := range req.Q {
			list = append(list, map[string]string{"translatedText": req.Source + ">" + req.Target + ": " + q, "model": req.Model})
		}
		json.NewEncoder(w).Encode(map[string]any{"data": map[string]any{"translations": list}})
	}
}

func TestTranslateWithKey(t *testing.T) {
	srv := httptest.NewServer(keyService(t))
	defer srv.Close()
	b, err := NewWithKey(KeyOptions{Name: "cheap", Key: wiretest.Canary, Endpoint: srv.URL, Model: "nmt"})
	if err != nil {
		t.Fatal(err)
	}
	res, err := b.Translate(context.Background(), "ar", "en", wiretest.Segments("قال: \"نعم\" <3", "ثان"))
	if err != nil || res[0].Text != "ar>en: قال: \"نعم\" <3" || res[1].Origin != (translate.Origin{Kind: translate.Engine, Engine: "google", Model: "nmt"}) {
		t.Errorf("got %+v, %v", res, err)
	}
	if said, err := b.Check(context.Background()); err != nil || said != "2 languages" {
		t.Errorf("%q, %v", said, err)
	}
}

func TestKeyFaults(t *testing.T) {
	own := []wiretest.Fault{
		{Name: "wrong key", Kind: translate.Auth, Serve: wiretest.JSON(400, `{"error":{"code":400,"message":"API key not valid: `+wiretest.Canary+`","status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}}`)},
		{Name: "not enabled", Kind: translate.Auth, Serve: wiretest.JSON(403, `{"error":{"code":403,"message":"Cloud Translation API has not been used in project 1 before or it is disabled.","status":"PERMISSION_DENIED","details":[{"reason":"SERVICE_DISABLED"}]}}`)},
		{Name: "daily limit", Kind: translate.Quota, Serve: wiretest.JSON(403, `{"error":{"code":403,"message":"Daily Limit Exceeded","errors":[{"message":"Daily Limit Exceeded","domain":"usageLimits","reason":"dailyLimitExceeded"}]}}`)},
		{Name: "user rate limit", Kind: translate.RateLimit, Serve: wiretest.JSON(403, `{"error":{"code":403,"message":"User Rate Limit Exceeded","errors":[{"domain":"usageLimits","reason":"userRateLimitExceeded"}]}}`)},
		{Name: "too large", Kind: translate.TooLarge, Serve: wiretest.JSON(413, `{"error":{"code":413,"message":"The request is too large."}}`)},
		{Name: "too many texts", Kind: translate.TooLarge, Serve: wiretest.JSON(400, `{"error":{"code":400,"message":"Too many text segments","status":"INVALID_ARGUMENT"}}`)},
		{Name: "bad language", Kind: translate.BadLanguage, Serve: wiretest.JSON(400, `{"error":{"code":400,"message":"Bad language pair: ar|xx","status":"INVALID_ARGUMENT"}}`)},
		{Name: "backend error", Kind: translate.Transient, Unbilled: true, Serve: wiretest.JSON(503, `{"error":{"code":503,"message":"The service is currently unavailable.","status":"UNAVAILABLE"}}`)},
		{Name: "two texts", Kind: translate.BadReply, Serve: wiretest.JSON(200, `{"data":{"translations":[{"translatedText":"a"},{"translatedText":"b"}]}}`)},
	}
	wiretest.Run(t, append(wiretest.Faults(), own...), openWithKey)
	wiretest.Stops(t, openWithKey)
}

func TestKeyOptions(t *testing.T) {
	if _, err := NewWithKey(KeyOptions{}); !errors.Is(err, ErrNoKey) {
		t.Errorf("without a key: %v", err)
	}
	if _, err := NewWithKey(KeyOptions{Key: wiretest.Canary, Endpoint: "http://translate.example"}); err == nil || strings.Contains(err.Error(), "canary") {
		t.Errorf("a key without TLS: %v", err)
	}
}
