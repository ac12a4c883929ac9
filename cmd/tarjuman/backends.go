package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"tarjuman/translate"
	"tarjuman/translate/google"
	"tarjuman/translate/memory"
	"tarjuman/translate/neural"
	"tarjuman/translate/offline"
)

// backendFlags choose and set up a backend.
func backendFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "backend", Usage: "offline, neural or google (`tarjuman backends` shows which are set up)", EnvVars: []string{"TARJUMAN_BACKEND"}},
		&cli.StringSliceFlag{Name: "memory", Usage: "TMX `FILE` of earlier translations for the offline backend (repeatable)", EnvVars: []string{"TARJUMAN_MEMORY"}},
		&cli.IntFlag{Name: "min-match", Value: offline.DefaultMinMatch, Usage: "take memory matches that are at least this similar, in per cent"},
		&cli.StringFlag{Name: "model", Usage: "`FOLDER` of a Firefox Translations model: weights, vocabulary and shortlist", EnvVars: []string{"TARJUMAN_MODEL"}},
		&cli.BoolFlag{Name: "offline", Usage: "make any use of the network an error"},
		&cli.StringFlag{Name: "google-project", Usage: "Google Cloud project", EnvVars: []string{"TARJUMAN_GOOGLE_PROJECT", "GOOGLE_CLOUD_PROJECT"}},
		&cli.StringFlag{Name: "google-location", Usage: "Google Cloud location (default global)", EnvVars: []string{"TARJUMAN_GOOGLE_LOCATION"}},
		&cli.StringFlag{Name: "google-model", Usage: "model: general/nmt, general/translation-llm or a full resource name", EnvVars: []string{"TARJUMAN_GOOGLE_MODEL"}},
		&cli.StringFlag{Name: "google-glossary", Usage: "glossary id or full resource name", EnvVars: []string{"TARJUMAN_GOOGLE_GLOSSARY"}},
		&cli.StringFlag{Name: "google-endpoint", Usage: "host:port of another service with the same interface", EnvVars: []string{"TARJUMAN_GOOGLE_ENDPOINT"}},
		&cli.BoolFlag{Name: "google-insecure", Usage: "connect to --google-endpoint without TLS and credentials", EnvVars: []string{"TARJUMAN_GOOGLE_INSECURE"}},
	}
}

// backendKind is one backend the program knows. To add one, write its package
// and one line here.
type backendKind struct {
	name, summary string
	network       bool
	open          func(*ui, *cli.Context, config) (translate.Backend, error)
	// state says whether it is set up, in a few words.
	state func(*cli.Context, config) string
}

func backendKinds() []backendKind {
	return []backendKind{
		{"offline", "memory, then --model, then a word-for-word gloss", false, openOffline, offlineState},
		{"neural", "a Firefox Translations model on this machine", false, openNeural, neuralState},
		{"google", "Google Cloud Translation v3", true, openGoogle, googleState},
	}
}

// openBackend opens the backend the flags, the environment or the configuration
// name; the default is offline.
func (u *ui) openBackend(c *cli.Context, cfg config) (translate.Backend, error) {
	name := c.String("backend")
	if name == "" {
		name = cfg.Backend
	}
	if name == "" {
		name = "offline"
	}
	var names []string
	for _, k := range backendKinds() {
		names = append(names, k.name)
		if k.name != name {
			continue
		}
		if k.network && c.Bool("offline") {
			return nil, wrongUse(fmt.Sprintf("the %s backend uses the network, and --offline forbids that", name), "")
		}
		return k.open(u, c, cfg)
	}
	return nil, wrongUse(fmt.Sprintf("no backend %q", name), "have "+strings.Join(names, ", "))
}

func memoryPaths(c *cli.Context, cfg config) []string {
	if m := c.StringSlice("memory"); len(m) > 0 {
		return m
	}
	return cfg.Memory
}

