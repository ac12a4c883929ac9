package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

// Every command that meets a memory it cannot use says in one line which file it is
// and why, what to do next, and fails as one whose input cannot be read; nothing is
// written. An import that cannot write fails as one whose output cannot be.
func TestUnusableMemories(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	t.Setenv("XDG_CONFIG_HOME", dir)
	var pairs strings.Builder
	for i := range 400 {
		pairs.WriteString("خبر عن سعر القمح رقم " + strings.Repeat("١", i%9+1) + " من " + segmentID(i, 400) + "\tNews of wheat, number " + segmentID(i, 400) + ".\n")
	}
	article := "خبر عن سعر القمح رقم ١١ من s001\n"
	for name, data := range map[string]string{"pairs.tsv": pairs.String(), "a.ar.txt": article} {
		if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if code, _, said := tarjuman(t, "memory", "import", "--memory", "good.db", "pairs.tsv"); code != 0 {
		t.Fatal(said)
	}
	good, err := os.ReadFile("good.db")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, says, hint string
		data             []byte
	}{
		{"empty.db", "empty.db: not a translation memory", "memory import", nil},
		{"text.db", "text.db: not a translation memory", "memory import", []byte("text")},
		{"cut.db", "cut.db: the database is damaged (", "put a copy in its place", good[:len(good)/2]},
	} {
		if err := os.WriteFile(c.name, c.data, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, line := range []string{"memory stats", "memory search خبر", "memory export -o out.tmx", "memory learn -o out.learned", "translate a.ar.txt --segmented --backend offline -o out.txt"} {
			code, stdout, said := tarjuman(t, append(strings.Fields(line), "--memory", c.name)...)
			lines := strings.Split(strings.TrimSpace(said), "\n")
			if code != exitInput || stdout != "" || len(lines) != 2 || !strings.Contains(lines[0], c.says) || !strings.Contains(lines[1], c.hint) {
				t.Errorf("%s --memory %s: exit %d, %q, %s", line, c.name, code, stdout, said)
			}
		}
		if data, err := os.ReadFile(c.name); err != nil || string(data) != string(c.data) {
			t.Errorf("%s was changed", c.name)
		}
	}
	if out, _ := filepath.Glob("out.*"); len(out) > 0 {
		t.Errorf("written: %v", out)
	}
	for line, want := range map[string]string{
		"memory import --memory text.db pairs.tsv":        "3 text.db: not a translation memory",
		"memory import --memory cut.db pairs.tsv":         "3 cut.db: the database is damaged",
		"memory import --memory no/where.db pairs.tsv":    "6 no/where.db: no such file",
		"memory import --memory good.db missing.tsv":      "3 missing.tsv: no such file",
		"memory stats --memory missing.db":                "3 missing.db: no such file",
		"translate a.ar.txt --segmented --memory text.db": "3 text.db: not a translation memory",
	} {
		code, _, said := tarjuman(t, strings.Fields(line)...)
		if wantCode, says, _ := strings.Cut(want, " "); wantCode != string(rune('0'+code)) || !strings.Contains(said, says) {
			t.Errorf("%s: exit %d, %s; want %s", line, code, said, want)
		}
	}
}

// Pairs are read in what their byte order mark says; other bytes than text are refused.
func TestImportReadsByteOrderMarks(t *testing.T) {
	t.Chdir(t.TempDir())
	const pairs = "وصل الوزير.\tThe minister arrived.\nعاد السفير.\tThe ambassador returned.\n"
	utf16le := []byte{0xff, 0xfe}
	for _, x := range utf16.Encode([]rune(pairs)) {
		utf16le = append(utf16le, byte(x), byte(x>>8))
	}
	for name, data := range map[string][]byte{"plain.tsv": []byte(pairs), "mark.tsv": []byte("\ufeff" + pairs), "wide.tsv": utf16le, "bad.tsv": []byte("\xcd\xe1\tabc\n")} {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range []string{"plain.tsv", "mark.tsv", "wide.tsv"} {
		if code, _, said := tarjuman(t, "memory", "import", "--memory", "m.db", file); code != 0 {
			t.Errorf("%s: exit %d, %s", file, code, said)
		}
	}
	if _, out, _ := tarjuman(t, "memory", "export", "--memory", "m.db", "--format", "tsv"); out != pairs {
		t.Errorf("the memory holds %q", out)
	}
	if code, _, said := tarjuman(t, "memory", "import", "--memory", "m.db", "bad.tsv"); code != exitInput || !strings.HasPrefix(said, "tarjuman: bad.tsv:1: is not UTF-8\n") {
		t.Errorf("exit %d, %s", code, said)
	}
}
