package embedding

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tarjuman/translate"
	"tarjuman/translate/internal/wiretest"
)

// service answers as the protocol says, each text with a vector made of its
// length, in reverse order.
func service(t *testing.T, sizes *[]int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		var req struct {
			Model  string   `json:"model"`
			Input  []string `json:"input"`
			Format string   `json:"encoding_format"`
		}
		if err := json.Unmarshal(body, &req); err != nil || req.Model != "m" || req.Format != "float" || len(req.Input) == 0 {
			t.Errorf("request %s", body)
		}
		if r.Method != http.MethodPost || r.URL.Path != "/v1/embeddings" || r.Header.Get("Authorization") != "Bearer "+wiretest.Canary {
			t.Errorf("%s %s, %q", r.Method, r.URL, r.Header.Get("Authorization"))
		}
		*sizes = append(*sizes, len(req.Input))
		var data []string
		for i := len(req.Input) - 1; i >= 0; i-- {
			data = append(data, fmt.Sprintf(`{"object":"embedding","index":%d,"embedding":[%d,0.5]}`, i, len([]rune(req.Input[i]))))
		}
		fmt.Fprintf(w, `{"object":"list","data":[%s],"model":"m","usage":{"prompt_tokens":1,"total_tokens":1}}`, strings.Join(data, ","))
	}
}

func client(t *testing.T, serve http.HandlerFunc) *Client { return clientWith(t, serve, nil) }

func clientWith(t *testing.T, serve http.HandlerFunc, ledger translate.Ledger) *Client {
	srv := httptest.NewServer(serve)
	t.Cleanup(srv.Close)
	return clientAt(t, srv, ledger)
}

