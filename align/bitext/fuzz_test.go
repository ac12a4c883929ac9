package bitext

import (
	"bytes"
	"strings"
	"testing"
)

// fuzzExchange reads anything as one format. What is read can be written and read
// again, and stays as it is from then on; a refusal is one line.
func fuzzExchange(f *testing.F, x Exchange) {
	for _, n := range []int{0, 2} {
		var b bytes.Buffer
		if err := x.Write(&b, story(n)); err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes())
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, notes, err := x.Read(bytes.NewReader(data))
		if err != nil {
			if strings.ContainsAny(err.Error(), "\n\r") {
				t.Fatalf("an error of several lines: %q", err)
			}
			return
		}
		for _, n := range notes {
			if strings.ContainsAny(n, "\n\r") {
				t.Fatalf("a note of several lines: %q", n)
			}
		}
		once := through(t, x, d)
		twice := through(t, x, once)
		if len(once.Segments) != len(twice.Segments) {
			t.Fatalf("%d segments, then %d", len(once.Segments), len(twice.Segments))
		}
		for i := range once.Segments {
			a, b := &once.Segments[i], &twice.Segments[i]
			if a.ID != b.ID || a.Source.Text != b.Source.Text || a.Target.Text != b.Target.Text {
				t.Fatalf("%+v, then %+v", a, b)
			}
		}
	})
}

func FuzzTMX(f *testing.F)     { fuzzExchange(f, tmxFormat{}) }
func FuzzXLIFF(f *testing.F)   { fuzzExchange(f, xliffFormat{}) }
func FuzzXLIFF12(f *testing.F) { fuzzExchange(f, xliff12Format{}) }
func FuzzCSV(f *testing.F)     { fuzzExchange(f, csvFormat{}) }
func FuzzTSV(f *testing.F)     { fuzzExchange(f, tsvFormat{}) }
func FuzzXLSX(f *testing.F)    { fuzzExchange(f, xlsxFormat{}) }
func FuzzDOCX(f *testing.F)    { fuzzExchange(f, docxFormat{}) }

// Decisions that can be read can be applied, or are refused, in one line.
func FuzzReadDecisions(f *testing.F) {
	f.Add([]byte("{\"type\":\"decisions\",\"schema\":1,\"document\":\"x.jsonl\",\"state\":\"00\",\"seq\":0}\n{\"type\":\"event\",\"seg\":\"s01\",\"op\":\"edit\",\"text\":\"A!\"}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := ReadDecisions(bytes.NewReader(data)); err != nil && strings.ContainsAny(err.Error(), "\n\r") {
			t.Errorf("%q takes several lines", err)
		}
	})
}
