package google

import (
	"fmt"
	"strings"

	"cloud.google.com/go/translate/apiv3/translatepb"

	"tarjuman/translate"
	"tarjuman/translate/internal/wire"
)

const (
	globalLocation = "global"
	// defaultModel is what the service uses when the request names no model.
	defaultModel = "general/nmt"
)

// names are the resource names a request carries.
type names struct {
	parent   string // projects/P/locations/L
	model    string // full name or empty
	glossary string // full name or empty
	dataset  string // full name or empty
}

// names expands the short forms and refuses what the service would refuse after
// the text has been sent.
func (opt Options) names() (names, error) {
	project := strings.TrimPrefix(strings.TrimSpace(opt.Project), "projects/")
	if project == "" {
		return names{}, ErrNoProject
	}
	if !plainName(project) {
		return names{}, fmt.Errorf("google: %q is not a project", project)
	}
	if !plainName(opt.Location) {
		return names{}, fmt.Errorf("google: %q is not a location", opt.Location)
	}
	location, err := opt.location()
	if err != nil {
		return names{}, err
	}
	if opt.Glossary != "" && location == globalLocation {
		return names{}, fmt.Errorf("google: glossary %s needs the location it is kept in, such as us-central1; it cannot be global", opt.Glossary)
	}
	n := names{parent: "projects/" + project + "/locations/" + location}
	n.glossary = n.expand(opt.Glossary, "glossaries/")
	n.dataset = n.expand(opt.Dataset, "adaptiveMtDatasets/")
	switch model := opt.Model; model {
	case "nmt", "translation-llm":
		n.model = n.expand("general/"+model, "models/")
	default:
		n.model = n.expand(model, "models/")
	}
	return n, nil
}

// plainName reports whether s can be one part of a resource name.
func plainName(s string) bool { return !strings.ContainsAny(s, "/ \t\r\n") }

// location returns the one location that the options, the model's and the
// glossary's full names agree on.
func (opt Options) location() (string, error) {
	location := opt.Location
	for _, name := range []string{opt.Model, opt.Glossary, opt.Dataset} {
		l := locationOf(name)
		switch {
		case l == "" || l == location:
		case location == "":
			location = l
		default:
			return "", fmt.Errorf("google: %s is not in location %s", name, location)
		}
	}
	if location == "" {
		location = globalLocation
	}
	return location, nil
}

// locationOf returns the location in a full resource name, "" if there is none.
func locationOf(name string) string {
	parts := strings.Split(name, "/")
	if len(parts) > 4 && parts[0] == "projects" && parts[2] == "locations" {
		return parts[3]
	}
	return ""
}

// expand makes a full resource name of an id in one of the project's collections.
func (n names) expand(name, collection string) string {
	if name == "" || strings.HasPrefix(name, "projects/") {
		return name
	}
	return n.parent + "/" + collection + strings.TrimPrefix(name, collection)
}

// request builds the message for one batch. The type is always plain text: the
// service's default is HTML, in which "<" starts a tag and quotation marks come
// back as entities.
func (n names) request(from, to string, batch []translate.Segment) *translatepb.TranslateTextRequest {
	req := &translatepb.TranslateTextRequest{
		Parent:             n.parent,
		Contents:           make([]string, len(batch)),
		MimeType:           "text/plain",
		SourceLanguageCode: from,
		TargetLanguageCode: to,
		Model:              n.model,
	}
	for i, s := range batch {
		// Bytes that are not UTF-8 cannot be sent at all.
		req.Contents[i] = strings.ToValidUTF8(s.Text, "\uFFFD")
	}
	if n.glossary != "" {
		req.GlossaryConfig = &translatepb.TranslateTextGlossaryConfig{Glossary: n.glossary}
	}
	return req
}

// settings names what else changes the answers: the glossary, and the stored
// pairs. Inline pairs do not count: an answer is not paid for again because the
// memory has grown.
func (n names) settings(adapts bool) string {
	adaptive := ""
	if adapts {
		adaptive = "pairs"
	}
	return wire.Settings("glossary", n.glossary, "dataset", n.dataset, "adaptive", adaptive)
}

// usedModel returns the short name of the model that wrote a text: the one the
// service reports, else the one asked for.
func (n names) usedModel(reported string) string {
	for _, name := range []string{reported, n.model} {
		if name == "" {
			continue
		}
		if _, short, ok := strings.Cut(name, "/models/"); ok {
			return short
		}
		return name
	}
	return defaultModel
}