func openOffline(u *ui, c *cli.Context, cfg config) (translate.Backend, error) {
	opt := offline.Options{MinMatch: c.Int("min-match")}
	if opt.MinMatch < 1 || opt.MinMatch > 100 {
		return nil, wrongUse("--min-match must be between 1 and 100", "")
	}
	words, err := openWords(c, cfg)
	if err != nil {
		return nil, err
	}
	opt.Lexicon = words.lexicon
	if paths := memoryPaths(c, cfg); len(paths) > 0 {
		opt.Memory = memory.New()
		for _, p := range paths {
			if err := u.loadMemory(opt.Memory, p); err != nil {
				return nil, err
			}
		}
	}
	if dir := modelFolder(c, cfg); dir != "" {
		if opt.Engine, err = openModel(dir); err != nil {
			return nil, err
		}
	}
	return offline.New(opt), nil
}

func modelFolder(c *cli.Context, cfg config) string {
	if dir := c.String("model"); dir != "" {
		return dir
	}
	return cfg.Model
}

func openModel(dir string) (translate.Backend, error) {
	b, err := neural.Open(dir)
	if err != nil {
		return nil, badInput(err, "a model folder holds model.*.bin, vocab.*.spm and lex.*.bin")
	}
	return b, nil
}

func openNeural(_ *ui, c *cli.Context, cfg config) (translate.Backend, error) {
	dir := modelFolder(c, cfg)
	if dir == "" {
		return nil, wrongUse("the neural backend needs a model", "set --model FOLDER, TARJUMAN_MODEL or model: in "+configName)
	}
	return openModel(dir)
}

func neuralState(c *cli.Context, cfg config) string {
	if dir := modelFolder(c, cfg); dir != "" {
		return "model " + dir
	}
	return "not set up: no model"
}

func (u *ui) loadMemory(m *memory.Memory, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return badInput(err, "")
	}
	defer f.Close()
	stats, err := m.ReadTMX(f)
	if err != nil {
		return badInput(fmt.Errorf("%s: %w", path, err), "a memory is a TMX file, version 1.1 to 1.4")
	}
	skipped := ""
	if stats.Skipped > 0 {
		skipped = fmt.Sprintf(", %d without two languages left out", stats.Skipped)
	}
	u.note("memory %s: %s%s", path, plural(stats.Units, "unit"), skipped)
	return nil
}

func offlineState(c *cli.Context, cfg config) string {
	state := "ready, no memory given"
	if paths := memoryPaths(c, cfg); len(paths) > 0 {
		state = "ready, memory " + strings.Join(paths, ", ")
	}
	if dir := modelFolder(c, cfg); dir != "" {
		state += ", model " + dir
	}
	return state
}

func googleOptions(c *cli.Context, cfg config) google.Options {
	pick := func(flag, fromConfig string) string {
		if v := c.String(flag); v != "" {
			return v
		}
		return fromConfig
	}
	return google.Options{
		Project:  pick("google-project", cfg.Google.Project),
		Location: pick("google-location", cfg.Google.Location),
		Model:    pick("google-model", cfg.Google.Model),
		Glossary: pick("google-glossary", cfg.Google.Glossary),
		Endpoint: pick("google-endpoint", cfg.Google.Endpoint),
		Insecure: c.Bool("google-insecure") || cfg.Google.Insecure,
	}
}

func openGoogle(_ *ui, c *cli.Context, cfg config) (translate.Backend, error) {
	b, err := google.New(c.Context, googleOptions(c, cfg))
	if errors.Is(err, google.ErrNoProject) {
		return nil, wrongUse("the google backend needs a project", "set --google-project, GOOGLE_CLOUD_PROJECT or google: project: in "+configName)
	}
	if err != nil {
		return nil, err
	}
	return b, nil
}

func googleState(c *cli.Context, cfg config) string {
	opt := googleOptions(c, cfg)
	if opt.Project == "" {
		return "not set up: no project"
	}
	return "project " + opt.Project + ", location " + orWord(opt.Location, "global")
}

func backendsCommand(u *ui) *cli.Command {
	return &cli.Command{
		Name:               "backends",
		Usage:              "show the translation backends and whether they are set up",
		Flags:              backendFlags(),
		CustomHelpTemplate: help("  tarjuman backends"),
		OnUsageError:       usageError,
		Action: func(c *cli.Context) error {
			cfg, err := loadConfig("")
			if err != nil {
				return err
			}
			for _, k := range backendKinds() {
				fmt.Fprintf(u.stdout, "%-9s %-48s %s\n", k.name, k.summary, k.state(c, cfg))
			}
			return nil
		},
	}
}
