package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"tarjuman/translate"
	"tarjuman/translate/neural"
	"tarjuman/translate/neural/library"
)

// modelName is the folder or the name the user wants, "" for the best installed
// one.
func modelName(c *cli.Context, cfg config) string { return firstOf(c.String("model"), cfg.Model) }

// modelIn resolves a model named in a configuration file: a folder of the
// configuration's, or else the name of an installed model.
func modelIn(dir, name string) string {
	if name == "" || filepath.IsAbs(name) {
		return name
	}
	p := filepath.Join(dir, name)
	if _, err := os.Stat(p); err == nil || strings.ContainsAny(name, `/\`) {
		return p
	}
	return name
}

// model finds the model to use: the one named, else the best installed one for the
// direction. It reports false when nothing was named and none is installed.
func (o opening) model(name string) (library.Installed, bool, error) {
	lib, err := modelLibrary(o.c, o.cfg)
	if err != nil && name == "" {
		return library.Installed{}, false, nil // there is no place where one could be
	}
	if err != nil {
		return library.Installed{}, false, err
	}
	if name != "" {
		m, err := namedModel(lib, name)
		return m, err == nil, err
	}
	if o.from == "" {
		all, err := lib.List()
		if err != nil || len(all) == 0 {
			return library.Installed{}, false, err
		}
		return all[0], true, nil
	}
	m, found, err := lib.For(o.from, o.to)
	if err != nil {
		return m, false, badInput(err, "`tarjuman model list` shows the installed models")
	}
	return m, found, nil
}

// mayUse reports whether a model is of the wanted direction, and says so if not.
func (o opening) mayUse(m library.Installed) bool {
	if o.from == "" || m.From == "" || m.From == o.from && m.To == o.to {
		return true
	}
	o.u.note("model %s translates %s, not %s: it is not used", m.Name, directionName(m.From, m.To), directionName(o.from, o.to))
	return false
}

// openModel loads a model. Its version is part of its name in results, so that they
// tell what wrote them.
func openModel(m library.Installed) (translate.Backend, error) {
	b, err := neural.Open(m.Dir, neural.Options{Name: m.Title()})
	if err != nil {
		return nil, badInput(err, "`tarjuman model verify` looks for what is wrong")
	}
	return b, nil
}

// neuralName is an instance's own model, else the one of the flags.
func neuralName(o opening) string { return firstOf(o.set.Model, modelName(o.c, o.cfg)) }

func openNeural(o opening) (translate.Backend, error) {
	m, found, err := o.model(neuralName(o))
	switch {
	case err != nil:
		return nil, err
	case !found:
		hint := "set --model FOLDER, TARJUMAN_MODEL or model: in " + configName
		if o.from != "" {
			hint = getAdvice(o.from, o.to) + ", or " + hint
		}
		return nil, wrongUse("the neural backend needs a model", hint)
	}
	return openModel(m)
}

func neuralState(o opening) string {
	if models := modelState(o, neuralName(o)); models != "" {
		return "ready, model " + models
	}
	return "not set up: no model; `tarjuman model list` shows which there are"
}

// modelState names the models that would be used, "" for none.
func modelState(o opening, name string) string {
	if name != "" {
		return name
	}
	lib, err := modelLibrary(o.c, o.cfg)
	if err != nil {
		return ""
	}
	var out []string
	for _, pair := range [][2]string{{"ar", "en"}, {"en", "ar"}} {
		if m, found, err := lib.For(pair[0], pair[1]); err == nil && found {
			out = append(out, m.Name)
		}
	}
	return strings.Join(out, ", ")
}
