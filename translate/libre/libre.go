// Package libre translates with a LibreTranslate server, the user's own or a
// hosted one.
//
//	b, err := libre.New(libre.Options{Endpoint: "http://localhost:5000"})
package libre

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"net/http"
	"strings"
	"time"

	"tarjuman/translate"
	"tarjuman/translate/internal/wire"
)

// Engine is the name of the service in results.
const Engine = "libre"

// Limits that the managed host sets and a server of one's own seldom lowers:
// 2,000 characters and 80 requests a minute.
const (
	DefaultCodePoints = 2000
	hostedPerMinute   = 80
	maxSegments       = 25
	timeout           = 60 * time.Second
)

// ErrNoEndpoint says that [Options] name no server.
var ErrNoEndpoint = errors.New("libre: no server")

// Options set up the backend. Endpoint is needed.
type Options struct {
	Name     string // of this instance; "libre" when empty
	Endpoint string // such as http://localhost:5000
	Key      string // where the server asks for one
	// Insecure allows a key to travel to Endpoint without TLS.
	Insecure bool
	// Paid says that the server charges.
	Paid bool
	// CodePoints is the server's --char-limit; 0 means DefaultCodePoints.
	CodePoints int
	// HTTP does the calls; nil means a client of its own.
	HTTP *http.Client
}

// Backend implements [translate.Backend].
type Backend struct {
	opt    Options
	base   string
	client wire.Client
}

// New checks the options. It does not connect.
func New(opt Options) (*Backend, error) {
	if opt.Name == "" {
		opt.Name = Engine
	}
	if opt.Endpoint == "" {
		return nil, ErrNoEndpoint
	}
	if opt.CodePoints <= 0 {
		opt.CodePoints = DefaultCodePoints
	}
	opt.Key = strings.TrimSpace(opt.Key)
	base, err := wire.Endpoint(opt.Endpoint, opt.Key != "", opt.Insecure)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", opt.Name, err)
	}
	return &Backend{opt: opt, base: base, client: wire.Client{Backend: opt.Name, HTTP: opt.HTTP, Secrets: []string{opt.Key}, Fault: fault}}, nil
}

// Name returns the name of this instance.
func (b *Backend) Name() string { return b.opt.Name }

// Info describes the server.
func (b *Backend) Info() translate.Info {
	lim := translate.Limits{Segments: maxSegments, CodePoints: b.opt.CodePoints, Concurrent: 1, Timeout: timeout}
	if b.opt.Key != "" {
		lim.RequestsPerMinute = hostedPerMinute
	}
	return translate.Info{Engine: Engine, Paid: b.opt.Paid, Network: true, Settings: wire.Settings("host", b.base), Limits: lim}
}

type request struct {
	Q      []string `json:"q"`
	Source string   `json:"source"`
	Target string   `json:"target"`
	Format string   `json:"format"`
	Key    string   `json:"api_key,omitempty"`
}

// Translate sends one request.
func (b *Backend) Translate(ctx context.Context, from, to string, batch []translate.Segment) ([]translate.Result, error) {
	if len(batch) == 0 {
		return nil, ctx.Err()
	}
	req := request{Q: wire.Texts(batch), Source: from, Target: to, Format: "text", Key: b.opt.Key}
	for i, t := range req.Q {
		req.Q[i] = protect(t)
	}
	var rep struct {
		TranslatedText []string `json:"translatedText"`
	}
	if err := b.client.Post(ctx, b.base+"/translate", req, &rep); err != nil {
		return nil, err
	}
	return b.client.Results(batch, rep.TranslatedText, translate.Origin{Kind: translate.Engine, Engine: Engine})
}

// protect keeps what looks like an HTML entity in plain text: the server undoes
// entities in its results even when told that the text is plain.
func protect(text string) string {
	if html.UnescapeString(text) == text {
		return text
	}
	return strings.ReplaceAll(text, "&", "&amp;")
}

// Check asks for the languages of the server.
func (b *Backend) Check(ctx context.Context) (string, error) {
	var langs []struct {
		Code    string   `json:"code"`
		Targets []string `json:"targets"`
	}
	if err := b.client.Get(ctx, b.base+"/languages", &langs); err != nil {
		return "", err
	}
	var pairs []string
	for _, l := range langs {
		for _, t := range l.Targets {
			if l.Code == "ar" && t == "en" || l.Code == "en" && t == "ar" {
				pairs = append(pairs, l.Code+" to "+t)
			}
		}
	}
	if len(pairs) == 0 {
		return "", b.client.Errorf(translate.BadLanguage, "the server translates neither ar to en nor en to ar")
	}
	return "translates " + strings.Join(pairs, ", "), nil
}

// fault reads {"error":"…"}. The server has no codes, so its words decide
// (libretranslate/app.py).
func fault(status int, body []byte) (wire.Fault, bool) {
	var f struct {
		Error string `json:"error"`
	}
	if json.Unmarshal(body, &f) != nil || f.Error == "" {
		return wire.Fault{}, false
	}
	out := wire.Fault{Message: f.Error}
	said := strings.ToLower(f.Error)
	switch {
	case status != http.StatusBadRequest:
	case strings.Contains(said, "exceeds"):
		out.Kind, out.Known = translate.TooLarge, true
	case strings.Contains(said, "not supported") || strings.Contains(said, "not available"):
		out.Kind, out.Known = translate.BadLanguage, true
	case strings.Contains(said, "api key"):
		out.Kind, out.Known = translate.Auth, true
	}
	return out, true
}
