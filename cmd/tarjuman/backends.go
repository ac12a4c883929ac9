package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"tarjuman/translate"
	"tarjuman/translate/offline"
)

// backendFlags choose and set up a backend.
func backendFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "backend", Usage: "`NAME` of a backend, or several to be asked in turn: deepl,google,offline (`tarjuman backends` lists them)", EnvVars: []string{"TARJUMAN_BACKEND"}},
		&cli.StringSliceFlag{Name: "memory", Usage: "`FILE` of earlier translations for the offline backend: .db of `tarjuman memory`, or TMX (repeatable)", EnvVars: []string{"TARJUMAN_MEMORY"}},
		&cli.IntFlag{Name: "min-match", Value: offline.DefaultMinMatch, Usage: "take memory matches that are at least this similar, in per cent"},
		&cli.StringFlag{Name: "model", Usage: "`FOLDER` of a Firefox Translations model, or the name of an installed one (default: the best installed one)", EnvVars: []string{"TARJUMAN_MODEL"}},
		&cli.StringFlag{Name: "translation", Usage: "ready translation, a `FILE`, for the file backend"},
		offlineFlag(),
		&cli.StringFlag{Name: "google-project", Usage: "Google Cloud project", EnvVars: []string{"TARJUMAN_GOOGLE_PROJECT", "GOOGLE_CLOUD_PROJECT"}},
		&cli.StringFlag{Name: "google-location", Usage: "Google Cloud location (default global)", EnvVars: []string{"TARJUMAN_GOOGLE_LOCATION"}},
		&cli.StringFlag{Name: "google-model", Usage: "model: general/nmt, general/translation-llm or a full resource name", EnvVars: []string{"TARJUMAN_GOOGLE_MODEL"}},
		&cli.StringFlag{Name: "google-glossary", Usage: "glossary id or full resource name", EnvVars: []string{"TARJUMAN_GOOGLE_GLOSSARY"}},
		&cli.StringFlag{Name: "google-endpoint", Usage: "host:port of another service with the same interface", EnvVars: []string{"TARJUMAN_GOOGLE_ENDPOINT"}},
		&cli.BoolFlag{Name: "google-insecure", Usage: "connect to --google-endpoint without TLS and credentials", EnvVars: []string{"TARJUMAN_GOOGLE_INSECURE"}},
	}
}

// opening is what a backend is opened from.
type opening struct {
	u   *ui
	c   *cli.Context
	cfg config
	// from and to are the languages of what will be translated, "" where nothing is.
	from, to string
	// name is the instance's, and set its part of the configuration, the zero value
	// for a kind that is used by its own name.
	name string
	set  backendConfig
}

// backendKind is one kind of backend. To add one, write its package, a function
// that opens it, and one line in backendKinds.
type backendKind struct {
	name, summary string
	network       bool
	// keys are the settings of the configuration that mean something to it.
	keys []string
	// glossary says what it does with the terms of a glossary's file, "" for nothing.
	glossary string
	// kept names the glossary of the account that is applied, "" for none; nil where the
	// service keeps none.
	kept func(opening) string
	// keyEnv is the variable its key is read from where the service is the usual one.
	keyEnv string
	open   func(opening) (translate.Backend, error)
	// state says whether it is set up, in a few words.
	state func(opening) string
}

// connects reports whether a backend of this kind, so set up, uses the network.
func (k backendKind) connects(o opening) bool { return k.network || o.set.Network }

