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
		`<mtc:match id="tarjuman-s1" ref="#s1" type="mt" origin="google">`, `<note category="finding" priority="1">s01 critical number.value: 436 became 463</note>`,
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %s in\n%s", want, b.String())
		}
	}
}

// Modules and extensions of other tools survive the way through a working file,
// their references turned to the segments they are about.
func TestXLIFFKeepsWhatOthersWrote(t *testing.T) {
	const in = `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:gls="urn:oasis:names:tc:xliff:glossary:2.0" xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0" xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0"
xmlns:res="urn:oasis:names:tc:xliff:resourcedata:2.0" xmlns:slr="urn:oasis:names:tc:xliff:sizerestriction:2.0" xmlns:x="urn:example" version="2.1" srcLang="ar" trgLang="en">
<file id="f" x:desk="news"><x:job n="7">desk &amp; co</x:job><res:resourceData><res:resourceItem id="pic" mimeType="image/png"><res:source href="a.png"/></res:resourceItem></res:resourceData>
<unit id="u" slr:sizeRestriction="40"><gls:glossary><gls:glossEntry ref="#m1"><gls:term x:k="v">كلمة</gls:term><gls:translation>word</gls:translation></gls:glossEntry></gls:glossary>
<mtc:matches><mtc:match id="tm7" ref="#two" type="tm" similarity="80"><source>كلمتان</source><target>two words</target></mtc:match></mtc:matches>
<mda:metadata><mda:metaGroup category="client"><mda:meta type="slot">front</mda:meta></mda:metaGroup></mda:metadata><res:resourceData><res:resourceItemRef ref="pic"/></res:resourceData><x:own/>
<segment id="one"><source><mrk id="m1" type="term">كلمة</mrk></source><target>word</target></segment><segment id="two"><source>كلمتان <ph id="1"/></source></segment></unit></file></xliff>`
	d, notes, err := (xliffFormat{}).Read(strings.NewReader(in))
	if err != nil {
		t.Fatal(err)
	}
	if len(notes) != 1 || !strings.Contains(notes[0], "1 inline code is") {
		t.Errorf("notes %q", notes)
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
	unit := before.Units[0].Shell.Markup()
	for _, want := range []string{`ref="#s1"><term`, `id="tm7" ref="#s2"`, `category="client"`, `ref="pic"`, `sizeRestriction="40"`, `<own `} {
		if !strings.Contains(unit, want) {
			t.Errorf("no %s is kept in %s", want, unit)
		}
	}
	got, want := after.Units[0].Shell, before.Units[0].Shell
	if got.Modules() != want.Modules() || got.Groups() != want.Groups() || got.Matches() != want.Matches() || after.Shell.Markup() != before.Shell.Markup() {
		t.Errorf("kept\n%s and\n%s, want\n%s and\n%s", after.Shell.Markup(), got.Markup(), before.Shell.Markup(), unit)
	}
	// With its second segment gone, what is about that segment goes too.
	d.Segments = d.Segments[:1]
	out.Reset()
	if err := (xliffFormat{}).Write(&out, d); err != nil {
		t.Fatal(err)
	}
	if after, err = xliff.Read(bytes.NewReader(out.Bytes())); err != nil {
		t.Fatalf("%v in\n%s", err, out.String())
	}
	if got := after.Units[0].Shell.Markup(); strings.Contains(got, "tm7") || !strings.Contains(got, "glossEntry") {
		t.Errorf("kept %s", got)
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
