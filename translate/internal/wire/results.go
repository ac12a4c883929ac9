package wire

import (
	"strings"
	"unicode/utf8"

	"tarjuman/translate"
)

// Texts returns the texts of a batch as valid UTF-8: JSON can carry no other
// bytes.
func Texts(batch []translate.Segment) []string {
	out := make([]string, len(batch))
	for i, s := range batch {
		out[i] = s.Text
		if !utf8.ValidString(s.Text) {
			out[i] = strings.ToValidUTF8(s.Text, "\uFFFD")
		}
	}
	return out
}

// Results makes results of the texts of an answer. A wrong number of texts is an
// error, because nobody can know which is whose; so is an empty text, or one that
// holds the key.
func (c *Client) Results(batch []translate.Segment, texts []string, origin translate.Origin) ([]translate.Result, error) {
	if len(texts) != len(batch) {
		return nil, c.Errorf(translate.BadReply, "%d texts for %d sentences", len(texts), len(batch))
	}
	out := make([]translate.Result, len(texts))
	var bad error
	for i, t := range texts {
		switch {
		case strings.TrimSpace(t) == "":
			bad = c.Errorf(translate.BadReply, "an empty text for sentence %s", batch[i].ID)
		case c.holdsSecret(t):
			bad = c.Errorf(translate.BadReply, "the answer for sentence %s holds the key", batch[i].ID)
		default:
			out[i] = translate.Result{Text: t, Origin: origin}
		}
	}
	return out, bad
}

func (c *Client) holdsSecret(s string) bool {
	for _, secret := range c.Secrets {
		if len(secret) >= minSecret && strings.Contains(s, secret) {
			return true
		}
	}
	return false
}
