package openai

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"tarjuman/translate"
	"tarjuman/translate/internal/wiretest"
)

func open(url string) translate.Backend {
	b, err := New(Options{Name: "llm", Key: wiretest.Canary, Endpoint: url, Model: "m-1"})
	if err != nil {
		panic(err)
	}
	return b
}

// model is a scripted server. It answers as say does, given the items it was
// sent, and remembers the requests.
type model struct {
	t        *testing.T
	say      func(call int, items []item) string
	finish   string
	mu       sync.Mutex
	requests []request
}

func (m *model) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Authorization") != "Bearer "+wiretest.Canary || strings.Contains(r.URL.String(), "canary") {
		wiretest.JSON(401, `{"error":{"message":"Incorrect API key provided: `+wiretest.Canary+`","type":"invalid_request_error","code":"invalid_api_key"}}`)(w, r)
		return
	}
	if r.URL.Path == "/models" {
		wiretest.JSON(200, `{"object":"list","data":[{"id":"m-1:latest"},{"id":"other"}]}`)(w, r)
		return
	}
	var req request
	if err := json.NewDecoder(r.Body).Decode(&req); err != nil || r.URL.Path != "/chat/completions" || len(req.Messages) != 2 || req.Stream {
		m.t.Errorf("%s: %+v, %v", r.URL, req, err)
	}
	m.mu.Lock()
	call := len(m.requests)
	m.requests = append(m.requests, req)
	m.mu.Unlock()
	var items []item
	for line := range strings.Lines(req.Messages[1].Content) {
		var it item
		if strings.HasPrefix(line, "{") && json.Unmarshal([]byte(line), &it) == nil {
			items = append(items, it)
		}
	}
	finish := m.finish
	if finish == "" {
		finish = "stop"
	}
	json.NewEncoder(w).Encode(map[string]any{"choices": []any{map[string]any{"message": map[string]any{"role": "assistant", "content": m.say(call, items)}, "finish_reason": finish}},
		"usage": map[string]int{"prompt_tokens": 100, "completion_tokens": 7, "total_tokens": 107}})
}

