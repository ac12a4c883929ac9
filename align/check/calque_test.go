package check

import (
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/goccy/go-yaml"

	"tarjuman/internal/frozen"
)

var update = flag.Bool("update", false, "write generated files anew")

// calqueFiles reads the packs that people write, by language.
func calqueFiles(t *testing.T) map[string][]calqueFile {
	names, err := filepath.Glob("rules/calque/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatal("no packs", err)
	}
	files := map[string][]calqueFile{}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var f calqueFile
		if err := yaml.UnmarshalWithOptions(data, &f, yaml.Strict()); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if f.Lang != "ar" && f.Lang != "en" {
			t.Fatalf("%s: lang %q: use ar or en", name, f.Lang)
		}
		files[f.Lang] = append(files[f.Lang], f)
	}
	return files
}

// TestCalqueTable holds the tables the program reads against the YAML people write.
func TestCalqueTable(t *testing.T) {
	files := calqueFiles(t)
	w := frozen.NewWriter(calqueKind)
	for _, lang := range []string{"ar", "en"} {
		if err := freezeCalques(w, files[lang]); err != nil {
			t.Fatal(err)
		}
	}
	if *update {
		if err := os.WriteFile("rules/calque.gen.bin", []byte(w.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if w.String() != builtinCalqueTables {
		t.Error("rules/calque.gen.bin is not what the YAML packs say: run go generate ./align/check")
	}
	for lang, least := range map[string]int{"ar": 400, "en": 120} {
		if n := calquePacks()[lang].entries.Len(); n < least {
			t.Errorf("%s: %d entries, want at least %d", lang, n, least)
		}
	}
}

// TestCalqueExamples holds every entry against its own examples.
func TestCalqueExamples(t *testing.T) {
	files := calqueFiles(t)
	for lang, pack := range calquePacks() {
		seen := map[string]bool{}
		var entries []calqueEntry
		for _, f := range files[lang] {
			entries = append(entries, f.Entries...)
		}
		for i, e := range entries {
			c := pack.calque(i)
			name := lang + "/" + e.Find[0]
			if seen[name] {
				t.Errorf("%s: listed twice", name)
			}
			seen[name] = true
			if e.Why == "" || len(e.Bad) == 0 || c.mqm == "" {
				t.Errorf("%s: why, bad and mqm must not be empty", name)
			}
			for _, s := range e.Bad {
				if !finds(pack, c, s) {
					t.Errorf("%s is silent on %q", name, s)
				}
			}
			for _, s := range e.Good {
				if finds(pack, c, s) {
					t.Errorf("%s reports %q", name, s)
				}
			}
			// What is suggested must not be a calque itself.
			if e.Say != "" && finds(pack, c, e.Say) {
				t.Errorf("%s reports its own suggestion %q", name, e.Say)
			}
		}
	}
}

func TestPatterns(t *testing.T) {
	tests := []struct {
		pattern, text string
		want          bool
	}{
		{"كوب العالم", "فاز بكوب العالم", true},
		{"كوب العالم", "وكوب العالم", true},
		{"كوب العالم", "كوب من العالم", false},
		{"كوب العالم", "كوب، العالم", false},
		{"+حفل كبير", "للحفل كبير", true},
		{"التخلي عن حذر+", "التخلي عن حذرهم", true},
		{"التخلي عن حذر", "التخلي عن حذرهم", false},
		{"صنف ..3 كا*", "صنف الرجل نفسه كارهابي", true},
		{"صنف ..1 كا*", "صنف الرجل نفسه كارهابي", false},
		{"تجميد اي من !اصول|اموال", "تجميد أي من أصول", false},
		{"تجميد اي من !اصول|اموال", "تجميد أي من الأمريكيين", true},
		{"^ معا ، يجب", "«معًا ، يجب", true},
		{"^ معا ، يجب", "نحن معًا، يجب", false},
		{"# سنه من العمر", "28 سنة من العمر", true},
		{"ركل/يركل|ركلة ..1 دلو", "سيركلون قريبا دلو", true},
		{"القابس ل*", "القابس للجيش", true},
		{"القابس ل*", "القابس لمصر", true},
		{"القابس ل*", "القابس لها", true},
		{"القابس ل*", "القابس لاعبون", false},
		{"القابس ل*", "القابس لبنان", false},
		{"القابس ل*", "القابس ليس", false},
		{"القابس ب*", "القابس بالقوة", true},
		{"القابس ب*", "القابس بيوت", false},
		{"رغم *هم ،", "رغم هزيمتهم ، فإن", true},
		{"<throw> ..2 <hat> ..1 <ring|حلبة>", "ترمي قبعتها في الحلبة", true},
		{"<throw> ..2 <hat> ..1 <ring|حلبة>", "وألقى الوزير بقبعته إلى حلبة", true},
		{"<throw> ..2 <hat> ..1 <ring|حلبة>", "ألقى الحارس القبعة على الأرض", false},
		{"<call> <conference>", "مكالمات المؤتمر", true},
		{"<call> <conference>", "مكالمة عن المؤتمر", false},
	}
	for _, tt := range tests {
		p, err := compilePattern(tt.pattern, nil)
		if err != nil {
			t.Fatal(err)
		}
		pack := newCalquePack()
		var verbs numbered
		packed := p.items[p.key].pack(&verbs)
		if it, got := p.items[p.key], unpackItem(packed, func(n int) string { return verbs.texts[n] }); !reflect.DeepEqual(got, it) {
			t.Errorf("%q: the key item is %+v, packed %+v", tt.pattern, it, got)
		}
		pack.calques = []*calque{{entry: &calqueEntry{}, find: []*pattern{p}}}
		pack.file(p, 0)
		if got := len(findCalques(pack, newText(tt.text), newText(""))) > 0; got != tt.want {
			t.Errorf("%q on %q: %v, want %v", tt.pattern, tt.text, got, tt.want)
		}
	}
	for _, bad := range []string{"", "_ _", "..9 كلمة", "@nothing", "كا*", "<throw|> كلمة", "<>"} {
		if _, err := compilePattern(bad, nil); err == nil {
			t.Errorf("pattern %q must be refused", bad)
		}
	}
}

// TestCalquesOfAnUntranslatedText holds that idioms taken literally are found where no
// translation tells how they were meant, more mildly, and that what is odd only beside
// its translation is not.
func TestCalquesOfAnUntranslatedText(t *testing.T) {
	const idiom, ordinary, thanks = "قالت إننا نعض الرصاصة اليوم.", "تسلم النادي كأس البطولة في الملعب.", "شكرا لكم على هذه الرسائل."
	for _, c := range []struct {
		name string
		pair Pair
		want Severity
		none bool
	}{
		{name: "beside the idiom", pair: Pair{Source: idiom, Target: "She said we bite the bullet today."}, want: Major},
		{name: "beside another rendering", pair: Pair{Source: idiom, Target: "She said we accept the pain today."}, none: true},
		{name: "alone", pair: Pair{Source: idiom}, want: Minor},
		{name: "beside a gloss", pair: Pair{Source: idiom, Target: "said that-we bit the-lead the-day", Gloss: true}, want: Minor},
		{name: "ordinary words alone", pair: Pair{Source: ordinary}, none: true},
		{name: "true thanks alone", pair: Pair{Source: thanks}, want: Info},
	} {
		got := findingsFrom(t, calques{}, Document{SourceLang: "ar", TargetLang: "en", Pairs: []Pair{c.pair}}, Info)["calque.phrase"]
		switch {
		case c.none && len(got) > 0:
			t.Errorf("%s: got %v, want nothing", c.name, got)
		case !c.none && (len(got) != 1 || got[0].Severity != c.want):
			t.Errorf("%s: got %v, want one finding, %s", c.name, got, c.want)
		}
	}
}
