package bitext

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarjuman/align/check"
	"tarjuman/translate"
)

func sample() *Document {
	src, tgt := "قال إن ٤٣٦ مليون دولار وصلت.", "He said 463 million dollars had arrived."
	return &Document{
		Header: Header{Schema: SchemaVersion, Tool: "tarjuman test", Source: File{Path: "a.txt", Lang: "ar"}, Target: File{Lang: "en"}},
		Segments: []Segment{{
			ID: "s01", Source: Side{Text: src, End: 28, Sentences: []int{0}}, Target: Side{Text: tgt, Sentences: []int{0}},
			Link: Link{Confidence: 0.98, Reasons: []string{"length"}}, Origin: translate.Origin{Kind: translate.Engine, Engine: "google"}, Status: Draft,
			Findings: []check.Finding{{Rule: "number.value", Severity: check.Critical, MQM: "Accuracy", Group: check.Translation,
				Source: []check.Span{{Start: strings.Index(src, "٤"), End: strings.Index(src, " مليون")}}, Target: []check.Span{{Start: 8, End: 11}},
				SourceValue: "436", TargetValue: "463", Message: "436 became 463"}},
		}},
		Outputs: []Output{{Path: "a.en.txt", SHA256: "00"}},
	}
}

func roundTrip(t testing.TB, d *Document) *Document {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, d); err != nil {
		t.Fatal(err)
	}
	got, err := Read(&b)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestReadWriteIsIdentity(t *testing.T) {
	d := sample()
	if got := roundTrip(t, d); !reflect.DeepEqual(got, d) {
		t.Errorf("got  %+v\nwant %+v", got, d)
	}
}

func TestSpansAreCodePointsOnDisk(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, sample()); err != nil {
		t.Fatal(err)
	}
	if want := `"src":[[7,10]],"tgt":[[8,11]]`; !strings.Contains(b.String(), want) {
		t.Errorf("%s\nhas no %s", b.String(), want)
	}
}

func TestUnknownLinesAndFieldsSurvive(t *testing.T) {
	in := `{"type":"header","schema":1,"tool":"x","source":{"lang":"ar"},"target":{"lang":"en"},"team":"desk"}
{"type":"segment","id":"s1","para":0,"src":{"text":"أ","start":0,"end":1,"sentences":[0]},"tgt":{"text":"a","start":0,"end":0,"sentences":[0]},"align":{"kind":"1-1","confidence":1},"origin":{"kind":"human"},"status":"draft","mood":{"a":1}}
{"type":"weather","sky":"blue"}
`
	d, err := Read(strings.NewReader(in))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := Write(&b, d); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"team":"desk"`, `"mood":{"a":1}`, `{"type":"weather","sky":"blue"}`} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s lost in\n%s", want, b.String())
		}
	}
}

func TestReadCutsTornLine(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, sample()); err != nil {
		t.Fatal(err)
	}
	whole := b.String()
	last := strings.LastIndex(strings.TrimSuffix(whole, "\n"), "\n") + 1
	for cut := last + 1; cut < len(whole)-1; cut++ {
		d, err := Read(strings.NewReader(whole[:cut]))
		var torn *Torn
		if !errors.As(err, &torn) {
			t.Fatalf("cut at %d: error %v, want *Torn", cut, err)
		}
		if len(d.Segments) != 1 || len(d.Outputs) != 0 {
			t.Fatalf("cut at %d: %d segments, %d outputs", cut, len(d.Segments), len(d.Outputs))
		}
	}
}

func TestReadRefusals(t *testing.T) {
	header := `{"type":"header","schema":1,"tool":"x","source":{"lang":"ar"},"target":{"lang":"en"}}` + "\n"
	for name, c := range map[string]struct{ in, want string }{
		"empty":       {"", "no header"},
		"plain text":  {"السلام عليكم\n", "no header"},
		"other json":  {`{"a":1}` + "\n", "no header"},
		"newer":       {`{"type":"header","schema":99}` + "\n", "newer tarjuman"},
		"broken line": {header + "{\n{}\n", "line 2"},
		"bad span":    {header + `{"type":"segment","id":"s1","src":{"text":"a"},"tgt":{"text":""},"flags":[{"rule":"r","severity":"minor","src":[[0,9]]}]}` + "\n", "outside the text"},
	} {
		if _, err := Read(strings.NewReader(c.in)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one with %q", name, err, c.want)
		}
	}
}

func TestSaveAndAppend(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.ar-en.jsonl")
	if err := Save(path, sample()); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	f.WriteString(`{"type":"event","seq":2,"op":"ap`) // a crash in the middle of a write
	f.Close()
	ed, err := OpenSession(path, "ed")
	if torn := new(Torn); !errors.As(err, &torn) {
		t.Fatalf("error %v, want *Torn", err)
	}
	if _, err := ed.Do(Event{Seg: "s01", Op: Comment, Text: "جيد"}); err != nil {
		t.Fatal(err)
	}
	ed.Close()
	d, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(d.Events); n != 1 || d.Events[0].Text != "جيد" || len(d.Segments[0].Comments) != 1 {
		t.Errorf("events %+v", d.Events)
	}
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".*"))
	if len(left) != 0 {
		t.Errorf("temporary files left: %v", left)
	}
}

func TestTSVEscapeIsReversible(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		e := EscapeTSV(s)
		if strings.ContainsAny(e, "\t\n\r") || UnescapeTSV(e) != s {
			t.Fatalf("%q escaped as %q comes back as %q", s, e, UnescapeTSV(e))
		}
	})
}

func TestTextLabelsGlosses(t *testing.T) {
	d := sample()
	d.Segments[0].Origin.Kind = translate.Gloss
	var b bytes.Buffer
	if err := (textFormat{}).Write(&b, d); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(b.String(), GlossLabel) {
		t.Errorf("no label in %q", b.String())
	}
}

func TestPathFor(t *testing.T) {
	for _, c := range [][2]string{{"wire.docx", "wire.ar-en.jsonl"}, {"a/article.ar.txt", "a/article.ar-en.jsonl"}, {"noext", "noext.ar-en.jsonl"}} {
		if got := PathFor(c[0], "ar", "en"); got != c[1] {
			t.Errorf("PathFor(%s) = %s, want %s", c[0], got, c[1])
		}
	}
}

func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	if err := Write(&b, sample()); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte(`{"type":"header"}` + "\n{"))
	f.Fuzz(func(t *testing.T, in []byte) {
		d, err := Read(bytes.NewReader(in))
		if err != nil {
			return
		}
		again := roundTrip(t, d)
		if !reflect.DeepEqual(again, roundTrip(t, again)) {
			t.Errorf("a second round trip differs for %q", in)
		}
	})
}