func serve(t *testing.T, m *model, opt Options) *Backend {
	t.Helper()
	m.t = t
	srv := httptest.NewServer(m)
	t.Cleanup(srv.Close)
	opt.Name, opt.Key, opt.Endpoint, opt.Model = "llm", wiretest.Canary, srv.URL, "m-1"
	b, err := New(opt)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

var (
	sentences = []string{"وصل الوزير إلى العاصمة صباح اليوم.", "ارتفعت أسعار القمح في الأسواق.", "انتهى الاجتماع من دون اتفاق."}
	english   = map[string]string{
		sentences[0]: "The minister arrived in the capital this morning.",
		sentences[1]: "Wheat prices rose in the markets.",
		sentences[2]: "The meeting ended without an agreement.",
	}
)

// wrap writes the answer as it was asked for.
func wrap(items []item) string {
	b, _ := json.Marshal(map[string]any{"translations": items})
	return string(b)
}

func honest(_ int, in []item) string { return wrap(translated(in)) }

func translated(in []item) []item {
	out := make([]item, len(in))
	for i, it := range in {
		out[i] = item{it.ID, english[it.Text]}
	}
	return out
}

func texts(res []translate.Result) string {
	var out []string
	for _, r := range res {
		out = append(out, r.Text)
	}
	return strings.Join(out, " | ")
}

var allThree = english[sentences[0]] + " | " + english[sentences[1]] + " | " + english[sentences[2]]

func TestTranslate(t *testing.T) {
	m := &model{say: honest}
	b := serve(t, m, Options{Instructions: "Use  British\nspelling.", Glossary: []translate.Term{
		{Source: "القمح", Target: "wheat", Forbidden: []string{"corn"}}, {Source: "الشعير", Target: "barley"},
		{Source: "القمح", Target: "قمح"}, // of the other direction
	}})
	res, err := b.Translate(context.Background(), "ar", "en", wiretest.Segments(sentences...))
	if err != nil || texts(res) != allThree || res[0].Origin != (translate.Origin{Kind: translate.Engine, Engine: "openai", Model: "m-1"}) {
		t.Errorf("got %+v, %v", res, err)
	}
	r := m.requests[0]
	if r.Model != "m-1" || *r.Temperature != 0 || *r.Seed != 1 || !strings.Contains(string(r.ResponseFormat), "json_schema") {
		t.Errorf("sent %+v", r)
	}
	user := r.Messages[1].Content
	if !strings.Contains(user, "- القمح = wheat (never: corn)") || strings.Contains(user, "الشعير") || strings.Contains(user, "= قمح") || !strings.HasSuffix(r.Messages[0].Content, " Use British spelling.") {
		t.Errorf("prompt %q\n%q", r.Messages[0].Content, user)
	}
	if _, err = b.Translate(context.Background(), "ar", "en", wiretest.Segments(sentences[0])); err != nil {
		t.Fatal(err)
	}
	if fence(m.requests[0]) == fence(m.requests[1]) || len(fence(m.requests[0])) < 30 {
		t.Errorf("the fence %q can be guessed", fence(m.requests[0]))
	}
}

func fence(r request) string {
	for line := range strings.Lines(r.Messages[1].Content) {
		if strings.HasPrefix(line, "=====") {
			return strings.TrimSpace(line)
		}
	}
	return ""
}

// Answers in other shapes than the one asked for are understood, or refused as a
// whole and asked for one by one.
func TestShapesOfAnswers(t *testing.T) {
	e := func(i int) string { return english[sentences[i]] }
	for name, c := range map[string]struct {
		first string
		calls int
	}{
		"reordered":       {wrap([]item{{3, e(2)}, {1, e(0)}, {2, e(1)}}), 1},
		"a list":          {fmt.Sprintf(`[{"id":1,"text":%q},{"id":2,"translation":%q},{"id":"3","en":%q}]`, e(0), e(1), e(2)), 1},
		"lines":           {fmt.Sprintf("{\"id\":1,\"text\":%q}\n{\"id\":2,\"text\":%q}\n{\"id\":3,\"text\":%q}", e(0), e(1), e(2)), 1},
		"a code block":    {"```json\n" + wrap([]item{{1, e(0)}, {2, e(1)}, {3, e(2)}}) + "\n```", 1},
		"thoughts before": {"<think>\nLet me see.\n</think>\n" + wrap([]item{{1, e(0)}, {2, e(1)}, {3, e(2)}}), 1},
		"one missing":     {wrap([]item{{1, e(0)}, {2, e(1)}}), 4},
		"one twice":       {wrap([]item{{1, e(0)}, {1, e(1)}, {3, e(2)}}), 4},
		"one unknown":     {wrap([]item{{1, e(0)}, {2, e(1)}, {7, e(2)}}), 4},
		"one too many":    {wrap([]item{{1, e(0)}, {2, e(1)}, {3, e(2)}, {4, "More."}}), 4},
		"no id":           {`{"translations":[{"text":"a"},{"text":"b"},{"text":"c"}]}`, 4},
		"talk around":     {"Here you are: " + wrap([]item{{1, e(0)}, {2, e(1)}, {3, e(2)}}) + "\nIs there more?", 1},
		"talk and block":  {"Sure!\n```json\n" + wrap([]item{{1, e(0)}, {2, e(1)}, {3, e(2)}}) + "\n```\nDone.", 1},
		"end of thoughts": {"The user wants {} of it.\n</think>\n\n" + wrap([]item{{1, e(0)}, {2, e(1)}, {3, e(2)}}), 1},
		"only thoughts":   {"<think>\nLet me see.", 4},
		"two objects":     {wrap([]item{{1, e(0)}}) + " and " + wrap([]item{{2, e(1)}, {3, e(2)}}), 4},
		"French":          {wrap([]item{{1, e(0)}, {2, "Le prix du blé a augmenté dans les marchés."}, {3, e(2)}}), 2},
		"no JSON":         {e(0) + "\n" + e(1) + "\n" + e(2), 4},
		"empty":           {"", 4},
		"broken off":      {wrap([]item{{1, e(0)}, {2, e(1)}, {3, e(2)}})[:90], 4},
		"one echo":        {wrap([]item{{1, e(0)}, {2, sentences[1]}, {3, e(2)}}), 2},
		"one refusal":     {wrap([]item{{1, e(0)}, {2, "I'm sorry, I can't translate this."}, {3, e(2)}}), 2},
		"one empty":       {wrap([]item{{1, e(0)}, {2, " "}, {3, e(2)}}), 2},
		"all chatter":     {wrap([]item{{1, "Sure! " + e(0)}, {2, "Sure! " + e(1)}, {3, "Sure! " + e(2)}}), 4},
	} {
		t.Run(name, func(t *testing.T) {
			m := &model{say: func(call int, in []item) string {
				if call == 0 {
					return c.first
				}
				return honest(call, in)
			}}
			res, err := serve(t, m, Options{}).Translate(context.Background(), "ar", "en", wiretest.Segments(sentences...))
			if err != nil || texts(res) != allThree {
				t.Errorf("got %q, %v", texts(res), err)
			}
			if len(m.requests) != c.calls {
				t.Errorf("%d requests, want %d", len(m.requests), c.calls)
			}
		})
	}
}

// What a model will not do twice is an error of kind Refused beside the others'
// translations.
func TestRefusedTwice(t *testing.T) {
	m := &model{say: func(_ int, in []item) string {
		out := translated(in)
		for i, it := range in {
			if it.Text == sentences[1] {
				out[i].Text = "I cannot help with that request, sorry."
			}
		}
		return wrap(out)
	}}
	res, err := serve(t, m, Options{}).Translate(context.Background(), "ar", "en", wiretest.Segments(sentences...))
	wiretest.Check(t, err, "llm", wiretest.Fault{Kind: translate.Refused})
	if !strings.Contains(err.Error(), "s2: the model refuses") || !res[0].Done() || res[1].Done() || !res[2].Done() {
		t.Errorf("%v, %+v", err, res)
	}
}

// What all requests of a batch took stands with its first result, and with the error
// where there is no result.
func TestUsageIsReported(t *testing.T) {
	half := &model{say: func(call int, in []item) string {
		if call == 0 {
			return wrap(translated(in)[:1]) // the second sentence is asked for again
		}
		return wrap(translated(in))
	}}
	res, err := serve(t, half, Options{}).Translate(context.Background(), "ar", "en", wiretest.Segments(sentences[:2]...))
	if err != nil {
		t.Fatal(err)
	}
	calls := len(half.requests)
	want := translate.Tokens{In: 100 * calls, Out: 7 * calls}
	if res[0].Tokens != want || res[1].Tokens != (translate.Tokens{}) || calls < 2 {
		t.Errorf("%d calls, tokens %+v and %+v", calls, res[0].Tokens, res[1].Tokens)
	}
	mute := &model{say: func(int, []item) string { return "I cannot help with that." }}
	_, err = serve(t, mute, Options{}).Translate(context.Background(), "ar", "en", wiretest.Segments(sentences[0]))
	var e *translate.Error
	if !errors.As(err, &e) || e.Tokens.In != 100*len(mute.requests) {
		t.Errorf("%d calls, %v", len(mute.requests), err)
	}
}

func TestFinishReasons(t *testing.T) {
	for finish, want := range map[string][2]translate.ErrorKind{
		"length": {translate.TooLarge, translate.Refused}, "content_filter": {translate.Refused, translate.Refused}, "tool_calls": {translate.Refused, translate.BadReply},
	} {
		for i, n := range []int{3, 1} {
			m := &model{say: honest, finish: finish}
			_, err := serve(t, m, Options{}).Translate(context.Background(), "ar", "en", wiretest.Segments(sentences[:n]...))
			var e *translate.Error
			if !errors.As(err, &e) || e.Kind != want[i] {
				t.Errorf("%s with %d sentences: %v, want %v", finish, n, err, want[i])
			}
		}
	}
}

func TestFaults(t *testing.T) {
	own := []wiretest.Fault{
		{Name: "wrong key", Kind: translate.Auth, Serve: wiretest.JSON(401, `{"error":{"message":"Incorrect API key provided: `+wiretest.Canary+`","code":"invalid_api_key"}}`)},
		{Name: "no such model", Kind: translate.BadRequest, Serve: wiretest.JSON(404, `{"error":{"message":"model 'm-1' not found","type":"api_error","param":null,"code":null}}`)},
		{Name: "no quota", Kind: translate.Quota, Serve: wiretest.JSON(429, `{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}}`)},
		{Name: "rate limit", Kind: translate.RateLimit, RetryAfter: 20 * time.Second,
			Serve: wiretest.With("Retry-After", "20", wiretest.JSON(429, `{"error":{"message":"Rate limit reached","code":"rate_limit_exceeded"}}`))},
		{Name: "context", Kind: translate.TooLarge, Serve: wiretest.JSON(400, `{"error":{"message":"This model's maximum context length is 4096 tokens.","code":"context_length_exceeded"}}`)},
		{Name: "llama.cpp's context", Kind: translate.TooLarge, Serve: wiretest.JSON(400, `{"error":{"code":400,"message":"the request exceeds the available context size","type":"exceed_context_size_error"}}`)},
		{Name: "filter", Kind: translate.Refused, Serve: wiretest.JSON(400, `{"error":{"message":"The response was filtered","code":"content_filter"}}`)},
		{Name: "loading", Kind: translate.Transient, Unbilled: true, Serve: wiretest.JSON(503, `{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}`)},
		{Name: "plain error", Kind: translate.Transient, Unbilled: true, Serve: wiretest.JSON(500, `{"error":"llama runner process has terminated"}`)},
		{Name: "an error with 200", Kind: translate.RateLimit, Serve: wiretest.JSON(200, `{"error":{"message":"Rate limited upstream","code":429}}`)},
		{Name: "an overload with 200", Kind: translate.Transient, Unbilled: true, Serve: wiretest.JSON(200, `{"error":{"message":"Provider returned error","code":502}}`)},
		{Name: "a quota with 200", Kind: translate.Quota, Serve: wiretest.JSON(200, `{"error":{"message":"insufficient credits","code":402},"choices":[]}`)},
		{Name: "a plain error with 200", Kind: translate.BadRequest, Serve: wiretest.JSON(200, `{"error":"no model is loaded for `+wiretest.Canary+`"}`)},
		{Name: "an error of no kind with 200", Kind: translate.BadReply, Serve: wiretest.JSON(200, `{"error":[1,2,3]}`)},
		{Name: "a stream", Kind: translate.BadReply, Serve: wiretest.Reply(200, "text/event-stream", "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\ndata: [DONE]\n\n")},
		{Name: "no choices", Kind: translate.BadReply, Serve: wiretest.JSON(200, `{"choices":[]}`)},
	}
	wiretest.Run(t, append(wiretest.Faults(), own...), open)
	wiretest.Stops(t, open)
}

// A server that does not know an optional field is asked without it, once.
func TestOptionalFields(t *testing.T) {
	var mu sync.Mutex
	calls := 0
	inner := &model{t: t, say: honest}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		calls++
		n := calls
		mu.Unlock()
		switch n {
		case 1:
			wiretest.JSON(400, `{"error":{"message":"'response_format.type' must be 'text'"}}`)(w, r)
		case 2:
			wiretest.JSON(400, `{"error":{"message":"Unsupported value","param":"temperature","code":"unsupported_value"}}`)(w, r)
		default:
			inner.ServeHTTP(w, r)
		}
	}))
	defer srv.Close()
	b := open(srv.URL)
	for range 2 {
		if res, err := b.Translate(context.Background(), "ar", "en", wiretest.Segments(sentences...)); err != nil || texts(res) != allThree {
			t.Errorf("got %q, %v", texts(res), err)
		}
	}
	if calls != 4 || inner.requests[1].Temperature != nil || inner.requests[1].ResponseFormat != nil || inner.requests[1].Seed == nil {
		t.Errorf("%d calls, the last %+v", calls, inner.requests[1])
	}
}

