// Package embedding asks an OpenAI-compatible service for sentence embeddings
// (POST /v1/embeddings), which the aligner takes as evidence. OpenAI, Ollama, vLLM,
// llama.cpp, Text Embeddings Inference and many others speak this protocol.
//
//	c, err := embedding.New(embedding.Options{Endpoint: "http://localhost:11434/v1", Model: "bge-m3"})
//	vectors, err := c.Embed(ctx, sentences)
package embedding

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"strings"
	"time"

	"tarjuman/translate"
	"tarjuman/translate/internal/wire"
)

// What one request may hold. The services allow more; smaller requests lose less
// when one fails.
const (
	maxTexts      = 64
	maxCodePoints = 40_000
	// MaxText is how many code points of a text are sent: encoders read some
	// thousand tokens at most, and an Arabic letter may be a token.
	MaxText = 6_000
)

// Timeout and attempts of one request.
const (
	DefaultTimeout = 60 * time.Second
	attempts       = 4
)

// Options set up a client. Endpoint and Model are needed.
type Options struct {
	Endpoint string // up to and with /v1, such as http://localhost:11434/v1
	Model    string
	Key      string // sent as a bearer token; empty where the service wants none
	// Insecure allows a key to travel to Endpoint without TLS.
	Insecure bool
	Timeout  time.Duration // of one request; 0 means DefaultTimeout
	HTTP     *http.Client  // nil means a client of its own
	// Progress is called after every request with the number of texts done and of
	// all; may be nil.
	Progress func(done, all int)
}

// Client asks one service. It is safe for concurrent use.
type Client struct {
	opt    Options
	url    string
	client wire.Client
	pause  func(context.Context, time.Duration) error
}

// New checks the options. It does not connect.
func New(opt Options) (*Client, error) {
	if opt.Endpoint == "" || opt.Model == "" {
		return nil, errors.New("embeddings: want an endpoint and a model")
	}
	opt.Key = strings.TrimSpace(opt.Key)
	base, err := wire.Endpoint(opt.Endpoint, opt.Key != "", opt.Insecure)
	if err != nil {
		return nil, fmt.Errorf("embeddings: %w", err)
	}
	if u, err := url.Parse(base); err == nil && u.Path == "" {
		base += "/v1"
	}
	if opt.Timeout == 0 {
		opt.Timeout = DefaultTimeout
	}
	header := http.Header{}
	if opt.Key != "" {
		header.Set("Authorization", "Bearer "+opt.Key)
	}
	return &Client{opt: opt, url: base + "/embeddings", pause: pause,
		client: wire.Client{Backend: "embeddings", HTTP: opt.HTTP, Header: header, Secrets: []string{opt.Key}, Fault: fault}}, nil
}

// Host returns the host and port that texts are sent to, for messages.
func (c *Client) Host() string { return wire.Host(c.url) }

// Embed returns one vector a text, all of the same length. Texts that repeat are
// sent once, blank ones not at all: their vector is nil. Longer texts are cut to
// [MaxText] code points. Failures are of type [*translate.Error], after the
// requests worth trying again have been; the error is ctx's own when ctx ends.
func (c *Client) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	place := map[string]int{} // of every different text in unique
	var unique []string
	for _, t := range texts {
		if t = prepared(t); t == "" {
			continue
		}
		if _, ok := place[t]; !ok {
			place[t] = len(unique)
			unique = append(unique, t)
		}
	}
	vectors := make([][]float32, 0, len(unique))
	for len(vectors) < len(unique) {
		batch := unique[len(vectors):]
		batch = batch[:batchLen(batch)]
		got, err := c.request(ctx, batch)
		if err != nil {
			return nil, err
		}
		vectors = append(vectors, got...)
		if n := len(vectors); len(vectors[n-1]) != len(vectors[0]) {
			return nil, c.client.Errorf(translate.BadReply, "vectors of %d and of %d numbers", len(vectors[0]), len(vectors[n-1]))
		}
		if c.opt.Progress != nil {
			c.opt.Progress(len(vectors), len(unique))
		}
	}
	out := make([][]float32, len(texts))
	for i, t := range texts {
		if t = prepared(t); t != "" {
			out[i] = vectors[place[t]]
		}
	}
	return out, nil
}

