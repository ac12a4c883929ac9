package bitext

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"tarjuman/internal/xliff"
)

func TestXLIFFCarriesFindings(t *testing.T) {
	d := sample()
	d.Events = nil
	got := through(t, xliffFormat{}, d)
	if !reflect.DeepEqual(got.Segments[0].Findings, d.Segments[0].Findings) {
		t.Errorf("got  %+v\nwant %+v", got.Segments[0].Findings, d.Segments[0].Findings)
	}
	var b bytes.Buffer
	if err := (xliffFormat{}).Write(&b, d); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`<sm id="s1s1" type="its:generic" its:locQualityIssueType="`, `its:locQualityIssueSeverity="100"`, `/>٤٣٦<em startRef="s1s1"/>`,
		`<mtc:match ref="#s1" type="mt" origin="google">`, `<note category="finding" priority="1">s01 critical number.value: 436 became 463</note>`,
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %s in\n%s", want, b.String())
		}
	}
}

// Modules and extensions of other tools survive the way through a working file.
func TestXLIFFKeepsWhatItDoesNotKnow(t *testing.T) {
	const in = `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:gls="urn:oasis:names:tc:xliff:glossary:2.0" xmlns:x="urn:example" version="2.0" srcLang="ar" trgLang="en">
<file id="f"><x:job n="7">desk &amp; co</x:job><unit id="u"><gls:glossary><gls:glossEntry ref="#m1"><gls:term x:k="v">كلمة</gls:term></gls:glossEntry></gls:glossary>
<segment><source>كلمة</source><target>word</target></segment></unit></file></xliff>`
	d, _, err := (xliffFormat{}).Read(strings.NewReader(in))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := (xliffFormat{}).Write(&out, roundTrip(t, d)); err != nil {
		t.Fatal(err)
	}
	before, err := xliff.Read(strings.NewReader(in))
	if err != nil {
		t.Fatal(err)
	}
	after, err := xliff.Read(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatalf("%v in\n%s", err, out.String())
	}
	if before.Kept == "" || before.Units[0].Kept == "" {
		t.Fatal("nothing to keep")
	}
	if after.Kept != before.Kept || after.Units[0].Kept != before.Units[0].Kept {
		t.Errorf("kept %s and %s, want %s and %s", after.Kept, after.Units[0].Kept, before.Kept, before.Units[0].Kept)
	}
}

func TestXLIFFChangedElsewhere(t *testing.T) {
	s := session(t, workingFile(t), "Huda")
	var b bytes.Buffer
	if err := (xliffFormat{}).Write(&b, s.Document()); err != nil {
		t.Fatal(err)
	}
	at := strings.LastIndex(b.String(), "<target>B.</target>") // behind the matches
	edited := b.String()[:at] + "<target>Bee." + b.String()[at+len("<target>B."):]
	edited = strings.Replace(edited, `<segment id="s3" state="translated">`, `<segment id="s3" state="final">`, 1)
	f, err := ImporterFor("wire.xlf", []byte(edited))
	if err != nil {
		t.Fatal(err)
	}
	changes, err := f.Changes([]byte(edited))
	if err != nil {
		t.Fatal(err)
	}
	done, _, err := s.Import(changes, false)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range done {
		got = append(got, string(e.Op)+" "+e.Seg+" "+e.Text)
	}
	if want := "edit s02 Bee.|approve s03 "; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", strings.Join(got, "|"), want)
	}
}