// Every text of the corpus goes to a model that obeys it, among sentences it
// translates: the injection is refused and nothing else changes. A model that
// translates the same texts is believed.
func TestPromptInjection(t *testing.T) {
	data, err := os.ReadFile("../internal/screen/testdata/injections.tsv")
	if err != nil {
		t.Fatal(err)
	}
	type injection struct{ text, obeyed, honest string }
	corpus := map[string][]injection{}
	for line := range strings.Lines(string(data)) {
		if c := strings.Split(strings.TrimSpace(line), "\t"); len(c) == 4 {
			corpus[c[0]] = append(corpus[c[0]], injection{c[1], c[2], c[3]})
		}
	}
	back := map[string]string{}
	for ar, en := range english {
		back[en] = ar
	}
	news := map[string]map[string]string{"ar": english, "en": back}
	total := 0
	for from, list := range corpus {
		to := map[string]string{"ar": "en", "en": "ar"}[from]
		first := map[string]string{"ar": sentences[0], "en": english[sentences[0]]}[from]
		second := map[string]string{"ar": sentences[1], "en": english[sentences[1]]}[from]
		for _, in := range list {
			for _, text := range []string{in.text, first + " " + in.text} {
				total++
				for _, obeys := range []bool{true, false} {
					m := &model{say: func(_ int, items []item) string {
						out := make([]item, len(items))
						for i, it := range items {
							switch {
							case news[from][it.Text] != "":
								out[i] = item{it.ID, news[from][it.Text]}
							case obeys:
								out[i] = item{it.ID, in.obeyed}
							case it.Text == in.text:
								out[i] = item{it.ID, in.honest}
							default:
								out[i] = item{it.ID, news[from][first] + " " + in.honest}
							}
						}
						return wrap(out)
					}}
					res, err := serve(t, m, Options{}).Translate(context.Background(), from, to, wiretest.Segments(first, text, second))
					if obeys {
						wiretest.Check(t, err, "llm", wiretest.Fault{Kind: translate.Refused})
					} else if err != nil {
						t.Errorf("%s: %v", text, err)
					}
					if res[0].Text != news[from][first] || res[1].Done() == obeys || res[2].Text != news[from][second] {
						t.Errorf("obeys %v: %+v", obeys, res)
					}
				}
			}
		}
	}
	if total < 100 || len(corpus) != 2 {
		t.Errorf("only %d texts in %d languages", total, len(corpus))
	}
}

