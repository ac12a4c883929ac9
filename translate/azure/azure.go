// Package azure translates with the Azure AI Translator, version 3.
//
//	b, err := azure.New(azure.Options{Key: os.Getenv("AZURE_TRANSLATOR_KEY"), Region: "westeurope"})
//
// The service charges by the character of the source for every target language.
package azure

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"tarjuman/translate"
	"tarjuman/translate/internal/wire"
)

// Engine is the name of the service in results.
const Engine = "azure"

const (
	publicHost = "https://api.cognitive.microsofttranslator.com"
	apiVersion = "3.0"
)

// Limits of one request: 1,000 texts and 50,000 characters
// (learn.microsoft.com/azure/ai-services/translator/service-limits). A hundred
// texts and 5,000 code points keep a lost answer cheap.
const (
	maxSegments   = 100
	maxCodePoints = 5000
	maxConcurrent = 4
	timeout       = 30 * time.Second // the service's own worst case is 15 s
)

// ErrNoKey says that [Options] hold no key.
var ErrNoKey = errors.New("azure: no key")

// Options set up the backend. Only Key is needed, and Region with the key of a
// regional resource.
type Options struct {
	Name   string // of this instance; "azure" when empty
	Key    string
	Region string // of the resource, such as "westeurope"
	// Endpoint is the address before /translate; the public one when empty. A
	// resource of one's own ends in /translator/text/v3.0.
	Endpoint string
	// Insecure allows a key to travel to Endpoint without TLS.
	Insecure bool
	// Category is the id of a custom model; the general one when empty.
	Category string
	// Terms are marked up in the texts, so that they are rendered as told. The service
	// charges for the marks like for text.
	Terms []translate.Term
	// HTTP does the calls; nil means a client of its own.
	HTTP *http.Client
}

// Backend implements [translate.Backend].
type Backend struct {
	opt    Options
	base   string
	client wire.Client
	// intoArabic and intoOthers are the terms by the letters they are rendered in.
	intoArabic, intoOthers dictionary
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
	if opt.Endpoint == "" {
		opt.Endpoint = publicHost
	}
	base, err := wire.Endpoint(opt.Endpoint, true, opt.Insecure)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", opt.Name, err)
	}
	header := http.Header{"Ocp-Apim-Subscription-Key": {opt.Key}}
	if opt.Region != "" {
		header["Ocp-Apim-Subscription-Region"] = []string{opt.Region}
	}
	b := &Backend{opt: opt, base: base, intoArabic: newDictionary(opt.Terms, "ar"), intoOthers: newDictionary(opt.Terms, "")}
	b.client = wire.Client{Backend: opt.Name, HTTP: opt.HTTP, Secrets: []string{opt.Key}, Fault: fault, Header: header}
	return b, nil
}

// Name returns the name of this instance.
func (b *Backend) Name() string { return b.opt.Name }

// Info describes the service.
func (b *Backend) Info() translate.Info {
	return translate.Info{
		Engine: Engine, Model: b.opt.Category, Paid: true, Network: true, Settings: wire.Settings("host", b.base, "terms", translate.TermSettings(b.opt.Terms)),
		Limits:       translate.Limits{Segments: maxSegments, CodePoints: maxCodePoints, Concurrent: maxConcurrent, Timeout: timeout},
		Capabilities: translate.Capabilities{Glossary: len(b.opt.Terms) > 0},
	}
}

func (b *Backend) dictionary(to string) dictionary {
	if to == "ar" {
		return b.intoArabic
	}
	return b.intoOthers
}

// CodePoints is what a text comes to with its terms marked up.
func (b *Backend) CodePoints(_, to, text string) int {
	return utf8.RuneCountInString(b.dictionary(to).mark(text))
}

type text struct {
	Text string `json:"Text"`
}

type reply []struct {
	Translations []struct {
		Text string `json:"text"`
		To   string `json:"to"`
	} `json:"translations"`
}

