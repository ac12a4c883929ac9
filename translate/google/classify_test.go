package google

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"cloud.google.com/go/translate/apiv3/translatepb"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"

	"tarjuman/translate"
	"tarjuman/translate/internal/wire"
)

func TestErrorKinds(t *testing.T) {
	perDay := &errdetails.ErrorInfo{Reason: "RATE_LIMIT_EXCEEDED", Metadata: map[string]string{"quota_limit": "DefaultCharactersPerDayPerProject", "quota_unit": "1/d/{project}"}}
	perMinute := &errdetails.ErrorInfo{Reason: "RATE_LIMIT_EXCEEDED", Metadata: map[string]string{"quota_limit": "DefaultCharactersPerMinutePerProject", "quota_unit": "1/min/{project}"}}
	field := func(name, what string) *errdetails.BadRequest {
		return &errdetails.BadRequest{FieldViolations: []*errdetails.BadRequest_FieldViolation{{Field: name, Description: what}}}
	}
	for name, c := range map[string]struct {
		err   error
		kind  translate.ErrorKind
		after time.Duration
	}{
		"rate":                        {refusal(t, codes.ResourceExhausted, "Resource has been exhausted (e.g. check quota).", reason("RATE_LIMIT_EXCEEDED")), translate.RateLimit, 0},
		"rate, no details":            {refusal(t, codes.ResourceExhausted, "Resource has been exhausted (e.g. check quota)."), translate.RateLimit, 0},
		"rate a minute":               {refusal(t, codes.ResourceExhausted, "Quota exceeded.", perMinute, retryIn(7*time.Second)), translate.RateLimit, 7 * time.Second},
		"rate, message":               {refusal(t, codes.PermissionDenied, "User Rate Limit Exceeded"), translate.RateLimit, 0},
		"rate, 403 reason":            {refusal(t, codes.PermissionDenied, "Quota exceeded for consumer", perMinute), translate.RateLimit, 0},
		"daily by unit":               {refusal(t, codes.ResourceExhausted, "Quota exceeded.", perDay, retryIn(time.Second)), translate.Quota, time.Second},
		"daily by message":            {refusal(t, codes.PermissionDenied, "Daily Limit Exceeded"), translate.Quota, 0},
		"daily by violation":          {refusal(t, codes.ResourceExhausted, "Quota exceeded.", &errdetails.QuotaFailure{Violations: []*errdetails.QuotaFailure_Violation{{Subject: "project:1", Description: "Characters per day"}}}), translate.Quota, 0},
		"a wait for hours":            {refusal(t, codes.ResourceExhausted, "Quota exceeded.", perMinute, retryIn(9*time.Hour)), translate.Quota, 0},
		"a wait below zero":           {refusal(t, codes.ResourceExhausted, "Quota exceeded.", perMinute, retryIn(-time.Second)), translate.RateLimit, 0},
		"message larger than allowed": {refusal(t, codes.ResourceExhausted, "grpc: received message larger than max (9000000 vs. 4194304)"), translate.TooLarge, 0},
		"no permission":               {refusal(t, codes.PermissionDenied, "Cloud IAM permission 'cloudtranslate.generalModels.predict' denied.", reason("IAM_PERMISSION_DENIED")), translate.Auth, 0},
		"service off":                 {refusal(t, codes.PermissionDenied, "Cloud Translation API has not been used in project 1 before or it is disabled.", reason("SERVICE_DISABLED")), translate.Auth, 0},
		"billing off":                 {refusal(t, codes.PermissionDenied, "This API method requires billing to be enabled.", reason("BILLING_DISABLED")), translate.Auth, 0},
		"unauthenticated":             {refusal(t, codes.Unauthenticated, "Request had invalid authentication credentials. Expected OAuth 2 access token."), translate.Auth, 0},
		"token service unreachable":   {refusal(t, codes.Unauthenticated, `transport: per-RPC creds failed due to error: auth: cannot fetch token: Post "https://oauth2.googleapis.com/token": dial tcp: i/o timeout`), translate.Transient, 0},
		"too long":                    {refusal(t, codes.InvalidArgument, "Text is too long."), translate.TooLarge, 0},
		"too many code points":        {refusal(t, codes.InvalidArgument, "The total codepoints in the request must be less than 30720, actual: 31000"), translate.TooLarge, 0},
		"too long, field":             {refusal(t, codes.InvalidArgument, "Invalid argument.", field("contents", "Request size exceeds the limit")), translate.TooLarge, 0},
		"target language":             {refusal(t, codes.InvalidArgument, "Target language is invalid."), translate.BadLanguage, 0},
		"language pair":               {refusal(t, codes.InvalidArgument, "Unsupported language pair."), translate.BadLanguage, 0},
		"language, field":             {refusal(t, codes.InvalidArgument, "Invalid value.", field("target_language_code", "xx")), translate.BadLanguage, 0},
		"other argument":              {refusal(t, codes.InvalidArgument, "Invalid parent."), translate.BadRequest, 0},
		"glossary of another place":   {refusal(t, codes.InvalidArgument, "Glossary and model must be in the same location."), translate.BadRequest, 0},
		"not found":                   {refusal(t, codes.NotFound, "Glossary not found."), translate.BadRequest, 0},
		"precondition":                {refusal(t, codes.FailedPrecondition, "Model is not deployed."), translate.BadRequest, 0},
		"not implemented":             {refusal(t, codes.Unimplemented, "unknown service"), translate.BadRequest, 0},
		"unavailable":                 {refusal(t, codes.Unavailable, "connection refused", retryIn(2*time.Second)), translate.Transient, 2 * time.Second},
		"a strange certificate":       {refusal(t, codes.Unavailable, "authentication handshake failed: tls: failed to verify certificate: x509: certificate signed by unknown authority"), translate.BadRequest, 0},
		"deadline":                    {refusal(t, codes.DeadlineExceeded, "context deadline exceeded"), translate.Transient, 0},
		"internal":                    {refusal(t, codes.Internal, "Internal error encountered."), translate.Transient, 0},
		"unavailable for a day":       {refusal(t, codes.Unavailable, "maintenance", retryIn(24*time.Hour)), translate.Transient, 0},
		"cancelled by the server":     {refusal(t, codes.Canceled, "stream reset"), translate.Transient, 0},
		"unknown":                     {refusal(t, codes.Unknown, "unexpected HTTP status code received from server: 502 (Bad Gateway)"), translate.Transient, 0},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t)
			s.reply = func(context.Context, int, *translatepb.TranslateTextRequest) (*translatepb.TranslateTextResponse, error) {
				return nil, c.err
			}
			_, err := s.backend(t, Options{}).Translate(context.Background(), "ar", "en", sentences(1))
			e := failed(t, err)
			if e.Kind != c.kind || e.RetryAfter != c.after {
				t.Errorf("got %v, retry after %v; want %v, %v", err, e.RetryAfter, c.kind, c.after)
			}
			if n := len(s.received()); n != 1 {
				t.Errorf("%d requests, want 1: the Translator repeats, not the backend", n)
			}
		})
	}
}

