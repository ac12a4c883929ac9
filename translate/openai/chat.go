package openai

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"tarjuman/translate"
	"tarjuman/translate/internal/wire"
)

type message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

// request is a chat completion. No tools are offered: a model that wants to call
// something has misunderstood.
type request struct {
	Model          string          `json:"model"`
	Messages       []message       `json:"messages"`
	Temperature    *float64        `json:"temperature,omitempty"`
	Seed           *int            `json:"seed,omitempty"`
	ResponseFormat json.RawMessage `json:"response_format,omitempty"`
	Stream         bool            `json:"stream"`
}

type completion struct {
	Choices []struct {
		Message struct {
			Content string          `json:"content"`
			Refusal string          `json:"refusal"`
			Tools   json.RawMessage `json:"tool_calls"`
		} `json:"message"`
		FinishReason string `json:"finish_reason"`
	} `json:"choices"`
	Usage struct {
		In  int `json:"prompt_tokens"`
		Out int `json:"completion_tokens"`
	} `json:"usage"`
	// Error is what some servers say in place of choices, with a good status.
	Error json.RawMessage `json:"error"`
}

// Optional fields that some servers or models refuse.
const (
	noFormat = 1 << iota
	noTemperature
	noSeed
)

var optional = map[string]uint32{"response_format": noFormat, "json_schema": noFormat, "temperature": noTemperature, "seed": noSeed}

var schema = json.RawMessage(`{"type":"json_schema","json_schema":{"name":"translations","strict":true,"schema":{"type":"object","properties":{"translations":` +
	`{"type":"array","items":{"type":"object","properties":{"id":{"type":"integer"},"text":{"type":"string"}},"required":["id","text"],"additionalProperties":false}}},` +
	`"required":["translations"],"additionalProperties":false}}}`)

func (b *Backend) request(p prompt) request {
	without := b.without.Load()
	zero, one := 0.0, 1
	r := request{Model: b.opt.Model, Messages: []message{{"system", p.system}, {"user", p.user}}}
	if without&noTemperature == 0 {
		r.Temperature = &zero
	}
	if without&noSeed == 0 {
		r.Seed = &one
	}
	if without&noFormat == 0 {
		r.ResponseFormat = schema
	}
	return r
}

// complete returns what the model says about n sentences, and adds up what that
// took. A server that refuses
// an optional field is asked again without it; such a refusal costs nothing.
func (b *Backend) complete(ctx context.Context, p prompt, n int, used *translate.Tokens) (string, error) {
	for {
		var rep completion
		err := b.client.Post(ctx, b.base+"/chat/completions", b.request(p), &rep)
		if err == nil {
			used.In += max(0, rep.Usage.In)
			used.Out += max(0, rep.Usage.Out)
			return b.content(rep, n)
		}
		if !b.drop(err) {
			return "", err
		}
	}
}

// drop leaves out the optional field an error names; it reports false when there
// is none left to blame.
func (b *Backend) drop(err error) bool {
	var e *translate.Error
	if !errors.As(err, &e) || e.Kind != translate.BadRequest {
		return false
	}
	for name, flag := range optional {
		if strings.Contains(e.Err.Error(), name) && b.without.Load()&flag == 0 {
			b.without.Or(flag)
			return true
		}
	}
	return false
}

// content takes the text out of a completion.
func (b *Backend) content(rep completion, n int) (string, error) {
	if len(rep.Choices) == 0 && len(rep.Error) > 2 {
		return "", b.saidError(rep.Error)
	}
	if len(rep.Choices) == 0 {
		return "", b.client.Errorf(translate.BadReply, "the answer holds no choice")
	}
	c := rep.Choices[0]
	switch {
	case c.FinishReason == "content_filter":
		return "", b.client.Errorf(translate.Refused, "the server's filter stopped the answer")
	case c.Message.Refusal != "":
		return "", b.client.Errorf(translate.Refused, "the model refuses")
	case c.FinishReason == "length" && n > 1:
		return "", b.client.Errorf(translate.TooLarge, "the answer was cut off by the server's limit")
	case c.FinishReason == "length":
		return "", b.client.Errorf(translate.Refused, "the answer was cut off by the server's limit")
	case c.FinishReason == "tool_calls" || len(c.Message.Tools) > 2 && string(c.Message.Tools) != "null":
		return "", b.client.Errorf(translate.BadReply, "the model wants to call a tool")
	}
	return c.Message.Content, nil
}

// saidError is the error of an answer whose status was good: by its code where that is
// a status.
func (b *Backend) saidError(said json.RawMessage) error {
	body, _ := json.Marshal(map[string]json.RawMessage{"error": said}) // it was decoded as JSON a moment ago
	var e struct {
		Code json.RawMessage `json:"code"`
	}
	json.Unmarshal(said, &e) // a plain text has no code
	status, err := strconv.Atoi(string(bytes.Trim(e.Code, `"`)))
	if err != nil || status < 400 || status > 599 {
		status = http.StatusBadRequest
	}
	f, ok := fault(status, body)
	if !ok {
		return b.client.Errorf(translate.BadReply, "the answer holds an error without words")
	}
	if !f.Known {
		f.Kind = wire.StatusKind(status)
	}
	out := b.client.Errorf(f.Kind, "%s", f.Message)
	out.Unbilled = f.Kind == translate.Transient
	return out
}

// fault reads {"error":{"message":"…","type":"…","code":"…"}} and the plain
// {"error":"…"} and {"detail":"…"} of some servers.
func fault(status int, body []byte) (wire.Fault, bool) {
	var f struct {
		Error  json.RawMessage `json:"error"`
		Detail json.RawMessage `json:"detail"`
	}
	if json.Unmarshal(body, &f) != nil {
		return wire.Fault{}, false
	}
	if f.Error == nil {
		f.Error = f.Detail
	}
	var e struct {
		Message string          `json:"message"`
		Type    string          `json:"type"`
		Code    json.RawMessage `json:"code"`
		Param   string          `json:"param"`
	}
	if json.Unmarshal(f.Error, &e) != nil {
		var text string
		if json.Unmarshal(f.Error, &text) != nil {
			return wire.Fault{}, false
		}
		e.Message = text
	}
	if e.Message == "" {
		return wire.Fault{}, false
	}
	code := string(bytes.Trim(e.Code, `"`))
	out := wire.Fault{Message: e.Message}
	if e.Param != "" && !strings.Contains(e.Message, e.Param) {
		out.Message += fmt.Sprintf(" (%s)", e.Param)
	}
	out.Kind, out.Known = faultKind(status, strings.ToLower(code+" "+e.Type+" "+e.Message))
	return out, true
}

func faultKind(status int, said string) (translate.ErrorKind, bool) {
	has := func(any ...string) bool {
		for _, s := range any {
			if strings.Contains(said, s) {
				return true
			}
		}
		return false
	}
	switch {
	case has("insufficient_quota", "billing_hard_limit", "exceeded your current quota", "insufficient balance", "insufficient credits"):
		return translate.Quota, true
	case status == http.StatusBadRequest && has("content_filter", "content_policy", "content management policy"):
		return translate.Refused, true
	case (status == http.StatusBadRequest || status == http.StatusInternalServerError) && has("context_length", "context size", "context length", "maximum context", "exceed_context", "too many tokens", "prompt is too long"):
		return translate.TooLarge, true
	}
	return 0, false
}
