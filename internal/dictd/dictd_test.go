package dictd

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// encode64 writes a number as dictd does.
func encode64(n int) string {
	s := ""
	for ; n > 0 || s == ""; n >>= 6 {
		s = string(base64Digits[n&63]) + s
	}
	return s
}

// layout returns an index and a text for articles given as headword, text, …
func layout(articles ...string) (index, text string) {
	for i := 0; i < len(articles); i += 2 {
		index += fmt.Sprintf("%s\t%s\t%s\n", articles[i], encode64(len(text)), encode64(len(articles[i+1])))
		text += articles[i+1]
	}
	return index, text
}

// dictzipped compresses a text as dictzip does, in chunks of some bytes.
func dictzipped(t testing.TB, text string, chunk int) []byte {
	var body bytes.Buffer
	var lengths []int
	w, err := flate.NewWriter(&body, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	for len(text) > 0 {
		n := min(chunk, len(text))
		before := body.Len()
		w.Reset(&body) // no chunk refers to the one before it
		if _, err := w.Write([]byte(text[:n])); err != nil {
			t.Fatal(err)
		}
		if text = text[n:]; text == "" {
			err = w.Close()
		} else {
			err = w.Flush()
		}
		if err != nil {
			t.Fatal(err)
		}
		lengths = append(lengths, body.Len()-before)
	}
	field := binary.LittleEndian.AppendUint16(nil, 1)
	field = binary.LittleEndian.AppendUint16(field, uint16(chunk))
	field = binary.LittleEndian.AppendUint16(field, uint16(len(lengths)))
	for _, n := range lengths {
		field = binary.LittleEndian.AppendUint16(field, uint16(n))
	}
	out := []byte{0x1f, 0x8b, 8, flagExtra | flagName, 0, 0, 0, 0, 2, 3}
	out = binary.LittleEndian.AppendUint16(out, uint16(len(field)+4))
	out = append(out, 'R', 'A')
	out = binary.LittleEndian.AppendUint16(out, uint16(len(field)))
	out = append(append(append(out, field...), "harbour.dict\x00"...), body.Bytes()...)
	return append(out, make([]byte, 8)...) // checksum and length, which random access passes over
}

func gzipped(t testing.TB, text string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func write(t testing.TB, dir string, files map[string][]byte) string {
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestOpen(t *testing.T) {
	index, text := layout("00databaseshort", "00-database-short\nHarbour words\n", "ميناء", "ميناء /miːnaːʔ/\n1. port\n2. harbour\n", "رصيف", "رصيف\nquay\n")
	for name, files := range map[string]map[string][]byte{
		"plain":   {"harbour.index": []byte(index), "harbour.dict": []byte(text)},
		"dictzip": {"harbour.index": []byte(index), "harbour.dict.dz": dictzipped(t, text, 7)},
		"gzip":    {"harbour.index": []byte(index), "harbour.dict.dz": gzipped(t, text)},
	} {
		dir := write(t, t.TempDir(), files)
		for _, path := range []string{"harbour", "harbour.index", "harbour.dict", "harbour.dict.dz"} {
			d, err := Open(filepath.Join(dir, path))
			if err != nil {
				t.Fatalf("%s: %s: %v", name, path, err)
			}
			if d.Name != "harbour" || len(d.Entries) != 2 || d.About("short") != "Harbour words" || d.About("info") != "" {
				t.Errorf("%s: %+v, %q", name, d.Entries, d.About("short"))
			}
			if got, err := d.Article(d.Entries[0]); err != nil || got != "ميناء /miːnaːʔ/\n1. port\n2. harbour\n" {
				t.Errorf("%s: article %q, %v", name, got, err)
			}
			if err := d.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}

func TestOpenErrors(t *testing.T) {
	index, text := layout("a", "a\nb\n")
	for name, c := range map[string]struct {
		files map[string][]byte
		says  string
	}{
		"no index":    {map[string][]byte{"harbour.dict": []byte(text)}, "no such file"},
		"no text":     {map[string][]byte{"harbour.index": []byte(index)}, "no such file"},
		"no columns":  {map[string][]byte{"harbour.index": []byte("a\tB\n"), "harbour.dict": nil}, "line 1: want headword"},
		"no number":   {map[string][]byte{"harbour.index": []byte("a\tB\tC\nb\t=\tC\n"), "harbour.dict": nil}, "line 2: \"=\" is no offset"},
		"huge number": {map[string][]byte{"harbour.index": []byte("a\tB\t////////\n"), "harbour.dict": nil}, "is no offset"},
		"long line":   {map[string][]byte{"harbour.index": []byte(strings.Repeat("x", maxLine+1)), "harbour.dict": nil}, "line 1: "},
		"not gzip":    {map[string][]byte{"harbour.index": []byte(index), "harbour.dict.dz": []byte(text)}, "not a gzip file"},
		"cut header":  {map[string][]byte{"harbour.index": []byte(index), "harbour.dict.dz": dictzipped(t, text, 7)[:14]}, "cut off"},
		"bad version": {map[string][]byte{"harbour.index": []byte(index), "harbour.dict.dz": bytes.Replace(dictzipped(t, text, 7), []byte{'R', 'A', 8, 0, 1, 0}, []byte{'R', 'A', 8, 0, 9, 0}, 1)}, "unknown version"},
	} {
		_, err := Open(filepath.Join(write(t, t.TempDir(), c.files), "harbour"))
		if err == nil || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: error %v, want %q", name, err, c.says)
		}
	}
}

func TestArticleBeyondTheEnd(t *testing.T) {
	_, text := layout("a", "a\nb\n")
	for name, data := range map[string][]byte{"harbour.dict": []byte(text), "harbour.dict.dz": dictzipped(t, text, 3)} {
		dir := write(t, t.TempDir(), map[string][]byte{"harbour.index": []byte("a\tB\tE\nb\tD\tC\nbig\tA\t/////\n"), name: data})
		d, err := Open(filepath.Join(dir, "harbour"))
		if err != nil {
			t.Fatal(err)
		}
		defer d.Close()
		for i, says := range []string{"beyond the end", "beyond the end", "an article of"} {
			if _, err := d.Article(d.Entries[i]); err == nil || !strings.Contains(err.Error(), says) {
				t.Errorf("%s: entry %d: error %v", name, i, err)
			}
		}
	}
}

// Reading a dictzip file anywhere gives the bytes of the text that went in.
func TestDictzipReadsAnywhere(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.StringN(1, 400, -1).Draw(rt, "text")
		z, err := openZip(bytes.NewReader(dictzipped(t, text, rapid.IntRange(1, 50).Draw(rt, "chunk"))))
		if err != nil {
			rt.Fatal(err)
		}
		from := rapid.IntRange(0, len(text)-1).Draw(rt, "from")
		buf := make([]byte, rapid.IntRange(1, len(text)-from).Draw(rt, "length"))
		if _, err := z.ReadAt(buf, int64(from)); err != nil || string(buf) != text[from:from+len(buf)] {
			rt.Fatalf("%q, %v; want %q", buf, err, text[from:from+len(buf)])
		}
	})
}

func TestInstalledDictionary(t *testing.T) {
	d, err := Open("/usr/share/dictd/freedict-ara-eng")
	if err != nil {
		t.Skip("FreeDict's Arabic-English dictionary is not installed:", err)
	}
	defer d.Close()
	if len(d.Entries) < 50_000 || !strings.Contains(d.About("short"), "Arabic-English") {
		t.Errorf("%d entries, %q", len(d.Entries), d.About("short"))
	}
	for _, e := range d.Entries {
		if e.Headword == "سفينة حربية" {
			if text, err := d.Article(e); err != nil || !strings.Contains(text, "Battleship") {
				t.Errorf("%q, %v", text, err)
			}
		}
	}
}

func FuzzIndex(f *testing.F) {
	f.Add("ميناء\tA\tB\n00databaseshort\tB\tC\n")
	f.Fuzz(func(t *testing.T, s string) {
		entries, _, err := readIndex(strings.NewReader(s))
		if err == nil && len(entries) > strings.Count(s, "\n")+1 {
			t.Fatalf("%d entries from %q", len(entries), s)
		}
	})
}

func FuzzDictzip(f *testing.F) {
	f.Add(dictzipped(f, "harbour words for everyone", 5), int64(3), uint8(9))
	f.Add(gzipped(f, "harbour words"), int64(3), uint8(9))
	f.Fuzz(func(t *testing.T, data []byte, off int64, n uint8) {
		if off < 0 {
			return
		}
		z, err := openZip(bytes.NewReader(data))
		if err != nil {
			return
		}
		if got, err := z.ReadAt(make([]byte, n), off); err == nil && got != int(n) {
			t.Fatalf("%d bytes of %d without an error", got, n)
		}
	})
}
