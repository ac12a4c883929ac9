// Package openai translates with a language model behind any server that speaks
// OpenAI's chat protocol: OpenAI itself, Ollama, llama.cpp, vLLM, LM Studio.
//
//	b, err := openai.New(openai.Options{Endpoint: "http://localhost:11434/v1", Model: "qwen3:8b"})
//
// Sentences travel as numbered JSON objects between fences that nobody can guess;
// the answer must bring back every number once. What it says is looked at before
// it is taken (package screen): refusals, talk, echoes and answers that obey the
// text are no translations. Sentences without a usable answer are sent again one
// by one; what is refused then is an error of kind Refused.
package openai

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"tarjuman/translate"
	"tarjuman/translate/internal/screen"
	"tarjuman/translate/internal/wire"
)

// Engine is the name of this kind of backend in results.
const Engine = "openai"

const (
	publicEndpoint = "https://api.openai.com/v1"
	// defaultBatch sentences are few enough for small models to keep in order.
	defaultBatch  = 10
	maxCodePoints = 2500
	timeout       = 3 * time.Minute // a large model on a small machine
	remoteAtOnce  = 4
)

// ErrNoModel says that [Options] name no model.
var ErrNoModel = errors.New("openai: no model")

// Options set up the backend. Model is needed, and Key where the server wants one.
type Options struct {
	Name string // of this instance; "openai" when empty
	// Endpoint is the address before /chat/completions; OpenAI's when empty.
	Endpoint string
	Key      string
	// Insecure allows a key to travel to Endpoint without TLS.
	Insecure bool
	Model    string
	// Batch is how many sentences travel together; 0 means 10.
	Batch int
	// Instructions are added to the prompt: style, audience.
	Instructions string
	// Glossary is given to the model with the sentences that hold its terms.
	Glossary []translate.Term
	// Paid says that the server charges.
	Paid bool
	// Concurrent is how many requests may be in flight; 0 means 1 for a server on
	// this machine and 4 for others.
	Concurrent int
	// HTTP does the calls; nil means a client of its own.
	HTTP *http.Client
}

// Backend implements [translate.Backend].
type Backend struct {
	opt    Options
	base   string
	client wire.Client
	// without are the optional fields the server does not know, found out with the
	// first request.
	without atomic.Uint32
}

// New checks the options. It does not connect.
func New(opt Options) (*Backend, error) {
	if opt.Name == "" {
		opt.Name = Engine
	}
	if opt.Model = strings.TrimSpace(opt.Model); opt.Model == "" {
		return nil, ErrNoModel
	}
	if opt.Endpoint == "" {
		opt.Endpoint = publicEndpoint
	}
	if opt.Batch <= 0 {
		opt.Batch = defaultBatch
	}
	opt.Key = strings.TrimSpace(opt.Key)
	base, err := wire.Endpoint(opt.Endpoint, opt.Key != "", opt.Insecure)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", opt.Name, err)
	}
	if opt.Concurrent <= 0 {
		opt.Concurrent = 1
		if !wire.Local(base) {
			opt.Concurrent = remoteAtOnce
		}
	}
	b := &Backend{opt: opt, base: base}
	b.client = wire.Client{Backend: opt.Name, HTTP: opt.HTTP, Secrets: []string{opt.Key}, Fault: fault, Header: http.Header{}}
	if opt.Key != "" {
		b.client.Header["Authorization"] = []string{"Bearer " + opt.Key}
	}
	return b, nil
}

// Name returns the name of this instance.
func (b *Backend) Name() string { return b.opt.Name }

// Info describes the server.
func (b *Backend) Info() translate.Info {
	return translate.Info{
		Engine: Engine, Model: b.opt.Model, Paid: b.opt.Paid, Network: true,
		Settings:     wire.Settings("host", b.base, "prompt", promptVersion, "instructions", b.opt.Instructions, "glossary", translate.TermSettings(b.opt.Glossary)),
		Limits:       translate.Limits{Segments: b.opt.Batch, CodePoints: maxCodePoints, Concurrent: b.opt.Concurrent, Timeout: timeout},
		Capabilities: translate.Capabilities{Glossary: true},
	}
}

