package wire

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)
	for v, want := range map[string]time.Duration{
		"": 0, "7": 7 * time.Second, " 120 ": 2 * time.Minute, "0": 0, "1.5": 1500 * time.Millisecond, "-3": 0, "soon": 0, "1e300": 0, "NaN": 0,
		"Mon, 04 May 2026 12:00:30 GMT": 30 * time.Second, "Mon, 04 May 2026 11:00:00 GMT": 0,
	} {
		if got := RetryAfter(http.Header{"Retry-After": {v}}, now); got != want {
			t.Errorf("%q: %v, want %v", v, got, want)
		}
	}
}

func TestEndpoint(t *testing.T) {
	for _, c := range []struct {
		address    string
		key, plain bool
		want       string
	}{
		{"https://api.example/v1/", true, false, "https://api.example/v1"},
		{" http://localhost:5000 ", true, false, "http://localhost:5000"},
		{"http://127.0.0.1:11434/v1", true, false, "http://127.0.0.1:11434/v1"},
		{"http://[::1]:80", true, false, "http://[::1]:80"},
		{"http://lan.example", false, false, "http://lan.example"},
		{"http://lan.example", true, true, "http://lan.example"},
		{"http://lan.example", true, false, ""},
		{"http://localhost.example", true, false, ""},
		{"lan.example", false, false, ""},
		{"https://", false, false, ""},
		{"https://a:b@c", false, false, ""},
		{"https://c/?key=1", false, false, ""},
		{"https://c/#key", false, false, ""},
		{"file:///etc/passwd", false, false, ""},
	} {
		got, err := Endpoint(c.address, c.key, c.plain)
		if got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%+v: %q, %v", c, got, err)
		}
	}
}

// A secret is cut out of a message however the message writes it.
func TestCleanCutsSecretsOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		secret := rapid.StringMatching(`[A-Za-z0-9+/=:_\-]{8,40}`).Draw(t, "secret")
		before := rapid.StringMatching(`[a-z ]{0,20}`).Draw(t, "before")
		form := rapid.SampledFrom([]string{secret, url.QueryEscape(secret), base64.StdEncoding.EncodeToString([]byte(secret))}).Draw(t, "form")
		if got := Clean(before+" "+form+"! and", secret); strings.Contains(got, form) {
			t.Fatalf("%q keeps %q", got, form)
		}
	})
}

func TestCleanKnowsShapesOfKeys(t *testing.T) {
	for _, msg := range []string{
		"Authorization: Bearer abcdef-SECRET-x", "authorization=DeepL-Auth-Key SECRET:fx", `{"api_key":"SECRET"}`, "?key=SECRET&x=1", "Incorrect API key provided: sk-proj-SECRET.",
		"DeepL-Auth-Key SECRET", "token ya29.SECRET", "OPENAI_API_KEY=SECRET", "Ocp-Apim-Subscription-Key: SECRET", "password = SECRET",
	} {
		if got := Clean(msg); strings.Contains(got, "SECRET") || !strings.Contains(got, redacted) {
			t.Errorf("%q became %q", msg, got)
		}
	}
	for _, msg := range []string{"the key figure of the report", "tokenizer failed", "keyboard: none", "the monkey = 3"} {
		if got := Clean(msg); got != msg {
			t.Errorf("%q became %q", msg, got)
		}
	}
}

func TestCleanIsOneSafeLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		got := Clean(rapid.String().Draw(t, "message"))
		if strings.ContainsAny(got, "\n\r\t\x1b") || len(got) > maxMessage+len("…") || !utf8.ValidString(got) {
			t.Fatalf("%q", got)
		}
	})
}

func TestSettings(t *testing.T) {
	long := strings.Repeat("x", 200)
	got := Settings("host", "https://a.example", "glossary", "", "context", "two words", "prompt", long)
	if !strings.HasPrefix(got, "host=https://a.example context=sha256:") || strings.Contains(got, "glossary") || strings.Contains(got, long) {
		t.Error(got)
	}
	if Settings("a", "one two") == Settings("a", "one three") {
		t.Error("different values, same settings")
	}
}
