package main

import (
	"tarjuman/translate"
	"tarjuman/translate/google"
)

// googleOptions are the settings of a google backend: the flags and the google
// section for the kind itself, the named section for an instance.
func (o opening) googleOptions() google.Options {
	if o.set.Kind != "" {
		return google.Options{
			Name: o.name, Project: firstOf(o.set.Project, o.cfg.Google.Project), Location: o.set.Location, Model: o.set.Model, Glossary: o.set.Glossary,
			Dataset: o.set.Dataset, Endpoint: o.set.Endpoint, Insecure: o.set.Insecure,
		}
	}
	pick := func(flag, fromConfig string) string { return firstOf(o.c.String(flag), fromConfig) }
	g := o.cfg.Google
	return google.Options{
		Name:     o.name,
		Project:  pick("google-project", firstOf(o.set.Project, g.Project)),
		Location: pick("google-location", firstOf(o.set.Location, g.Location)),
		Model:    pick("google-model", firstOf(o.set.Model, g.Model)),
		Glossary: pick("google-glossary", firstOf(o.set.Glossary, g.Glossary)),
		Dataset:  o.set.Dataset,
		Endpoint: pick("google-endpoint", firstOf(o.set.Endpoint, g.Endpoint)),
		Insecure: o.c.Bool("google-insecure") || o.set.Insecure || g.Insecure,
	}
}

func openGoogle(o opening) (translate.Backend, error) {
	opt := o.googleOptions()
	key, err := o.key(o.kind())
	if err != nil {
		return nil, err
	}
	if opt.Project == "" && key != "" {
		b, err := google.NewWithKey(google.KeyOptions{Name: o.name, Key: key, Model: opt.Model, Endpoint: opt.Endpoint, Insecure: opt.Insecure, HTTP: httpClient(o.c)})
		return opened[*google.KeyBackend]{b: b, err: err}.result()
	}
	opt.Offline = forbidsNetwork(o.c)
	if o.set.Adaptive {
		if opt.References, err = o.references(); err != nil {
			return nil, err
		}
	}
	b, err := google.New(o.c.Context, opt)
	return opened[*google.Backend]{b, err, google.ErrNoProject,
		wrongUse("the "+o.name+" backend needs a project", "set --google-project, GOOGLE_CLOUD_PROJECT or google: project: in "+configName+", or "+ownKeyVariable(o.name)+" to an API key")}.result()
}

func googleState(o opening) string {
	opt := o.googleOptions()
	key, err := o.key(o.kind())
	switch {
	case err != nil:
		return "not set up: " + err.Error()
	case opt.Project != "":
		return "ready, project " + opt.Project + ", location " + orWord(opt.Location, "global")
	case key != "":
		return "ready, API key set"
	}
	return "not set up: no project and no key"
}
