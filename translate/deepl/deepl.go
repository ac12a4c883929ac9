// Package deepl translates with DeepL's API, version 2.
//
//	b, err := deepl.New(deepl.Options{Key: os.Getenv("DEEPL_AUTH_KEY")})
//	...
//	tr := translate.Translator{Backend: b}
//
// Keys of the free plan end in ":fx" and go to the free plan's host. The service
// charges by the character of the source and says how many it charged.
package deepl

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"tarjuman/translate"
	"tarjuman/translate/internal/wire"
)

// Engine is the name of the service in results.
const Engine = "deepl"

// The hosts of the two plans.
const (
	proHost  = "https://api.deepl.com"
	freeHost = "https://api-free.deepl.com"
)

// Limits of one request: 50 texts and a body of 128 KiB
// (developers.deepl.com/docs/api-reference/translate), of which the envelope and
// the escapes of JSON take a part. 5,000 code points keep a lost answer cheap.
const (
	maxSegments   = 50
	maxBytes      = 100 << 10
	maxCodePoints = 5000
	maxConcurrent = 4
	timeout       = 30 * time.Second
)

// ErrNoKey says that [Options] hold no key.
var ErrNoKey = errors.New("deepl: no key")

// Options set up the backend. Only Key is needed.
type Options struct {
	Name string // of this instance; "deepl" when empty
	Key  string
	// Endpoint is the address before /v2; by the key when empty.
	Endpoint string
	// Insecure allows a key to travel to Endpoint without TLS.
	Insecure bool
	// English is the variant written into English: "US" (when empty) or "GB".
	English string
	// Model is a model type: "latency_optimized", "quality_optimized" or
	// "prefer_quality_optimized". The service chooses when it is empty.
	Model string
	// Glossary is the id of a glossary of the account.
	Glossary string
	// Terms, where no Glossary is given, are kept in the account as glossaries of this
	// program's own and applied to every sentence.
	Terms []translate.Term
	// Context is text that helps to understand every sentence and is neither
	// translated nor charged.
	Context string
	// HTTP does the calls; nil means a client of its own.
	HTTP *http.Client
}

// Backend implements [translate.Backend].
type Backend struct {
	opt    Options
	base   string
	client wire.Client
	made   glossaries
}

// New checks the options. It does not connect.
func New(opt Options) (*Backend, error) {
	if opt.Name == "" {
		opt.Name = Engine
	}
	opt.Key = strings.TrimSpace(opt.Key)
	if opt.Key == "" {
		return nil, ErrNoKey
	}
	switch opt.English = strings.ToUpper(opt.English); opt.English {
	case "":
		opt.English = "US"
	case "US", "GB":
	default:
		return nil, fmt.Errorf("%s: English %q: want US or GB", opt.Name, opt.English)
	}
	address := opt.Endpoint
	if address == "" {
		address = proHost
		if strings.HasSuffix(opt.Key, ":fx") {
			address = freeHost
		}
	}
	base, err := wire.Endpoint(address, true, opt.Insecure)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", opt.Name, err)
	}
	b := &Backend{opt: opt, base: base}
	b.client = wire.Client{
		Backend: opt.Name, HTTP: opt.HTTP, Secrets: []string{opt.Key}, Fault: fault,
		Header: http.Header{"Authorization": {"DeepL-Auth-Key " + opt.Key}},
	}
	return b, nil
}

// Name returns the name of this instance.
func (b *Backend) Name() string { return b.opt.Name }

// Info describes the service.
func (b *Backend) Info() translate.Info {
	return translate.Info{
		Engine: Engine, Model: b.opt.Model, Paid: true, Network: true,
		Settings: wire.Settings("host", b.base, "english", b.opt.English, "glossary", b.opt.Glossary, "terms", b.terms(), "context", b.opt.Context),
		Limits: translate.Limits{
			Segments: maxSegments, Bytes: maxBytes, CodePoints: maxCodePoints, Concurrent: maxConcurrent, Timeout: timeout,
		},
		Capabilities: translate.Capabilities{Glossary: b.opt.Glossary != "" || len(b.opt.Terms) > 0, Billing: true},
	}
}