// prepared is what is sent of a text: one line, bounded.
func prepared(t string) string {
	t = strings.Join(strings.Fields(strings.ToValidUTF8(t, "\ufffd")), " ")
	n := 0
	for i := range t {
		if n == MaxText {
			return t[:i]
		}
		n++
	}
	return t
}

// batchLen is how many of the texts fit one request, at least one.
func batchLen(texts []string) int {
	size := 0
	for i, t := range texts {
		size += len([]rune(t))
		if i == maxTexts || i > 0 && size > maxCodePoints {
			return i
		}
	}
	return len(texts)
}

type request struct {
	Model  string   `json:"model"`
	Input  []string `json:"input"`
	Format string   `json:"encoding_format"`
}

type reply struct {
	Data []struct {
		Index     *int      `json:"index"`
		Embedding []float32 `json:"embedding"`
	} `json:"data"`
}

// request sends one batch and tries again what may pass.
func (c *Client) request(ctx context.Context, batch []string) ([][]float32, error) {
	wait := time.Second
	for n := 1; ; n++ {
		call, cancel := context.WithTimeout(ctx, c.opt.Timeout)
		var rep reply
		err := c.client.Post(call, c.url, request{c.opt.Model, batch, "float"}, &rep)
		cancel()
		if err == nil {
			return c.vectors(rep, len(batch))
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		var e *translate.Error
		if n == attempts || !errors.As(err, &e) || e.Kind != translate.Transient && e.Kind != translate.RateLimit {
			return nil, err
		}
		if err := c.pause(ctx, max(wait, min(e.RetryAfter, time.Minute))); err != nil {
			return nil, err
		}
		wait *= 2
	}
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// vectors puts an answer in the order of its texts and refuses what is no answer
// to them. Servers that leave the index out answer in order.
func (c *Client) vectors(rep reply, n int) ([][]float32, error) {
	if len(rep.Data) != n {
		return nil, c.client.Errorf(translate.BadReply, "%d vectors for %d texts", len(rep.Data), n)
	}
	out := make([][]float32, n)
	for k, d := range rep.Data {
		i := k
		if d.Index != nil {
			i = *d.Index
		}
		if i < 0 || i >= n || out[i] != nil {
			return nil, c.client.Errorf(translate.BadReply, "a vector for text %d of %d", i, n)
		}
		if len(d.Embedding) == 0 || len(d.Embedding) != len(rep.Data[0].Embedding) {
			return nil, c.client.Errorf(translate.BadReply, "a vector of %d numbers among vectors of %d", len(d.Embedding), len(rep.Data[0].Embedding))
		}
		for _, x := range d.Embedding {
			if math.IsInf(float64(x), 0) || math.IsNaN(float64(x)) {
				return nil, c.client.Errorf(translate.BadReply, "a vector with a number that is none")
			}
		}
		out[i] = d.Embedding
	}
	return out, nil
}

// fault reads {"error":{"message":…,"code":…}} and the plain {"error":"…"} of
// Ollama.
func fault(status int, body []byte) (wire.Fault, bool) {
	var f struct {
		Error json.RawMessage `json:"error"`
	}
	if json.Unmarshal(body, &f) != nil || len(f.Error) == 0 {
		return wire.Fault{}, false
	}
	var said struct {
		Message string `json:"message"`
		Type    string `json:"type"`
		Code    any    `json:"code"`
	}
	if json.Unmarshal(f.Error, &said) != nil {
		var text string
		if json.Unmarshal(f.Error, &text) != nil || text == "" {
			return wire.Fault{}, false
		}
		return wire.Fault{Message: text}, true
	}
	if said.Message == "" {
		return wire.Fault{}, false
	}
	out := wire.Fault{Message: said.Message}
	switch {
	case said.Code == "insufficient_quota" || said.Type == "insufficient_quota":
		out.Kind, out.Known = translate.Quota, true // 429 as well, but waiting does not help
	case said.Code == "context_length_exceeded":
		out.Kind, out.Known = translate.TooLarge, true
	}
	return out, true
}
