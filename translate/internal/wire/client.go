// Package wire is the way the HTTP backends talk to their services: one JSON
// request, one bounded answer, every failure a [translate.Error] of the right
// kind, and no secret in any message.
package wire

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
	"time"

	"tarjuman/translate"
)

// DefaultTimeout is how long a request may take when neither the client nor ctx
// says otherwise.
const DefaultTimeout = 60 * time.Second

// MaxReply is how many bytes of an answer are read. The longest request of any
// service is far smaller.
const MaxReply = 16 << 20

// Client calls one service. It is safe for concurrent use.
type Client struct {
	// Backend is the name errors carry.
	Backend string
	// HTTP does the calls; nil means [NewHTTP]'s. Redirects must not be followed:
	// they would carry the key to another host.
	HTTP *http.Client
	// Header goes with every request; it holds the key.
	Header http.Header
	// Secrets are cut out of every message, in all the ways they could be written.
	Secrets []string
	// Fault reads the service's own error out of an answer whose status is not 200.
	// It reports false for a body that is not the service's.
	Fault func(status int, body []byte) (Fault, bool)
}

// Fault is what a service says about a request it did not serve.
type Fault struct {
	// Kind of the failure; used when Known.
	Kind  translate.ErrorKind
	Known bool
	// Message is the service's own text.
	Message string
}

// NewHTTP returns a client for requests that carry keys: no redirects, and the
// proxy of the environment.
func NewHTTP() *http.Client { return Restrict(&http.Client{}) }

// Restrict returns a copy of c that follows no redirects.
func Restrict(c *http.Client) *http.Client {
	r := *c
	r.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &r
}

// Post sends body as JSON and decodes the answer into out. The error is ctx's own
// when ctx was cancelled, and a [*translate.Error] otherwise.
func (c *Client) Post(ctx context.Context, url string, body, out any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false) // < and & in an article are sent as they are
	if err := enc.Encode(body); err != nil {
		return c.Errorf(translate.BadRequest, "%v", err)
	}
	return c.do(ctx, http.MethodPost, url, &b, out)
}

// Get asks for url and decodes the answer into out.
func (c *Client) Get(ctx context.Context, url string, out any) error {
	return c.do(ctx, http.MethodGet, url, nil, out)
}

// Delete removes what url names; the answer's content does not matter.
func (c *Client) Delete(ctx context.Context, url string) error {
	return c.do(ctx, http.MethodDelete, url, nil, nil)
}

func (c *Client) do(ctx context.Context, method, url string, body io.Reader, out any) error {
	call, cancel := ctx, context.CancelFunc(func() {})
	if _, set := ctx.Deadline(); !set {
		call, cancel = context.WithTimeout(ctx, DefaultTimeout)
	}
	defer cancel()
	req, err := http.NewRequestWithContext(call, method, url, body)
	if err != nil {
		return c.Errorf(translate.BadRequest, "%v", err)
	}
	for k, v := range c.Header {
		req.Header[k] = v
	}
	req.Header.Set("Accept", "application/json")
	if body != nil {
		req.Header.Set("Content-Type", "application/json; charset=utf-8")
	}
	client := c.HTTP
	if client == nil {
		client = NewHTTP()
	}
	resp, err := client.Do(req)
	if err != nil {
		return c.broken(ctx, err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(io.LimitReader(resp.Body, MaxReply+1))
	switch {
	case resp.StatusCode/100 != 2:
		return c.fault(resp, data)
	case err != nil:
		return c.broken(ctx, fmt.Errorf("the answer breaks off: %w", err))
	case len(data) > MaxReply:
		return c.Errorf(translate.BadReply, "an answer of more than %d MB", MaxReply>>20)
	}
	if out == nil {
		return nil
	}
	if err := json.Unmarshal(data, out); err != nil {
		return c.Errorf(translate.BadReply, "%s", notJSON(resp, data, err))
	}
	return nil
}

// Errorf makes an error whose text is safe to show. Causes are not wrapped: their
// own text may hold a key.
func (c *Client) Errorf(kind translate.ErrorKind, format string, args ...any) *translate.Error {
	return &translate.Error{Backend: c.Backend, Kind: kind, Err: errors.New(Clean(fmt.Sprintf(format, args...), c.Secrets...))}
}

// notJSON says what came instead of the expected answer.
func notJSON(resp *http.Response, data []byte, err error) string {
	if title, ok := pageTitle(resp, data); ok {
		return "the answer is a web page" + title + ", not the service's"
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return "an empty answer"
	}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) && syntax.Offset >= int64(len(data)) {
		return fmt.Sprintf("the answer breaks off after %d bytes", len(data))
	}
	return fmt.Sprintf("the answer is not the expected JSON: %v", err)
}

// pageTitle recognises a web page, such as a proxy or a login form sends.
func pageTitle(resp *http.Response, data []byte) (title string, ok bool) {
	kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	head := strings.ToLower(string(data[:min(len(data), 4096)]))
	trimmed := strings.TrimSpace(head)
	if kind != "text/html" && !strings.HasPrefix(trimmed, "<!doctype html") && !strings.HasPrefix(trimmed, "<html") {
		return "", false
	}
	if i := strings.Index(head, "<title>"); i >= 0 {
		rest := string(data[i+len("<title>") : min(len(data), 4096)])
		if j := strings.Index(rest, "<"); j > 0 {
			return fmt.Sprintf(" (%s)", strings.Join(strings.Fields(rest[:j]), " ")), true
		}
	}
	return "", true
}
