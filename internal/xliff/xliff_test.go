package xliff

import (
	"errors"
	"reflect"
	"strings"
	"testing"
)

// whole is a document that uses every element of the core.
const whole = `<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:x="urn:example:x" version="2.1" srcLang="ar" trgLang="en-GB">
<file id="f1" original="a.txt" canResegment="no"><skeleton href="a.skl"/><x:any><x:b>kept</x:b></x:any><notes><note id="n1" appliesTo="source" priority="3" category="c">note</note></notes>
<group id="g1" name="n" type="x:t"><notes><note>of the group</note></notes>
<unit id="u1" translate="yes" srcDir="rtl" x:attr="1"><x:module id="1">kept <x:c/></x:module><notes><note>of the unit</note></notes>
<originalData><data id="d1" dir="ltr">&lt;b&gt;<cp hex="0001"/></data><data id="d2">&lt;/b&gt;</data></originalData>
<segment id="s1" state="translated" subState="x:done"><source xml:lang="ar">قال <pc id="1" dataRefStart="d1" dataRefEnd="d2" type="fmt" subType="xlf:b">نعم</pc><ph id="2" dataRef="d1"/> <mrk id="m1" type="term">كلمة</mrk></source><target xml:lang="en-GB" order="1">He said <pc id="1" dataRefStart="d1" dataRefEnd="d2">yes</pc> <sm id="m1" type="term"/>word<em startRef="m1"/></target></segment>
<ignorable id="i1"><source xml:space="preserve"> </source></ignorable>
<segment id="s2"><source>أ<sc id="3" dataRef="d1"/>ب<ec startRef="3" dataRef="d2"/><sc id="4" isolated="yes"/><ec id="5" isolated="yes"/><ph id="7"/><ph id="6" copyOf="7" canCopy="no" canDelete="no" canReorder="firstNo"/><cp hex="000B"/></source></segment>
</unit></group>
<unit id="u2"><segment><source>
  layout
  here</source></segment></unit></file>
<file id="f2"><unit id="u1"><segment><source xml:space="preserve"> ب
</source></segment></unit></file></xliff>`

func TestReadWhole(t *testing.T) {
	f, err := Read(strings.NewReader(whole))
	if err != nil {
		t.Fatal(err)
	}
	if f.SourceLang != "ar" || f.TargetLang != "en-GB" || f.Version != "2.1" || len(f.Units) != 3 {
		t.Fatalf("%+v", f)
	}
	u := f.Units[0]
	want := []Segment{
		{ID: "s1", State: "translated", SubState: "x:done", Source: "قال نعم كلمة", Target: "He said yes word", HasTarget: true},
		{ID: "s2", Source: "أب\uFFFD"},
	}
	if !reflect.DeepEqual(u.Segments, want) {
		t.Errorf("got  %+v\nwant %+v", u.Segments, want)
	}
	if len(u.Notes) != 1 || u.Notes[0] != "of the unit" {
		t.Errorf("notes %q", u.Notes)
	}
	if want := `<unit xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:a1="urn:example:x" a1:attr="1"><module xmlns="urn:example:x" id="1">kept <c/></module></unit>`; u.Shell.Markup() != want {
		t.Errorf("kept %s, want %s", u.Shell.Markup(), want)
	}
	if want := `<any xmlns="urn:example:x"><b>kept</b></any>`; f.Shell.Modules() != want || f.Codes != 7 {
		t.Errorf("kept %s, want %s; %d codes", f.Shell.Modules(), want, f.Codes)
	}
	if got := f.Units[1].Segments[0].Source; got != "layout here" {
		t.Errorf("layout: %q", got)
	}
	if got := f.Units[2].Segments[0].Source; got != " ب\n" {
		t.Errorf("preserved: %q", got)
	}
}