func clientAt(t *testing.T, srv *httptest.Server, ledger translate.Ledger) *Client {
	c, err := New(Options{
		Endpoint: srv.URL, Model: "m", Key: wiretest.Canary, Paid: true, Timeout: 2 * time.Second, Ledger: ledger, Concurrent: 1,
		Retry: translate.Retry{Base: time.Millisecond},
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// near reports whether vectors are the same as far as their kept form tells.
func near(a, b [][]float32) bool {
	return slices.EqualFunc(a, b, func(v, w []float32) bool {
		return (v == nil) == (w == nil) && slices.EqualFunc(v, w, func(x, y float32) bool {
			return math.Abs(float64(x-y)) <= 1e-4*math.Abs(float64(v[0]))
		})
	})
}

func TestEmbed(t *testing.T) {
	var sizes []int
	c := client(t, service(t, &sizes))
	got, err := c.Embed(context.Background(), []string{"نعم", "", "a  <b>", "نعم", " \n—", strings.Repeat("x", MaxText+5)})
	want := [][]float32{{3, 0.5}, nil, {5, 0.5}, {3, 0.5}, nil, {MaxText, 0.5}}
	if err != nil || !near(got, want) || !reflect.DeepEqual(sizes, []int{3}) {
		t.Errorf("%v, %v, requests of %v", got, err, sizes)
	}
	if got, err := c.Embed(context.Background(), nil); err != nil || len(got) != 0 {
		t.Errorf("nothing: %v, %v", got, err)
	}
}

func TestEmbedInBatches(t *testing.T) {
	var sizes []int
	c := client(t, service(t, &sizes))
	var texts []string
	for i := range 150 {
		texts = append(texts, strings.Repeat("y", i+1))
	}
	for i := range 12 {
		texts = append(texts, strings.Repeat("z", 5000+i))
	}
	var done []int
	c.opt.Progress = func(n, all int) { done = append(done, n) }
	got, err := c.Embed(context.Background(), texts)
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range got {
		if math.Round(float64(v[0])) != float64(len(texts[i])) {
			t.Fatalf("text %d of length %d has the vector of length %v", i, len(texts[i]), v[0])
		}
	}
	if len(sizes) < 4 || sizes[0] != maxTexts || done[len(done)-1] != len(texts) {
		t.Errorf("requests of %v, progress %v", sizes, done)
	}
}

func TestEmbedTriesAgain(t *testing.T) {
	var n atomic.Int32
	var sizes []int
	good := service(t, &sizes)
	c := client(t, func(w http.ResponseWriter, r *http.Request) {
		if n.Add(1) < 3 {
			w.Header().Set("Retry-After", "0.3")
			wiretest.JSON(429, `{"error":{"message":"slow down","type":"requests","code":"rate_limit_exceeded"}}`)(w, r)
			return
		}
		good(w, r)
	})
	begun := time.Now()
	if _, err := c.Embed(context.Background(), []string{"a"}); err != nil || n.Load() != 3 {
		t.Errorf("error %v after %d requests", err, n.Load())
	}
	if took := time.Since(begun); took < 600*time.Millisecond {
		t.Errorf("came back after %v though the server wanted 0.6 s", took)
	}
}

// endless answers without an end.
func endless(w http.ResponseWriter, _ *http.Request) {
	chunk := bytes.Repeat([]byte("[[[[[[[["), 1<<17)
	for range 40 {
		if _, err := w.Write(chunk); err != nil {
			return
		}
	}
}

// moved sends requests, and with them the key, to another host.
func moved(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "https://elsewhere.example/v1/embeddings", http.StatusTemporaryRedirect)
}

func TestEmbedErrors(t *testing.T) {
	for name, c := range map[string]struct {
		serve http.HandlerFunc
		kind  translate.ErrorKind
		says  string
	}{
		"key":      {wiretest.JSON(401, `{"error":{"message":"Incorrect API key provided: `+wiretest.Canary+`","type":"invalid_request_error","code":"invalid_api_key"}}`), translate.Auth, "Incorrect API key"},
		"model":    {wiretest.JSON(404, `{"error":{"message":"The model m does not exist","code":"model_not_found"}}`), translate.BadRequest, "does not exist"},
		"ollama":   {wiretest.JSON(404, `{"error":"model \"m\" not found"}`), translate.BadRequest, "not found"},
		"quota":    {wiretest.JSON(429, `{"error":{"message":"You exceeded your quota","code":"insufficient_quota"}}`), translate.Quota, "exceeded"},
		"length":   {wiretest.JSON(400, `{"error":{"message":"too many tokens","code":"context_length_exceeded"}}`), translate.TooLarge, "too many"},
		"fewer":    {wiretest.JSON(200, `{"data":[]}`), translate.BadReply, "0 vectors for 2 texts"},
		"twice":    {wiretest.JSON(200, `{"data":[{"index":1,"embedding":[1]},{"index":1,"embedding":[1]}]}`), translate.BadReply, "a vector for text 1"},
		"outside":  {wiretest.JSON(200, `{"data":[{"index":0,"embedding":[1]},{"index":7,"embedding":[1]}]}`), translate.BadReply, "a vector for text 7"},
		"empty":    {wiretest.JSON(200, `{"data":[{"index":0,"embedding":[]},{"index":1,"embedding":[]}]}`), translate.BadReply, "a vector of 0"},
		"uneven":   {wiretest.JSON(200, `{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":[1]}]}`), translate.BadReply, "a vector of 1 numbers among vectors of 2"},
		"endless":  {wiretest.JSON(200, `{"data":[{"index":0,"embedding":[`+strings.Repeat("0.1,", maxNumbers)+`0.1]},{"index":1,"embedding":[`+strings.Repeat("0.1,", maxNumbers)+`0.1]}]}`), translate.BadReply, "more than 16384"},
		"NaN":      {wiretest.JSON(200, `{"data":[{"index":0,"embedding":[NaN]},{"index":1,"embedding":[1]}]}`), translate.BadReply, "not the expected JSON"},
		"words":    {wiretest.JSON(200, `{"data":[{"index":0,"embedding":["much"]},{"index":1,"embedding":[1]}]}`), translate.BadReply, "not the expected JSON"},
		"null":     {wiretest.JSON(200, `{"data":[{"index":0,"embedding":null},{"index":1,"embedding":null}]}`), translate.BadReply, "a vector of 0"},
		"huge":     {endless, translate.BadReply, "an answer of more than"},
		"moved":    {moved, translate.BadRequest, "sends us to https://elsewhere.example"},
		"overflow": {wiretest.JSON(200, `{"data":[{"index":0,"embedding":[1e99]},{"index":1,"embedding":[1]}]}`), translate.BadReply, "not the expected JSON"},
	} {
		_, err := client(t, c.serve).Embed(context.Background(), []string{"a", "b"})
		var e *translate.Error
		if !errors.As(err, &e) || e.Kind != c.kind || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), wiretest.Canary) {
			t.Errorf("%s: error %v", name, err)
		}
	}
	for _, f := range wiretest.Faults() {
		c := client(t, f.Serve)
		c.opt.Retry.Attempts = 1
		_, err := c.Embed(context.Background(), []string{"a"})
		var e *translate.Error
		if !errors.As(err, &e) || e.Kind != f.Kind || strings.Contains(err.Error(), wiretest.Canary) {
			t.Errorf("%s: error %v, want kind %v", f.Name, err, f.Kind)
		}
	}
}

func TestEmbedStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	c := client(t, func(w http.ResponseWriter, r *http.Request) {
		cancel()
		wiretest.JSON(503, `{}`)(w, r)
	})
	if _, err := c.Embed(ctx, []string{"a"}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func TestNew(t *testing.T) {
	for endpoint, want := range map[string]string{
		"http://localhost:11434": "http://localhost:11434/v1/embeddings", "https://api.openai.com/v1/": "https://api.openai.com/v1/embeddings",
		"https://gate.example/openai": "https://gate.example/openai/embeddings",
	} {
		c, err := New(Options{Endpoint: endpoint, Model: "m"})
		if err != nil || c.url != want {
			t.Errorf("%s: %v, %v", endpoint, c, err)
		}
	}
	for _, o := range []Options{{}, {Endpoint: "http://x"}, {Model: "m"}, {Endpoint: "ftp://x", Model: "m"}, {Endpoint: "http://far.example/v1", Model: "m", Key: "secret-key"}} {
		if _, err := New(o); err == nil || strings.Contains(err.Error(), "secret-key") {
			t.Errorf("%+v: error %v", o, err)
		}
	}
}
