package check

import (
	"slices"
	"strings"
	"testing"
)

func TestWholeSentencesWithoutCounterpart(t *testing.T) {
	pair := func(source, target string) Pair { return Pair{Source: source, Target: target} }
	first := pair("وصل رئيس الوزراء إلى العاصمة صباح اليوم.", "The prime minister arrived in the capital this morning.")
	last := pair("وقتل ثلاثة جنود في الهجوم.", "Three soldiers were killed in the attack.")
	const lost = "وأغلقت السلطات المدارس في المحافظات الجنوبية بسبب السيول."
	const added = "Authorities closed schools in the southern provinces because of floods."
	for _, c := range []struct {
		name   string
		middle []Pair
		rule   string
		want   Severity
		count  int
	}{
		{"omitted sentence", []Pair{pair(lost, "")}, "coverage.omission", Major, 1},
		{"omitted sentence, target of spaces", []Pair{pair(lost, " \u200f")}, "coverage.omission", Major, 1},
		{"two of them", []Pair{pair(lost, ""), pair("ولم يعلن أحد مسؤوليته عن التفجير في السوق.", "")}, "coverage.omission", Major, 2},
		{"added sentence", []Pair{pair("", added)}, "coverage.addition", Major, 1},
		{"short", []Pair{pair("هكذا قال.", "")}, "coverage.omission", Minor, 1},
		{"link in doubt", []Pair{{Source: lost, Doubtful: true}}, "coverage.omission", Minor, 1},
		{"moved", []Pair{{Source: lost, Elsewhere: []string{"s9"}}}, "coverage.omission", Info, 1},
		{"credit", []Pair{pair("(إعداد سليم خوري للنشرة العربية - تحرير منى زيدان)", "")}, "coverage.omission", Info, 1},
		{"notice", []Pair{pair("", "Reporting by Mona Zidan; editing by Salim Khoury")}, "coverage.addition", Info, 1},
		{"said by the neighbour", []Pair{pair(lost, ""), pair("وعاد الهدوء إلى الطرق.", "Calm returned to the roads and authorities closed schools in southern provinces because of the floods.")}, "coverage.omission", Info, 1},
		{"added, said by the neighbour", []Pair{pair("وعاد الهدوء إلى الطرق. "+lost, "Calm returned to the roads."), pair("", added)}, "coverage.addition", Info, 1},
		{"rule between sections", []Pair{pair("* * *", "")}, "coverage.omission", Info, 0},
		{"both empty", []Pair{pair("", "")}, "coverage.omission", Info, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := Document{SourceLang: "ar", TargetLang: "en", Pairs: slices.Concat([]Pair{first}, c.middle, []Pair{last})}
			got := slices.DeleteFunc(findingsFrom(t, coverage{}, doc, Info)[c.rule], func(f Finding) bool { return !strings.Contains(f.Message, "whole sentence") })
			if len(got) != c.count {
				t.Fatalf("got %d findings, want %d: %v", len(got), c.count, got)
			}
			for _, f := range got {
				if f.Severity != c.want {
					t.Errorf("severity %s, want %s: %s", f.Severity, c.want, f.Message)
				}
			}
		})
	}
}

func TestFurnitureLines(t *testing.T) {
	for text, want := range map[string]bool{
		"Read more: floods close schools": true, "إعداد: سليم خوري": true, "المصدر: وكالات": true, "(رويترز)": true, "© 2026 The Daily": true,
		"المصدر الأمني أكد الخبر.": false, "تحرير المدينة استغرق شهرا.": false, "Copyright law changed last year.": false, "Reuters reported the deal.": false,
		"Source: a list of fifteen words that no credit line in a paper would ever be long enough for": false,
	} {
		if got := isFurniture(newText(text)); got != want {
			t.Errorf("isFurniture(%q) = %v", text, got)
		}
	}
}

func TestFurnitureFile(t *testing.T) {
	var last string
	for f := range tableLines(furnitureFile) {
		if len(f) != 1 || f[0] <= last {
			t.Errorf("%q: one column, sorted, no line twice", f)
		}
		last = f[0]
	}
}
