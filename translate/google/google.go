// Package google translates with Google Cloud Translation v3 over gRPC.
//
//	b, err := google.New(ctx, google.Options{Project: "my-project"})
//	...
//	defer b.Close()
//	tr := translate.Translator{Backend: b}
//	results, err := tr.Translate(ctx, "ar", "en", segments)
//
// Credentials are Google's application default credentials: the file that
// GOOGLE_APPLICATION_CREDENTIALS names, the login of gcloud, or the machine's own
// account in the cloud. They are looked for with the first request, not before.
//
// The service charges by the code point. The backend sends what it is given once
// and repeats nothing by itself: the [translate.Translator] decides what is worth
// sending again, by the kind of the [translate.Error] it gets.
package google

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	translateapi "cloud.google.com/go/translate/apiv3"
	"cloud.google.com/go/translate/apiv3/translatepb"
	"github.com/googleapis/gax-go/v2"
	"google.golang.org/api/option"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	"tarjuman/internal/nonet"
	"tarjuman/translate"
)

// Name is the backend's name in results and errors.
const Name = "google"

// Limits of one request. The service takes 1,024 strings and about 30,000 code
// points but recommends 5,000 (cloud.google.com/translate/quotas); 128 strings is
// what its older interface allows, and a lost answer then costs little.
const (
	maxSegments   = 128
	maxCodePoints = 5000
	maxConcurrent = 4
	// codePointsPerMinute is the quota of a project for the general models.
	codePointsPerMinute = 6_000_000
)

// DefaultTimeout is how long one request may take. The client library would wait
// ten minutes.
const DefaultTimeout = 30 * time.Second

// ErrNoProject says that [Options] name no project.
var ErrNoProject = errors.New("google: no project")

// Options set up the backend. Only Project is needed.
type Options struct {
	Name     string // of this instance; "google" when empty
	Project  string // project id or number; "projects/P" is understood too
	Location string // "global" when empty, unless Model or Glossary name another
	// Model is "nmt", "general/nmt", "general/translation-llm", the id of a custom
	// model, or a full resource name. The service chooses when it is empty.
	Model string
	// Glossary is a glossary's id or full resource name. Glossaries live in a
	// region, so Location must name it.
	Glossary string
	// Dataset is the id or full resource name of a stored set of reference pairs;
	// every sentence then goes to adaptive translation.
	Dataset string
	// References returns earlier translations of sentences like the one given, best
	// first. Sentences that have some go to adaptive translation together with
	// them, the others to Model. It must be safe for concurrent use.
	References func(from, to, text string) []Reference
	// Endpoint is the host:port of another service with the same interface.
	Endpoint string
	// Insecure connects to Endpoint without TLS and without credentials.
	Insecure bool
	// Offline refuses every connection and looks for no credentials.
	Offline bool
	// Timeout bounds one request; 0 means DefaultTimeout.
	Timeout time.Duration
	// ClientOptions are given to the client library after all others.
	ClientOptions []option.ClientOption
}

// Backend sends sentences to Google Cloud Translation. It implements
// [translate.Backend] and is safe for concurrent use.
type Backend struct {
	name    string
	names   names
	refer   func(from, to, text string) []Reference
	timeout time.Duration
	dial    func() (*translateapi.TranslationClient, error)

	mu     sync.Mutex
	conn   *connection
	closed bool
}

// New checks the options and returns a backend. It neither connects nor looks for
// credentials; both happen with the first request. Values of ctx reach the
// connection, its cancellation does not.
func New(ctx context.Context, opt Options) (*Backend, error) {
	n, err := opt.names()
	if err != nil {
		return nil, err
	}
	if opt.Insecure && opt.Endpoint == "" {
		return nil, errors.New("google: an insecure connection needs an endpoint of its own")
	}
	b := &Backend{name: opt.Name, names: n, refer: opt.References, timeout: opt.Timeout}
	if b.name == "" {
		b.name = Name
	}
	if b.timeout <= 0 {
		b.timeout = DefaultTimeout
	}
	// The connection outlives the request that opens it.
	ctx = context.WithoutCancel(ctx)
	b.dial = func() (*translateapi.TranslationClient, error) {
		return translateapi.NewTranslationClient(ctx, opt.clientOptions()...)
	}
	return b, nil
}

func (opt Options) clientOptions() []option.ClientOption {
	o := []option.ClientOption{option.WithTelemetryDisabled()}
	if opt.Endpoint != "" {
		o = append(o, option.WithEndpoint(opt.Endpoint))
	}
	if opt.Insecure {
		o = append(o, option.WithoutAuthentication(),
			option.WithGRPCDialOption(grpc.WithTransportCredentials(insecure.NewCredentials())))
	}
	if opt.Offline {
		o = append(o, option.WithoutAuthentication(),
			option.WithGRPCDialOption(grpc.WithTransportCredentials(insecure.NewCredentials())),
			option.WithGRPCDialOption(grpc.WithContextDialer(nonet.DialAddress)))
	}
	return append(o, opt.ClientOptions...)
}