// terms writes what of the terms changes answers.
func (b *Backend) terms() string {
	if b.opt.Glossary != "" {
		return ""
	}
	return translate.TermSettings(b.opt.Terms)
}

type request struct {
	Text       []string `json:"text"`
	SourceLang string   `json:"source_lang"`
	TargetLang string   `json:"target_lang"`
	// SplitSentences is off: a text is a sentence already, or a passage whose
	// sentences belong together.
	SplitSentences     string `json:"split_sentences"`
	PreserveFormatting bool   `json:"preserve_formatting"`
	Context            string `json:"context,omitempty"`
	GlossaryID         string `json:"glossary_id,omitempty"`
	ModelType          string `json:"model_type,omitempty"`
	ShowBilled         bool   `json:"show_billed_characters"`
}

type reply struct {
	Translations []struct {
		Text          string `json:"text"`
		Billed        int    `json:"billed_characters"`
		ModelTypeUsed string `json:"model_type_used"`
	} `json:"translations"`
}

// Translate sends one request.
func (b *Backend) Translate(ctx context.Context, from, to string, batch []translate.Segment) ([]translate.Result, error) {
	if len(batch) == 0 {
		return nil, ctx.Err()
	}
	glossary, err := b.glossaryID(ctx, from, to)
	if err != nil {
		return nil, err
	}
	req := request{
		Text: wire.Texts(batch), SourceLang: strings.ToUpper(from), TargetLang: b.target(to), SplitSentences: "0", PreserveFormatting: true,
		Context: b.opt.Context, GlossaryID: glossary, ModelType: b.opt.Model, ShowBilled: true,
	}
	var rep reply
	if err := b.client.Post(ctx, b.base+"/v2/translate", req, &rep); err != nil {
		return nil, err
	}
	texts := make([]string, len(rep.Translations))
	for i, t := range rep.Translations {
		texts[i] = t.Text
	}
	out, err := b.client.Results(batch, texts, translate.Origin{Kind: translate.Engine, Engine: Engine, Model: b.opt.Model})
	for i := range out {
		if out[i].Done() {
			out[i].Billed = rep.Translations[i].Billed
			if used := rep.Translations[i].ModelTypeUsed; used != "" {
				out[i].Origin.Model = used
			}
		}
	}
	return out, err
}

// target writes a target language as the service wants it: English only with its
// variant.
func (b *Backend) target(to string) string {
	if strings.EqualFold(to, "en") {
		return "EN-" + b.opt.English
	}
	return strings.ToUpper(to)
}

// Check asks for the account's usage, which costs nothing, and returns it in
// words.
func (b *Backend) Check(ctx context.Context) (string, error) {
	var u struct {
		Count *int64 `json:"character_count"`
		Limit *int64 `json:"character_limit"`
	}
	if err := b.client.Get(ctx, b.base+"/v2/usage", &u); err != nil {
		return "", err
	}
	if u.Count == nil || u.Limit == nil {
		return "", b.client.Errorf(translate.BadReply, "the answer says nothing of usage")
	}
	said := fmt.Sprintf("%d of %d characters used in this period", *u.Count, *u.Limit)
	terms, err := b.glossaryState(ctx)
	if err != nil {
		return "", err
	}
	if terms != "" {
		said += "; glossary: " + terms
	}
	return said, nil
}

// fault reads {"message":"…","detail":"…"}.
func fault(status int, body []byte) (wire.Fault, bool) {
	var f struct {
		Message string `json:"message"`
		Detail  string `json:"detail"`
	}
	if json.Unmarshal(body, &f) != nil || f.Message == "" {
		return wire.Fault{}, false
	}
	out := wire.Fault{Message: f.Message}
	if f.Detail != "" {
		out.Message += ": " + f.Detail
	}
	if status == http.StatusBadRequest {
		said := strings.ToLower(out.Message)
		switch {
		case strings.Contains(said, "_lang") || strings.Contains(said, "language"):
			out.Kind, out.Known = translate.BadLanguage, true
		case strings.Contains(said, "too long") || strings.Contains(said, "too many") || strings.Contains(said, "size limit"):
			out.Kind, out.Known = translate.TooLarge, true
		}
	}
	return out, true
}