func TestValidateRefuses(t *testing.T) {
	for name, c := range map[string]struct{ old, new, says string }{
		"another root":             {`<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0"`, `<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2"`, "root element"},
		"a later version":          {`version="2.1"`, `version="3.0"`, "version"},
		"no version":               {` version="2.1"`, ``, "no attribute version"},
		"no source language":       {` srcLang="ar"`, ``, "no attribute srcLang"},
		"no language":              {`srcLang="ar"`, `srcLang="a_rabic!"`, "want a language tag"},
		"target without trgLang":   {` trgLang="en-GB"`, ``, "without trgLang"},
		"unknown attribute":        {`<file id="f1"`, `<file id="f1" color="red"`, "attribute color"},
		"prefixed core attribute":  {`<unit id="u1" translate`, `<unit xmlns:k="urn:oasis:names:tc:xliff:document:2.0" k:name="a" id="u1" translate`, "with a prefix"},
		"unknown element":          {`<notes><note>of the unit</note></notes>`, `<remark/>`, "does not stand here"},
		"no file id":               {`<file id="f1"`, `<file`, "no attribute id"},
		"two files with an id":     {`id="f2"`, `id="f1"`, "two of file"},
		"two units with an id":     {`<unit id="u2">`, `<unit id="u1">`, "units"},
		"two groups with an id":    {`<group id="g1" name="n" type="x:t">`, `<group id="g1"><group id="g1"/></group><group id="g9">`, "groups"},
		"two notes with an id":     {`<note id="n1"`, `<note id="n1">x</note><note id="n1"`, "notes"},
		"two segments with an id":  {`<segment id="s2">`, `<segment id="s1">`, "two elements of the unit"},
		"a segment like a code":    {`<segment id="s2">`, `<segment id="2">`, "two elements of the unit"},
		"two codes with an id":     {`<ph id="2" dataRef="d1"/>`, `<ph id="1"/>`, "two elements of the unit"},
		"two data with an id":      {`<data id="d2">`, `<data id="d1">`, "data"},
		"an id with a space":       {`<unit id="u2">`, `<unit id="u 2">`, "name token"},
		"an empty id":              {`<unit id="u2">`, `<unit id="">`, "name token"},
		"translate":                {`translate="yes"`, `translate="maybe"`, "translate"},
		"resegment":                {`canResegment="no"`, `canResegment="true"`, "canResegment"},
		"direction":                {`srcDir="rtl"`, `srcDir="right"`, "srcDir"},
		"dir on a source":          {`<source xml:lang="ar">`, `<source dir="rtl">`, "attribute dir"},
		"state":                    {`state="translated"`, `state="done"`, "state"},
		"state without target":     {`<segment id="s2">`, `<segment id="s2" state="final">`, "no <target>"},
		"sub-state alone":          {` state="translated"`, ``, "without state"},
		"sub-state unprefixed":     {`subState="x:done"`, `subState="done"`, "prefix"},
		"sub-type of another":      {`type="fmt" subType="xlf:b"`, `type="ui" subType="xlf:b"`, "does not go with"},
		"sub-type unknown":         {`subType="xlf:b"`, `subType="xlf:z"`, "does not go with"},
		"sub-type alone":           {`type="fmt" subType="xlf:b"`, `subType="xlf:b"`, "without type"},
		"code type":                {`type="fmt"`, `type="bold"`, "type"},
		"marker type":              {`type="term">كلمة`, `type="name">كلمة`, "type"},
		"comment without a value":  {`type="term">كلمة`, `type="comment">كلمة`, "value or a ref"},
		"group type":               {`type="x:t"`, `type="t"`, "prefix"},
		"group type of xlf":        {`type="x:t"`, `type="xlf:t"`, "prefix"},
		"applies to":               {`appliesTo="source"`, `appliesTo="both"`, "appliesTo"},
		"priority":                 {`priority="3"`, `priority="11"`, "priority"},
		"no segment":               {`<unit id="u2"><segment>`, `<unit id="u2"><ignorable>`, ""},
		"only ignorables":          {"<unit id=\"u2\"><segment><source>\n  layout\n  here</source></segment></unit>", `<unit id="u2"><ignorable><source/></ignorable></unit>`, "no <segment>"},
		"an empty unit":            {"<segment><source>\n  layout\n  here</source></segment>", ``, "no <segment> or <ignorable>"},
		"no source":                {`<ignorable id="i1"><source xml:space="preserve"> </source>`, `<ignorable id="i1">`, "no <source>"},
		"target before source":     {`<source xml:space="preserve"> </source></ignorable>`, `<target/><source/></ignorable>`, "no <source>"},
		"two sources":              {`<source xml:space="preserve"> </source></ignorable>`, `<source/><source/></ignorable>`, "more than one <source>"},
		"a module of no namespace": {`<x:module id="1">kept <x:c/></x:module>`, `<module xmlns="">kept</module>`, "does not stand here"},
		"an unbound prefix":        {`<x:module id="1">kept <x:c/></x:module>`, `<x:module xmlns:x="">kept</x:module>`, "bound to no namespace"},
		"notes before a module":    {`<x:module id="1">kept <x:c/></x:module><notes><note>of the unit</note></notes>`, `<notes><note>a</note></notes><x:module/>`, "does not stand here"},
		"notes behind segments":    {`</unit></group>`, `<notes><note>a</note></notes></unit></group>`, "does not stand here"},
		"empty notes":              {`<notes><note>of the group</note></notes>`, `<notes/>`, "no <note>"},
		"empty original data":      {`<originalData><data id="d1" dir="ltr">&lt;b&gt;<cp hex="0001"/></data><data id="d2">&lt;/b&gt;</data></originalData>`, `<originalData/>`, "no <data>"},
		"text in a unit":           {`<unit id="u2">`, `<unit id="u2">text`, "holds text"},
		"text between files":       {`<file id="f2">`, `text<file id="f2">`, "holds text"},
		"a skeleton of neither":    {`<skeleton href="a.skl"/>`, `<skeleton/>`, "skeleton"},
		"a skeleton of both":       {`<skeleton href="a.skl"/>`, `<skeleton href="a">b</skeleton>`, "skeleton"},
		"an inline module":         {`<ph id="2" dataRef="d1"/>`, `<x:ph/>`, "does not stand here"},
		"data of nobody":           {`<ph id="2" dataRef="d1"/>`, `<ph id="2" dataRef="d9"/>`, "names no data"},
		"start data of nobody":     {`dataRefStart="d1" dataRefEnd="d2" type`, `dataRefStart="d8" dataRefEnd="d2" type`, "names no data"},
		"copy of nobody":           {`copyOf="7"`, `copyOf="9"`, "no such code"},
		"copy of another kind":     {`copyOf="7"`, `copyOf="3"`, "no such code"},
		"copy with data":           {`copyOf="7"`, `copyOf="7" dataRef="d1"`, "beside dataRef"},
		"an end of nothing":        {`<ec startRef="3" dataRef="d2"/>`, `<ec startRef="3"/><ec startRef="9"/>`, "names no <sc>"},
		"a start without an end":   {`<ec startRef="3" dataRef="d2"/>`, ``, "isolated"},
		"isolated with an end":     {`<sc id="3" dataRef="d1"/>`, `<sc id="3" isolated="yes"/>`, "isolated"},
		"an end without a start":   {`<ec id="5" isolated="yes"/>`, `<ec id="5"/>`, "startRef"},
		"isolated with a start":    {`<ec id="5" isolated="yes"/>`, `<ec startRef="3" isolated="yes"/>`, "isolated"},
		"a marker's end":           {`<em startRef="m1"/>`, `<em startRef="m9"/>`, "names no <sm>"},
		"a marker's end at none":   {`<em startRef="m1"/>`, `<em/>`, "no attribute startRef"},
		"another kind of code":     {`<pc id="1" dataRefStart="d1" dataRefEnd="d2">yes</pc>`, `<ph id="1"/>yes`, "in the target"},
		"order beyond":             {`order="1"`, `order="4"`, "3 parts"},
		"order of zero":            {`order="1"`, `order="0"`, "from 1"},
		"target's language":        {`<target xml:lang="en-GB"`, `<target xml:lang="fr"`, "the document says"},
		"source's language":        {`<source xml:lang="ar">`, `<source xml:lang="fa">`, "the document says"},
		"a character XML holds":    {`hex="0001"`, `hex="0041"`, "hex"},
		"no code point":            {`hex="000B"`, `hex="B"`, "hex"},
		"reordering":               {`canReorder="firstNo"`, `canReorder="first"`, "canReorder"},
		"an attribute of another":  {`<cp hex="000B"/>`, `<cp hex="000B" id="9"/>`, "attribute id"},
	} {
		t.Run(name, func(t *testing.T) {
			if !strings.Contains(whole, c.old) {
				t.Fatalf("the document has no %s", c.old)
			}
			_, err := Read(strings.NewReader(strings.Replace(whole, c.old, c.new, 1)))
			if err == nil {
				t.Fatal("accepted")
			}
			if !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "\n") || !strings.HasPrefix(err.Error(), "line ") {
				t.Errorf("error %q, want %q", err, c.says)
			}
			var fault *Error
			if name != "no segment" && name != "an unbound prefix" && !errors.As(err, &fault) {
				t.Errorf("error of type %T", err)
			}
		})
	}
}

func TestIssueType(t *testing.T) {
	for mqm, want := range map[string]string{
		"Accuracy/Mistranslation/Number": "numbers", "Accuracy/Omission": "omission", "Fluency/Spelling": "misspelling", "": "other",
		"Terminology/Wrong term": "terminology", "Accuracy/Mistranslation": "mistranslation",
	} {
		if got := IssueType(mqm); got != want {
			t.Errorf("%s: %s, want %s", mqm, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(whole))
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := Read(strings.NewReader(string(data))); err != nil && strings.ContainsAny(err.Error(), "\n\r") {
			t.Errorf("an error of several lines: %q", err)
		}
	})
}
