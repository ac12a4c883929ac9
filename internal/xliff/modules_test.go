package xliff

import (
	"strings"
	"testing"
)

// parts of a small document; what is empty is left out or taken from the default.
type parts struct{ top, file, unit, segments string }

func (p parts) String() string {
	if p.segments == "" {
		p.segments = `<segment id="s"><source>أ<mrk id="m" type="its:generic">ب</mrk></source><target>a</target></segment>`
	}
	var ns strings.Builder
	for space, prefix := range prefixes {
		if prefix != "" {
			ns.WriteString(` xmlns:` + strings.TrimSuffix(prefix, ":") + `="` + space + `"`)
		}
	}
	return `<xliff xmlns="` + Namespace + `" version="2.1" srcLang="ar" trgLang="en" xmlns:x="urn:example:x"` + ns.String() + p.top + `><file id="f">` + p.file +
		`<unit id="u">` + p.unit + p.segments + `</unit><unit id="v"><segment><source>ت</source></segment></unit></file></xliff>`
}

func segment(source, target string) string {
	return `<segment id="s"><source>` + source + `</source><target>` + target + `</target></segment>`
}

const (
	texts = `<source>أ</source><target>a</target>`
	data  = `<originalData><data id="d">x</data></originalData>`
)

func TestModulesAreRead(t *testing.T) {
	for _, good := range []parts{
		{},
		{unit: `<mtc:matches><mtc:match id="c" ref="#s" type="mt" subType="x:y" matchQuality="99.5">` + data + `<source><ph id="1" dataRef="d"/><sc id="2"/>أ<ec startRef="2"/></source><target><ph id="1" dataRef="d"/></target><x:y/></mtc:match><mtc:match ref="m">` + texts + `</mtc:match></mtc:matches>`},
		{unit: `<gls:glossary><gls:glossEntry id="a" ref="#m"><gls:term>أ</gls:term><gls:translation id="b" ref="#s">a</gls:translation><gls:definition>c</gls:definition><x:y/></gls:glossEntry><gls:glossEntry><gls:term>أ</gls:term><gls:definition source="d">c</gls:definition></gls:glossEntry></gls:glossary>`},
		{unit: `<mda:metadata id="a"><mda:metaGroup id="b" category="c" appliesTo="source"><mda:meta type="x">y</mda:meta><mda:metaGroup><mda:meta type="z"/></mda:metaGroup></mda:metaGroup></mda:metadata>`},
		{file: `<res:resourceData><res:resourceItem id="i" mimeType="image/png" context="no"><res:source href="a.png" xml:lang="ar-EG"/><res:target href="b.png"/><res:reference href="c.png" xml:lang="fr"/></res:resourceItem></res:resourceData>`,
			unit: `<res:resourceData><res:resourceItemRef id="r" ref="i"/><res:resourceItem><res:source><x:y>z</x:y></res:source></res:resourceItem></res:resourceData>`},
		{file: `<slr:profiles generalProfile="xliff:codepoints" storageProfile="xliff:utf8"><slr:normalization general="nfc" storage="none"/><x:y/></slr:profiles>`,
			segments: segment(`<ph id="1" slr:sizeInfo="2"/><mrk id="m" translate="yes" slr:sizeRestriction="2,40" slr:storageRestriction="*">أ</mrk>`, "a")},
		{top: ` slr:storageRestriction="any words"`, file: `<slr:profiles storageProfile="x:own"/>`},
		{unit: `<slr:data profile="x:y"><x:y/></slr:data>`, segments: segment(`<pc id="1" slr:sizeInfoRef="k">أ</pc>`, "a")},
		{file: `<val:validation><val:rule isPresent="a" occurs="2" existsInSource="yes"/><val:rule x:own="b"/></val:validation>`, unit: `<val:validation><val:rule endsWith="." disabled="yes"/></val:validation>`},
		{segments: segment(`<pc id="1" fs:fs="a" fs:subFs="href,x.html">أ</pc><sc id="2" isolated="yes"/><ec id="3" isolated="yes" fs:fs="b"/>`, "a")},
		{unit: `<ctr:changeTrack><ctr:revisions appliesTo="target" ref="s"><ctr:revision author="a"><ctr:item property="content">b</ctr:item></ctr:revision></ctr:revisions></ctr:changeTrack>`},
		{unit: `<its:locQualityIssues xml:id="q"><its:locQualityIssue locQualityIssueType="numbers"/></its:locQualityIssues><its:provenanceRecords xml:id="p"><its:provenanceRecord person="a"/></its:provenanceRecords>`,
			segments: segment(`<mrk id="m" type="its:generic" its:locQualityIssuesRef="#its=q">أ</mrk><sm id="n" its:taIdentRef="x"/>ب<em startRef="n"/>`, `<mrk id="k" type="its:generic" its:annotatorsRef="mt-confidence|x text-analysis|y" its:mtConfidence="0.9">a</mrk>`)},
		{segments: segment(`<mrk id="m" type="term" its:termConfidence="0.5" its:annotatorsRef="terminology|x">أ</mrk>`, `<mrk id="k" type="its:generic" its:locQualityRatingScore="50" its:locQualityRatingScoreThreshold="40">a</mrk>`)},
		{top: ` its:locQualityRatingVote="3"`, segments: segment(`<mrk id="m" type="its:generic" its:locQualityRatingVoteThreshold="2">أ</mrk>`, "a")},
		{unit: `<x:own><x:mtc/></x:own><x:own/>`},
	} {
		if _, err := Read(strings.NewReader(good.String())); err != nil {
			t.Errorf("%s: %v", good, err)
		}
	}
}

