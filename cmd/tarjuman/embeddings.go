package main

import (
	"errors"
	"fmt"
	"os"

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
}

// Variables that hold the key: ours, and OpenAI's own for OpenAI's own service.
const (
	embeddingsKey = "TARJUMAN_EMBEDDINGS_KEY"
	openAIKey     = "OPENAI_API_KEY"
	openAIHost    = "api.openai.com"
)

func embeddingFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "embeddings", Usage: "`URL` of an OpenAI-compatible service of sentence embeddings (…/v1), as further evidence (not counted against caps, not journalled); its key is read from " + embeddingsKey, EnvVars: []string{"TARJUMAN_EMBEDDINGS"}},
		&cli.StringFlag{Name: "embeddings-model", Usage: "`MODEL` to ask it for", EnvVars: []string{"TARJUMAN_EMBEDDINGS_MODEL"}},
		offlineFlag(),
	}
}

// embeddings is the service that the flags, else the configuration, name; nil
// for none. Only align has the flags: checking never uses the network.
func embeddings(c *cli.Context, cfg embeddingsConfig) (*embedding.Client, error) {
	if c.Command.Name != "align" {
		return nil, nil
	}
	if e := c.String("embeddings"); e != "" {
		if e != cfg.Endpoint {
			cfg.Insecure = false
		}
		cfg.Endpoint = e
	}
	if m := c.String("embeddings-model"); m != "" {
		cfg.Model = m
	}
	if cfg.Endpoint == "" {
		return nil, nil
	}
	if forbidsNetwork(c) {
		return nil, wrongUse("embeddings use the network, and --offline forbids that", "leave out --embeddings, and embeddings: in "+configName)
	}
	if cfg.Model == "" {
		return nil, wrongUse("--embeddings needs a model", "set --embeddings-model, for example bge-m3 or text-embedding-3-small")
	}
	opt := embedding.Options{Endpoint: cfg.Endpoint, Model: cfg.Model, Insecure: cfg.Insecure, Key: os.Getenv(embeddingsKey), HTTP: httpClient(c)}
	client, err := embedding.New(opt)
	if err != nil {
		return nil, wrongUse(err.Error(), "an endpoint looks like http://localhost:11434/v1")
	}
	if opt.Key == "" && client.Host() == openAIHost {
		if opt.Key = os.Getenv(openAIKey); opt.Key != "" {
			if client, err = embedding.New(opt); err != nil {
				return nil, wrongUse(err.Error(), "")
			}
		}
	}
	return client, nil
}

// embed sets the vectors of both texts where a service of embeddings is set up.
func (u *ui) embed(c *cli.Context, opt *align.Options, source, target []string, path string) error {
	cfg, err := loadConfig(path)
	if err != nil {
		return err
	}
	client, err := embeddings(c, cfg.Embeddings)
	if client == nil || err != nil {
		return err
	}
	vectors, err := client.Embed(c.Context, append(append([]string{}, source...), target...))
	if err != nil {
		return embeddingFailure(err, client.Host())
	}
	opt.SourceVectors, opt.TargetVectors = vectors[:len(source)], vectors[len(source):]
	return nil
}

func embeddingFailure(err error, host string) error {
	var e *translate.Error
	if !errors.As(err, &e) {
		return err // interrupted
	}
	hint := "without --embeddings the texts are aligned on this machine alone"
	if e.Kind == translate.Auth {
		hint = "set " + embeddingsKey + " to the service's key"
	}
	return &failure{exitBackend, fmt.Errorf("%s: %w", host, err), hint}
}