func TestClassifyOtherErrors(t *testing.T) {
	if e := classify(errors.New("write tcp: broken pipe")); e.Kind != translate.Transient || !strings.Contains(e.Error(), "broken pipe") {
		t.Errorf("got %v", e)
	}
}

func TestErrorText(t *testing.T) {
	e := classify(refusal(t, codes.InvalidArgument, "Invalid parent.\n\x1b[31m  More.", reason("X")))
	if want := "google: request refused: INVALID_ARGUMENT: Invalid parent. [31m More. (X)"; e.Error() != want {
		t.Errorf("got %q, want %q", e, want)
	}
	long := classify(refusal(t, codes.Internal, strings.Repeat("صفحة ", 1000)))
	if n := len(long.Error()); n > 500 {
		t.Errorf("%d bytes of message", n)
	}
}

func TestCleanKeepsWhatIsNoSecret(t *testing.T) {
	for _, msg := range []string{
		"Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.",
		"The total codepoints in the request must be less than 30720, actual: 31000",
		"Glossary projects/p/locations/us-central1/glossaries/keys not found",
		"credentials: could not find default credentials. See https://cloud.google.com/docs/authentication/external/set-up-adc for more information",
	} {
		if got := wire.Clean(msg); got != msg {
			t.Errorf("got %q, want %q", got, msg)
		}
	}
}