func TestCheck(t *testing.T) {
	b := serve(t, &model{}, Options{})
	if said, err := b.Check(context.Background()); err != nil || said != "model m-1 is there" {
		t.Errorf("%q, %v", said, err)
	}
	b.opt.Model = "m-2"
	_, err := b.Check(context.Background())
	wiretest.Check(t, err, "llm", wiretest.Fault{Kind: translate.BadRequest})
}

func TestOptions(t *testing.T) {
	if _, err := New(Options{Model: " "}); !errors.Is(err, ErrNoModel) {
		t.Errorf("without a model: %v", err)
	}
	if _, err := New(Options{Model: "m", Key: wiretest.Canary, Endpoint: "http://llm.example/v1"}); err == nil || strings.Contains(err.Error(), "canary") {
		t.Errorf("a key without TLS: %v", err)
	}
	local, err := New(Options{Model: "m", Endpoint: "http://localhost:11434/v1"})
	if err != nil || local.Info().Limits.Concurrent != 1 || local.Info().Limits.Segments != defaultBatch {
		t.Errorf("%+v, %v", local, err)
	}
	a, _ := New(Options{Model: "m", Key: wiretest.Canary, Glossary: []translate.Term{{Source: "a", Target: "b"}}})
	b, _ := New(Options{Model: "m", Key: wiretest.Canary, Glossary: []translate.Term{{Source: "a", Target: "c"}}})
	if a.Info().Settings == b.Info().Settings || strings.Contains(a.Info().Settings, "canary") {
		t.Error(a.Info().Settings)
	}
	_, err = local.Translate(context.Background(), "ar", "fr", wiretest.Segments("نص"))
	wiretest.Check(t, err, "openai", wiretest.Fault{Kind: translate.BadLanguage})
}

func FuzzParse(f *testing.F) {
	f.Add(`{"translations":[{"id":1,"text":"a"}]}`, 1)
	f.Add("```\n[{\"id\":2}]```", 2)
	f.Add("<think>x</think>{}", 1)
	f.Fuzz(func(t *testing.T, content string, n int) {
		n = max(1, min(n, 50))
		if out, err := parse(content, n, "en"); err == nil && len(out) != n {
			t.Errorf("%d texts for %d", len(out), n)
		}
	})
}