func backendKinds() []backendKind {
	return []backendKind{
		{name: "offline", summary: "memory, then a model on this machine, then a gloss", open: openOffline, state: offlineState},
		{name: "neural", summary: "a Firefox Translations model on this machine", keys: []string{"model"}, open: openNeural, state: neuralState},
		{name: "google", summary: "Google Cloud Translation: v3, or v2 with an API key", network: true, open: openGoogle, state: googleState,
			keys: []string{"project", "location", "model", "glossary", "dataset", "adaptive", "endpoint", "insecure", "key-env", "key-file"}, kept: func(o opening) string { return o.googleOptions().Glossary }},
		{name: "deepl", summary: "DeepL", network: true, keyEnv: "DEEPL_AUTH_KEY", open: openDeepL, state: keyState,
			keys: []string{"endpoint", "insecure", "key-env", "key-file", "english", "model", "glossary", "context"}, glossary: "uploaded to the account once", kept: func(o opening) string { return strings.TrimPrefix(o.set.Glossary, noGlossary) }},
		{name: "azure", summary: "Azure AI Translator", network: true, keyEnv: "AZURE_TRANSLATOR_KEY", open: openAzure, state: keyState,
			keys: []string{"endpoint", "insecure", "key-env", "key-file", "region", "category", "glossary"}, glossary: "marked up in the texts, which adds to the characters"},
		{name: "libre", summary: "a LibreTranslate server", network: true, open: openLibre, state: endpointState,
			keys: []string{"endpoint", "insecure", "key-env", "key-file", "paid", "max-characters"}},
		{name: "openai", summary: "a language model: OpenAI, Ollama, llama.cpp, vLLM", network: true, keyEnv: "OPENAI_API_KEY", open: openModelServer, state: modelServerState,
			keys: []string{"endpoint", "insecure", "key-env", "key-file", "model", "batch", "instructions", "paid", "concurrent", "glossary"}, glossary: "told to the model"},
		{name: "command", summary: "a program on this machine", open: openCommand, state: commandState,
			keys: []string{"command", "protocol", "per-batch", "network", "paid", "timeout"}},
		{name: "file", summary: "a translation that exists already", keys: []string{"path"}, open: openFile, state: fileState},
	}
}

func kindNamed(name string) (backendKind, bool) {
	for _, k := range backendKinds() {
		if k.name == name {
			return k, true
		}
	}
	return backendKind{}, false
}

// openBackends opens the backends the flags, the environment or the configuration
// name, in the order in which they are to be asked; the default is offline.
func (u *ui) openBackends(c *cli.Context, cfg config, from, to string) ([]translate.Backend, error) {
	list := c.String("backend")
	if list == "" {
		list = cfg.Backend
	}
	if list == "" {
		list = "offline"
	}
	var chain []translate.Backend
	var seen []string
	for name := range strings.SplitSeq(list, ",") {
		name = strings.TrimSpace(name)
		if slices.Contains(seen, name) {
			return nil, wrongUse(fmt.Sprintf("backend %s is named twice", name), "")
		}
		seen = append(seen, name)
		b, err := u.openNamed(c, cfg, name, from, to)
		if err != nil {
			return nil, err
		}
		chain = append(chain, b)
	}
	return chain, nil
}

// openNamed opens an instance of the configuration, or a kind by its own name.
func (u *ui) openNamed(c *cli.Context, cfg config, name, from, to string) (translate.Backend, error) {
	k, o, err := u.instance(c, cfg, name)
	if err != nil {
		return nil, err
	}
	if k.connects(o) && forbidsNetwork(c) {
		return nil, wrongUse(fmt.Sprintf("the %s backend uses the network, and --offline forbids that", name), "")
	}
	o.from, o.to = from, to
	return k.open(o)
}

func (u *ui) instance(c *cli.Context, cfg config, name string) (backendKind, opening, error) {
	o := opening{u: u, c: c, cfg: cfg, name: name, set: cfg.Backends[name]}
	kind := o.set.Kind
	if kind == "" {
		kind = name
	}
	if k, ok := kindNamed(kind); ok {
		return k, o, nil
	}
	return backendKind{}, o, wrongUse(fmt.Sprintf("no backend %q", name), "have "+strings.Join(backendNames(cfg), ", "))
}

// backendNames are the instances of the configuration and the kinds that can be
// used by their own names.
func backendNames(cfg config) []string {
	names := cfg.instanceNames()
	for _, k := range backendKinds() {
		if _, taken := cfg.Backends[k.name]; !taken {
			names = append(names, k.name)
		}
	}
	return names
}
