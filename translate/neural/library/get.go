package library

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"tarjuman/translate/neural/catalog"
	"tarjuman/translate/neural/internal/download"
)

// GetOptions say how a model is fetched. The zero value is fine.
type GetOptions struct {
	// HTTP does the calls; nil means a client that follows redirects, within reason.
	HTTP *http.Client
	// UserAgent names the program to the server.
	UserAgent string
	// Stall is how long a server may send nothing, Pause what comes before the second
	// attempt; 0 means the usual.
	Stall, Pause time.Duration
	// Again fetches and installs the model even if it is there.
	Again bool
	// Progress, if set, hears how many bytes of all that is to be fetched have arrived.
	Progress func(done, total int64)
	// Waiting, if set, is called once when another process is at work on that model.
	Waiting func()
}

// Outcome is what became of a model.
type Outcome struct {
	Installed
	// Known says that it was there already, as published.
	Known bool
	// Warnings are what is odd about its files but does no harm.
	Warnings []string
}

// Failures of [Library.Get] that a caller tells apart, besides ErrWrongFile and
// ErrDisk.
var (
	// ErrNetwork says that the files could not be fetched. What has arrived is kept,
	// and the next Get goes on from there.
	ErrNetwork = download.ErrNetwork
)

// Get fetches a published model and installs it: every file is checked as sent and
// as unpacked, the model is loaded once, and only then put in its place. What has
// arrived when it fails or is interrupted is kept for the next time. It may run in
// several processes at once.
func (l Library) Get(ctx context.Context, m catalog.Model, opt GetOptions) (Outcome, error) {
	if !names().MatchString(m.Name) {
		return Outcome{}, fmt.Errorf("%w: %q is no name for a model", ErrWrongFile, m.Name)
	}
	unlock, err := l.lock(ctx, m.Name, opt.Waiting)
	if err != nil {
		return Outcome{}, err
	}
	defer unlock()
	if err := l.recover(m.Name); err != nil {
		return Outcome{}, diskError(err)
	}
	if old, err := l.Named(m.Name); err == nil && !opt.Again && sameAs(old, m) {
		return Outcome{Installed: old, Known: true}, nil
	}
	packed := filepath.Join(l.Dir, ".download", m.Name)
	if err := os.MkdirAll(packed, 0o755); err != nil {
		return Outcome{}, diskError(err)
	}
	if err := fetch(ctx, m, packed, opt); err != nil {
		return Outcome{}, err
	}
	out, err := l.install(ctx, m, packed)
	if err != nil {
		return Outcome{}, err
	}
	os.RemoveAll(packed)
	os.Remove(filepath.Dir(packed)) // if nothing else is being fetched
	return out, nil
}

// sameAs reports whether an installed model is the published one, going by its
// manifest and its files' sizes.
func sameAs(old Installed, m catalog.Model) bool {
	if old.Unlisted || old.Version != m.Version || len(old.Files) != len(m.Files) {
		return false
	}
	have := map[string]ManifestFile{}
	for _, f := range old.Files {
		info, err := os.Stat(filepath.Join(old.Dir, f.Name))
		if err != nil || info.Size() != f.Size {
			return false
		}
		have[f.Name] = f
	}
	for _, f := range m.Files {
		if got, ok := have[f.Name]; !ok || check(f.Name, got.Digest, f.Plain) != nil {
			return false
		}
	}
	return true
}

// fetch brings all files into a folder, as they are sent.
func fetch(ctx context.Context, m catalog.Model, dir string, opt GetOptions) error {
	var before int64
	total := m.Download()
	for _, f := range m.Files {
		path := filepath.Join(dir, f.Name+".packed")
		if !arrived(path, f.Packed) {
			c := download.Client{HTTP: opt.HTTP, UserAgent: opt.UserAgent, Stall: opt.Stall, Pause: opt.Pause}
			if opt.Progress != nil {
				c.Progress = func(done int64) { opt.Progress(before+done, total) }
			}
			err := c.Get(ctx, download.File{URL: f.URL, Size: f.Packed.Size, SHA256: f.Packed.SHA256}, path)
			switch {
			case errors.Is(err, download.ErrContent):
				return fmt.Errorf("%w: %s: %w", ErrWrongFile, f.Name, err)
			case errors.Is(err, download.ErrDisk):
				return diskError(errors.Unwrap(err))
			case err != nil:
				return fmt.Errorf("%s: %w", f.Name, err)
			}
		}
		before += f.Packed.Size
		if opt.Progress != nil {
			opt.Progress(before, total)
		}
	}
	return nil
}

// arrived reports whether a file of an earlier run is whole. Without a hash of it
// as sent, its size must do: it is checked again unpacked.
func arrived(path string, want catalog.Digest) bool {
	got, err := digest(path)
	return err == nil && check("", got, want) == nil && want != catalog.Digest{}
}

// install unpacks what was fetched and puts it in its place.
func (l Library) install(ctx context.Context, m catalog.Model, packed string) (Outcome, error) {
	staged, err := l.staging(m.Name)
	if err != nil {
		return Outcome{}, err
	}
	defer os.RemoveAll(staged) // it is not there any more if all went well
	man := Manifest{
		Name: m.Name, From: m.From, To: m.To, Architecture: m.Architecture, Version: m.Version, BLEU: m.BLEU, Licence: catalog.Licence, Source: m.Source,
	}
	for _, f := range m.Files {
		path := filepath.Join(packed, f.Name+".packed")
		got, err := unpackFile(ctx, path, staged, f.Name, f.Plain)
		if errors.Is(err, ErrWrongFile) {
			os.Remove(path) // it would be wrong again
		}
		if err != nil {
			return Outcome{}, err
		}
		man.Files = append(man.Files, got)
	}
	i, warnings, err := l.place(staged, man)
	return Outcome{Installed: i, Warnings: warnings}, err
}
