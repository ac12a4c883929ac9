package google

import (
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

// secretPatterns match what must never be shown. Patterns with a group keep the
// text of the group, which says what was cut out.
var secretPatterns = sync.OnceValue(func() []*regexp.Regexp {
	var res []*regexp.Regexp
	for _, p := range []string{
		`(?is)-----BEGIN[^-]*PRIVATE KEY-----.*?(?:-----END[^-]*-----|$)`,
		`(?i)(\bauthorization["']?\s*[:=]\s*["']?)(?:(?:bearer|basic)\s+)?[^\s"',;]+`,
		`(?i)(\bbearer\s+)[^\s"',;]+`,
		`(?i)((?:\b|_)(?:api[-_]?key|x-goog-api-key|key|access[-_]?token|refresh[-_]?token|id[-_]?token|token|client[-_]?secret|private[-_]?key(?:[-_]?id)?|password|assertion|signature)["']?\s*[:=]\s*["']?)[^\s"'&,;]+`,
		`\bya29\.[\w.\-]+`,               // access tokens
		`\bAIza[\w\-]{20,}`,              // API keys
		`\bGOCSPX-[\w\-]+`,               // client secrets
		`\b1//[\w\-]{20,}`,               // refresh tokens
		`\beyJ[\w\-]+\.[\w\-]+\.[\w\-]*`, // signed tokens (JWT)
	} {
		res = append(res, regexp.MustCompile(p))
	}
	return res
})

// clean makes one safe line of a message of the library or the service: secrets
// cut out, line breaks and control characters replaced, length bounded.
func clean(msg string) string {
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
