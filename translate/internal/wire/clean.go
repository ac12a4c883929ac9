package wire

import (
	"encoding/base64"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

const redacted = "[redacted]"

// maxMessage is how many bytes of a message are kept; some proxies answer with
// a page.
const maxMessage = 400

// minSecret is the shortest string that is treated as a secret wherever it
// stands; shorter ones would cut holes into ordinary words.
const minSecret = 6

// secretPatterns match what must never be shown. Patterns with a group keep the
// text of the group, which says what was cut out.
var secretPatterns = sync.OnceValue(func() []*regexp.Regexp {
	var res []*regexp.Regexp
	for _, p := range []string{
		`(?is)-----BEGIN[^-]*PRIVATE KEY-----.*?(?:-----END[^-]*-----|$)`,
		`(?i)(\bauthorization["']?\s*[:=]\s*["']?)(?:(?:bearer|basic|deepl-auth-key)\s+)?[^\s"',;]+`,
		`(?i)(\b(?:bearer|deepl-auth-key)\s+)[^\s"',;]+`,
		`(?i)((?:\b|_)(?:api[-_]?key|x-goog-api-key|subscription-key|key|access[-_]?token|refresh[-_]?token|id[-_]?token|token|client[-_]?secret|private[-_]?key(?:[-_]?id)?|password|assertion|signature)["']?\s*[:=]\s*["']?)[^\s"'&,;]+`,
		`\bya29\.[\w.\-]+`,               // Google access tokens
		`\bAIza[\w\-]{20,}`,              // Google API keys
		`\bGOCSPX-[\w\-]+`,               // Google client secrets
		`\b1//[\w\-]{20,}`,               // Google refresh tokens
		`\bsk-[\w\-]{6,}[\w*\-]*`,        // OpenAI and its kin
		`\beyJ[\w\-]+\.[\w\-]+\.[\w\-]*`, // signed tokens (JWT)
	} {
		res = append(res, regexp.MustCompile(p))
	}
	return res
})

// Clean makes one safe line of a message of a library or a service: the secrets
// given and whatever looks like one cut out, line breaks and control characters
// replaced, length bounded.
func Clean(msg string, secrets ...string) string {
	for _, s := range secrets {
		msg = cutOut(msg, s)
	}
	for _, re := range secretPatterns() {
		msg = re.ReplaceAllString(msg, "${1}"+redacted)
	}
	msg = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			return ' '
		}
		return r
	}, msg)
	msg = strings.Join(strings.Fields(msg), " ")
	if len(msg) > maxMessage {
		cut := maxMessage
		for cut > 0 && !utf8.RuneStart(msg[cut]) {
			cut--
		}
		msg = msg[:cut] + "…"
	}
	return msg
}

// cutOut removes a secret in every way a message could hold it.
func cutOut(msg, secret string) string {
	secret = strings.TrimSpace(secret)
	if len(secret) < minSecret {
		return msg
	}
	for _, form := range []string{secret, url.QueryEscape(secret), url.PathEscape(secret), base64.StdEncoding.EncodeToString([]byte(secret))} {
		msg = strings.ReplaceAll(msg, form, redacted)
	}
	return msg
}
