package review

import (
	"strings"
	"testing"
)

func TestProseIsolatesWordsOfTheArticle(t *testing.T) {
	marks := strings.NewReplacer(firstStrongIsolate, "{", popIsolate, "}")
	for message, want := range map[string]string{
		"":                          "",
		"the days differ: 28 ↔ 18":  "the days differ: 28 ↔ 18",
		"“وخمس” = 5 ↔ “six” = 6":    "“{وخمس}” = 5 ↔ “six” = 6",
		"“28 يونيو 2021” = 28 June": "“{28 يونيو 2021}” = 28 June",
		"اوكرانيا is spelled أوكرانيا": "{اوكرانيا} is spelled {أوكرانيا}",
		"دي مايو 2 مرات, twice":        "{دي مايو 2 مرات}, twice",
		"كَتَبَ 5":                     "{كَتَبَ} 5",
		"٤٣٦ = 436":                    "{٤٣٦} = 436",
		"“open وخمس = 5":               "“open {وخمس} = 5",
		"closed” وخمس = 5":             "closed” {وخمس} = 5",
		"“a” “b” “ج”":                  "“a” “b” “{ج}”",
		"“\u202Eج\u2069” = 5":          "“{⟨RLO⟩ج⟨PDI⟩}” = 5",
	} {
		if got := marks.Replace(plainProse(message)); got != want {
			t.Errorf("%q: %s, want %s", message, got, want)
		}
		shown := ""
		for _, p := range prose(message) {
			for _, piece := range p.Pieces {
				shown += piece.Text
			}
		}
		if !strings.ContainsAny(message, "\u202E") && shown != message {
			t.Errorf("%q becomes %q", message, shown)
		}
	}
}
