package library

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"tarjuman/translate/neural/catalog"
)

func importToy(t testing.TB, l Library, opt ImportOptions) Outcome {
	t.Helper()
	out, err := l.Import(context.Background(), []string{toyDir}, opt)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestImport(t *testing.T) {
	l := Library{filepath.Join(t.TempDir(), "models")}
	out := importToy(t, l, ImportOptions{From: "ar", To: "en"})
	if out.Name != "ar-en-own" || out.Known || out.Licence != "" {
		t.Errorf("%+v", out)
	}
	wantToy(t, l, "ar-en-own")
	if out := importToy(t, l, ImportOptions{From: "ar", To: "en"}); !out.Known {
		t.Error("the same files again are not known")
	}
	importToy(t, l, ImportOptions{From: "en", To: "ar", Name: "mine"})
	if m, ok, err := l.For("en", "ar"); !ok || err != nil || m.Name != "mine" {
		t.Errorf("found %q, %v, %v", m.Name, ok, err)
	}
}

// TestImportPackedFiles takes single files in every form, named as published.
func TestImportPackedFiles(t *testing.T) {
	dir := t.TempDir()
	var paths []string
	for i, name := range toyFiles {
		plain, err := os.ReadFile(filepath.Join(toyDir, name))
		if err != nil {
			t.Fatal(err)
		}
		packed, suffix := pack(t, plain, i)
		path := filepath.Join(dir, strings.Replace(name, "toy", "enar", 1)+suffix)
		if err := os.WriteFile(path, packed, 0o444); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	l := Library{t.TempDir()}
	out, err := l.Import(context.Background(), paths, ImportOptions{})
	if err != nil || out.Name != "en-ar-own" || out.From != "en" || out.To != "ar" {
		t.Fatalf("%+v, %v", out, err)
	}
	for _, f := range out.Files {
		if catalog.PlainName(f.Name) != f.Name {
			t.Errorf("%s is still packed", f.Name)
		}
	}
	// Other files in a folder are left alone; what is there as both is not guessed.
	if err := os.WriteFile(filepath.Join(dir, "README.md"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := l.Import(context.Background(), []string{dir}, ImportOptions{}); err != nil || !out.Known {
		t.Errorf("folder: known %v, %v", out.Known, err)
	}
	if _, err := l.Import(context.Background(), append(paths, dir), ImportOptions{Name: "x"}); !errors.Is(err, ErrWrongFile) || !strings.Contains(err.Error(), "both") {
		t.Errorf("twice: %v", err)
	}
}

func TestImportRefuses(t *testing.T) {
	l := Library{t.TempDir()}
	empty := t.TempDir()
	broken := t.TempDir()
	for _, name := range toyFiles {
		b, err := os.ReadFile(filepath.Join(toyDir, name))
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(name, "model.") {
			b = b[:len(b)-1]
		}
		if err := os.WriteFile(filepath.Join(broken, name), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	named := ImportOptions{From: "ar", To: "en"}
	for name, x := range map[string]struct {
		paths []string
		opt   ImportOptions
		err   error
		want  string
	}{
		"unknown languages": {[]string{toyDir}, ImportOptions{}, ErrUnknownPair, "does not tell"},
		"empty folder":      {[]string{empty}, named, ErrWrongFile, "holds no file named"},
		"no such file":      {[]string{filepath.Join(empty, "x")}, named, os.ErrNotExist, ""},
		"another file":      {[]string{filepath.Join(toyDir, "..", "README.md")}, named, ErrWrongFile, "not named like"},
		"cut":               {[]string{broken}, named, ErrWrongFile, "model.toy.intgemm.alphas.bin"},
		"no weights":        {[]string{filepath.Join(toyDir, toyFiles[0])}, named, ErrWrongFile, "no weights"},
		"no vocabulary":     {[]string{filepath.Join(toyDir, toyFiles[1])}, named, ErrWrongFile, "no vocabulary"},
		"name":              {[]string{toyDir}, ImportOptions{From: "ar", To: "en", Name: "../x"}, ErrWrongFile, "is no name"},
	} {
		if _, err := l.Import(context.Background(), x.paths, x.opt); !errors.Is(err, x.err) || !strings.Contains(err.Error(), x.want) || strings.Contains(err.Error(), ".new-") {
			t.Errorf("%s: %v, want %v with %q", name, err, x.err, x.want)
		}
	}
	if list, err := l.List(); len(list) != 0 || err != nil {
		t.Errorf("installed: %v, %v", list, err)
	}
	importToy(t, l, named)
	slower := t.TempDir() // a model without a shortlist, another one
	for _, name := range toyFiles[1:] {
		b, _ := os.ReadFile(filepath.Join(toyDir, name))
		os.WriteFile(filepath.Join(slower, name), b, 0o644)
	}
	if _, err := l.Import(context.Background(), []string{slower}, named); !errors.Is(err, ErrExists) {
		t.Errorf("another model of that name: %v", err)
	}
	named.Again = true
	out, err := l.Import(context.Background(), []string{slower}, named)
	if err != nil || len(out.Files) != 2 || len(out.Warnings) != 1 {
		t.Errorf("replaced: %+v, %v", out, err)
	}
}

func TestVerify(t *testing.T) {
	l := Library{t.TempDir()}
	m := importToy(t, l, ImportOptions{From: "ar", To: "en"}).Installed
	states := func() string {
		report, err := Verify(m)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, r := range report {
			out = append(out, string(r.State))
		}
		return strings.Join(out, ", ")
	}
	if got := states(); got != "as installed, as installed, as installed" {
		t.Error(got)
	}
	path := filepath.Join(m.Dir, toyFiles[1])
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []int{0, len(b) / 2, len(b) - 1} { // one bit is enough
		bad := slices.Clone(b)
		bad[at] ^= 1
		if err := os.WriteFile(path, bad, 0o644); err != nil {
			t.Fatal(err)
		}
		if got := states(); got != "as installed, changed, as installed" {
			t.Errorf("bit of byte %d: %s", at, got)
		}
	}
	os.Remove(path)
	if got := states(); got != "as installed, missing, as installed" {
		t.Error(got)
	}
	byHand, err := Read(toyDir)
	if err != nil || !byHand.Unlisted {
		t.Fatalf("%+v, %v", byHand, err)
	}
	m = byHand
	if got := states(); got != "not on record, not on record, not on record" {
		t.Error(got)
	}
}

func TestListAndFor(t *testing.T) {
	l := Library{filepath.Join(t.TempDir(), "none")}
	if list, err := l.List(); len(list) != 0 || err != nil {
		t.Errorf("no library: %v, %v", list, err)
	}
	if _, ok, err := l.For("ar", "en"); ok || err != nil {
		t.Errorf("no library: %v, %v", ok, err)
	}
	for _, m := range []Manifest{
		{Name: "a", From: "ar", To: "en", Architecture: "tiny"}, {Name: "b", From: "ar", To: "en", Architecture: "base-memory"},
		{Name: "c", From: "ar", To: "en", Architecture: "tiny", BLEU: 30}, {Name: "d", From: "en", To: "ar", BLEU: 50}, {Name: "e", From: "ar", To: "en", Architecture: "base"},
	} {
		dir := filepath.Join(l.Dir, m.Name)
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		b := []byte(`{"name":"` + m.Name + `","from":"` + m.From + `","to":"` + m.To + `","architecture":"` + m.Architecture + `"}`)
		if m.BLEU > 0 {
			b = slices.Concat(b[:len(b)-1], []byte(`,"flores_dev_bleu":30}`))
		}
		if err := os.WriteFile(filepath.Join(dir, manifestName), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"empty", ".new-x"} {
		os.Mkdir(filepath.Join(l.Dir, name), 0o755)
	}
	for _, want := range []string{"c", "e", "b", "a"} { // by figure, then by architecture
		m, ok, err := l.For("ar", "en")
		if err != nil || !ok || m.Name != want {
			t.Fatalf("best is %q, %v, %v; want %q", m.Name, ok, err, want)
		}
		os.RemoveAll(m.Dir)
	}
	if list, err := l.List(); len(list) != 1 || err != nil {
		t.Errorf("left: %v, %v", list, err)
	}
	for _, bad := range []string{"..", "", "a/b", "empty", "nosuch"} {
		if _, err := l.Named(bad); !errors.Is(err, ErrNotInstalled) {
			t.Errorf("%q: %v", bad, err)
		}
	}
	os.WriteFile(filepath.Join(l.Dir, "d", manifestName), []byte("{"), 0o644)
	if _, err := l.List(); err == nil || !strings.Contains(err.Error(), manifestName) {
		t.Errorf("broken manifest: %v", err)
	}
}

func TestDefaultDir(t *testing.T) {
	data := t.TempDir()
	t.Setenv("XDG_DATA_HOME", data)
	if dir, err := DefaultDir(); err != nil || dir != filepath.Join(data, "tarjuman", "models") {
		t.Errorf("%s, %v", dir, err)
	}
	t.Setenv("XDG_DATA_HOME", "relative") // the standard says to ignore it
	t.Setenv("HOME", data)
	if dir, err := DefaultDir(); runtime.GOOS == "linux" && (err != nil || dir != filepath.Join(data, ".local", "share", "tarjuman", "models")) {
		t.Errorf("%s, %v", dir, err)
	}
}

// TestEveryFileOfAManifestStaysInItsFolder reads a manifest somebody tampered with.
func TestEveryFileOfAManifestStaysInItsFolder(t *testing.T) {
	dir := t.TempDir()
	os.WriteFile(filepath.Join(dir, manifestName), []byte(`{"name":"x","files":[{"name":"../../etc/passwd"}]}`), 0o644)
	if m, err := Read(dir); err == nil {
		t.Errorf("%+v", m.Files)
	}
}