// Name returns the name of this instance.
func (b *Backend) Name() string { return b.name }

// Info returns what one request may hold. The service charges for what is sent.
func (b *Backend) Info() translate.Info {
	return translate.Info{
		Engine: Name, Model: b.names.usedModel(""), Settings: b.names.settings(b.adapts()), Paid: true, Network: true,
		Limits:       translate.Limits{Segments: maxSegments, CodePoints: maxCodePoints, Concurrent: maxConcurrent, CodePointsPerMinute: codePointsPerMinute},
		Capabilities: translate.Capabilities{Glossary: true, References: b.adapts()},
	}
}

// Translate sends one request, or two where some sentences have reference pairs.
// The error is ctx's own when ctx is done, and a [*translate.Error] otherwise.
func (b *Backend) Translate(ctx context.Context, from, to string, batch []translate.Segment) ([]translate.Result, error) {
	if len(batch) == 0 {
		return nil, ctx.Err()
	}
	client, err := b.client(ctx)
	if err != nil {
		return nil, b.named(err)
	}
	callCtx, cancel := context.WithTimeout(ctx, b.timeout)
	defer cancel()
	out, err := b.send(callCtx, client, from, to, batch)
	if err != nil && over(ctx) {
		err = ctx.Err()
	}
	return out, b.named(err)
}

// over reports whether ctx is done, or is about to be: the service knows the
// deadline too and may announce its end a moment before our clock does.
func over(ctx context.Context) bool {
	if d, ok := ctx.Deadline(); ok && time.Until(d) < 20*time.Millisecond {
		<-ctx.Done()
	}
	return ctx.Err() != nil
}

// named gives an error the name of this instance.
func (b *Backend) named(err error) error {
	var e *translate.Error
	if errors.As(err, &e) {
		e.Backend = b.name
	}
	return err
}

// send divides a batch among the two ways to translate it.
func (b *Backend) send(ctx context.Context, client *translateapi.TranslationClient, from, to string, batch []translate.Segment) ([]translate.Result, error) {
	refs := b.references(from, to, batch)
	var plain, adaptive []int
	for i := range batch {
		if b.names.dataset != "" || len(refs[i]) > 0 {
			adaptive = append(adaptive, i)
		} else {
			plain = append(plain, i)
		}
	}
	out := make([]translate.Result, len(batch))
	put := func(at []int, texts []text, err error) error {
		if err != nil {
			return err
		}
		if len(texts) != len(at) {
			return failure(translate.BadReply, fmt.Sprintf("%d texts for %d sentences", len(texts), len(at)))
		}
		for k, i := range at {
			if strings.TrimSpace(texts[k].text) == "" {
				return failure(translate.BadReply, "an empty text for sentence "+batch[i].ID)
			}
			out[i] = translate.Result{Text: texts[k].text, Origin: translate.Origin{Kind: translate.Engine, Engine: Name, Model: texts[k].model}}
		}
		return nil
	}
	if len(plain) > 0 {
		texts, err := b.translateText(ctx, client, from, to, pick(batch, plain))
		if err := put(plain, texts, err); err != nil {
			return nil, err
		}
	}
	if len(adaptive) > 0 {
		texts, err := b.adaptiveText(ctx, client, from, to, pick(batch, adaptive), pick(refs, adaptive))
		if err := put(adaptive, texts, err); err != nil {
			return out, err // the others have been translated, and charged
		}
	}
	return out, nil
}

func pick[T any](all []T, at []int) []T {
	out := make([]T, len(at))
	for k, i := range at {
		out[k] = all[i]
	}
	return out
}

// text is one translation with the model that wrote it.
type text struct{ text, model string }

// translateText is the usual call. With a glossary the service sends two lists,
// and the one that obeyed the glossary counts.
func (b *Backend) translateText(ctx context.Context, client *translateapi.TranslationClient, from, to string, batch []translate.Segment) ([]text, error) {
	resp, err := client.TranslateText(ctx, b.names.request(from, to, batch))
	if err != nil {
		return nil, classify(err)
	}
	list := resp.GetTranslations()
	if b.names.glossary != "" {
		list = resp.GetGlossaryTranslations()
	}
	out := make([]text, len(list))
	for i, t := range list {
		out[i] = text{t.GetTranslatedText(), b.names.usedModel(t.GetModel())}
	}
	return out, nil
}

// Check asks for the languages the service offers, which costs nothing and needs
// the same credentials.
func (b *Backend) Check(ctx context.Context) (string, error) {
	client, err := b.client(ctx)
	if err != nil {
		return "", b.named(err)
	}
	// Asked once: the library would go on asking for ten minutes.
	once := gax.WithRetry(func() gax.Retryer { return nil })
	resp, err := client.GetSupportedLanguages(ctx, &translatepb.GetSupportedLanguagesRequest{Parent: b.names.parent, Model: b.names.model}, once)
	if err != nil {
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		return "", b.named(classify(err))
	}
	return fmt.Sprintf("%d languages", len(resp.GetLanguages())), nil
}
