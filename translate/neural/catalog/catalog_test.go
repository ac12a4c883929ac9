package catalog

import (
	"encoding/hex"
	"regexp"
	"strings"
	"testing"
)

// TestTable is the linter of models.json.
func TestTable(t *testing.T) {
	models, err := Published("")
	if err != nil {
		t.Fatal(err)
	}
	seen, urls := map[string]bool{}, map[string]bool{}
	for i, m := range models {
		if want := m.From + "-" + m.To + "-" + m.Architecture; m.Name != want || seen[m.Name] {
			t.Errorf("%s: want the unique name %s", m.Name, want)
		}
		seen[m.Name] = true
		if !m.Verified() {
			t.Errorf("%s: a file has no hash", m.Name)
		}
		if i > 0 && m.From == models[i-1].From && m.BLEU > models[i-1].BLEU {
			t.Errorf("%s is better than what stands before it", m.Name)
		}
		if len(m.Files) != 3 || m.Download() < 20<<20 || m.Download() > 40<<20 {
			t.Errorf("%s: %d files of %d bytes", m.Name, len(m.Files), m.Download())
		}
		for _, f := range m.Files {
			if !IsModelFile(f.Name) || !strings.Contains(f.Name, "."+m.From+m.To+".") || !strings.HasPrefix(f.URL, "https://") || urls[f.URL] {
				t.Errorf("%s: file %s at %s", m.Name, f.Name, f.URL)
			}
			urls[f.URL] = true
			for _, d := range []Digest{f.Packed, f.Plain} {
				if b, err := hex.DecodeString(d.SHA256); err != nil || len(b) != 0 && len(b) != 32 || d.SHA256 != strings.ToLower(d.SHA256) {
					t.Errorf("%s: %s: hash %q", m.Name, f.Name, d.SHA256)
				}
			}
		}
	}
}

func TestFind(t *testing.T) {
	models, err := Published("https://mirror.example.org/m")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"ar-en": "ar-en-base", "aren": "ar-en-base", "en-ar": "en-ar-base", "ar-en-base-memory": "ar-en-base-memory", "ar": "", "de-en": "", "": ""} {
		if m, ok := Find(models, name); m.Name != want || ok != (want != "") {
			t.Errorf("%q finds %q, want %q", name, m.Name, want)
		}
	}
	if want := "https://mirror.example.org/m/base/aren/model.aren.intgemm.alphas.bin.gz"; models[0].Files[0].URL != want {
		t.Errorf("mirrored at %s, want %s", models[0].Files[0].URL, want)
	}
}

func TestAddressesThatAreRefused(t *testing.T) {
	for _, bad := range []string{"mirror.example.org", "ftp://example.org/", "https://", "https://u:hush@example.org/", "https://example.org/?token=hush", "https://example.org/#x", "https://%zz"} {
		_, err := Published(bad)
		if err == nil || strings.Contains(err.Error(), "hush") {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

func TestIsModelFile(t *testing.T) {
	for name, want := range map[string]bool{
		"model.aren.intgemm.alphas.bin": true, "model.aren.intgemm.alphas.bin.gz": true, "vocab.aren.spm.zst": true, "lex.50.50.aren.s2t.bin": true,
		"srcvocab.enja.spm": true, "trgvocab.enja.spm": true, "qualityModel.enes.bin": false, "model.bin": false, "../model.a.bin": false, "model.a/b.bin": false,
		`model.a\b.bin`: false, "model..bin": false, "model.aren.bin.exe": false, "config.yml": false, "": false, "model.a\n.bin": false,
	} {
		if got := IsModelFile(name); got != want {
			t.Errorf("%q: %v, want %v", name, got, want)
		}
	}
}

func TestIdentify(t *testing.T) {
	if m, ok := Identify(Digest{SHA256: strings.ToUpper("7b7af0282dc5f4d8805b9a298c2fa828967e3f09ca10f1942ebeea0b2cfc12fa")}); !ok || m.Name != "ar-en-base-memory" {
		t.Errorf("found %q", m.Name)
	}
	if m, ok := Identify(Digest{}); ok {
		t.Errorf("nothing is %s", m.Name)
	}
}

func TestLicenceHasAnAddress(t *testing.T) {
	if !regexp.MustCompile(`https://\S+$`).MatchString(Licence) {
		t.Error(Licence)
	}
}
