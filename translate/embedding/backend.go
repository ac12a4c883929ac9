package embedding

import (
	"context"
	"encoding/json"
	"math"

	"tarjuman/translate"
	"tarjuman/translate/internal/wire"
)

// maxNumbers is how long a vector may be; the longest of known models have 4,096
// numbers, or 12,288.
const maxNumbers = 1 << 14

// Name implements [translate.Backend].
func (c *Client) Name() string { return Name }

// Info implements [translate.Backend]. Vectors of one model at two addresses are kept
// apart.
func (c *Client) Info() translate.Info {
	return translate.Info{
		Engine: Name, Model: c.opt.Model, Settings: wire.Settings("form", vectorForm, "at", c.url), Paid: c.opt.Paid, Network: true,
		Limits: translate.Limits{Segments: maxTexts, CodePoints: maxCodePoints, Concurrent: c.opt.Concurrent, Timeout: c.opt.Timeout},
	}
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
	Usage struct {
		Prompt int `json:"prompt_tokens"`
	} `json:"usage"`
}

// Translate implements [translate.Backend]: it sends one request, and the text of a
// result is a vector in a form of this package's own. Languages do not matter.
func (c *Client) Translate(ctx context.Context, _, _ string, batch []translate.Segment) ([]translate.Result, error) {
	var rep reply
	if err := c.client.Post(ctx, c.url, request{c.opt.Model, wire.Texts(batch), "float"}, &rep); err != nil {
		return nil, err
	}
	vectors, err := c.vectors(rep, len(batch))
	if err != nil {
		return nil, err
	}
	out := make([]translate.Result, len(vectors))
	for i, v := range vectors {
		out[i] = translate.Result{Text: formatVector(v), Origin: translate.Origin{Kind: translate.Engine, Engine: Name, Model: c.opt.Model}}
	}
	out[0].Tokens.In = max(0, rep.Usage.Prompt)
	return out, nil
}

// vectors puts an answer in the order of its texts and refuses what is no answer
// to them. Servers that leave the index out answer in order.
func (c *Client) vectors(rep reply, n int) ([][]float32, error) {
	bad := func(format string, args ...any) ([][]float32, error) {
		e := c.client.Errorf(translate.BadReply, format, args...)
		e.Tokens.In = max(0, rep.Usage.Prompt)
		return nil, e
	}
	if len(rep.Data) != n {
		return bad("%d vectors for %d texts", len(rep.Data), n)
	}
	out := make([][]float32, n)
	for k, d := range rep.Data {
		i := k
		if d.Index != nil {
			i = *d.Index
		}
		if i < 0 || i >= n || out[i] != nil {
			return bad("a vector for text %d of %d", i, n)
		}
		if len(d.Embedding) == 0 || len(d.Embedding) != len(rep.Data[0].Embedding) {
			return bad("a vector of %d numbers among vectors of %d", len(d.Embedding), len(rep.Data[0].Embedding))
		}
		if len(d.Embedding) > maxNumbers {
			return bad("a vector of %d numbers, more than %d", len(d.Embedding), maxNumbers)
		}
		for _, x := range d.Embedding {
			if math.IsInf(float64(x), 0) || math.IsNaN(float64(x)) {
				return bad("a vector with a number that is none")
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
