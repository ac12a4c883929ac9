package google

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"cloud.google.com/go/translate/apiv3/translatepb"
	"google.golang.org/api/option"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	"tarjuman/translate"
)

var _ translate.Backend = (*Backend)(nil)

func TestTranslate(t *testing.T) {
	s := serve(t)
	b := s.backend(t, Options{})
	got, err := b.Translate(context.Background(), "ar", "en", []translate.Segment{{ID: "1", Text: "a <b> & \"c\""}, {ID: "2", Text: "bad \xff byte"}})
	if err != nil {
		t.Fatal(err)
	}
	origin := translate.Origin{Kind: translate.Engine, Engine: "google", Model: "general/nmt"}
	want := []translate.Result{{Text: `A <B> & "C"`, Origin: origin}, {Text: "BAD \uFFFD BYTE", Origin: origin}}
	for i := range want {
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Errorf("result %d: got %+v, want %+v", i, got[i], want[i])
		}
	}
	sent := &translatepb.TranslateTextRequest{
		Parent:             "projects/p/locations/global",
		Contents:           []string{"a <b> & \"c\"", "bad \uFFFD byte"},
		MimeType:           "text/plain",
		SourceLanguageCode: "ar",
		TargetLanguageCode: "en",
	}
	if req := s.received()[0]; !proto.Equal(req, sent) {
		t.Errorf("sent %v, want %v", req, sent)
	}
	if !b.Info().Paid || b.Name() != "google" {
		t.Error("the backend must be called google and be paid")
	}
}

func TestTranslateNothing(t *testing.T) {
	s := serve(t)
	got, err := s.backend(t, Options{}).Translate(context.Background(), "ar", "en", nil)
	if len(got) != 0 || err != nil || len(s.received()) != 0 {
		t.Errorf("got %v, %v after %d requests", got, err, len(s.received()))
	}
}

func TestTranslateWithModelAndGlossary(t *testing.T) {
	s := serve(t)
	b := s.backend(t, Options{Project: "projects/p", Location: "us-central1", Model: "translation-llm", Glossary: "terms"})
	got, err := b.Translate(context.Background(), "ar", "en", sentences(1))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(got[0].Text, "(GLOSSARY)") {
		t.Errorf("got %q, not the glossary's translation", got[0].Text)
	}
	if got[0].Origin.Model != "general/translation-llm" {
		t.Errorf("model %q", got[0].Origin.Model)
	}
	req := s.received()[0]
	if req.GetModel() != "projects/p/locations/us-central1/models/general/translation-llm" || req.GetGlossaryConfig().GetGlossary() != "projects/p/locations/us-central1/glossaries/terms" {
		t.Errorf("sent model %q, glossary %q", req.GetModel(), req.GetGlossaryConfig().GetGlossary())
	}
}

func TestNames(t *testing.T) {
	const full = "projects/p/locations/us-central1/"
	for name, c := range map[string]struct {
		opt  Options
		want names
		err  string
	}{
		"project alone":       {Options{Project: "p"}, names{parent: "projects/p/locations/global"}, ""},
		"no project":          {Options{}, names{}, "no project"},
		"blank project":       {Options{Project: " "}, names{}, "no project"},
		"not a project":       {Options{Project: "p/q"}, names{}, "not a project"},
		"not a location":      {Options{Project: "p", Location: "us central"}, names{}, "not a location"},
		"nmt":                 {Options{Project: "p", Model: "nmt"}, names{"projects/p/locations/global", "projects/p/locations/global/models/general/nmt", "", ""}, ""},
		"general/nmt":         {Options{Project: "p", Model: "general/nmt"}, names{"projects/p/locations/global", "projects/p/locations/global/models/general/nmt", "", ""}, ""},
		"models/x":            {Options{Project: "p", Location: "us-central1", Model: "models/x"}, names{full[:len(full)-1], full + "models/x", "", ""}, ""},
		"full model":          {Options{Project: "p", Model: full + "models/x"}, names{full[:len(full)-1], full + "models/x", "", ""}, ""},
		"glossary":            {Options{Project: "p", Location: "us-central1", Glossary: "g"}, names{full[:len(full)-1], "", full + "glossaries/g", ""}, ""},
		"full glossary":       {Options{Project: "p", Glossary: full + "glossaries/g", Model: "nmt"}, names{full[:len(full)-1], full + "models/general/nmt", full + "glossaries/g", ""}, ""},
		"glossary, no place":  {Options{Project: "p", Glossary: "g"}, names{}, "cannot be global"},
		"glossary in global":  {Options{Project: "p", Location: "global", Glossary: "g"}, names{}, "cannot be global"},
		"glossary elsewhere":  {Options{Project: "p", Location: "europe-west1", Glossary: full + "glossaries/g"}, names{}, "not in location europe-west1"},
		"model elsewhere":     {Options{Project: "p", Location: "global", Model: full + "models/x"}, names{}, "not in location global"},
		"insecure by default": {Options{Project: "p", Insecure: true}, names{}, "endpoint"},
	} {
		b, err := New(context.Background(), c.opt)
		switch {
		case c.err != "":
			if err == nil || !strings.Contains(err.Error(), c.err) {
				t.Errorf("%s: error %v, want %q", name, err, c.err)
			}
		case err != nil:
			t.Errorf("%s: %v", name, err)
		case b.names != c.want:
			t.Errorf("%s: got %+v, want %+v", name, b.names, c.want)
		}
	}
	if _, err := New(context.Background(), Options{}); !errors.Is(err, ErrNoProject) {
		t.Errorf("got %v, want ErrNoProject", err)
	}
}

