package align

import (
	"slices"
	"strings"
	"testing"
)

func TestPageLine(t *testing.T) {
	for text, want := range map[string]bool{
		"Photo: Divers search the wreck. (Handout)": true,
		"READ MORE": true,
		"Reporting by Lina Karam; editing by Tom Ash": true,
		"By Our Correspondent":                        true,
		"BY LINA KARAM AND TOM ASH":                   true,
		"اقرأ أيضاً: مدينة بلا ظل":                    true,
		"للمزيد من التفاصيل: قناتنا على واتساب":       true,
		"(تصوير: هالة نصر)":                           true,
		"By Friday the water had reached the market.": false,
		"By the river stood a mill":                   false,
		"Photos of the wreck were shown in court.":    false,
		"Read more books, the teacher told them.":     true, // the price of a list
		"تحرير المدينة استغرق أسبوعين، كما قال القائد العسكري للمنطقة": true,
		"وصور المتحف معروضة منذ أمس.":                                  false,
		"":     false,
		"...":  false,
		"\xff": false,
	} {
		if got := pageLine(text); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}

// TestPageLines holds the list to its form.
func TestPageLines(t *testing.T) {
	last, n := "", 0
	for line := range strings.Lines(pageLines) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if line <= last {
			t.Errorf("%q does not stand behind %q in the order of bytes", line, last)
		}
		last, n = line, n+1
		if len(foldedWords(line, 99)) == 0 || len(foldedWords(line, 99)) > longestStart || !pageLine(line) {
			t.Errorf("%q: want one to %d words", line, longestStart)
		}
	}
	if n < 100 {
		t.Errorf("%d lines", n)
	}
}

// TestPageLinesOfBothEditions: a caption that both editions have is linked all the same.
func TestPageLinesOfBothEditions(t *testing.T) {
	source := with(bulletinAr, 3, "صورة: حقل قمح قرب الرباط في يوليو.")
	target := with(bulletinEn, 3, "Photo: A wheat field near Rabat in July.")
	_, by := alignBulletin(t, source, target)
	if l := by[3]; !slices.Equal(l.Source, []int{3}) || l.Confidence < 0.9 {
		t.Errorf("the caption is linked as %+v", l)
	}
}
