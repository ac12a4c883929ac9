package xliff

import (
	"strings"
	"testing"
)

func TestModulesAreHeldToTheirRules(t *testing.T) {
	file := func(module, attr string) string {
		return `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="ar" trgLang="en" xmlns:mtc="` + MatchesNamespace + `" xmlns:mda="` + MetadataNamespace +
			`" xmlns:gls="` + glossaryNamespace + `" xmlns:ctr="` + changeNamespace + `" xmlns:val="` + validationNamespace + `" xmlns:its="` + ITSNamespace + `"><file id="f"><unit id="u">` + module +
			`<segment id="s"><source><mrk id="m" type="its:generic"` + attr + `>a</mrk></source></segment></unit></file></xliff>`
	}
	const texts = `<source>a</source><target>b</target>`
	for _, good := range []string{
		"", `<mtc:matches><mtc:match ref="#s" type="mt" matchQuality="99.5">` + texts + `</mtc:match></mtc:matches>`, `<mda:metadata><mda:metaGroup><mda:meta type="x">y</mda:meta></mda:metaGroup></mda:metadata>`,
		`<gls:glossary><gls:glossEntry><gls:term>a</gls:term><gls:translation>b</gls:translation></gls:glossEntry></gls:glossary>`,
	} {
		if _, err := Read(strings.NewReader(file(good, ` its:locQualityIssueSeverity="60"`))); err != nil {
			t.Errorf("%s: %v", good, err)
		}
	}
	for bad, says := range map[string]string{
		`<mtc:matches/>`: "has no <match>", `<mtc:matches><mtc:match>` + texts + `</mtc:match></mtc:matches>`: "no attribute ref",
		`<mtc:matches><mtc:match ref="#s" similarity="101">` + texts + `</mtc:match></mtc:matches>`: "from 0 to 100", `<mtc:matches><mtc:match ref="#s" type="guess">` + texts + `</mtc:match></mtc:matches>`: "want one of",
		`<mtc:matches><mtc:match ref="#s"><source>a</source></mtc:match></mtc:matches>`: "has no <target>", `<mda:metadata/>`: "has no <metaGroup>",
		`<mda:metadata><mda:metaGroup><mda:meta>y</mda:meta></mda:metaGroup></mda:metadata>`: "no attribute type", `<gls:glossary><gls:glossEntry/></gls:glossary>`: "has no <term>",
		`<ctr:changeTrack><ctr:revisions><ctr:revision/></ctr:revisions></ctr:changeTrack>`: "no attribute appliesTo", `<val:validation/>`: "has no <rule>",
	} {
		if _, err := Read(strings.NewReader(file(bad, ""))); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: error %v, want %q", bad, err, says)
		}
	}
	if _, err := Read(strings.NewReader(file("", ` its:locQualityIssueSeverity="NaN"`))); err == nil {
		t.Error("a severity that is no number is taken")
	}
}
