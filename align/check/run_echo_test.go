package check

import "testing"

func TestOneFindingForOneWord(t *testing.T) {
	c, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range [][2]string{
		{"The talks open on Tuesday in Geneva.", "تبدأ المحادثات يوم الأربعاء في جنيف."},
		{"The water was at 430 degrees Celsius.", "كانت حرارة الماء 430 درجة فهرنهايت."},
	} {
		found := c.Run(Document{SourceLang: "en", TargetLang: "ar", Pairs: []Pair{{Source: p[0], Target: p[1]}}})
		if len(found) != 1 || found[0].Rule == "name.missing" {
			t.Errorf("%q: got %v, want the one finding about the value", p[0], found)
		}
	}
}
