package google

import (
	"context"
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"cloud.google.com/go/translate/apiv3/translatepb"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/protoadapt"
	"google.golang.org/protobuf/types/known/durationpb"

	"tarjuman/translate"
)

// server is a translation service on a real TCP port. It answers every sentence
// with its upper-case form, unless reply says otherwise.
type server struct {
	translatepb.UnimplementedTranslationServiceServer
	addr string
	grpc *grpc.Server
	// reply may answer request n, counted from 0; it returns nil, nil for the
	// usual answer.
	reply func(ctx context.Context, n int, req *translatepb.TranslateTextRequest) (*translatepb.TranslateTextResponse, error)
	// adaptive may answer adaptive requests, and languages fail the list of them.
	adaptive  func(*translatepb.AdaptiveMtTranslateRequest) (*translatepb.AdaptiveMtTranslateResponse, error)
	languages error

	mu       sync.Mutex
	requests []*translatepb.TranslateTextRequest
	inFlight int
	most     int // requests in flight at once
}

func (s *server) TranslateText(ctx context.Context, req *translatepb.TranslateTextRequest) (*translatepb.TranslateTextResponse, error) {
	s.mu.Lock()
	n := len(s.requests)
	s.requests = append(s.requests, req)
	s.inFlight++
	s.most = max(s.most, s.inFlight)
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		s.inFlight--
		s.mu.Unlock()
	}()
	if s.reply != nil {
		if resp, err := s.reply(ctx, n, req); resp != nil || err != nil {
			return resp, err
		}
	}
	return usual(req), nil
}

func usual(req *translatepb.TranslateTextRequest) *translatepb.TranslateTextResponse {
	resp := &translatepb.TranslateTextResponse{}
	for _, text := range req.GetContents() {
		resp.Translations = append(resp.Translations, &translatepb.Translation{TranslatedText: strings.ToUpper(text), Model: req.GetModel()})
		if g := req.GetGlossaryConfig(); g != nil {
			resp.GlossaryTranslations = append(resp.GlossaryTranslations, &translatepb.Translation{TranslatedText: strings.ToUpper(text) + " (GLOSSARY)", GlossaryConfig: g})
		}
	}
	return resp
}

func (s *server) received() []*translatepb.TranslateTextRequest {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]*translatepb.TranslateTextRequest(nil), s.requests...)
}

// serve starts a server that stops with the test.
func serve(t testing.TB) *server {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &server{addr: l.Addr().String(), grpc: grpc.NewServer()}
	translatepb.RegisterTranslationServiceServer(s.grpc, s)
	go s.grpc.Serve(l)
	t.Cleanup(s.grpc.Stop)
	return s
}

// backend connects to the server; opt may set the rest.
func (s *server) backend(t testing.TB, opt Options) *Backend {
	t.Helper()
	if opt.Project == "" {
		opt.Project = "p"
	}
	opt.Endpoint, opt.Insecure = s.addr, true
	b, err := New(context.Background(), opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b
}

func sentences(n int) []translate.Segment {
	segs := make([]translate.Segment, n)
	for i := range segs {
		segs[i] = translate.Segment{ID: fmt.Sprint("s", i), Text: fmt.Sprintf("sentence %d of the article, with a few words more", i)}
	}
	return segs
}

// quick repeats without waiting.
func quick() translate.Retry {
	return translate.Retry{Base: time.Microsecond, Max: time.Microsecond}
}

// refusal is an error of the service with details.
func refusal(t testing.TB, code codes.Code, msg string, details ...protoadapt.MessageV1) error {
	t.Helper()
	st, err := status.New(code, msg).WithDetails(details...)
	if err != nil {
		t.Fatal(err)
	}
	return st.Err()
}

func reason(r string) *errdetails.ErrorInfo { return &errdetails.ErrorInfo{Reason: r} }

func retryIn(d time.Duration) *errdetails.RetryInfo {
	return &errdetails.RetryInfo{RetryDelay: durationpb.New(d)}
}
