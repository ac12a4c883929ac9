package google

import (
	"context"
	"net"
	"testing"
	"testing/synctest"
	"time"

	"cloud.google.com/go/translate/apiv3/translatepb"
	"google.golang.org/api/option"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/test/bufconn"

	"tarjuman/translate"
)

// The service's own wish, RetryInfo, is obeyed to the nanosecond, and a daily quota
// is asked about once. The server, the connection and the client run on the fake
// clock of testing/synctest.
func TestRetryInfoIsObeyed(t *testing.T) {
	for name, c := range map[string]struct {
		refuse func(t *testing.T) error
		took   time.Duration
		asked  int
		fails  bool
	}{
		"a rate limit with RetryInfo": {took: 42 * time.Second, asked: 2, refuse: func(t *testing.T) error {
			return refusal(t, codes.ResourceExhausted, "Quota exceeded", reason("RATE_LIMIT_EXCEEDED"), retryIn(42*time.Second))
		}},
		"an outage with RetryInfo": {took: 3 * time.Second, asked: 2, refuse: func(t *testing.T) error {
			return refusal(t, codes.Unavailable, "maintenance", retryIn(3*time.Second))
		}},
		"a daily quota": {asked: 1, fails: true, refuse: func(t *testing.T) error {
			return refusal(t, codes.PermissionDenied, "Daily Limit Exceeded")
		}},
		"RetryInfo of eight hours": {asked: 1, fails: true, refuse: func(t *testing.T) error {
			return refusal(t, codes.ResourceExhausted, "Quota exceeded", reason("RATE_LIMIT_EXCEEDED"), retryIn(8*time.Hour))
		}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				refusal := c.refuse(t)
				l := bufconn.Listen(1 << 20)
				s := &server{grpc: grpc.NewServer()}
				s.reply = func(_ context.Context, n int, _ *translatepb.TranslateTextRequest) (*translatepb.TranslateTextResponse, error) {
					if n == 0 {
						return nil, refusal
					}
					return nil, nil
				}
				translatepb.RegisterTranslationServiceServer(s.grpc, s)
				go s.grpc.Serve(l)
				defer s.grpc.Stop()
				b, err := New(context.Background(), Options{Project: "p", Endpoint: "passthrough:///bufconn", Insecure: true, ClientOptions: []option.ClientOption{
					option.WithGRPCDialOption(grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) { return l.DialContext(ctx) })),
				}})
				if err != nil {
					t.Fatal(err)
				}
				defer b.Close()
				start := time.Now()
				tr := translate.Translator{Backend: b}
				_, err = tr.Translate(context.Background(), "ar", "en", sentences(3))
				if (err != nil) != c.fails {
					t.Errorf("got %v", err)
				}
				if took := time.Since(start); took != c.took {
					t.Errorf("took %v, want %v", took, c.took)
				}
				if n := len(s.received()); n != c.asked {
					t.Errorf("asked %d times, want %d", n, c.asked)
				}
			})
		})
	}
}
