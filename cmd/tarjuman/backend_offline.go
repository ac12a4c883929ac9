package main

import (
	"strings"

	"tarjuman/translate"
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
	m, found, err := o.model(modelName(o.c, o.cfg))
	if err != nil {
		return nil, err
	}
	if found && o.mayUse(m) {
		if opt.Engine, err = openModel(m); err != nil {
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
	if models := modelState(o, modelName(o.c, o.cfg)); models != "" {
		state += ", model " + models
	}
	return state
}
