package safezip

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"strings"
	"testing"

	"tarjuman/internal/ziptest"
)

func TestOpenRefuses(t *testing.T) {
	var many []string
	for i := range MaxEntries + 1 {
		many = append(many, fmt.Sprint(i), "")
	}
	whole := ziptest.Of(t, "a.xml", "<a/>")
	for name, c := range map[string]struct {
		data []byte
		kind Kind
		says string
	}{
		"nothing":        {nil, NotZip, "no office file"},
		"cut":            {whole[:len(whole)-8], NotZip, "no office file"},
		"many parts":     {ziptest.Of(t, many...), TooMuch, "has 2001 parts"},
		"ratio":          {ziptest.Of(t, "a.xml", strings.Repeat(" ", 8<<20)), TooMuch, "more than 200 times"},
		"twice":          {ziptest.Of(t, "a.xml", "<a/>", "a.xml", "<b/>"), Damaged, "in the file twice"},
		"flood of parts": {append(bytes.Repeat([]byte("PK\x01\x02"), maxDirectories+1), whole...), TooMuch, "too many parts"},
	} {
		_, err := Open(c.data)
		var e *Error
		if !errors.As(err, &e) || e.Kind != c.kind || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func TestWalkRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		part string
		kind Kind
	}{
		"doctype": {`<!DOCTYPE a SYSTEM "x"><a/>`, DOCTYPE}, "deep": {strings.Repeat("<a>", MaxDepth+1), TooMuch},
		"cut": {"<a>", Damaged}, "entity": {"<a>&b;</a>", Damaged},
	} {
		a, err := Open(ziptest.Of(t, "a.xml", c.part))
		if err != nil {
			t.Fatal(err)
		}
		var e *Error
		if err := a.Walk("a.xml", func(xml.Token, int) error { return nil }); !errors.As(err, &e) || e.Kind != c.kind || e.Part != "a.xml" {
			t.Errorf("%s: error %v", name, err)
		}
	}
	a, err := Open(ziptest.Of(t, "a.xml", "<a/>"))
	if err != nil {
		t.Fatal(err)
	}
	var e *Error
	if _, err := a.Read("b.xml"); !errors.As(err, &e) || e.Kind != MissingPart {
		t.Errorf("error %v", err)
	}
	own := errors.New("own")
	if err := a.Walk("a.xml", func(xml.Token, int) error { return own }); !errors.Is(err, own) {
		t.Errorf("the error of the caller is lost: %v", err)
	}
}

func TestCopyKeepsParts(t *testing.T) {
	a, err := Open(ziptest.Of(t, "a.xml", "<a/>", "b", "b"))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	if err := a.Copy(z, "b"); err != nil {
		t.Fatal(err)
	}
	if err := a.Copy(z, "c"); err == nil {
		t.Error("a part that is not there is copied")
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	copied, err := Open(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if data, err := copied.Read("b"); err != nil || string(data) != "b" || copied.Has("a.xml") {
		t.Errorf("%q, %v", data, err)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(ziptest.Of(f, "a.xml", "<a b='c'>d</a>", "../e", "x"))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := Open(data)
		if err != nil {
			return
		}
		for _, name := range a.Names() {
			b, err := a.Read(name)
			if err == nil && len(b) > MaxPart {
				t.Fatalf("%d bytes of one part", len(b))
			}
			_ = a.Walk(name, func(_ xml.Token, depth int) error {
				if depth < 0 || depth > MaxDepth {
					t.Fatalf("depth %d", depth)
				}
				return nil
			})
		}
	})
}