func TestTranslatorBatches(t *testing.T) {
	s := serve(t)
	var arrived = make(chan struct{}, 100)
	s.reply = func(context.Context, int, *translatepb.TranslateTextRequest) (*translatepb.TranslateTextResponse, error) {
		arrived <- struct{}{}
		for range 50 { // let others arrive meanwhile
			if len(arrived) >= 2 {
				break
			}
			time.Sleep(time.Millisecond)
		}
		return nil, nil
	}
	segs := sentences(400)
	segs[17].Text = strings.Repeat("long ", 1500)
	tr := translate.Translator{Backend: s.backend(t, Options{})}
	got, err := tr.Translate(context.Background(), "ar", "en", segs)
	if err != nil {
		t.Fatal(err)
	}
	for i := range segs {
		if got[i].Text != strings.ToUpper(segs[i].Text) {
			t.Fatalf("result %d is %q", i, got[i].Text)
		}
	}
	total := 0
	for _, req := range s.received() {
		points := 0
		for _, c := range req.GetContents() {
			points += utf8.RuneCountInString(c)
		}
		if n := len(req.GetContents()); n > 128 || points > 5000 && n > 1 {
			t.Errorf("request of %d strings, %d code points", n, points)
		}
		total += len(req.GetContents())
	}
	if total != len(segs) {
		t.Errorf("%d sentences sent, want each of %d once", total, len(segs))
	}
	if s.most < 2 || s.most > 4 {
		t.Errorf("%d requests at once, want 2 to 4", s.most)
	}
}

func TestTranslatorKeepsWhatWasReceived(t *testing.T) {
	s := serve(t)
	s.reply = func(_ context.Context, n int, _ *translatepb.TranslateTextRequest) (*translatepb.TranslateTextResponse, error) {
		if n >= 4 {
			return nil, refusal(t, codes.ResourceExhausted, "Quota exceeded for quota metric 'Translate characters' and limit 'characters per day'", reason("RATE_LIMIT_EXCEEDED"))
		}
		return nil, nil
	}
	tr := translate.Translator{Backend: s.backend(t, Options{}), Retry: quick()}
	segs := sentences(800)
	got, err := tr.Translate(context.Background(), "ar", "en", segs)
	if e := failed(t, err); e.Kind != translate.Quota {
		t.Errorf("got %v, want a quota error", err)
	}
	done, sent := 0, 0
	for i, r := range got {
		if r.Done() {
			done++
			if r.Text != strings.ToUpper(segs[i].Text) {
				t.Errorf("result %d is %q", i, r.Text)
			}
		}
	}
	for _, req := range s.received()[:4] {
		sent += len(req.GetContents())
	}
	if done != sent {
		t.Errorf("%d results, want the %d of the answered requests", done, sent)
	}
	if n := len(s.received()); n > 8 {
		t.Errorf("%d requests: a used-up quota was tried again", n)
	}
}

func TestTranslatorWaitsAsTheServerWishes(t *testing.T) {
	s := serve(t)
	const wish = 60 * time.Millisecond
	var first, second time.Time
	s.reply = func(_ context.Context, n int, _ *translatepb.TranslateTextRequest) (*translatepb.TranslateTextResponse, error) {
		if n == 0 {
			first = time.Now()
			return nil, refusal(t, codes.ResourceExhausted, "Quota exceeded for quota metric 'characters' and limit 'characters per minute'", reason("RATE_LIMIT_EXCEEDED"), retryIn(wish))
		}
		second = time.Now()
		return nil, nil
	}
	tr := translate.Translator{Backend: s.backend(t, Options{}), Retry: quick()}
	got, err := tr.Translate(context.Background(), "ar", "en", sentences(3))
	if err != nil || got[2].Retries != 1 {
		t.Fatalf("got %+v, %v", got, err)
	}
	if second.Sub(first) < wish {
		t.Errorf("came back after %v, asked to wait %v", second.Sub(first), wish)
	}
}

