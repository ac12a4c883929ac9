package check

import "testing"

func TestSpeakers(t *testing.T) {
	for _, c := range []struct {
		name string
		ar   []string // sentences of one paragraph
		en   []string
		want string
	}{
		{"speakers change places", []string{"قال كلارك هاربر إن مارك تولان لم يحضر."}, []string{"Mark Tolan said Clark Harper did not come."}, "quote.speaker"},
		{"verb of saying behind", []string{"قال كلارك هاربر إن مارك تولان لم يحضر."}, []string{"Clark Harper did not come, said Mark Tolan."}, "quote.speaker"},
		{"same speaker", []string{"قال كلارك هاربر إن مارك تولان لم يحضر."}, []string{"Clark Harper said Mark Tolan did not come."}, ""},
		{"speaker behind", []string{"قال كلارك هاربر إن مارك تولان لم يحضر."}, []string{"Mark Tolan did not come, said Clark Harper."}, ""},
		{"spokesman", []string{"قال متحدث باسم مارك تولان إن كلارك هاربر لم يحضر."}, []string{"A spokesman for Mark Tolan said Clark Harper did not come."}, ""},
		{"title between", []string{"قال وزير الخارجية كلارك هاربر إن مارك تولان لم يحضر."}, []string{"Foreign Minister Clark Harper said Mark Tolan did not come."}, ""},
		{"particle in the name", []string{"قال الوزير فيصل بن هاربر إن تولان لم يحضر."}, []string{"The minister Faisal bin Harper said Tolan did not come."}, ""},
		{"weekday", []string{"صرحت شرطة كلارك هاربر يوم السبت بأن تولان لم يحضر."}, []string{"Police of Clark Harper said on Saturday that Tolan did not come."}, ""},
		{"told", []string{"قال كلارك هاربر لمارك تولان إنه لن يحضر."}, []string{"Clark Harper told Mark Tolan that he would not come."}, ""},
		{"goes on with another", []string{"قال كلارك هاربر إن المدرسة ستفتح غدا.", "وأضاف أن المقاعد قليلة."},
			[]string{"Clark Harper said the school would open tomorrow.", "Mark Tolan added that there were few seats."}, "quote.speaker"},
		{"goes on with the name", []string{"قال كلارك هاربر إن المدرسة ستفتح غدا.", "وأضاف أن المقاعد قليلة."},
			[]string{"Clark Harper said the school would open tomorrow.", "Harper added that there were few seats."}, ""},
		{"goes on with a pronoun", []string{"قال كلارك هاربر إن المدرسة ستفتح غدا.", "وأضاف أن المقاعد قليلة."},
			[]string{"Clark Harper said the school would open tomorrow.", "He added that there were few seats."}, ""},
		{"merged", []string{"قال الطبيب: «اللقاح آمن تماما للأطفال». وأضافت الممرضة: «ننصح الجميع بتلقي الجرعة الثانية»."},
			[]string{"“The vaccine is completely safe for children and we advise everyone to receive the second dose,” the doctor said."}, "quote.merged"},
		{"merged across sentences", []string{"قال الطبيب: «اللقاح آمن تماما للأطفال».", "وأضافت الممرضة: «ننصح الجميع بتلقي الجرعة الثانية»."},
			[]string{"The doctor said: “The vaccine is completely safe for children.", "We advise everyone to receive the second dose.”"}, "quote.merged"},
		{"kept apart", []string{"قال الطبيب: «اللقاح آمن تماما للأطفال».", "وأضافت الممرضة: «ننصح الجميع بتلقي الجرعة الثانية»."},
			[]string{"The doctor said: “The vaccine is completely safe for children.”", "“We advise everyone to receive the second dose,” the nurse added."}, ""},
		{"one quotation over two sentences", []string{"قال الطبيب: «اللقاح آمن تماما للأطفال.", "ننصح الجميع بتلقي الجرعة الثانية»."},
			[]string{"The doctor said: “The vaccine is completely safe for children.", "We advise everyone to receive the second dose.”"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, reverse := range []bool{false, true} {
				if reverse && c.want == "quote.merged" {
					continue // see TestMergedFromEnglish: the quotations are those of the source
				}
				doc := Document{SourceLang: "ar", TargetLang: "en"}
				if reverse {
					doc.SourceLang, doc.TargetLang = "en", "ar"
				}
				for i := range c.ar {
					p := Pair{Source: c.ar[i], Target: c.en[i]}
					if reverse {
						p.Source, p.Target = p.Target, p.Source
					}
					doc.Pairs = append(doc.Pairs, p)
				}
				got := documentFindings(t, attributions{}, doc)
				if c.want == "" && len(got) != 0 || c.want != "" && (len(got) != 1 || len(got[c.want]) != 1) {
					t.Errorf("reverse %v: got %v, want %q", reverse, got, c.want)
				}
			}
		})
	}
}

func TestMergedFromEnglish(t *testing.T) {
	doc := Document{SourceLang: "en", TargetLang: "ar", Pairs: []Pair{{
		Source: "“The vaccine is completely safe for children,” the doctor said. “We advise everyone to receive the second dose,” the nurse added.",
		Target: "قال الطبيب: «اللقاح آمن تماما للأطفال وننصح الجميع بتلقي الجرعة الثانية».",
	}}}
	if got := documentFindings(t, attributions{}, doc); len(got["quote.merged"]) != 1 {
		t.Errorf("got %v, want quote.merged", got)
	}
	if got := documentFindings(t, quotes{}, doc); len(got["quote.lost"]) != 0 {
		t.Errorf("quote.lost says it again: %v", got)
	}
}
