package library

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"tarjuman/internal/filelock"
	"tarjuman/translate/neural"
	"tarjuman/translate/neural/catalog"
	"tarjuman/translate/neural/internal/unpack"
)

// maxFile bounds a file after decompression where nothing says how large it is.
const maxFile = 1 << 30

var (
	// ErrWrongFile says that a file is not what was published, or holds no model.
	ErrWrongFile = errors.New("the model was refused")
	// ErrDisk says that the library could not be written.
	ErrDisk = errors.New("cannot write the model")
	// ErrExists says that another model has that name.
	ErrExists = errors.New("there is another model of that name")
)

// lock makes sure that nobody else changes a model until unlock. waiting, which may
// be nil, is called once when somebody does.
func (l Library) lock(ctx context.Context, name string, waiting func()) (unlock func(), err error) {
	if err := os.MkdirAll(l.Dir, 0o755); err != nil {
		return nil, diskError(err)
	}
	f, err := os.OpenFile(filepath.Join(l.Dir, "."+name+".lock"), os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, diskError(err)
	}
	for first := true; ; first = false {
		err := filelock.TryLock(f)
		if err == nil || errors.Is(err, errors.ErrUnsupported) {
			return func() { f.Close() }, nil
		}
		if !errors.Is(err, filelock.ErrHeld) {
			f.Close()
			return nil, diskError(err)
		}
		if first && waiting != nil {
			waiting()
		}
		select {
		case <-ctx.Done():
			f.Close()
			return nil, ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
}

func diskError(err error) error { return fmt.Errorf("%w: %w", ErrDisk, err) }

func (l Library) path(prefix, name string) string { return filepath.Join(l.Dir, prefix+name) }

// staging is an empty folder in which a model is put together.
func (l Library) staging(name string) (string, error) {
	dir := l.path(".new-", name)
	if err := os.RemoveAll(dir); err != nil {
		return "", diskError(err)
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		return "", diskError(err)
	}
	return dir, nil
}

// recover puts back what a crash left aside while a model was being replaced.
func (l Library) recover(name string) error {
	old, place := l.path(".old-", name), l.path("", name)
	if _, err := os.Stat(old); err != nil {
		return nil
	}
	if _, err := os.Stat(place); err == nil {
		return os.RemoveAll(old)
	}
	return os.Rename(old, place)
}

// unpackFile writes a file decompressed into dir, checks it, and returns what it
// is.
func unpackFile(ctx context.Context, from, dir, name string, want catalog.Digest) (ManifestFile, error) {
	in, err := os.Open(from)
	if err != nil {
		return ManifestFile{}, err
	}
	defer in.Close()
	limit := int64(maxFile)
	if want.Size > 0 {
		limit = want.Size
	}
	r, err := unpack.NewReader(in, limit)
	if err != nil {
		return ManifestFile{}, fmt.Errorf("%w: %s: %w", ErrWrongFile, name, err)
	}
	defer r.Close()
	out, err := os.Create(filepath.Join(dir, name))
	if err != nil {
		return ManifestFile{}, diskError(err)
	}
	defer out.Close()
	h := sha256.New()
	n, err := io.Copy(io.MultiWriter(out, h), &interruptible{ctx, r})
	var pe *fs.PathError
	switch {
	case ctx.Err() != nil:
		return ManifestFile{}, ctx.Err()
	case errors.As(err, &pe) && pe.Path == out.Name():
		return ManifestFile{}, diskError(err)
	case err != nil:
		return ManifestFile{}, fmt.Errorf("%w: %s: %w", ErrWrongFile, name, err)
	}
	if err := errors.Join(out.Sync(), out.Close()); err != nil {
		return ManifestFile{}, diskError(err)
	}
	f := ManifestFile{name, catalog.Digest{Size: n, SHA256: hex.EncodeToString(h.Sum(nil))}}
	return f, check(name, f.Digest, want)
}

// check compares what is there with what is known about it.
func check(name string, got, want catalog.Digest) error {
	switch {
	case want.Size > 0 && got.Size != want.Size:
		return fmt.Errorf("%w: %s has %d bytes instead of %d", ErrWrongFile, name, got.Size, want.Size)
	case want.SHA256 != "" && !strings.EqualFold(got.SHA256, want.SHA256):
		return fmt.Errorf("%w: the SHA-256 of %s is %s instead of %s", ErrWrongFile, name, got.SHA256, want.SHA256)
	}
	return nil
}

// interruptible stops reading when ctx is done.
type interruptible struct {
	ctx context.Context
	r   io.Reader
}

func (i *interruptible) Read(p []byte) (int, error) {
	if err := i.ctx.Err(); err != nil {
		return 0, err
	}
	return i.r.Read(p)
}

// place loads the model in a staging folder, to be sure that it can be used, and
// moves it to its name. Whatever was there before is replaced.
func (l Library) place(staged string, m Manifest) (Installed, []string, error) {
	loaded, err := neural.Load(staged, neural.Options{})
	if err != nil {
		// The staging folder is nobody's business.
		why := strings.NewReplacer("model in "+staged+": ", "", staged+": ", "").Replace(err.Error())
		return Installed{}, nil, fmt.Errorf("%w: %s", ErrWrongFile, why)
	}
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return Installed{}, nil, err
	}
	if err := writeSynced(filepath.Join(staged, manifestName), append(b, '\n')); err != nil {
		return Installed{}, nil, diskError(err)
	}
	if err := errors.Join(syncDir(staged), l.swap(staged, m.Name), syncDir(l.Dir)); err != nil {
		return Installed{}, nil, diskError(err)
	}
	return Installed{Manifest: m, Dir: l.path("", m.Name)}, loaded.Warnings(), nil
}

// swap renames a staged model into its place. A folder cannot be replaced in one
// step, so the old one is kept aside for the moment in between; see recover.
func (l Library) swap(staged, name string) error {
	place, old := l.path("", name), l.path(".old-", name)
	if err := os.RemoveAll(old); err != nil {
		return err
	}
	if err := os.Rename(place, old); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(staged, place); err != nil {
		return errors.Join(err, l.recover(name))
	}
	return os.RemoveAll(old)
}

func writeSynced(path string, b []byte) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	return errors.Join(err, f.Sync(), f.Close())
}

// syncDir makes renames in a folder last. Systems that cannot do that refuse, and
// need it less.
func syncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	f.Sync()
	return f.Close()
}