// Translate asks for the batch at once, and again one by one for what came back
// unusable.
func (b *Backend) Translate(ctx context.Context, from, to string, batch []translate.Segment) ([]translate.Result, error) {
	if len(batch) == 0 {
		return nil, ctx.Err()
	}
	results := make([]translate.Result, len(batch))
	var used translate.Tokens
	err := b.translate(ctx, from, to, batch, results, &used)
	for i := range results {
		if results[i].Done() {
			results[i].Tokens = used
			return results, err
		}
	}
	var e *translate.Error
	if errors.As(err, &e) {
		e.Tokens = used
	}
	return results, err
}

// translate asks for a batch, and for what is unusable of it once more by itself. It
// adds up what the requests took.
func (b *Backend) translate(ctx context.Context, from, to string, batch []translate.Segment, results []translate.Result, used *translate.Tokens) error {
	failed, err := b.ask(ctx, from, to, batch, results, used)
	if err != nil && (len(batch) == 1 || !unusable(err)) {
		return err
	}
	if len(batch) == 1 {
		return b.refused(batch, failed)
	}
	again := map[int]string{}
	for i := range batch {
		if results[i].Done() {
			continue
		}
		why, err := b.ask(ctx, from, to, batch[i:i+1], results[i:i+1], used)
		switch {
		case err != nil && unusable(err):
			again[i] = errors.Unwrap(err).Error()
		case err != nil:
			return err
		case len(why) > 0:
			again[i] = why[0]
		}
	}
	return b.refused(batch, again)
}

// unusable reports that a request was answered, but not with translations.
func unusable(err error) bool {
	var e *translate.Error
	return errors.As(err, &e) && (e.Kind == translate.BadReply || e.Kind == translate.Refused)
}

// refused is the error for sentences without a usable answer, nil for none.
func (b *Backend) refused(batch []translate.Segment, why map[int]string) error {
	for i := range batch {
		if reason, ok := why[i]; ok {
			more := ""
			if len(why) > 1 {
				more = fmt.Sprintf(", and %d more", len(why)-1)
			}
			return b.client.Errorf(translate.Refused, "sentence %s: %s%s", batch[i].ID, reason, more)
		}
	}
	return nil
}

// ask sends one request, puts what is usable into results and returns why the
// rest is not, by place.
func (b *Backend) ask(ctx context.Context, from, to string, batch []translate.Segment, results []translate.Result, used *translate.Tokens) (map[int]string, error) {
	texts := wire.Texts(batch)
	p, err := b.prompt(from, to, texts)
	if err != nil {
		return nil, err
	}
	content, err := b.complete(ctx, p, len(texts), used)
	if err != nil {
		return nil, err
	}
	answers, err := parse(content, len(texts), to)
	if err != nil {
		return nil, b.client.Errorf(translate.BadReply, "%v", err)
	}
	failed := map[int]string{}
	for i, a := range answers {
		a = strings.TrimSpace(a)
		switch why := ""; {
		case a == "":
			failed[i] = "an empty answer"
		case strings.Contains(a, p.fence):
			failed[i] = "the answer holds a piece of the prompt"
		default:
			why = screen.Check(screen.Pair{From: from, To: to, Source: texts[i], Answer: a, Own: []string{p.system}})
			if why != "" {
				failed[i] = why
				continue
			}
			one, err := b.client.Results(batch[i:i+1], []string{a}, translate.Origin{Kind: translate.Engine, Engine: Engine, Model: b.opt.Model})
			if err != nil {
				failed[i] = errors.Unwrap(err).Error()
				continue
			}
			results[i] = one[0]
		}
	}
	return failed, nil
}

// Check asks for the models of the server and whether ours is among them.
func (b *Backend) Check(ctx context.Context) (string, error) {
	var rep struct {
		Data []struct {
			ID string `json:"id"`
		} `json:"data"`
	}
	if err := b.client.Get(ctx, b.base+"/models", &rep); err != nil {
		return "", err
	}
	for _, m := range rep.Data {
		// Ollama lists "name:latest" for what may be called "name".
		if m.ID == b.opt.Model || m.ID == b.opt.Model+":latest" {
			return "model " + b.opt.Model + " is there", nil
		}
	}
	return "", b.client.Errorf(translate.BadRequest, "the server has %d models, and none is called %s", len(rep.Data), b.opt.Model)
}