func TestTranslateRefusesUnfitAnswers(t *testing.T) {
	one := &translatepb.Translation{TranslatedText: "x"}
	for name, c := range map[string]struct {
		opt  Options
		resp *translatepb.TranslateTextResponse
	}{
		"too few":             {Options{}, &translatepb.TranslateTextResponse{Translations: []*translatepb.Translation{one}}},
		"too many":            {Options{}, &translatepb.TranslateTextResponse{Translations: []*translatepb.Translation{one, one, one}}},
		"none":                {Options{}, &translatepb.TranslateTextResponse{}},
		"an empty one":        {Options{}, &translatepb.TranslateTextResponse{Translations: []*translatepb.Translation{one, {TranslatedText: " "}}}},
		"no glossary answers": {Options{Location: "us-central1", Glossary: "g"}, &translatepb.TranslateTextResponse{Translations: []*translatepb.Translation{one, one}}},
	} {
		s := serve(t)
		s.reply = func(context.Context, int, *translatepb.TranslateTextRequest) (*translatepb.TranslateTextResponse, error) {
			return c.resp, nil
		}
		got, err := s.backend(t, c.opt).Translate(context.Background(), "ar", "en", sentences(2))
		if e := failed(t, err); e.Kind != translate.BadReply || got != nil {
			t.Errorf("%s: got %v, %v", name, got, err)
		}
	}
}

func TestTranslateStopsWhenCancelled(t *testing.T) {
	s := serve(t)
	ctx, cancel := context.WithCancel(context.Background())
	s.reply = func(call context.Context, n int, _ *translatepb.TranslateTextRequest) (*translatepb.TranslateTextResponse, error) {
		if n < 2 {
			return nil, nil
		}
		<-call.Done() // the client's cancellation reaches the server
		return nil, call.Err()
	}
	tr := translate.Translator{Backend: s.backend(t, Options{}), Progress: func(translate.Progress) { cancel() }}
	got, err := tr.Translate(ctx, "ar", "en", sentences(800))
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v, want context.Canceled", err)
	}
	done := 0
	for _, r := range got {
		if r.Done() {
			done++
		}
	}
	if done == 0 || done == len(got) {
		t.Errorf("%d of %d results", done, len(got))
	}
	if _, err := tr.Backend.Translate(ctx, "ar", "en", sentences(1)); err != context.Canceled {
		t.Errorf("with a cancelled context: %v, want the context's own error", err)
	}
}

func TestTranslateGivesUpOnASilentServer(t *testing.T) {
	s := serve(t)
	s.reply = func(call context.Context, _ int, _ *translatepb.TranslateTextRequest) (*translatepb.TranslateTextResponse, error) {
		<-call.Done()
		return nil, call.Err()
	}
	_, err := s.backend(t, Options{Timeout: 50 * time.Millisecond}).Translate(context.Background(), "ar", "en", sentences(1))
	if e := failed(t, err); e.Kind != translate.Transient || errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want a temporary failure that is not the caller's deadline", err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	if _, err := s.backend(t, Options{}).Translate(ctx, "ar", "en", sentences(1)); err != context.DeadlineExceeded {
		t.Errorf("got %v, want the caller's deadline", err)
	}
}

func TestTranslateAfterTheServerIsCut(t *testing.T) {
	s := serve(t)
	b := s.backend(t, Options{})
	if _, err := b.Translate(context.Background(), "ar", "en", sentences(1)); err != nil {
		t.Fatal(err)
	}
	s.reply = func(_ context.Context, n int, _ *translatepb.TranslateTextRequest) (*translatepb.TranslateTextResponse, error) {
		go s.grpc.Stop()
		time.Sleep(20 * time.Millisecond)
		return nil, nil
	}
	for _, when := range []string{"during the request", "before the request"} {
		_, err := b.Translate(context.Background(), "ar", "en", sentences(1))
		if e := failed(t, err); e.Kind != translate.Transient {
			t.Errorf("cut %s: got %v, want a temporary failure", when, err)
		}
	}
}

func TestNewDoesNotConnect(t *testing.T) {
	t.Setenv("GOOGLE_APPLICATION_CREDENTIALS", filepath.Join(t.TempDir(), "missing.json"))
	b, err := New(context.Background(), Options{Project: "p"})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	for range 2 { // a failure is not remembered as a connection
		_, err = b.Translate(context.Background(), "ar", "en", sentences(1))
		if e := failed(t, err); e.Kind != translate.Auth || !strings.Contains(err.Error(), "missing.json") {
			t.Errorf("got %v, want an error that names the credentials", err)
		}
	}
}

