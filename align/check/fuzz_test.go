package check

import (
	"bytes"
	"strings"
	"testing"
)

// oneLine holds an error to one line.
func oneLine(t *testing.T, err error) {
	t.Helper()
	if err != nil && strings.ContainsAny(err.Error(), "\n\r") {
		t.Errorf("%q takes several lines", err)
	}
}

func FuzzReadGlossary(f *testing.F) {
	f.Add([]byte("# terms\nsource\ttarget\tforbidden\nميناء\tport;harbour\tharbor\n"), "a.tsv")
	f.Add([]byte("\xef\xbb\xbfar,en\r\n\"ميناء\",\"port, \"\"the\"\"\"\r\n"), "a.csv")
	f.Add([]byte(`<tbx type="TBX-Basic" style="dct"><text><body><conceptEntry id="1"><langSec xml:lang="ar"><termSec><term>ميناء</term></termSec></langSec><langSec xml:lang="en"><termSec><term>port</term></termSec></langSec></conceptEntry></body></text></tbx>`), "a.tbx")
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		if strings.ContainsAny(name, "\n\r") {
			return
		}
		_, err := ReadGlossary(bytes.NewReader(data), name)
		oneLine(t, err)
	})
}

func FuzzParseIgnoreList(f *testing.F) {
	f.Add([]byte("ignore:\n  - rule: name.variant\n    term: Kyiv\n    reason: house style\n    author: desk\n    expires: 2027-06-30\n"))
	f.Add([]byte("ignore: [{rule: a, hash: 12, reason: x}, &a {rule: b}, *a]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, err := ParseIgnoreList(data, "ignore.yaml", Rules())
		oneLine(t, err)
	})
}

// What a baseline was read from is what it is written as, but for the order.
func FuzzReadBaseline(f *testing.F) {
	f.Add([]byte(`{"version":1,"findings":[{"rule":"number.value","severity":"major","fingerprint":"ab","count":2,"since":"2026-01-31","message":"x"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := ReadBaseline(bytes.NewReader(data))
		if err != nil {
			return
		}
		var first, second bytes.Buffer
		if err := b.Write(&first); err != nil {
			t.Fatal(err)
		}
		again, err := ReadBaseline(bytes.NewReader(first.Bytes()))
		if err != nil {
			t.Fatalf("%v in %s", err, first.Bytes())
		}
		if err := again.Write(&second); err != nil || !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Errorf("got  %s, %v\nwant %s", second.Bytes(), err, first.Bytes())
		}
	})
}
