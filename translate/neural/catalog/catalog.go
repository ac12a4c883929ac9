// Package catalog knows which Firefox Translations models exist, where they are
// published, and what their files must look like.
//
// The built-in table, [Published], has the Arabic and English models of the public
// repository mozilla/firefox-translations-models, with the sizes and SHA-256 hashes
// which that repository records for them (Git LFS and metadata.json). [Firefox]
// reads the list that browsers use, from the service they use, over TLS.
package catalog

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"

	"tarjuman/internal/lazyre"
	"tarjuman/translate/neural/internal/unpack"
)

// Licence is what the models are published under.
const Licence = "Mozilla Public License 2.0, https://www.mozilla.org/MPL/2.0/"

// Digest is what bytes must look like. The zero value knows nothing.
type Digest struct {
	Size   int64  `json:"size,omitempty"`   // bytes; 0 unknown
	SHA256 string `json:"sha256,omitempty"` // hexadecimal; "" unknown
}

// File is one file of a model.
type File struct {
	Name string // when installed: model.aren.intgemm.alphas.bin
	URL  string
	// Packed is the file as it is sent, Plain as it is installed.
	Packed, Plain Digest
}

// Model is one published model.
type Model struct {
	Name         string // ar-en-base
	From, To     string // languages: ar, en
	Architecture string // base, base-memory, tiny
	Version      string // "" where the publisher gives none
	// BLEU is the publisher's figure on the FLORES-200 dev set, 0 where none is known.
	BLEU   float64
	Source string // where people can read about it
	Files  []File
}

// Download is the number of bytes to fetch.
func (m Model) Download() int64 {
	var n int64
	for _, f := range m.Files {
		n += f.Packed.Size
	}
	return n
}

// Verified reports whether every file has a hash, packed or plain, so that nothing
// but what was published can be installed.
func (m Model) Verified() bool {
	return !slices.ContainsFunc(m.Files, func(f File) bool { return f.Packed.SHA256 == "" && f.Plain.SHA256 == "" })
}

//go:embed models.json
var table []byte

// entry is a model in the table.
type entry struct {
	Name         string  `json:"name"`
	From         string  `json:"from"`
	To           string  `json:"to"`
	Architecture string  `json:"architecture"`
	Version      string  `json:"version"`
	BLEU         float64 `json:"bleu"`
	Folder       string  `json:"folder"`
	Files        []struct {
		Name   string `json:"name"`
		Packed struct {
			Suffix string `json:"suffix"`
			Digest
		} `json:"packed"`
		Digest
	} `json:"files"`
}

type list struct {
	Source string  `json:"source"`
	Base   string  `json:"base"`
	Models []entry `json:"models"`
}

// parsed is the table; a test reads it, so it is right.
var parsed = sync.OnceValue(func() (l list) {
	if err := json.Unmarshal(table, &l); err != nil {
		panic("catalog: models.json: " + err.Error())
	}
	return l
})

// Published returns the models of the built-in table, best first for each
// direction. base is the address of a copy of the repository's folder models/; ""
// means the repository itself.
func Published(base string) ([]Model, error) {
	t := parsed()
	if base == "" {
		base = t.Base
	}
	root, err := address(base)
	if err != nil {
		return nil, err
	}
	var out []Model
	for _, e := range t.Models {
		m := Model{Name: e.Name, From: e.From, To: e.To, Architecture: e.Architecture, Version: e.Version, BLEU: e.BLEU, Source: t.Source}
		for _, f := range e.Files {
			u := root.JoinPath(e.Folder, f.Name+f.Packed.Suffix)
			m.Files = append(m.Files, File{Name: f.Name, URL: u.String(), Packed: f.Packed.Digest, Plain: f.Digest})
		}
		out = append(out, m)
	}
	return out, nil
}

// address accepts the address of a web folder.
func address(s string) (*url.URL, error) {
	u, err := url.Parse(s)
	switch {
	case err != nil:
		return nil, errors.New("the address of the models is no URL") // it may hold a password
	case u.Scheme != "https" && u.Scheme != "http" || u.Host == "":
		return nil, fmt.Errorf("the address of the models must begin with https:// or http://")
	case u.RawQuery != "" || u.Fragment != "":
		return nil, fmt.Errorf("the address of the models, on %s, must have no query and no fragment", u.Host)
	case u.User != nil:
		return nil, fmt.Errorf("the address of the models, on %s, holds a name or password", u.Host)
	}
	return u, nil
}

// Find returns the model of that name; a language pair, as ar-en or aren, stands
// for the best model of that direction, the first in the list.
func Find(models []Model, name string) (Model, bool) {
	for _, m := range models {
		if m.Name == name {
			return m, true
		}
	}
	for _, m := range models {
		if name == m.From+"-"+m.To || name == m.From+m.To {
			return m, true
		}
	}
	return Model{}, false
}

// Identify returns the published model whose weights have that hash.
func Identify(weights Digest) (Model, bool) {
	models, err := Published("")
	if err != nil || weights.SHA256 == "" {
		return Model{}, false
	}
	for _, m := range models {
		for _, f := range m.Files {
			if strings.HasPrefix(f.Name, "model.") && strings.EqualFold(f.Plain.SHA256, weights.SHA256) {
				return m, true
			}
		}
	}
	return Model{}, false
}

// fileNames are the names files of a model can have. They are made into paths, so
// nothing else is let in.
var fileNames = lazyre.New(`^(model|lex|vocab|srcvocab|trgvocab)\.[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.(bin|spm)$`)

// IsModelFile reports whether a file, by its name and leaving the ending of a
// compression aside, belongs to a model.
func IsModelFile(name string) bool { return fileNames().MatchString(PlainName(name)) }

// PlainName is a file's name without the ending of a compression.
func PlainName(name string) string { return unpack.PlainName(name) }
