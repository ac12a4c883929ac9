package main

import (
	"strings"

	"github.com/urfave/cli/v2"

	"tarjuman/translate"
	"tarjuman/translate/neural"
	"tarjuman/translate/offline"
)

func openOffline(o opening) (translate.Backend, error) {
	opt := offline.Options{MinMatch: o.c.Int("min-match")}
	if opt.MinMatch < 1 || opt.MinMatch > 100 {
		return nil, wrongUse("--min-match must be between 1 and 100", "")
	}
	words, err := openWords(o.c, o.cfg)
	if err != nil {
		return nil, err
	}
	opt.Lexicon = words.lexicon
	if paths := memoryPaths(o.c, o.cfg); len(paths) > 0 {
		if opt.Memory, err = o.u.openMemories(o.c.Context, paths); err != nil {
			return nil, err
		}
	}
	if dir := modelFolder(o.c, o.cfg); dir != "" {
		if opt.Engine, err = openModel(dir); err != nil {
			return nil, err
		}
	}
	return offline.New(opt), nil
}

func offlineState(o opening) string {
	state := "ready, no memory given"
	if paths := memoryPaths(o.c, o.cfg); len(paths) > 0 {
		state = "ready, memory " + strings.Join(paths, ", ")
	}
	if dir := modelFolder(o.c, o.cfg); dir != "" {
		state += ", model " + dir
	}
	return state
}

func modelFolder(c *cli.Context, cfg config) string { return firstOf(c.String("model"), cfg.Model) }

func openModel(dir string) (translate.Backend, error) {
	b, err := neural.Open(dir)
	if err != nil {
		return nil, badInput(err, "a model folder holds model.*.bin, vocab.*.spm and lex.*.bin")
	}
	return b, nil
}

// neuralFolder is an instance's own model, else the one of the flags.
func neuralFolder(o opening) string { return firstOf(o.set.Model, modelFolder(o.c, o.cfg)) }

func openNeural(o opening) (translate.Backend, error) {
	dir := neuralFolder(o)
	if dir == "" {
		return nil, wrongUse("the neural backend needs a model", "set --model FOLDER, TARJUMAN_MODEL or model: in "+configName)
	}
	return openModel(dir)
}

func neuralState(o opening) string {
	if dir := neuralFolder(o); dir != "" {
		return "ready, model " + dir
	}
	return "not set up: no model"
}