func TestModulesAreHeldToTheirRules(t *testing.T) {
	match := func(attr, texts string) parts {
		return parts{unit: `<mtc:matches><mtc:match` + attr + `>` + texts + `</mtc:match></mtc:matches>`}
	}
	gloss := func(s string) parts { return parts{unit: `<gls:glossary>` + s + `</gls:glossary>`} }
	resource := func(s string) parts { return parts{file: `<res:resourceData>` + s + `</res:resourceData>`} }
	rule := func(attr string) parts {
		return parts{unit: `<val:validation><val:rule` + attr + `/></val:validation>`}
	}
	marked := func(attr string) parts {
		return parts{segments: segment(`<mrk id="m" type="its:generic"`+attr+`>أ</mrk>`, "a")}
	}
	for _, c := range []struct {
		parts
		says string
	}{
		{parts{unit: `<mtc:matches/>`}, "has no <match>"},
		{match("", texts), "no attribute ref"},
		{match(` ref="#s" similarity="101"`, texts), "from 0 to 100"},
		{match(` ref="#s" matchSuitability="NaN"`, texts), "from 0 to 100"},
		{match(` ref="#s" type="guess"`, texts), "want one of"},
		{match(` ref="#s" subType="x:y"`, texts), "without type"},
		{match(` ref="#gone"`, texts), "names no segment"},
		{match(` ref="#s"`, `<source>أ</source>`), "has no <target>"},
		{match(` ref="#s"`, `<target>a</target><source>أ</source>`), "has no <source>"},
		{match(` ref="#s"`, `<source><ph id="1"/><ph id="1"/></source><target/>`), "two elements"},
		{match(` ref="#s"`, `<source><ph id="1" dataRef="d"/></source><target/>`), "names no data"},
		{match(` ref="#s"`, `<source><sc id="1"/></source><target/>`), "ended by an <ec>"},
		{match(` ref="#s"`, `<source><sm id="1" translate="no"/></source><target/>`), "ended by no <em>"},
		{match(` ref="#s"`, `<source><ph id="1"/></source><target><pc id="1"/></target>`), "in the target"},
		{parts{unit: `<mtc:matches><mtc:match id="a" ref="#s">` + texts + `</mtc:match><mtc:match id="a" ref="#s">` + texts + `</mtc:match></mtc:matches>`}, "the module's elements"},
		{parts{unit: `<mtc:match ref="#s">` + texts + `</mtc:match>`}, "does not stand here"},
		{parts{unit: `<mtc:candidates/>`}, "does not stand here"},
		{parts{file: `<mtc:matches><mtc:match ref="#s">` + texts + `</mtc:match></mtc:matches>`}, "does not stand here"},
		{parts{unit: `<mda:metadata><mda:metaGroup><mda:meta type="a"/></mda:metaGroup></mda:metadata><mda:metadata><mda:metaGroup><mda:meta type="a"/></mda:metaGroup></mda:metadata>`}, "more than one <metadata>"},
		{parts{unit: `<mda:metadata/>`}, "has no <metaGroup>"},
		{parts{unit: `<mda:metadata id="a"><mda:metaGroup id="a"><mda:meta type="b"/></mda:metaGroup></mda:metadata>`}, "the module's elements"},
		{parts{unit: `<mda:metadata><mda:metaGroup appliesTo="unit"><mda:meta type="b"/></mda:metaGroup></mda:metadata>`}, "want one of"},
		{parts{unit: `<mda:metadata><mda:metaGroup><mda:meta>y</mda:meta></mda:metaGroup></mda:metadata>`}, "no attribute type"},
		{gloss(`<gls:glossEntry/>`), "has no <term>"},
		{gloss(`<gls:glossEntry><gls:term>أ</gls:term></gls:glossEntry>`), "neither a <translation>"},
		{gloss(`<gls:glossEntry ref="#x"><gls:term>أ</gls:term><gls:translation>a</gls:translation></gls:glossEntry>`), "names no segment"},
		{gloss(`<gls:glossEntry><gls:term>أ</gls:term><gls:translation ref="#x">a</gls:translation></gls:glossEntry>`), "names no segment"},
		{gloss(`<gls:glossEntry id="a"><gls:term>أ</gls:term><gls:translation id="a">a</gls:translation></gls:glossEntry>`), "the module's elements"},
		{gloss(`<gls:glossEntry><gls:term>أ</gls:term><gls:definition>a</gls:definition><gls:translation>a</gls:translation></gls:glossEntry>`), "does not stand here"},
		{resource(``), "holds nothing"},
		{resource(`<res:resourceItem/>`), "holds nothing"},
		{resource(`<res:resourceItem><res:source href="a"/></res:resourceItem>`), "no mimeType"},
		{resource(`<res:resourceItem mimeType="a"><res:source/></res:resourceItem>`), "either name a file or hold one"},
		{resource(`<res:resourceItem mimeType="a"><res:target href="a"><x:y/></res:target></res:resourceItem>`), "either name a file or hold one"},
		{resource(`<res:resourceItem mimeType="a"><res:source href="a" xml:lang="fr"/></res:resourceItem>`), "the document says"},
		{resource(`<res:resourceItem mimeType="a"><res:target href="a" xml:lang="ar"/></res:resourceItem>`), "the document says"},
		{resource(`<res:resourceItem mimeType="a"><res:reference/></res:resourceItem>`), "no attribute href"},
		{resource(`<res:resourceItem mimeType="a" context="maybe"><res:reference href="a"/></res:resourceItem>`), "want one of"},
		{resource(`<res:resourceItemRef ref="gone"/>`), "no resource item"},
		{resource(`<res:resourceItemRef/>`), "no attribute ref"},
		{resource(`<res:resourceItem id="a"><res:reference href="a"/></res:resourceItem><res:resourceItem id="a"><res:reference href="a"/></res:resourceItem>`), "the module's elements"},
		{resource(`<res:resourceItem id="a"><res:reference href="a"/></res:resourceItem><res:resourceItemRef ref="a"/>`), "does not stand here"},
		{parts{unit: `<slr:profiles/>`}, "does not stand here"},
		{parts{file: `<slr:profiles><slr:normalization general="nfkc"/></slr:profiles>`}, "want one of"},
		{parts{file: `<slr:profiles>text</slr:profiles>`}, "holds text"},
		{parts{unit: `<slr:data/>`}, "no attribute profile"},
		{parts{segments: segment(`<ph id="1" slr:sizeInfo="2" slr:sizeInfoRef="a"/>`, "a")}, "stand together"},
		{parts{file: `<slr:profiles generalProfile="xliff:codepoints"/>`, segments: segment(`<mrk id="m" translate="no" slr:sizeRestriction="forty">أ</mrk>`, "a")}, "want a size"},
		{parts{file: `<slr:profiles storageProfile="xliff:utf16"/>`, unit: ``, segments: segment(`<mrk id="m" translate="no" slr:storageRestriction="*,3">أ</mrk>`, "a")}, "want a size"},
		{parts{unit: `<val:validation/>`}, "has no <rule>"},
		{rule(``), "no rule of its own"},
		{rule(` disabled="yes"`), "no rule of its own"},
		{rule(` isPresent="a" startsWith="b"`), "more than one of"},
		{rule(` isNotPresent="a" existsInSource="yes"`), "existsInSource"},
		{rule(` startsWith="a" occurs="1"`), "without isPresent"},
		{rule(` isPresent="a" occurs="0"`), "number from 1"},
		{rule(` isPresent="a" normalization="nfkd"`), "want one of"},
		{parts{file: `<val:validation><val:rule isPresent="a" disabled="yes"/></val:validation>`}, "is disabled"},
		{parts{segments: segment(`<pc id="1" fs:fs="blink">أ</pc>`, "a")}, "want one of"},
		{parts{segments: segment(`<pc id="1" fs:subFs="href,a">أ</pc>`, "a")}, "without fs:fs"},
		{parts{segments: segment(`<pc id="1" fs:fs="a" fs:subFs="href">أ</pc>`, "a")}, "separated by commas"},
		{parts{segments: segment(`<sc id="1"/>أ<ec startRef="1" fs:fs="a"/>`, "a")}, "not isolated"},
		{parts{segments: `<segment fs:fs="p"><source>أ</source></segment>`}, "does not stand there"},
		{parts{unit: `<ctr:changeTrack><ctr:revisions><ctr:revision/></ctr:revisions></ctr:changeTrack>`}, "no attribute appliesTo"},
		{marked(` its:locQualityIssueSeverity="NaN" its:locQualityIssueType="numbers"`), "from 0 to 100"},
		{marked(` its:locQualityIssueType="counting"`), "want one of"},
		{marked(` its:locQualityIssueSeverity="50"`), "neither a type nor a comment"},
		{marked(` its:locQualityIssuesRef="#its=q"`), "names no record"},
		{marked(` its:locQualityIssuesRef="#its=q" its:locQualityIssueType="numbers"`), "stands beside"},
		{marked(` its:locQualityRatingScore="5" its:locQualityRatingVote="5"`), "stands beside"},
		{marked(` its:locQualityRatingScoreThreshold="5"`), "threshold without"},
		{marked(` its:locQualityRatingVoteThreshold="5"`), "threshold without"},
		{marked(` its:locQualityRatingVote="many"`), "whole number"},
		{marked(` its:taIdent="a"`), "without its:taSource"},
		{marked(` its:taSource="a"`), "without its:taIdent"},
		{marked(` its:taIdentRef="a" its:taIdent="a" its:taSource="a"`), "stands beside"},
		{marked(` its:mtConfidence="1.5"`), "from 0 to 1"},
		{marked(` its:provenanceRecordsRef="#its=p" its:revPerson="a"`), "stands beside"},
		{marked(` its:annotatorsRef="guessing|a"`), "no data category"},
		{marked(` its:annotatorsRef="terminology|a terminology|b"`), "twice"},
		{marked(` its:localeFilterType="some"`), "want one of"},
		{parts{segments: segment(`<mrk id="m" type="term" itsm:domains="law">أ</mrk>`, "a")}, "want its:generic"},
		{parts{unit: `<its:locQualityIssues xml:id="q"/>`}, "has no <locQualityIssue>"},
		{parts{unit: `<its:locQualityIssues><its:locQualityIssue locQualityIssueType="numbers"/></its:locQualityIssues>`}, "no attribute xml:id"},
		{parts{unit: `<its:locQualityIssues xml:id="q"><its:locQualityIssue locQualityIssueSeverity="3"/></its:locQualityIssues>`}, "neither a type nor a comment"},
		{parts{unit: `<its:provenanceRecords xml:id="q"><its:provenanceRecord/></its:provenanceRecords>`}, "names nobody"},
		{parts{unit: `<its:provenanceRecords xml:id="q"><its:provenanceRecord person="a"/></its:provenanceRecords><its:locQualityIssues xml:id="q"><its:locQualityIssue locQualityIssueType="numbers"/></its:locQualityIssues>`}, "two records"},
	} {
		if _, err := Read(strings.NewReader(c.String())); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: error %v, want %q", c.parts, err, c.says)
		}
	}
}