func TestContextOfNewDoesNotEndTheBackend(t *testing.T) {
	s := serve(t)
	ctx, cancel := context.WithCancel(context.Background())
	b, err := New(ctx, Options{Project: "p", Endpoint: s.addr, Insecure: true})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	cancel()
	if _, err := b.Translate(context.Background(), "ar", "en", sentences(1)); err != nil {
		t.Error(err)
	}
}

func TestClose(t *testing.T) {
	s := serve(t)
	b := s.backend(t, Options{})
	if _, err := b.Translate(context.Background(), "ar", "en", sentences(1)); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	}
	_, err := b.Translate(context.Background(), "ar", "en", sentences(1))
	if e := failed(t, err); e.Temporary() {
		t.Errorf("got %v after Close, want a lasting failure", err)
	}
	if err := s.backend(t, Options{}).Close(); err != nil {
		t.Errorf("closing what never connected: %v", err)
	}
}

// TestErrorsHoldNoSecrets lets the service and the library say secrets in every
// way they could.
func TestErrorsHoldNoSecrets(t *testing.T) {
	const canary = "c4n4ry"
	for _, msg := range []string{
		"Post \"https://translate.googleapis.com/v3/x?key=" + canary + "&alt=json\": dial tcp: refused",
		"authorization: Bearer ya29." + canary + "-x_y",
		"Authorization: Basic " + canary,
		`{"authorization":"Bearer ` + canary + `"}`,
		"token ya29.a0" + canary + ".rest expired",
		"API key AIzaSyA0123456789" + canary + "abcdefgh not valid",
		"oauth2: \"invalid_grant\" refresh_token=" + canary + "&client_secret=" + canary,
		"jwt eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOi" + canary + ".c2ln" + canary,
		"private_key\": \"-----BEGIN PRIVATE KEY-----\\nMII" + canary + "\\n" + canary + "\\n-----END PRIVATE KEY-----",
		"-----BEGIN RSA PRIVATE KEY-----\nMII" + canary + "\n" + canary,
		"X-Goog-Api-Key: " + canary,
		"access_token: '" + canary + "'",
		"client GOCSPX-" + canary + " refused",
		"grant 1//03" + canary + "aaaaaaaaaaaaaaaaaaaa",
	} {
		for _, code := range []codes.Code{codes.Unauthenticated, codes.PermissionDenied, codes.Unavailable, codes.InvalidArgument} {
			s := serve(t)
			s.reply = func(context.Context, int, *translatepb.TranslateTextRequest) (*translatepb.TranslateTextResponse, error) {
				return nil, refusal(t, code, msg, reason("key="+canary))
			}
			_, err := s.backend(t, Options{}).Translate(context.Background(), "ar", "en", sentences(1))
			noCanary(t, err, canary)
		}
	}
	file := filepath.Join(t.TempDir(), "credentials.json")
	if err := os.WriteFile(file, []byte(`{"type":"service_account","private_key":"`+canary+`","client_email":"x","token_uri":"http://127.0.0.1:1/"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	b, err := New(context.Background(), Options{Project: "p", Endpoint: "127.0.0.1:1", ClientOptions: []option.ClientOption{option.WithAuthCredentialsFile(option.ServiceAccount, file)}})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	_, err = b.Translate(context.Background(), "ar", "en", sentences(1))
	noCanary(t, err, canary)
}

// noCanary looks for the canary in the error and in all it wraps.
func noCanary(t *testing.T, err error, canary string) {
	t.Helper()
	failed(t, err)
	for e := err; e != nil; e = errors.Unwrap(e) {
		for _, text := range []string{e.Error(), fmt.Sprintf("%+v", e), fmt.Sprintf("%#v", e)} {
			if strings.Contains(text, canary) {
				t.Errorf("a secret in %q", text)
			}
		}
		if _, ok := status.FromError(e); ok {
			t.Errorf("the library's own error is within reach: %v", e)
		}
	}
}

// failed returns the *translate.Error that err must be.
func failed(t *testing.T, err error) *translate.Error {
	t.Helper()
	var e *translate.Error
	if !errors.As(err, &e) {
		t.Fatalf("error %v (%T), want a *translate.Error", err, err)
	}
	if e.Backend != Name || strings.ContainsAny(err.Error(), "\r\n") {
		t.Errorf("error %q of backend %q", err, e.Backend)
	}
	return e
}
