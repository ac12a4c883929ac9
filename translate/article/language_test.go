package article

import (
	"os"
	"strings"
	"testing"
)

func TestDetectLanguage(t *testing.T) {
	tests := []struct{ text, want string }{
		{arabicSample, "ar"},
		{englishSample, "en"},
		{"", ""},
		{"1234 – 56%", ""},
		{"خبر", "ar"},
		{"شركة Apple Inc. و Google LLC و Microsoft Corporation تعلن نتائجها", "ar"},
		{"The paper الأهرام said that the talks were over, and that the sides would meet again.", "en"},
		{"Oil prices rise", "en"},
		{"رئیس جمهور گفت که این برنامه برای مردم است و از هفته آینده آغاز می\u200cشود", "fa"},
		{"رئيس جمهور گفت كه اين برنامه براي مردم است و از هفته آينده آغاز مي شود", "fa"},
		{"وزیر اعظم نے کہا ہے کہ حکومت اگلے ہفتے نئے منصوبے کا اعلان کرے گی", "ur"},
		{"سەرۆک وەزیران گوتی کە حکوومەت لە هەفتەی داهاتوو پلانێکی نوێ ڕادەگەیەنێت", "ckb"},
		{"Le ministre a déclaré que le plan serait annoncé la semaine prochaine dans la capitale.", "fr"},
		{"Der Minister sagte, dass der Plan in der nächsten Woche vorgestellt werde.", "de"},
		{"Başbakan, hükümetin gelecek hafta yeni bir plan açıklayacağını ve bunun için çalıştığını söyledi.", "tr"},
		{"总理说政府下周将宣布新计划", ""},
		{"Министр сказал, что план будет объявлен.", ""},
	}
	for _, tt := range tests {
		if got := DetectLanguage(tt.text); got != tt.want {
			t.Errorf("DetectLanguage(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestFunctionWordData(t *testing.T) {
	data, err := os.ReadFile("data/function-words.tsv")
	if err != nil {
		t.Fatal(err)
	}
	last := ""
	for i, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		lang, word, ok := strings.Cut(line, "\t")
		if !ok || len(lang) < 2 || len(lang) > 3 || word == "" || word != strings.ToLower(strings.TrimSpace(word)) {
			t.Errorf("line %d: want a code, a tab and a word in lower case: %q", i+1, line)
		}
		if line <= last {
			t.Errorf("line %d: %q is not after %q", i+1, line, last)
		}
		last = line
	}
}