func TestInlineCodesAreHeldToTheirRules(t *testing.T) {
	codes := func(source string) parts { return parts{unit: data, segments: segment(source, "a")} }
	fixed := ` canCopy="no" canDelete="no"`
	for _, good := range []parts{
		codes(`<sc id="1" canCopy="no"/>أ<ec startRef="1" canCopy="no"/>`),
		codes(`<pc id="1"` + fixed + ` canReorder="firstNo">أ<ph id="2"` + fixed + ` canReorder="no"/></pc>`),
		codes(`<sc id="1"` + fixed + ` canReorder="firstNo"/>أ<ec startRef="1"` + fixed + ` canReorder="no"/>`),
		codes(`<ph id="1" subFlows="v u"/><ph id="2" copyOf="1"/>`),
		{unit: `<notes><note id="n">x</note></notes>`, segments: segment(`<mrk id="1" type="comment" ref="#n=n">أ</mrk><mrk id="2" translate="no">ب</mrk>`, "a")},
		{segments: `<segment><source>أ</source><target order="2">b</target></segment><segment><source>ب</source><target order="1" xml:lang="en-GB">a</target></segment>`},
		{segments: `<segment state="final"><source><ph id="1" canDelete="no"/>أ</source><target>a<ph id="1" canDelete="no"/></target></segment>`},
	} {
		if _, err := Read(strings.NewReader(good.String())); err != nil {
			t.Errorf("%s: %v", good, err)
		}
	}
	for _, c := range []struct {
		parts
		says string
	}{
		{codes(`<ec startRef="1"/><sc id="1"/>`), "names no <sc> before it"},
		{codes(`<sc id="1"/>أ<ec startRef="1"/><ec startRef="1"/>`), "ended twice"},
		{codes(`<sc id="1" canCopy="no"/>أ<ec startRef="1"/>`), "where its <sc> says"},
		{codes(`<sc id="1"/>أ<ec startRef="1" canOverlap="no"/>`), "where its <sc> says"},
		{codes(`<sc id="1"/>أ<ec startRef="1" dir="rtl"/>`), "attribute dir"},
		{codes(`<em startRef="1"/><sm id="1" translate="no"/>`), "names no <sm> before it"},
		{codes(`<sm id="1" translate="no"/>`), "ended by no <em>"},
		{codes(`<ph id="1" canReorder="firstNo"/>`), "stands without canCopy"},
		{codes(`<ph id="1"` + fixed + ` canReorder="no"/>`), "follows no code"},
		{codes(`<ph id="1"` + fixed + ` canReorder="firstNo"/><ph id="2"/><ph id="3"` + fixed + ` canReorder="no"/>`), "follows no code"},
		{codes(`<pc id="1" dataRefStart="d">أ</pc>`), "without dataRefEnd"},
		{codes(`<pc id="1" equivEnd="d">أ</pc>`), "without equivStart"},
		{codes(`<pc id="1" subFlowsStart="v">أ</pc>`), "without subFlowsEnd"},
		{codes(`<ph id="1" subFlows="gone"/>`), "no unit of the file"},
		{codes(`<ph id="1" dataRef="d"/><ph id="2" copyOf="1"/>`), "repeated by its data"},
		{codes(`<ph id="1" canCopy="no"/><ph id="2" copyOf="1"/>`), "may not be copied"},
		{codes(`<pc id="1"/><pc id="2" copyOf="1" dataRefStart="d" dataRefEnd="d"/>`), "beside dataRef"},
		{codes(`<mrk id="1">أ</mrk>`), "needs the attribute translate"},
		{codes(`<mrk id="1" type="generic">أ</mrk>`), "needs the attribute translate"},
		{codes(`<mrk id="1" type="comment" ref="#n">أ</mrk>`), "names no note"},
		{codes(`<mrk id="1" type="mtc:match" ref="#n">أ</mrk>`), "has no ref"},
		{codes(`<mrk id="1" type="a:b:c">أ</mrk>`), "want generic"},
		{codes(`<cp hex="00001"/>`), "hex"},
		{codes(`<cp hex="110000"/>`), "hex"},
		{codes(`<ph id="1" x:y="z" disp="a"><x:y/></ph>`), "does not stand here"},
		{parts{unit: `<originalData><data id="d" xml:space="default">x</data></originalData>`}, "xml:space"},
		{parts{segments: `<segment><source>أ</source><target order="2">b</target></segment><segment><source>ب</source><target>a</target></segment>`}, "takes another place"},
		{parts{segments: `<segment state="final"><source><ph id="1" canDelete="no"/>أ</source><target>a</target></segment>`}, "may not be deleted"},
		{parts{segments: `<segment><source><ph id="1"/>أ</source><target>a</target></segment><segment><source>ب</source><target><ph id="1"/>b</target></segment>`}, "another segment"},
	} {
		if _, err := Read(strings.NewReader(c.String())); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: error %v, want %q", c.parts, err, c.says)
		}
	}
}
