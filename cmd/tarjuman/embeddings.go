package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"sync"

	"github.com/urfave/cli/v2"

	"tarjuman/align"
	"tarjuman/translate"
	"tarjuman/translate/embedding"
)

// embeddingsConfig names a service of sentence embeddings. Its key comes from
// the environment.
type embeddingsConfig struct {
	Endpoint string `yaml:"endpoint"`
	Model    string `yaml:"model"`
	Insecure bool   `yaml:"insecure"`
	Paid     *bool  `yaml:"paid"` // default: whether there is a key
}

// Variables that hold the key: ours, and OpenAI's own for OpenAI's own service.
const (
	embeddingsKey = "TARJUMAN_EMBEDDINGS_KEY"
	openAIKey     = "OPENAI_API_KEY"
	openAIHost    = "api.openai.com"
)

// vectorsFolder, in the folder of the journal, is where vectors are kept.
const vectorsFolder = "vectors"

func embeddingFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "embeddings", Usage: "`URL` of an OpenAI-compatible service of sentence embeddings (…/v1), as further evidence; its key is read from " + embeddingsKey, EnvVars: []string{"TARJUMAN_EMBEDDINGS"}},
		&cli.StringFlag{Name: "embeddings-model", Usage: "`MODEL` to ask it for", EnvVars: []string{"TARJUMAN_EMBEDDINGS_MODEL"}},
		offlineFlag(),
	}
}

// embedder gets the vectors of a run's sentences, under the caps and with the record
// that translations have.
type embedder struct {
	*spending
	client *embedding.Client
	// mu lets one pair of texts ask at a time: what two have in common is not paid
	// twice.
	mu sync.Mutex
}

// newEmbedder opens the service that the flags, else the configuration nearest to a
// path, name; nil for none. An article is what receipts call the run.
func (u *ui) newEmbedder(c *cli.Context, path, article string) (*embedder, error) {
	cfg, err := loadConfig(path)
	if err != nil {
		return nil, err
	}
	set, err := embeddingsSettings(c, cfg.Embeddings)
	if err != nil {
		return nil, err
	}
	if set.Endpoint == "" {
		if c.Bool("dry-run") {
			return nil, wrongUse("align: --dry-run says what would be sent for embeddings, and none are set up", "without embeddings nothing is sent")
		}
		return nil, nil
	}
	plan, err := cfg.plan(c.Int("max-chars"))
	if err != nil {
		return nil, err
	}
	if c.Int("concurrent") < 0 {
		return nil, wrongUse("--concurrent must not be negative", "")
	}
	opt, err := embeddingOptions(c, set)
	if err != nil {
		return nil, err
	}
	j, dir, err := openSpendingJournal(c, cfg, plan, article)
	if err != nil {
		return nil, err
	}
	store, err := embedding.OpenStore(filepath.Join(dir, vectorsFolder))
	if err != nil {
		j.Close()
		return nil, notWritable(err, "--state FOLDER keeps vectors elsewhere")
	}
	opt.Ledger = store.Ledger(j)
	client, err := embedding.New(opt)
	if err != nil {
		j.Close()
		return nil, wrongUse(err.Error(), "an endpoint looks like http://localhost:11434/v1")
	}
	s := &spending{u: u, c: c, chain: []translate.Backend{client}, plan: plan, journal: j, ledger: opt.Ledger}
	return &embedder{spending: s, client: client}, nil
}

// embeddingsSettings are those of the flags, else of the configuration.
func embeddingsSettings(c *cli.Context, set embeddingsConfig) (embeddingsConfig, error) {
	if e := c.String("embeddings"); e != "" {
		if e != set.Endpoint {
			set.Insecure = false
		}
		set.Endpoint = e
	}
	set.Model = cmp.Or(c.String("embeddings-model"), set.Model)
	switch {
	case set.Endpoint == "":
		return set, nil
	case forbidsNetwork(c):
		return set, wrongUse("embeddings use the network, and --offline forbids that", "leave out --embeddings, and embeddings: in "+configName)
	case set.Model == "":
		return set, wrongUse("--embeddings needs a model", "set --embeddings-model, for example bge-m3 or text-embedding-3-small")
	}
	return set, nil
}

// embeddingOptions are a client's, all but its ledger.
func embeddingOptions(c *cli.Context, set embeddingsConfig) (embedding.Options, error) {
	opt := embedding.Options{
		Endpoint: set.Endpoint, Model: set.Model, Insecure: set.Insecure, Key: os.Getenv(embeddingsKey), Concurrent: c.Int("concurrent"), HTTP: httpClient(c),
	}
	client, err := embedding.New(opt)
	if err != nil {
		return opt, wrongUse(err.Error(), "an endpoint looks like http://localhost:11434/v1")
	}
	if opt.Key == "" && client.Host() == openAIHost {
		opt.Key = os.Getenv(openAIKey)
	}
	opt.Paid = opt.Key != ""
	if set.Paid != nil {
		opt.Paid = *set.Paid
	}
	if c.Bool("yes") {
		opt.Retry.DoubtfulBatches = -1
	}
	return opt, nil
}

// agreed says what will be sent for some texts and asks first where that costs money;
// false means that nothing is to be done.
func (e *embedder) agreed(texts iter.Seq[[]string]) (bool, error) {
	if e == nil {
		return true, nil
	}
	ok, err := e.consent(func(yield func([]translate.Segment) bool) {
		for t := range texts {
			if !yield(embedding.Segments(t)) {
				return
			}
		}
	})
	return ok && !e.c.Bool("dry-run"), err
}

// vectors sets those of both texts.
func (e *embedder) vectors(ctx context.Context, opt *align.Options, source, target []string) error {
	if e == nil {
		return nil
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	vectors, err := e.client.Embed(ctx, append(append([]string{}, source...), target...))
	if err != nil {
		return e.failure(err)
	}
	opt.SourceVectors, opt.TargetVectors = vectors[:len(source)], vectors[len(source):]
	return nil
}

// close ends the run, after a receipt of what it sent.
func (e *embedder) close() {
	if e != nil {
		e.receipt()
		e.spending.close()
	}
}

func (e *embedder) failure(err error) error {
	var te *translate.Error
	if !errors.As(err, &te) {
		return ledgerFailure(err) // or interrupted
	}
	hint := "without --embeddings the texts are aligned on this machine alone"
	if te.Kind == translate.Auth {
		hint = "set " + embeddingsKey + " to the service's key"
	}
	return &failure{exitBackend, fmt.Errorf("%s: %w", e.client.Host(), err), hint}
}
