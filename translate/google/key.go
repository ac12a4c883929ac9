package google

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"google.golang.org/grpc/codes"

	"tarjuman/translate"
	"tarjuman/translate/internal/wire"
)

// ErrNoKey says that [KeyOptions] hold no key.
var ErrNoKey = errors.New("google: no key")

const keyHost = "https://translation.googleapis.com"

// The older interface takes 100 KB a request; JSON's envelope and escapes need
// their part.
const maxKeyBytes = 80 << 10

// KeyOptions set up the backend that needs no project but an API key.
type KeyOptions struct {
	Name string // of this instance; "google" when empty
	Key  string
	// Model is "nmt" or empty.
	Model string
	// Endpoint is the address before /language; Google's when empty.
	Endpoint string
	// Insecure allows a key to travel to Endpoint without TLS.
	Insecure bool
	// HTTP does the calls; nil means a client of its own.
	HTTP *http.Client
}

// KeyBackend sends sentences to Google's older interface, version 2, which takes
// an API key. The key travels in a header and the text in the body, neither in an
// address. It implements [translate.Backend].
type KeyBackend struct {
	opt    KeyOptions
	base   string
	client wire.Client
}

// NewWithKey checks the options. It does not connect.
func NewWithKey(opt KeyOptions) (*KeyBackend, error) {
	if opt.Name == "" {
		opt.Name = Name
	}
	opt.Key = strings.TrimSpace(opt.Key)
	if opt.Key == "" {
		return nil, ErrNoKey
	}
	if opt.Endpoint == "" {
		opt.Endpoint = keyHost
	}
	base, err := wire.Endpoint(opt.Endpoint, true, opt.Insecure)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", opt.Name, err)
	}
	return &KeyBackend{opt: opt, base: base, client: wire.Client{
		Backend: opt.Name, HTTP: opt.HTTP, Secrets: []string{opt.Key}, Fault: fault, Header: http.Header{"X-Goog-Api-Key": {opt.Key}},
	}}, nil
}

// Name returns the name of this instance.
func (b *KeyBackend) Name() string { return b.opt.Name }

// Info describes the service.
func (b *KeyBackend) Info() translate.Info {
	return translate.Info{
		Engine: Name, Model: b.opt.Model, Settings: wire.Settings("interface", "v2"), Paid: true, Network: true,
		Limits: translate.Limits{
			Segments: maxSegments, CodePoints: maxCodePoints, Bytes: maxKeyBytes, Concurrent: maxConcurrent,
			CodePointsPerMinute: codePointsPerMinute, Timeout: DefaultTimeout,
		},
	}
}

type keyRequest struct {
	Q      []string `json:"q"`
	Source string   `json:"source"`
	Target string   `json:"target"`
	// Format is always text: in HTML, the default, quotation marks come back as
	// entities.
	Format string `json:"format"`
	Model  string `json:"model,omitempty"`
}

// Translate sends one request.
func (b *KeyBackend) Translate(ctx context.Context, from, to string, batch []translate.Segment) ([]translate.Result, error) {
	if len(batch) == 0 {
		return nil, ctx.Err()
	}
	var rep struct {
		Data struct {
			Translations []struct {
				Text  string `json:"translatedText"`
				Model string `json:"model"`
			} `json:"translations"`
		} `json:"data"`
	}
	req := keyRequest{Q: wire.Texts(batch), Source: from, Target: to, Format: "text", Model: b.opt.Model}
	if err := b.client.Post(ctx, b.base+"/language/translate/v2", req, &rep); err != nil {
		return nil, err
	}
	texts := make([]string, len(rep.Data.Translations))
	for i, t := range rep.Data.Translations {
		texts[i] = t.Text
	}
	out, err := b.client.Results(batch, texts, translate.Origin{Kind: translate.Engine, Engine: Name, Model: b.opt.Model})
	for i := range out {
		if m := rep.Data.Translations[i].Model; out[i].Done() && m != "" {
			out[i].Origin.Model = m
		}
	}
	return out, err
}

// Check asks for the languages the key may use, which costs nothing.
func (b *KeyBackend) Check(ctx context.Context) (string, error) {
	var rep struct {
		Data struct {
			Languages []json.RawMessage `json:"languages"`
		} `json:"data"`
	}
	if err := b.client.Get(ctx, b.base+"/language/translate/v2/languages", &rep); err != nil {
		return "", err
	}
	return fmt.Sprintf("%d languages", len(rep.Data.Languages)), nil
}

// fault reads Google's error, which the gRPC interface's classification
// understands once it is written as its facts.
func fault(status int, body []byte) (wire.Fault, bool) {
	var f struct {
		Error struct {
			Message string `json:"message"`
			Status  string `json:"status"`
			Errors  []struct {
				Reason string `json:"reason"`
			} `json:"errors"`
			Details []struct {
				Reason   string            `json:"reason"`
				Metadata map[string]string `json:"metadata"`
			} `json:"details"`
		} `json:"error"`
	}
	if json.Unmarshal(body, &f) != nil || f.Error.Message == "" {
		return wire.Fault{}, false
	}
	facts := facts{code: httpCode(status, f.Error.Status), message: f.Error.Message}
	var quota []string
	for _, e := range f.Error.Errors {
		facts.reason = e.Reason
	}
	for _, d := range f.Error.Details {
		if d.Reason != "" {
			facts.reason = d.Reason
		}
		quota = append(quota, d.Metadata["quota_limit"], d.Metadata["quota_unit"])
	}
	facts.quota = strings.ToLower(strings.Join(quota, " "))
	kind := facts.kind()
	switch {
	case facts.reason == "API_KEY_INVALID" || facts.reason == "keyInvalid":
		kind = translate.Auth // it comes as 400, INVALID_ARGUMENT
	case status == http.StatusRequestEntityTooLarge:
		kind = translate.TooLarge
	}
	return wire.Fault{Kind: kind, Known: true, Message: facts.text()}, true
}

// httpCode is the gRPC code of an answer: the one it names, else its status'.
func httpCode(status int, name string) codes.Code {
	for c := codes.OK; c <= codes.Unauthenticated; c++ {
		if codeName(c) == name {
			return c
		}
	}
	switch status {
	case 400, 411, 414:
		return codes.InvalidArgument
	case 401:
		return codes.Unauthenticated
	case 403:
		return codes.PermissionDenied
	case 404:
		return codes.NotFound
	case 429:
		return codes.ResourceExhausted
	case 501:
		return codes.Unimplemented
	case 503:
		return codes.Unavailable
	}
	return codes.Internal
}
