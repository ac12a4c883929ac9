package safexml

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"
)

func TestDecoderNamesADTD(t *testing.T) {
	d := NewDecoder(strings.NewReader("<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx><a>x<b>y</b></a><c><d/></c>z</tmx>"), Limits{})
	var got []string
	for {
		tok, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := tok.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "a":
				text, err := d.Text()
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, text)
			case "c":
				if err := d.Skip(); err != nil {
					t.Fatal(err)
				}
			}
		case xml.CharData:
			got = append(got, string(e))
		}
	}
	if want := "\n xy z"; strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func FuzzDecoder(f *testing.F) {
	f.Add([]byte(`<?xml version="1.0"?><!DOCTYPE a SYSTEM "b"><a b="c">d&amp;<e/></a>`))
	f.Add([]byte("\xff\xfe<\x00a\x00/\x00>\x00"))
	f.Fuzz(func(t *testing.T, doc []byte) {
		d := NewDecoder(bytes.NewReader(doc), Limits{Depth: 8})
		for {
			_, err := d.Token()
			if err == io.EOF {
				return
			}
			if err != nil {
				if strings.ContainsAny(err.Error(), "\n\r") {
					t.Fatalf("an error of several lines: %q", err)
				}
				return
			}
			if d.Depth() < 0 || d.Depth() > 8 {
				t.Fatalf("depth %d", d.Depth())
			}
		}
	})
}
