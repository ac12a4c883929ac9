package segment_test

import (
	"fmt"
	"strings"

	"tarjuman/translate/segment"
)

func ExampleSplit() {
	text := "قال د. سامي: “وصلت المساعدات”.وشكر المتطوعين. هل تكفي؟ لا أحد يعرف."
	for _, s := range segment.Split(text, segment.Options{Lang: "ar"}) {
		fmt.Println(text[s.Start:s.End])
	}
	// Output:
	// قال د. سامي: “وصلت المساعدات”.
	// وشكر المتطوعين.
	// هل تكفي؟
	// لا أحد يعرف.
}

// A break that machine translation put in the wrong place is cut like any other,
// and reported.
func ExampleSuspicion() {
	text := "ناقش الوفدان سبل التعاون. جهود مشتركة لمكافحة الجفاف."
	for _, s := range segment.Split(text, segment.Options{}) {
		for _, x := range s.Suspicions {
			fmt.Println(x.Kind, text[x.Start:x.End])
		}
	}
	// Output:
	// verbless-fragment جهود مشتركة لمكافحة الجفاف.
}

// Files larger than memory are cut line by line.
func ExampleSegmenter_Lines() {
	s, err := segment.New(segment.Options{Lang: "en"})
	if err != nil {
		fmt.Println(err)
		return
	}
	in := strings.NewReader("Floods hit the coast\n\nThe river rose at 3 a.m. on Monday. Dr. Haddad left early.\n")
	for line, err := range s.Lines(in) {
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, sentence := range line.Sentences {
			fmt.Println(line.Number, line.Text[sentence.Start:sentence.End])
		}
	}
	// Output:
	// 1 Floods hit the coast
	// 3 The river rose at 3 a.m. on Monday.
	// 3 Dr. Haddad left early.
}

// A newsroom adds its own abbreviations.
func ExampleParseRules() {
	rules, err := segment.ParseRules(strings.NewReader("[title]\nمعالي.\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	text := "استقبل معالي. سامي الوفد. ثم غادر."
	for _, s := range segment.Split(text, segment.Options{Abbreviations: rules}) {
		fmt.Println(text[s.Start:s.End])
	}
	// Output:
	// استقبل معالي. سامي الوفد.
	// ثم غادر.
}

// A rule of an SRX file forbids a break; one that cannot run is named.
func ExampleParseSRX() {
	const file = `<srx xmlns="http://www.lisa.org/srx20" version="2.0">
  <header segmentsubflows="yes" cascade="yes"/>
  <body>
    <languagerules><languagerule languagerulename="House">
      <rule break="no"><beforebreak>\bMgmt\.</beforebreak><afterbreak>\s</afterbreak></rule>
      <rule break="no"><beforebreak>(?&lt;=x)\.</beforebreak><afterbreak>\s</afterbreak></rule>
    </languagerule></languagerules>
    <maprules><languagemap languagepattern="en.*" languagerulename="House"/></maprules>
  </body>
</srx>`
	srx, err := segment.ParseSRX(strings.NewReader(file))
	fmt.Println(err)
	text := "The Mgmt. The staff agreed. It ended."
	for _, s := range segment.Split(text, segment.Options{Lang: "en", SRX: srx}) {
		fmt.Println(text[s.Start:s.End])
	}
	// Output:
	// srx: cannot run: language rule "House", rule 2: look-behind: (?<=x)\.
	// The Mgmt. The staff agreed.
	// It ended.
}
