package bitext

import (
	"strings"
	"testing"
)

// TestLanguagesOfAMemory: which texts become the source and which the target,
// whatever other programs write about the languages and in whatever order.
func TestLanguagesOfAMemory(t *testing.T) {
	tuv := map[string]string{
		"ar": `<tuv xml:lang="ar-EG"><seg>مفتوح</seg></tuv>`, "en": `<tuv xml:lang="en-GB"><seg>open</seg></tuv>`, "us": `<tuv xml:lang="EN_us"><seg>opened</seg></tuv>`,
		"fr": `<tuv xml:lang="fr"><seg>ouvert</seg></tuv>`, "de": `<tuv lang="de"><seg>offen</seg></tuv>`, "?": `<tuv><seg>unnamed</seg></tuv>`,
	}
	for _, c := range []struct {
		srclang, units string // units: variants, separated by spaces; "de:" before them is the unit's srclang
		want           Languages
		source, target string // texts of the last unit
		langs, note    string
	}{
		{"ar", "ar+en", Languages{}, "مفتوح", "open", "ar-en", ""},
		{"ar-SA", "en+ar", Languages{}, "مفتوح", "open", "ar-en", ""},
		{"EN", "ar+en", Languages{}, "open", "مفتوح", "en-ar", ""},
		{"*all*", "en+ar", Languages{}, "open", "مفتوح", "en-ar", ""},
		{"*ALL*", "ar+en", Languages{}, "مفتوح", "open", "ar-en", ""},
		{"*all*", "ar:en+ar", Languages{}, "مفتوح", "open", "ar-en", ""},
		{"", "ar+en", Languages{}, "مفتوح", "open", "ar-en", ""},
		{"sv", "ar+en", Languages{}, "مفتوح", "open", "ar-en", ""}, // a source that no unit has
		{"ar", "ar+fr+en", Languages{}, "مفتوح", "open", "ar-en", "1 text in a further language"},
		{"ar", "ar+fr+en ar+fr ar+fr", Languages{}, "مفتوح", "ouvert", "ar-fr", "1 text in a further language"},
		{"fr", "fr+de+ar fr+ar", Languages{}, "ouvert", "مفتوح", "fr-ar", ""},
		{"ar", "ar+fr+en ar+de", Languages{"ar", "de"}, "مفتوح", "offen", "ar-de", "2 texts in further languages"},
		{"ar", "ar+en", Languages{"en", "ar"}, "open", "مفتوح", "en-ar", ""},
		{"en-US", "en+us+ar", Languages{}, "opened", "مفتوح", "en-ar", "1 text in a further language"},
		{"ar", "ar+en+us", Languages{}, "مفتوح", "open", "ar-en", "1 text in a further language"},
		{"ar", "ar+?", Languages{}, "مفتوح", "unnamed", "ar-", ""},
		{"ar", "ar", Languages{}, "مفتوح", "", "ar-", ""},
		{"ar", "en", Languages{}, "open", "", "en-", ""},
	} {
		var body strings.Builder
		for unit := range strings.FieldsSeq(c.units) {
			own, variants, ok := strings.Cut(unit, ":")
			if !ok {
				own, variants = "", unit
			}
			body.WriteString(`<tu srclang="` + own + `">`)
			for v := range strings.SplitSeq(variants, "+") {
				body.WriteString(tuv[v])
			}
			body.WriteString("</tu>")
		}
		d, notes, err := tmxFormat{c.want}.Read(strings.NewReader(`<tmx version="1.4"><header srclang="` + c.srclang + `"/><body>` + body.String() + `</body></tmx>`))
		if err != nil {
			t.Errorf("%s %s: %v", c.srclang, c.units, err)
			continue
		}
		last := d.Segments[len(d.Segments)-1]
		langs := d.Header.Source.Lang + "-" + d.Header.Target.Lang
		if last.Source.Text != c.source || last.Target.Text != c.target || langs != c.langs || !strings.Contains(strings.Join(notes, "\n"), c.note) {
			t.Errorf("srclang %q, %s, wanted %v: %q and %q in %s, notes %q", c.srclang, c.units, c.want, last.Source.Text, last.Target.Text, langs, notes)
		}
	}
	_, _, err := tmxFormat{Languages{"ar", "it"}}.Read(strings.NewReader(`<tmx><body><tu>` + tuv["ar"] + tuv["en"] + `</tu></body></tmx>`))
	if err == nil || !strings.Contains(err.Error(), `no text is in "it", only in ar, en`) {
		t.Errorf("error %v", err)
	}
}
