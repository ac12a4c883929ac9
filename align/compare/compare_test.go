package compare

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestTexts(t *testing.T) {
	for _, c := range []struct{ lang, a, b, want string }{
		// what differs
		{"en", "About 300 people left the town.", "About 30 people left the town.", "number: 300 ↔ 30"},
		{"en", "The bridge cost 4 million euros.", "The bridge cost 4 million dollars.", "number: 4,000,000 EUR ↔ 4,000,000 USD"},
		{"en", "The court met on 5 May 2019.", "The court met on 7 May 2019.", "date: 5 May 2019 ↔ 7 May 2019"},
		{"en", "The council approved the plan.", "The council did not approve the plan.", "negation: – ↔ not"},
		{"en", "The council hasn't approved the plan.", "The council has approved the plan.", "negation: hasn't ↔ –"},
		{"en", "The mayor may resign.", "The mayor must resign.", "modality: may ↔ must"},
		{"en", "The mayor may resign.", "The mayor will resign.", "modality: may ↔ –"},
		{"en", "He met Omar Haddad in Beirut.", "He met Ali Haddad in Beirut.", "name: Omar Haddad ↔ Ali Haddad"},
		{"en", "The talks in Tripoli failed.", "The talks in Cairo failed.", "name: Tripoli ↔ Cairo"},
		{"en", `He said "we shall rebuild the port".`, "He said that they would rebuild the port.", `quote: "we shall rebuild the port" ↔ –`},
		{"ar", "وافق المجلس على الخطة.", "لم يوافق المجلس على الخطة.", "negation: – ↔ لم"},
		{"ar", "وصل 300 شخص.", "وصل 30 شخصا.", "number: 300 ↔ 30"},
		{"ar", "قال «سنعيد بناء الميناء».", "قال إنهم سيعيدون بناء الميناء.", "quote: «سنعيد بناء الميناء» ↔ –"},

		// what is only worded differently
		{"en", "Twelve people were hurt.", "12 persons were injured.", ""},
		{"en", "The council refused the plan.", "The council did not accept the plan.", ""},
		{"en", "It is not only late but dear.", "It is both late and dear.", ""},
		{"en", "He met Mohammed Qasim.", "He met Muhammad Kassem.", ""},
		{"en", "The United Nations agreed.", "The UN agreed.", ""},
		{"en", "Syrian officials agreed.", "Officials of Syria agreed.", ""},
		{"en", "The plant could close.", "The plant may close.", ""},
		{"en", `He said: "We will rebuild the port."`, "“We shall rebuild the harbour and the port,” he said.", ""},
		{"en", "President Haddad left.", "Haddad, the president, left.", ""},
		{"en", "It fell by 3.5% in 2011.", "In 2011 it dropped 3.5 per cent.", ""},
		{"ar", "لا شك أن الخطة جيدة.", "الخطة جيدة بالتأكيد.", ""},
		{"ar", "رفض المجلس الخطة.", "لم يقبل المجلس الخطة.", ""},
	} {
		var got []string
		for _, d := range Texts(c.lang, c.a, c.b) {
			got = append(got, d.String())
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s\n%s\ngot  %s\nwant %s", c.a, c.b, s, c.want)
		}
	}
}

// Comparing the other way round finds the same; a text does not differ from
// itself; spans lie inside their texts and hold the values.
func TestLaws(t *testing.T) {
	words := strings.Fields(`the council did not approve may must Omar Haddad Cairo 300 30 5 May 2019 "we shall go" never refused , . « » UN`)
	text := rapid.Map(rapid.SliceOfN(rapid.SampledFrom(words), 0, 14), func(w []string) string { return strings.Join(w, " ") })
	rapid.Check(t, func(t *rapid.T) {
		a, b := text.Draw(t, "a"), text.Draw(t, "b")
		if d := Texts("en", a, a); len(d) > 0 {
			t.Fatalf("%q differs from itself: %v", a, d)
		}
		there, back := Texts("en", a, b), Texts("en", b, a)
		if (len(there) == 0) != (len(back) == 0) {
			t.Fatalf("%v one way, %v the other", there, back)
		}
		for _, d := range there {
			if d.A.Start < 0 || d.A.End > len(a) || d.A.Start > d.A.End || d.B.Start < 0 || d.B.End > len(b) || d.B.Start > d.B.End {
				t.Fatalf("%v: spans %v, %v", d, d.A, d.B)
			}
			if d.ValueA == "" && d.ValueB == "" {
				t.Fatalf("nothing differs: %v", d)
			}
		}
	})
}

func FuzzTexts(f *testing.F) {
	f.Add("en", "He didn’t meet Omar's 3.5% “quote”.", "x")
	f.Add("ar", "لم يوافق «المجلس» على ٣٫٥", "\xff\xfe")
	f.Fuzz(func(t *testing.T, lang, a, b string) {
		if lang != "ar" {
			lang = "en"
		}
		for _, d := range Texts(lang, a, b) {
			_, _ = a[d.A.Start:d.A.End], b[d.B.Start:d.B.End]
		}
	})
}

func TestWordFile(t *testing.T) {
	seen := map[string]bool{}
	for line := range strings.Lines(wordFile) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 3 || f[0] != "ar" && f[0] != "en" || seen[f[0]+f[1]] {
			t.Errorf("bad or repeated line: %q", line)
			continue
		}
		seen[f[0]+f[1]] = true
		words := map[string]bool{}
		for w := range strings.FieldsSeq(f[2]) {
			if words[w] {
				t.Errorf("%s %s: %s twice", f[0], f[1], w)
			}
			words[w] = true
		}
	}
}
