package check

import "testing"

// TestQuotationOverSeveralSentences: agencies open one quotation in Arabic and close it
// sentences later, where the English closes and opens again around the speaker.
func TestQuotationOverSeveralSentences(t *testing.T) {
	arabic := []string{"وقالت الطبيبة \"اللقاح آمن، ومن شبه المؤكد أنه فعال.", "وسنواصل التجربة في ثلاثة مستشفيات أخرى.", "لكننا لا نعرف كم تدوم المناعة\"."}
	english := []string{"\"The vaccine is safe, and almost certainly effective,\" the doctor said.", "\"We will continue the trial in three other hospitals.", "But we do not know how long immunity lasts.\""}
	for _, reverse := range []bool{false, true} {
		doc := Document{SourceLang: "ar", TargetLang: "en"}
		if reverse {
			doc.SourceLang, doc.TargetLang = "en", "ar"
		}
		for i := range arabic {
			p := Pair{Source: arabic[i], Target: english[i]}
			if reverse {
				p.Source, p.Target = p.Target, p.Source
			}
			doc.Pairs = append(doc.Pairs, p)
		}
		if got := documentFindings(t, quotes{}, doc); len(got) > 0 {
			t.Errorf("English as the source %v: %v", reverse, got)
		}
	}
	lost := Document{SourceLang: "ar", TargetLang: "en", Pairs: []Pair{
		{Source: "وقالت الطبيبة: «اللقاح آمن ومن شبه المؤكد أنه فعال».", Target: "The doctor said the vaccine was safe and almost certainly effective."},
	}}
	if got := documentFindings(t, quotes{}, lost)["quote.lost"]; len(got) != 1 {
		t.Errorf("a quotation within one sentence: got %v, want it lost", got)
	}
}

func TestMessagesNameTheSourceFirst(t *testing.T) {
	doc := Document{SourceLang: "en", TargetLang: "ar", Pairs: []Pair{{Source: "They met on Tuesday.", Target: "التقيا يوم الأربعاء."}}}
	got := documentFindings(t, amounts{}, doc)["date.value"]
	if len(got) != 1 || got[0].Message != "the weekdays differ: Tuesday ↔ Wednesday" {
		t.Errorf("got %v, want Tuesday first", got)
	}
}
