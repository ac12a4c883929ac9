package google

import (
	"errors"
	"strings"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"tarjuman/translate"
	"tarjuman/translate/internal/wire"
)

// maxWait is the longest wait a server may ask for. One that asks for more means
// that nothing will come of this run.
const maxWait = 5 * time.Minute

// failure makes an error whose text is safe to show. The cause is not wrapped:
// its own text may hold a token.
func failure(kind translate.ErrorKind, msg string) *translate.Error {
	return &translate.Error{Backend: Name, Kind: kind, Err: errors.New(wire.Clean(msg))}
}

// classify turns an error of the client library into one the Translator can
// decide on. Codes alone do not do: quota errors come as RESOURCE_EXHAUSTED and
// as PERMISSION_DENIED, and a daily quota must not be tried again while a rate
// limit must (cloud.google.com/translate/quotas).
func classify(err error) *translate.Error {
	f := factsOf(err)
	e := failure(f.kind(), f.text())
	e.RetryAfter = f.retryAfter
	e.Unbilled = f.neverSent()
	if f.retryAfter > maxWait {
		e.RetryAfter = 0
		if e.Kind == translate.RateLimit {
			e.Kind = translate.Quota
		}
	}
	return e
}

// facts are what an error says about itself.
type facts struct {
	code       codes.Code
	message    string
	reason     string // of ErrorInfo: RATE_LIMIT_EXCEEDED, SERVICE_DISABLED ...
	quota      string // everything said about a quota, lower case
	fields     []string
	retryAfter time.Duration
}

func factsOf(err error) facts {
	st, ok := status.FromError(err)
	if !ok {
		return facts{code: codes.Unknown, message: err.Error()}
	}
	f := facts{code: st.Code(), message: st.Message()}
	var quota []string
	for _, d := range st.Details() {
		switch d := d.(type) {
		case *errdetails.ErrorInfo:
			f.reason = d.GetReason()
			for _, k := range []string{"quota_unit", "quota_limit", "quota_metric"} {
				quota = append(quota, d.GetMetadata()[k])
			}
		case *errdetails.QuotaFailure:
			for _, v := range d.GetViolations() {
				quota = append(quota, v.GetSubject(), v.GetDescription())
			}
		case *errdetails.BadRequest:
			for _, v := range d.GetFieldViolations() {
				f.fields = append(f.fields, v.GetField()+" "+v.GetDescription())
			}
		case *errdetails.RetryInfo:
			f.retryAfter = max(0, d.GetRetryDelay().AsDuration())
		}
	}
	f.quota = strings.ToLower(strings.Join(quota, " "))
	return f
}

func (f facts) text() string {
	s := codeName(f.code) + ": " + f.message
	if f.reason != "" {
		s += " (" + f.reason + ")"
	}
	return s
}

// codeName writes a code as the service's pages do.
func codeName(c codes.Code) string {
	var b strings.Builder
	for i, r := range c.String() {
		if i > 0 && 'A' <= r && r <= 'Z' {
			b.WriteByte('_')
		}
		b.WriteRune(r)
	}
	return strings.ToUpper(b.String())
}

func (f facts) kind() translate.ErrorKind {
	switch f.code {
	case codes.ResourceExhausted:
		return f.exhausted()
	case codes.PermissionDenied:
		if f.aboutQuota() {
			return f.exhausted()
		}
		return translate.Auth
	case codes.Unauthenticated:
		if f.tokenUnreachable() {
			return translate.Transient
		}
		return translate.Auth
	case codes.InvalidArgument, codes.OutOfRange:
		return f.invalid()
	case codes.NotFound, codes.FailedPrecondition, codes.AlreadyExists, codes.Unimplemented:
		return translate.BadRequest
	case codes.Unavailable:
		if f.says("x509:", "certificate", "does not look like a tls handshake", "remote error: tls") {
			return translate.BadRequest // trying again does not change a certificate
		}
	}
	return translate.Transient
}

func (f facts) says(any ...string) bool {
	m := strings.ToLower(f.message)
	for _, s := range any {
		if strings.Contains(m, s) {
			return true
		}
	}
	return false
}

func (f facts) aboutQuota() bool {
	switch f.reason {
	case "RATE_LIMIT_EXCEEDED", "RESOURCE_QUOTA_EXCEEDED", "userRateLimitExceeded", "rateLimitExceeded", "dailyLimitExceeded":
		return true
	}
	return f.says("rate limit exceeded", "daily limit exceeded", "ratelimitexceeded", "dailylimitexceeded", "quota exceeded", "exceeded quota")
}

// exhausted tells a limit that opens again within minutes from one that does not
// today, and both from a message that was too large for the connection.
func (f facts) exhausted() translate.ErrorKind {
	if f.says("larger than max") {
		return translate.TooLarge
	}
	for _, day := range []string{"/d/", "perday", "per_day", "per day", "daily"} {
		if strings.Contains(f.quota, day) {
			return translate.Quota
		}
	}
	if f.says("per day", "perday", "per_day", "daily limit", "dailylimit", "daily quota", "1/d/") || f.reason == "dailyLimitExceeded" || f.reason == "RESOURCE_QUOTA_EXCEEDED" {
		return translate.Quota
	}
	return translate.RateLimit
}

// neverSent reports that no request can have reached the service: there was no
// connection or no token to send it with.
func (f facts) neverSent() bool {
	return f.code == codes.Unavailable && f.says("while dialing", "dial tcp", "no such host", "connection refused") || f.tokenUnreachable()
}

// tokenUnreachable reports that credentials exist and the service that turns
// them into a token could not be reached.
func (f facts) tokenUnreachable() bool {
	return f.says("creds failed", "fetch token", "cannot fetch") &&
		f.says("dial tcp", "i/o timeout", "connection refused", "connection reset", "no such host", "deadline exceeded", "eof", "temporary failure")
}

func (f facts) invalid() translate.ErrorKind {
	said := strings.ToLower(f.message + " " + strings.Join(f.fields, " "))
	has := func(any ...string) bool {
		for _, s := range any {
			if strings.Contains(said, s) {
				return true
			}
		}
		return false
	}
	switch {
	case has("too long", "too large", "too many", "too big", "codepoints", "code points", "exceeds", "request size", "maximum size", "payload size"):
		return translate.TooLarge
	case has("language_code", "languagecode", "language pair", "bad language") || has("language") && has("invalid", "support", "unknown", "not found"):
		return translate.BadLanguage
	}
	return translate.BadRequest
}
