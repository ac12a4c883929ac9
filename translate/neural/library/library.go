// Package library keeps translation models in a folder of the user's: fetched,
// checked, and put in place as a whole or not at all.
//
// The folder holds one folder per model, with its files and a [Manifest]:
//
//	ar-en-base/                     model.aren.intgemm.alphas.bin, …, tarjuman-model.json
//	.download/ar-en-base/           what has arrived of a model that is being fetched
//	.new-ar-en-base/                a model about to be put in place
//	.ar-en-base.lock                locked while somebody changes that model
package library

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"tarjuman/internal/lazyre"
	"tarjuman/translate/neural/catalog"
)

// Library is the folder of models. It need not exist.
type Library struct{ Dir string }

// DefaultDir is where models are kept unless the user says otherwise: tarjuman/models
// in XDG_DATA_HOME, else in ~/Library/Application Support on macOS, in LocalAppData
// on Windows, in ~/.local/share elsewhere.
func DefaultDir() (string, error) {
	base := os.Getenv("XDG_DATA_HOME")
	if !filepath.IsAbs(base) {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", err
		}
		switch runtime.GOOS {
		case "windows":
			base = cmp.Or(os.Getenv("LocalAppData"), filepath.Join(home, "AppData", "Local"))
		case "darwin", "ios":
			base = filepath.Join(home, "Library", "Application Support")
		default:
			base = filepath.Join(home, ".local", "share")
		}
	}
	return filepath.Join(base, "tarjuman", "models"), nil
}

// manifestName is the file that says what a folder holds.
const manifestName = "tarjuman-model.json"

// Manifest describes an installed model.
type Manifest struct {
	Name         string         `json:"name"`
	From         string         `json:"from,omitempty"` // language; "" where nobody said
	To           string         `json:"to,omitempty"`
	Architecture string         `json:"architecture,omitempty"`
	Version      string         `json:"version,omitempty"`
	BLEU         float64        `json:"flores_dev_bleu,omitempty"` // the publisher's figure
	Licence      string         `json:"licence,omitempty"`
	Source       string         `json:"source,omitempty"`
	Files        []ManifestFile `json:"files"`
}

// ManifestFile is an installed file.
type ManifestFile struct {
	Name string `json:"name"`
	catalog.Digest
}

// Installed is a model in the library.
type Installed struct {
	Manifest
	Dir string
	// Unlisted says that there is no manifest: the folder was put there by hand.
	Unlisted bool
}

// Title is the model's name with its version.
func (i Installed) Title() string { return strings.TrimSpace(i.Name + " " + i.Version) }

// Size is the number of bytes of the model's files.
func (i Installed) Size() int64 {
	var n int64
	for _, f := range i.Files {
		n += f.Size
	}
	return n
}

// ErrNotInstalled says that the library has no model of that name.
var ErrNotInstalled = errors.New("no such model is installed")

// names are those a model can have: they become folders.
var names = lazyre.New(`^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$`)

// List returns the installed models by name. Folders that hold no model are passed
// over, and so is a library that does not exist. A manifest that cannot be read is
// an error.
func (l Library) List() ([]Installed, error) {
	entries, err := os.ReadDir(l.Dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []Installed
	for _, e := range entries {
		if !names().MatchString(e.Name()) {
			continue
		}
		m, err := l.Named(e.Name())
		if errors.Is(err, ErrNotInstalled) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	return out, nil
}

// Named returns the installed model of that name.
func (l Library) Named(name string) (Installed, error) {
	if !names().MatchString(name) {
		return Installed{}, fmt.Errorf("%w: %q is no name of a model", ErrNotInstalled, name)
	}
	m, err := Read(filepath.Join(l.Dir, name))
	if err != nil {
		return Installed{}, err
	}
	m.Name = name
	return m, nil
}

// maxManifest bounds a manifest, in bytes.
const maxManifest = 1 << 20

// Read describes the model in a folder, whether a library put it there or not.
func Read(dir string) (Installed, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return Installed{}, err
	}
	m := Installed{Dir: dir, Manifest: Manifest{Name: filepath.Base(abs)}}
	path := filepath.Join(dir, manifestName)
	if info, err := os.Stat(path); err == nil && info.Size() > maxManifest {
		return Installed{}, fmt.Errorf("%s: not a manifest: %d bytes", path, info.Size())
	}
	b, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return unlisted(m)
	case err != nil:
		return Installed{}, err
	}
	if err := json.Unmarshal(b, &m.Manifest); err != nil {
		return Installed{}, fmt.Errorf("%s: %w", path, err)
	}
	for _, f := range m.Files {
		if !catalog.IsModelFile(f.Name) {
			return Installed{}, fmt.Errorf("%s: %q is no file of a model", path, f.Name)
		}
	}
	return m, nil
}

// unlisted describes a folder without a manifest by its files' names and sizes.
func unlisted(m Installed) (Installed, error) {
	entries, err := os.ReadDir(m.Dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return Installed{}, err
	}
	weights := false
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !catalog.IsModelFile(e.Name()) {
			continue
		}
		if strings.HasPrefix(e.Name(), "model.") {
			weights = true
			m.From, m.To = pairOf(e.Name())
		}
		m.Files = append(m.Files, ManifestFile{e.Name(), catalog.Digest{Size: info.Size()}})
	}
	if !weights {
		return Installed{}, fmt.Errorf("%w: %s holds none", ErrNotInstalled, m.Dir)
	}
	m.Unlisted = true
	return m, nil
}

// pairOf reads the languages from a name like model.aren.intgemm.alphas.bin.
func pairOf(weights string) (from, to string) {
	parts := strings.Split(weights, ".")
	if len(parts) < 3 || len(parts[1]) != 4 || strings.Trim(parts[1], "abcdefghijklmnopqrstuvwxyz") != "" {
		return "", ""
	}
	return parts[1][:2], parts[1][2:]
}

// For returns the best installed model of a direction, false for none: the one with
// the highest published figure, and of others the first by architecture and name.
func (l Library) For(from, to string) (Installed, bool, error) {
	all, err := l.List()
	if err != nil {
		return Installed{}, false, err
	}
	all = slices.DeleteFunc(all, func(m Installed) bool { return m.From != from || m.To != to })
	if len(all) == 0 {
		return Installed{}, false, nil
	}
	slices.SortStableFunc(all, func(a, b Installed) int {
		return cmp.Or(cmp.Compare(b.BLEU, a.BLEU), cmp.Compare(rank(a), rank(b)), strings.Compare(a.Name, b.Name))
	})
	return all[0], true, nil
}

func rank(m Installed) int {
	i := slices.Index([]string{"base", "base-memory", "tiny"}, m.Architecture)
	if i < 0 {
		return 3
	}
	return i
}
