package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/urfave/cli/v2"

	"tarjuman/translate/neural/catalog"
	"tarjuman/translate/neural/library"
)

// modelsConfig says where models are kept and where they come from.
type modelsConfig struct {
	Folder  string `yaml:"folder"`
	Source  string `yaml:"source"`
	BaseURL string `yaml:"base-url"`
}

// Where the list of models can come from.
const (
	fromRepository = "repository" // the built-in table
	fromFirefox    = "firefox"    // the list Firefox uses
)

func modelCommand(u *ui) *cli.Command {
	sub := func(name, usage, args, about, examples string, action cli.ActionFunc, flags ...cli.Flag) *cli.Command {
		return &cli.Command{
			Name: name, Usage: usage, ArgsUsage: args, Description: about, Flags: append([]cli.Flag{modelsFlag()}, flags...),
			CustomHelpTemplate: help(examples), OnUsageError: usageError, Action: action, BashComplete: u.completeModels(name),
		}
	}
	again := &cli.BoolFlag{Name: "force", Usage: "replace what is installed under that name"}
	offline := &cli.BoolFlag{Name: "offline", Usage: "make any use of the network an error"}
	return &cli.Command{
		Name:  "model",
		Usage: "get translation models for this machine: list, get, import, verify, path",
		CustomHelpTemplate: help(`  tarjuman model list
  tarjuman model get ar-en
  tarjuman model verify ar-en-base`),
		OnUsageError: usageError,
		Subcommands: []*cli.Command{
			sub("list", "show which models are installed and which can be had", "",
				"Without --source firefox this asks nobody: the models of Mozilla's repository are listed in the program.",
				`  tarjuman model list
  tarjuman model list --source firefox
  tarjuman model list --format json`,
				u.modelList, append(sourceFlags(), offline, &cli.StringFlag{Name: "format", Value: "text", Usage: "text or json"})...),
			sub("get", "fetch a model, check it and install it", "NAME…",
				`NAME is a model or a pair of languages, which stands for its best model. An interrupted download goes on where it stopped.
Models from the repository are checked against sizes and SHA-256 hashes that are part of this program. Those of --source firefox are
checked against the hashes in the list Firefox uses, which is believed because it comes over TLS.`,
				`  tarjuman model get ar-en
  tarjuman model get ar-en-base-memory en-ar-base-memory
  tarjuman model get ar-en --source firefox
  tarjuman model get ar-en --base-url https://mirror.example.org/firefox-translations-models/models/`,
				u.modelGet, append(sourceFlags(), again, offline)...),
			sub("import", "install a model from files you have", "FOLDER|FILE…",
				`The files are those of Firefox Translations: model.*.bin, lex.*.bin, and vocab.*.spm or srcvocab.*.spm and trgvocab.*.spm, plain or with
.gz or .zst. They are copied and loaded once. Weights that were published are recognised by their hash; of others nothing can be said.`,
				`  tarjuman model import ~/Downloads/aren
  tarjuman model import model.aren.intgemm.alphas.bin.gz lex.50.50.aren.s2t.bin.gz vocab.aren.spm.gz
  tarjuman model import trained --name desk --from ar --to en`,
				u.modelImport, again,
				&cli.StringFlag{Name: "name", Usage: "`NAME` in the library (default: that of the published model, or the pair with -own)"},
				&cli.StringFlag{Name: "from", Usage: "source language, where the files' names do not tell"}, &cli.StringFlag{Name: "to", Usage: "target language, where the files' names do not tell"}),
			verifyModelCommand(u, sub),
			sub("path", "print the folder of a model, or of all models", "[NAME]", "",
				`  tarjuman model path
  tarjuman model path ar-en
  tarjuman translate article.ar.txt --model "$(tarjuman model path ar-en-base-memory)"`,
				u.modelPath),
		},
		Action: func(c *cli.Context) error { return noSubcommand(c, "model") },
	}
}

// noSubcommand shows the help, or says that there is no such subcommand.
func noSubcommand(c *cli.Context, command string) error {
	if c.NArg() == 0 {
		return cli.ShowSubcommandHelp(c)
	}
	name := c.Args().First()
	hint := fmt.Sprintf("`tarjuman %s --help` lists them", command)
	if s := suggestCommand(c.Command.Subcommands, name); s != "" {
		hint = fmt.Sprintf("did you mean `tarjuman %s %s`?", command, s)
	}
	return wrongUse(fmt.Sprintf("%s has no command %q", command, name), hint)
}

