package check

import (
	"testing"
)

func amountFindings(t testing.TB, ar, en string) []Finding {
	t.Helper()
	c, err := New(Options{Enable: []string{"number", "date", "unit"}})
	if err != nil {
		t.Fatal(err)
	}
	return c.Run(Document{SourceLang: "ar", TargetLang: "en", Pairs: []Pair{{Source: ar, Target: en}}})
}

func TestAmountExamples(t *testing.T) {
	for _, r := range (amounts{}).Rules() {
		if r.Detail == "" || len(r.Bad) == 0 || len(r.Good) == 0 {
			t.Errorf("%s has no description or examples", r.Name)
		}
		for _, p := range r.Bad {
			found := false
			for _, f := range amountFindings(t, p[0], p[1]) {
				found = found || f.Rule == r.Name && f.Severity >= Minor
			}
			if !found {
				t.Errorf("%s is silent on\n%s\n%s", r.Name, p[0], p[1])
			}
		}
		for _, p := range r.Good {
			for _, f := range amountFindings(t, p[0], p[1]) {
				t.Errorf("%s on a good pair: %s\n%s\n%s", f.Rule, f.Message, p[0], p[1])
			}
		}
	}
}

// Equivalent ways to write one value in the two languages are no finding.
func TestAmountEquivalents(t *testing.T) {
	for _, p := range [][2]string{
		{"خلال الساعات الـ48 الماضية", "in the past 48 hours"},
		{"قبل عامين ونصف العام", "two and a half years ago"},
		{"تراوحت التقديرات بين 340 مليون و500 مليون", "estimates ranged from 340 to 500 million"},
		{"ثلاثة أرباع السكان", "75% of the population"},
		{"بلغت الحرارة 5 تحت الصفر", "it was minus 5"},
		{"في التسعينيات", "in the 1990s"},
		{"كان في الأربعينيات من عمره", "he was in his 40s"},
		{"القرنين السادس عشر والسابع عشر", "the 16th and 17th centuries"},
		{"الحرب العالمية الثانية", "World War II"},
		{"مجموعة العشرين", "the G20"},
		{"بين عامي 1950 و1953", "in 1950-53"},
		{"مساحتها 783،562 كيلومترا مربعا", "its area is 783,562 square kilometres"},
		{"لمدة ساعة ونصف الساعة", "for 90 minutes"},
		{"تضم أكثر من ألفي موظف", "it has more than 2,000 staff"},
		{"وصلا معا", "the two arrived together"},
		{"بسرعة 64 كم/س", "at 64 kph"},
		{"عشرات الآلاف من المتظاهرين", "tens of thousands of protesters"},
		{"دفع 5 ملايين دولار", "he paid US$5m"},
		{"في الساعة 14:00", "at 2 p.m."},
		{"انظر http://example.org/2021/5 و@user12", "see http://example.org/2020/7"},
		{"٢٫٥ في المئة", "2.5 percent"},
		{"في 12 رمضان 1442 هـ", "on 24 April 2021"},
		{"في 12 رمضان 1442 هـ الموافق 24 أبريل 2021", "on 24 April 2021"},
		{"منذ عام 1443 هـ", "since 2022"},
		{"استمر القتال أسبوعين", "fighting lasted for 14 days"},
	} {
		for _, f := range amountFindings(t, p[0], p[1]) {
			t.Errorf("%s: %s\n%s\n%s", f.Rule, f.Message, p[0], p[1])
		}
	}
}

func TestAmountReverse(t *testing.T) {
	c, err := New(Options{Enable: []string{"number"}})
	if err != nil {
		t.Fatal(err)
	}
	fs := c.Run(Document{SourceLang: "en", TargetLang: "ar", Pairs: []Pair{{Source: "55,000 people fled.", Target: "فر 000 55 شخص."}}})
	if len(fs) != 1 || fs[0].Rule != "number.grouping" || fs[0].SourceValue != "55,000" || fs[0].TargetValue != "000 55" {
		t.Errorf("got %+v", fs)
	}
}

func TestAmountsOfTheSample(t *testing.T) {
	c, err := New(Options{Enable: []string{"number", "date", "unit"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range c.Run(articleDocument(t, "article.en.txt")) {
		t.Errorf("clean article, paragraph %d: %s: %s", f.Pair, f.Rule, f.Message)
	}
	want := map[int]string{0: "date.value", 2: "number.value", 4: "number.value", 17: "number.value"}
	got := map[int]string{}
	for _, f := range c.Run(articleDocument(t, "article.planted.en.txt")) {
		got[f.Pair] = f.Rule
	}
	if len(got) != len(want) {
		t.Errorf("findings %v, want %v", got, want)
	}
	for i, rule := range want {
		if got[i] != rule {
			t.Errorf("paragraph %d: %q, want %q", i, got[i], rule)
		}
	}
}

func BenchmarkAmounts(b *testing.B) {
	doc := articleDocument(b, "article.en.txt")
	units := analyse(doc)
	ignore := func(Finding) {}
	b.ReportAllocs()
	for b.Loop() {
		for i := range units.Units {
			amounts{}.Unit(&units.Units[i], ignore)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(units.Units)), "µs/pair")
}