// Translate sends one request.
func (b *Backend) Translate(ctx context.Context, from, to string, batch []translate.Segment) ([]translate.Result, error) {
	if len(batch) == 0 {
		return nil, ctx.Err()
	}
	q := url.Values{"api-version": {apiVersion}, "from": {from}, "to": {to}, "textType": {"plain"}}
	if b.opt.Category != "" {
		q.Set("category", b.opt.Category)
	}
	body := make([]text, len(batch))
	d := b.dictionary(to)
	for i, s := range wire.Texts(batch) {
		body[i].Text = d.mark(s)
	}
	var rep reply
	if err := b.client.Post(ctx, b.base+"/translate?"+q.Encode(), body, &rep); err != nil {
		return nil, err
	}
	texts := make([]string, len(rep))
	for i, r := range rep {
		if len(r.Translations) != 1 {
			return nil, b.client.Errorf(translate.BadReply, "%d translations of sentence %d into one language", len(r.Translations), i+1)
		}
		texts[i] = r.Translations[0].Text
	}
	return b.client.Results(batch, texts, translate.Origin{Kind: translate.Engine, Engine: Engine, Model: b.opt.Category})
}

// Check asks for the languages the service offers, and for a translation of no text
// at all. The first needs no key; the second costs nothing, and the gateway before
// the service refuses it when the key is wrong.
func (b *Backend) Check(ctx context.Context) (string, error) {
	var rep struct {
		Translation map[string]json.RawMessage `json:"translation"`
	}
	if err := b.client.Get(ctx, b.base+"/languages?api-version="+apiVersion+"&scope=translation", &rep); err != nil {
		return "", err
	}
	for _, l := range []string{"ar", "en"} {
		if rep.Translation[l] == nil {
			return "", b.client.Errorf(translate.BadLanguage, "language %s is not offered", l)
		}
	}
	if err := b.tryKey(ctx); err != nil {
		return "", err
	}
	return fmt.Sprintf("%d languages; the key is accepted (asked without text, which costs nothing)", len(rep.Translation)), nil
}

// tryKey sends a request without texts. Whatever the service itself says about that,
// it has let the key in.
func (b *Backend) tryKey(ctx context.Context) error {
	var rep reply
	err := b.client.Post(ctx, b.base+"/translate?api-version="+apiVersion+"&from=ar&to=en&textType=plain", []text{}, &rep)
	var e *translate.Error
	if errors.As(err, &e) && e.Kind != translate.Auth && strings.HasPrefix(e.Err.Error(), "HTTP 400:") {
		return nil
	}
	return err
}

// fault reads {"error":{"code":400036,"message":"…"}}. Codes are the HTTP status
// times a thousand and more; the gateway before the service writes them as strings
// (learn.microsoft.com/azure/ai-services/translator/reference/v3-0-reference).
func fault(_ int, body []byte) (wire.Fault, bool) {
	var f struct {
		Error struct {
			Code    json.RawMessage `json:"code"`
			Message string          `json:"message"`
		} `json:"error"`
	}
	if json.Unmarshal(body, &f) != nil || f.Error.Code == nil {
		return wire.Fault{}, false
	}
	code, _ := strconv.Atoi(string(bytes.Trim(f.Error.Code, `"`)))
	out := wire.Fault{Message: fmt.Sprintf("%s (%d)", f.Error.Message, code)}
	out.Kind, out.Known = codeKind(code)
	return out, true
}

func codeKind(code int) (translate.ErrorKind, bool) {
	switch code {
	case 400018, 400019, 400023, 400035, 400036:
		return translate.BadLanguage, true
	case 400050, 400072, 400077:
		return translate.TooLarge, true
	case 403001:
		return translate.Quota, true // the free quota of the month
	case 408001, 408002:
		return translate.Transient, true // the custom model is being loaded
	case 429000, 429001, 429002:
		return translate.RateLimit, true
	}
	return 0, false
}