func modelsFlag() cli.Flag {
	return &cli.StringFlag{Name: "models", Usage: "`FOLDER` of the models (default: in the user's data folder)", EnvVars: []string{"TARJUMAN_MODELS"}}
}

func sourceFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "source", Usage: "where models come from: repository, which is Mozilla's on GitHub, or firefox, the service of the browser (default: repository)", EnvVars: []string{"TARJUMAN_MODEL_SOURCE"}},
		&cli.StringFlag{Name: "base-url", Usage: "`URL` of a copy of the source: of the repository's folder models/, or of a Remote Settings server", EnvVars: []string{"TARJUMAN_MODEL_URL"}},
	}
}

// library is the user's folder of models.
func modelLibrary(c *cli.Context, cfg config) (library.Library, error) {
	if dir := cmp.Or(c.String("models"), cfg.Models.Folder); dir != "" {
		return library.Library{Dir: dir}, nil
	}
	dir, err := library.DefaultDir()
	if err != nil {
		return library.Library{}, wrongUse("no folder for models: "+err.Error(), "name one with --models, TARJUMAN_MODELS or models: folder: in "+configName)
	}
	return library.Library{Dir: dir}, nil
}

// models is the configuration and the library of a model command.
func models(c *cli.Context) (config, library.Library, error) {
	cfg, err := loadConfig("")
	if err != nil {
		return cfg, library.Library{}, err
	}
	lib, err := modelLibrary(c, cfg)
	return cfg, lib, err
}

// modelSource is where the list of models comes from, and the address of a copy.
func modelSource(c *cli.Context, cfg config) (source, base string, err error) {
	source = cmp.Or(c.String("source"), cfg.Models.Source, fromRepository)
	if source != fromRepository && source != fromFirefox {
		return "", "", wrongUse(fmt.Sprintf("--source: no source %q", source), "have "+fromRepository+", "+fromFirefox)
	}
	return source, cmp.Or(c.String("base-url"), cfg.Models.BaseURL), nil
}

// publishedModels is the list of models that can be had.
func publishedModels(c *cli.Context, cfg config) ([]catalog.Model, error) {
	source, base, err := modelSource(c, cfg)
	if err != nil {
		return nil, err
	}
	if source == fromRepository {
		models, err := catalog.Published(base)
		if err != nil {
			return nil, wrongUse(err.Error(), "")
		}
		return models, nil
	}
	if c.Bool("offline") {
		return nil, wrongUse("the list of models Firefox uses is on the network, and --offline forbids that", "")
	}
	models, err := catalog.Firefox(c.Context, nil, base)
	switch {
	case c.Context.Err() != nil:
		return nil, c.Context.Err()
	case errors.Is(err, catalog.ErrList):
		return nil, &failure{exitBackend, err, "without --source firefox the list in the program is used"}
	case err != nil:
		return nil, wrongUse(err.Error(), "")
	}
	return models, nil
}

// modelFailure gives an error of the library its exit code and advice.
func modelFailure(err error) error {
	switch {
	case errors.Is(err, context.Canceled):
		return &failure{exitInterrupted, errors.New("interrupted"), "what has arrived is kept; the same command goes on from there"}
	case errors.Is(err, library.ErrNetwork):
		return &failure{exitBackend, err, "what has arrived is kept; the same command goes on from there"}
	case errors.Is(err, library.ErrDisk):
		return notWritable(err, "what has arrived is kept; --models FOLDER keeps models elsewhere")
	case errors.Is(err, library.ErrWrongFile):
		return badInput(err, "")
	case errors.Is(err, library.ErrExists):
		return wrongUse(err.Error(), "--force replaces it, --name gives another name")
	case errors.Is(err, library.ErrUnknownPair):
		return wrongUse(err.Error(), "say them: --from ar --to en")
	case errors.Is(err, library.ErrNotInstalled):
		return badInput(err, "`tarjuman model list` shows what there is")
	}
	return err
}
