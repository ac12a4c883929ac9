package segment

import (
	"errors"
	"strings"
	"testing"
)

// srxText wraps rules for the languages that pattern matches.
func srxText(rules, pattern string) string {
	return `<?xml version="1.0"?><srx xmlns="http://www.lisa.org/srx20" version="2.0"><header segmentsubflows="yes" cascade="yes"/><body><languagerules><languagerule languagerulename="Test">` +
		rules + `</languagerule></languagerules><maprules><languagemap languagepattern="` + pattern + `" languagerulename="Test"/></maprules></body></srx>`
}

func rule(breaks, before, after string) string {
	escape := strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace
	return `<rule break="` + breaks + `"><beforebreak>` + escape(before) + `</beforebreak><afterbreak>` + escape(after) + `</afterbreak></rule>`
}

func TestSRXAddsAndForbids(t *testing.T) {
	tests := []struct {
		name, rules, text, want string
	}{
		{"no rule applies", rule("no", `xyz\.`, ``), "The door opened. Light came in.", "The door opened.|Light came in."},
		{"forbid after the stop", rule("no", `\bMgmt\.`, `\s`), "The Mgmt. The staff agreed.", "The Mgmt. The staff agreed."},
		{"forbid after the space", rule("no", `\bMgmt\.\s`, ``), "The Mgmt. The staff agreed.", "The Mgmt. The staff agreed."},
		{"boundary needs a whole word", rule("no", `\bgmt\.\s`, ``), "The Mgmt. The staff agreed.", "The Mgmt.|The staff agreed."},
		{"boundary in Arabic", rule("no", `\bخط\.\s`, ``), "رسم الخط. عاد خط. جديد إلى العمل.", "رسم الخط.|عاد خط. جديد إلى العمل."},
		{"class in Arabic", rule("no", `\s\w\w\.`, `\s`), "وصل إلى جدة. وأقام في بم. يومين.", "وصل إلى جدة.|وأقام في بم. يومين."},
		{"digits of Arabic", rule("no", `\d\.`, `\s`), "الفصل ٧. يتناول الحرب.", "الفصل ٧. يتناول الحرب."},
		{"add a break", rule("yes", `؛`, `\s`), "ارتفع السعر؛ وقل الطلب. انتهى الموسم.", "ارتفع السعر؛|وقل الطلب.|انتهى الموسم."},
		{"first rule wins", rule("no", `سعر؛`, `\s`) + rule("yes", `؛`, `\s`), "السعر؛ كذا. الطلب؛ كذا.", "السعر؛ كذا.|الطلب؛|كذا."},
		{"break before no-break", rule("yes", `\.`, `\s`) + rule("no", `Mgmt\.`, `\s`), "The Mgmt. of it.", "The Mgmt.|of it."},
		{"NBSP is white space", rule("no", `Mgmt\.\s`, ``), "The Mgmt.\u00a0The staff.", "The Mgmt.\u00a0The staff."},
		{"Java escapes", rule("yes", `\u061B\h+`, `[\p{IsArabic}\p{Lu}]`), "أولا؛ ثانيا. ثالثا؛ x.", "أولا؛|ثانيا.|ثالثا؛ x."},
		{"breaks at the ends are none", rule("yes", ``, `A`), "A cat. A dog.", "A cat.|A dog."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			srx, err := ParseSRX(strings.NewReader(srxText(test.rules, ".*")))
			if err != nil {
				t.Fatal(err)
			}
			if got := joined(t, Options{SRX: srx}, test.text); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func joined(t *testing.T, opt Options, text string) string {
	t.Helper()
	s, err := New(opt)
	if err != nil {
		t.Fatal(err)
	}
	var parts []string
	for sentence := range s.All(text) {
		parts = append(parts, text[sentence.Start:sentence.End])
	}
	return strings.Join(parts, "|")
}

func TestSRXRefusesByName(t *testing.T) {
	tests := []struct{ before, after, reason string }{
		{`(?<=a)\.`, ``, "look-behind"},
		{`(?<!a)\.`, ``, "look-behind"},
		{`\.`, `(?=\s)`, "look-ahead"},
		{`\.`, `(?!x)`, "look-ahead"},
		{`(?>a+)\.`, ``, "atomic group"},
		{`a++\.`, ``, "possessive quantifier"},
		{`(a)\1`, ``, "back-reference"},
		{`\.`, `[a-z&&[^b]]`, "intersection of bracket expressions"},
		{`\.`, `[a[bc]]`, "bracket expression inside a bracket expression"},
		{`[\S]\.`, ``, `\S inside a bracket expression`},
		{`\b.\.`, ``, `\b whose sides cannot be told`},
		{`\.`, `\bx`, `\b whose sides cannot be told`},
		{`a\bb\.`, ``, `\b that never holds`},
		{`\Ba\.`, ``, `\B`},
		{`(a`, ``, "missing closing )"},
	}
	for _, test := range tests {
		t.Run(test.before+" "+test.after, func(t *testing.T) {
			good := rule("no", `Mgmt\.`, ``)
			srx, err := ParseSRX(strings.NewReader(srxText(good+rule("no", test.before, test.after), "ar.*")))
			var refused *SRXError
			if !errors.As(err, &refused) || len(refused.Refused) != 1 {
				t.Fatalf("error %v, want one refused rule", err)
			}
			r := refused.Refused[0]
			if r.Language != "Test" || r.Number != 2 || r.Reason != test.reason {
				t.Errorf("refused %+v, want rule 2 of Test: %s", r, test.reason)
			}
			if !strings.Contains(err.Error(), `language rule "Test", rule 2`) {
				t.Errorf("the message does not name the rule: %v", err)
			}
			if srx == nil || len(srx.rules["Test"]) != 1 {
				t.Errorf("the other rule is lost")
			}
		})
	}
}

func TestSRXRefusesBrokenFiles(t *testing.T) {
	tests := map[string]string{
		"no XML":          "hello",
		"another root":    "<tmx/>",
		"empty":           srxText("", "ar")[:60],
		"no maps":         strings.Replace(srxText(rule("no", "a", "b"), "ar"), "<languagemap", "<x", 1),
		"unknown set":     strings.Replace(srxText("", "ar"), `"Test"/>`, `"Best"/>`, 1),
		"language broken": srxText("", "a("),
		"deep":            strings.Repeat("<srx>", 40),
		"entity":          `<!DOCTYPE srx [<!ENTITY a "b">]>` + srxText("", "ar"),
	}
	for name, text := range tests {
		t.Run(name, func(t *testing.T) {
			if srx, err := ParseSRX(strings.NewReader(text)); err == nil {
				t.Errorf("accepted as %+v", srx)
			}
		})
	}
}

const twoLanguages = `<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header segmentsubflows="yes" cascade="CASCADE"/><body><languagerules>
<languagerule languagerulename="Arabic"><rule break="yes"><beforebreak>،</beforebreak><afterbreak>\s</afterbreak></rule></languagerule>
<languagerule languagerulename="French"><rule break="no"><beforebreak>(?&lt;=M)\.</beforebreak><afterbreak/></rule></languagerule>
<languagerule languagerulename="Any"><rule break="yes"><beforebreak>=</beforebreak><afterbreak/></rule></languagerule>
</languagerules><maprules>
<languagemap languagepattern="AR.*" languagerulename="Arabic"/>
<languagemap languagepattern="FR.*" languagerulename="French"/>
<languagemap languagepattern=".*" languagerulename="Any"/>
</maprules></body></srx>`

func TestSRXMapsLanguages(t *testing.T) {
	const text = "أولا، ثانيا = ثالثا، رابعا."
	tests := []struct{ cascade, lang, want, ruleSet string }{
		{"yes", "ar", "أولا،|ثانيا =|ثالثا،|رابعا.", "SRX for ar: 2 rules of Arabic, Any"},
		{"yes", "ar-EG", "أولا،|ثانيا =|ثالثا،|رابعا.", "SRX for ar: 2 rules of Arabic, Any"},
		{"yes", "en", "أولا، ثانيا =|ثالثا، رابعا.", "SRX for en: 1 rules of Any"},
		{"no", "ar", "أولا،|ثانيا = ثالثا،|رابعا.", "SRX for ar: 1 rules of Arabic"},
		{"no", "", "أولا،|ثانيا = ثالثا،|رابعا.", "SRX for ar: 1 rules of Arabic; SRX for en: 1 rules of Any"},
	}
	for _, test := range tests {
		t.Run(test.cascade+" "+test.lang, func(t *testing.T) {
			srx, err := ParseSRX(strings.NewReader(strings.Replace(twoLanguages, "CASCADE", test.cascade, 1)))
			if err != nil {
				t.Fatalf("rules of a language that never runs are no error: %v", err)
			}
			opt := Options{Lang: test.lang, SRX: srx}
			if got := joined(t, opt, text); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			s, err := New(opt)
			if err != nil {
				t.Fatal(err)
			}
			if got := s.RuleSet(); !strings.HasSuffix(got, test.ruleSet) {
				t.Errorf("rule set %q does not end in %q", got, test.ruleSet)
			}
		})
	}
}

// Version 1.0 wraps the maps in a maprule and does not cascade.
func TestSRXVersion1(t *testing.T) {
	old := strings.NewReplacer(`version="2.0"`, `version="1.0"`, ` cascade="CASCADE"`, "", "<maprules>", `<maprules><maprule maprulename="x">`,
		"</maprules>", "</maprule></maprules>", ` xmlns="http://www.lisa.org/srx20"`, "").Replace(twoLanguages)
	srx, err := ParseSRX(strings.NewReader(old))
	if err != nil {
		t.Fatal(err)
	}
	if got := joined(t, Options{Lang: "ar", SRX: srx}, "أ، ب = ج، د"); got != "أ،|ب = ج،|د" {
		t.Errorf("got %s", got)
	}
}

func FuzzParseSRX(f *testing.F) {
	f.Add(twoLanguages)
	f.Add(srxText(rule("no", `\b[^\]\d]+(\p{Lu}|\w{2,3})\.`, `\s*(?i)x$`), ".*"))
	f.Add(srxText(rule("yes", `[[:alpha:]]\R?\Z`, `\P{IsArabic}\x41`), "en|ar"))
	f.Fuzz(func(t *testing.T, text string) {
		srx, _ := ParseSRX(strings.NewReader(text))
		if srx == nil {
			return
		}
		s, err := New(Options{SRX: srx})
		if err != nil {
			t.Fatal(err)
		}
		const text2 = "قال د. سامي: «نعم. لا». Then he left. A1 ٢."
		checkSpans(t, text2, s.Split(text2))
	})
}
