package main

import (
	"bytes"
	"context"
	"fmt"
	"hash/crc32"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"cloud.google.com/go/translate/apiv3/translatepb"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// cloud is a translation service on a real connection. It upper-cases, counts
// what it was sent, and fails from the request number failFrom on.
type cloud struct {
	translatepb.UnimplementedTranslationServiceServer
	mu       sync.Mutex
	sent     []string
	failFrom int
	failure  error // nil means that the token has expired
	requests int
	underWay atomic.Int32
	delay    time.Duration
	ever     map[string]bool // texts that came before the last forget
	distinct bool            // a translation of its own for every text
}

// cloudText is what a cloud with distinct translations makes of a text.
func cloudText(text string) string {
	return fmt.Sprintf("Translation %08x.", crc32.ChecksumIEEE([]byte(text)))
}

func (s *cloud) TranslateText(_ context.Context, r *translatepb.TranslateTextRequest) (*translatepb.TranslateTextResponse, error) {
	s.underWay.Add(1)
	defer s.underWay.Add(-1)
	time.Sleep(s.delay)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests++
	if s.failFrom > 0 && s.requests >= s.failFrom {
		if s.failure != nil {
			return nil, s.failure
		}
		return nil, status.Error(codes.Unauthenticated, "token ya29.canary-token expired")
	}
	out := &translatepb.TranslateTextResponse{}
	for i, c := range r.Contents {
		s.sent = append(s.sent, c)
		text := "Translation " + strings.Repeat("x", i+1) + "."
		if s.distinct {
			text = cloudText(c)
		}
		out.Translations = append(out.Translations, &translatepb.Translation{TranslatedText: text})
	}
	return out, nil
}

func (s *cloud) start(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	g := grpc.NewServer()
	translatepb.RegisterTranslationServiceServer(g, s)
	go g.Serve(l)
	t.Cleanup(g.Stop)
	return l.Addr().String()
}

// tarjuman runs the command in this process and returns its exit code and output.
func tarjuman(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	var out, errOut bytes.Buffer
	code = run(context.Background(), append([]string{"tarjuman"}, args...), strings.NewReader(""), &out, &errOut)
	return code, out.String(), errOut.String()
}

func longArticle(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "long.ar.txt")
	var b strings.Builder
	for i := range 300 {
		fmt.Fprintf(&b, "هذه جملة طويلة من مقال إخباري طويل تتحدث عن أمور كثيرة في بلاد بعيدة، ورقمها %d كما ترى.\n", i)
	}
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestTranslateWithGoogle(t *testing.T) {
	s := &cloud{}
	path := longArticle(t)
	code, out, errOut := tarjuman(t, "translate", path, "--backend", "google", "--google-project", "p", "--google-endpoint", s.start(t), "--google-insecure")
	if code != 0 {
		t.Fatalf("exit %d: %s", code, errOut)
	}
	if !strings.Contains(out, "s300  ") || strings.Contains(out, "[gloss]") {
		t.Errorf("the listing has no sentence 300, or a gloss:\n%s", out[:min(len(out), 500)])
	}
	if !strings.Contains(errOut, "google") || len(s.sent) != 300 {
		t.Errorf("%d sentences sent; stderr: %s", len(s.sent), errOut)
	}
	if _, err := os.Stat(strings.TrimSuffix(path, ".ar.txt") + ".en.txt"); err != nil {
		t.Error(err)
	}
}

func TestInterruptedTranslationGoesOn(t *testing.T) {
	s := &cloud{failFrom: 3}
	path := longArticle(t)
	args := []string{"translate", path, "--backend", "google", "--google-project", "p", "--google-endpoint", s.start(t), "--google-insecure"}
	code, _, errOut := tarjuman(t, args...)
	if code != exitBackend {
		t.Fatalf("exit %d, want %d: %s", code, exitBackend, errOut)
	}
	if !strings.Contains(errOut, "goes on from there") || strings.Contains(errOut, "canary-token") {
		t.Errorf("stderr: %s", errOut)
	}
	received := len(s.sent)
	if received == 0 || received == 300 {
		t.Fatalf("%d sentences received before the failure", received)
	}
	s.mu.Lock()
	s.failFrom = 0
	s.mu.Unlock()
	if code, _, errOut = tarjuman(t, args...); code != 0 {
		t.Fatalf("exit %d: %s", code, errOut)
	}
	if len(s.sent) != 300 {
		t.Errorf("%d sentences sent in both runs, want each of 300 once", len(s.sent))
	}
}

// A request whose answer is lost may have been charged: it is repeated once, then
// listed, and sent again only when that is asked for.
func TestLostAnswersAreAskedAbout(t *testing.T) {
	s := &cloud{failFrom: 1, failure: status.Error(codes.DataLoss, "half an answer")}
	path := longArticle(t)
	args := []string{"translate", path, "--backend", "google", "--google-project", "p", "--google-endpoint", s.start(t), "--google-insecure", "--state", t.TempDir()}
	code, _, errOut := tarjuman(t, args...)
	if code != exitBackend || !strings.Contains(errOut, "perhaps charged without an answer") {
		t.Fatalf("exit %d: %s", code, errOut)
	}
	s.mu.Lock()
	sent := s.requests
	s.failFrom = 0
	s.mu.Unlock()
	if most := 4 + 1; sent > most {
		t.Errorf("%d requests, want at most %d: four at once, one of them repeated", sent, most)
	}
	code, _, errOut = tarjuman(t, args...)
	if code != exitBudget || !strings.Contains(errOut, "in doubt: ") || !strings.Contains(errOut, "--yes sends these sentences again") {
		t.Fatalf("exit %d: %s", code, errOut)
	}
	if s.requests != sent {
		t.Errorf("%d requests without consent", s.requests-sent)
	}
	if code, _, errOut = tarjuman(t, append(args, "--yes")...); code != 0 || len(s.sent) != 300 {
		t.Errorf("exit %d with consent, %d sentences answered: %s", code, len(s.sent), errOut)
	}
}
