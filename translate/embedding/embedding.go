// Package embedding asks an OpenAI-compatible service for sentence embeddings
// (POST /v1/embeddings), which the aligner takes as evidence. OpenAI, Ollama, vLLM,
// llama.cpp, Text Embeddings Inference and many others speak this protocol.
//
//	c, err := embedding.New(embedding.Options{Endpoint: "http://localhost:11434/v1", Model: "bge-m3"})
//	vectors, err := c.Embed(ctx, sentences)
//
// A [Client] is a [translate.Backend]: to a [translate.Translator] and its ledger a
// vector is an answer like a translation, so that the same caps, retries and
// journal hold for it. As vectors are ten times as long as sentences, a [Store]
// keeps them beside the journal, which then holds their names only:
//
//	store, err := embedding.OpenStore(dir)
//	c, err := embedding.New(embedding.Options{…, Ledger: store.Ledger(journal)})
package embedding

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
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

// DefaultTimeout is how long one request may take.
const DefaultTimeout = 60 * time.Second

// Name is what messages, rates and caps call the service.
const Name = "embeddings"

// Options set up a client. Endpoint and Model are needed.
type Options struct {
	Endpoint string // up to and with /v1, such as http://localhost:11434/v1
	Model    string
	Key      string // sent as a bearer token; empty where the service wants none
	// Insecure allows a key to travel to Endpoint without TLS.
	Insecure bool
	Paid     bool          // the service charges for what is sent
	Timeout  time.Duration // of one request; 0 means DefaultTimeout
	HTTP     *http.Client  // nil means a client of its own
	// Ledger keeps the record of requests and vectors; nil keeps none. A vector it
	// knows is not asked for again.
	Ledger translate.Ledger
	Retry  translate.Retry
	// Concurrent is the most requests under way at once; 0 means 2.
	Concurrent int
	// Progress is called after every request with the number of texts done and of
	// all; may be nil. Calls do not overlap.
	Progress func(done, all int)
}

const defaultConcurrent = 2

// Client asks one service. It is safe for concurrent use.
type Client struct {
	opt    Options
	url    string
	client wire.Client
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
	if opt.Concurrent == 0 {
		opt.Concurrent = defaultConcurrent
	}
	header := http.Header{}
	if opt.Key != "" {
		header.Set("Authorization", "Bearer "+opt.Key)
	}
	var client *http.Client
	if opt.HTTP != nil {
		client = wire.Restrict(opt.HTTP)
	}
	return &Client{opt: opt, url: base + "/embeddings",
		client: wire.Client{Backend: Name, HTTP: client, Header: header, Secrets: []string{opt.Key}, Fault: fault}}, nil
}

// Host returns the host and port that texts are sent to, for messages.
func (c *Client) Host() string { return wire.Host(c.url) }

// Segments returns what would be sent of texts, for [translate.Translator.Estimate]:
// each different text once and cut to [MaxText] code points, blank ones left out.
func Segments(texts []string) []translate.Segment {
	var out []translate.Segment
	seen := map[string]bool{}
	for _, t := range texts {
		if t = prepared(t); t != "" && !seen[t] {
			seen[t] = true
			out = append(out, translate.Segment{ID: strconv.Itoa(len(out) + 1), Text: t})
		}
	}
	return out
}

// Embed returns one vector a text, all of the same length. Texts that repeat are
// sent once, those without a letter or digit not at all: their vector is nil. Longer
// texts are cut to [MaxText] code points. The error is ctx's own when ctx ends, a
// [*translate.LedgerError] when the record forbids a request or cannot be kept, and
// otherwise of type [*translate.Error], after the requests worth trying again have
// been. Vectors received before it are in the ledger.
func (c *Client) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	segs := Segments(texts)
	t := translate.Translator{Backend: c, Ledger: c.opt.Ledger, Retry: c.opt.Retry, Concurrent: c.opt.Concurrent}
	if c.opt.Progress != nil {
		t.Progress = func(p translate.Progress) { c.opt.Progress(p.Done, p.Total) }
	}
	results, err := t.Translate(ctx, "", "", segs)
	if err != nil {
		return nil, err
	}
	vectors := make(map[string][]float32, len(segs))
	length := 0
	for i, r := range results {
		if r.Origin.Kind == translate.Copy {
			continue
		}
		v, err := parseVector(r.Text)
		if err != nil {
			return nil, c.client.Errorf(translate.BadReply, "%v", err)
		}
		if length == 0 {
			length = len(v)
		}
		if len(v) != length {
			return nil, c.client.Errorf(translate.BadReply, "vectors of %d and of %d numbers from one model: %s is not what it was", length, len(v), c.opt.Model)
		}
		vectors[segs[i].Text] = v
	}
	out := make([][]float32, len(texts))
	for i, t := range texts {
		out[i] = vectors[prepared(t)]
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
