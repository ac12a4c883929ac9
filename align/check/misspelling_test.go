package check

import (
	"strings"
	"testing"

	"tarjuman/internal/arabic"
)

func TestMisspellingFile(t *testing.T) {
	var last string
	for f := range tableLines(misspellingFile) {
		if len(f) < 2 || len(f) > 3 || len(f) == 3 && f[2] != "info" || f[0] == f[1] || f[0] <= last {
			t.Errorf("%q: want wrong, right and perhaps info; sorted, no line twice", f)
			continue
		}
		last = f[0]
		if _, listed := misspelledWords()[f[1]]; listed {
			t.Errorf("%q is called right and wrong", f[1])
		}
		if right := hamzaSpelling(f[0], arabic.Normalize(f[0])); right != "" && strings.HasSuffix(f[1], right) {
			t.Errorf("%q: spelling.hamza finds it already", f[0])
		}
	}
}

func TestJussiveFile(t *testing.T) {
	var last string
	for f := range tableLines(jussiveFile) {
		if len(f) != 2 || f[0] <= last || len([]rune(f[1])) != len([]rune(f[0]))-1 {
			t.Errorf("%q: want a present and its jussive, one letter shorter; sorted", f)
		}
		last = f[0]
	}
}

// TestCarefulArabic holds the rules about spelling and grammar against sentences that
// look like the faults and are none.
func TestCarefulArabic(t *testing.T) {
	for _, text := range []string{
		"لم يكن الوزير حاضرا، ولم يزل يستعد للسفر.",
		"لم تنسي موعدك يا ليلى، ولم يعطني أحد جوابا.",
		"لن يكون الأمر سهلا، ولن يتعاون أحد معهم ولن يخون.",
		"شاهد المباراة في التلفزيون وتحدث عن القانون وعن الديون.",
		"قال المسؤولون إن الطرفين اتفقا.",
		"أبلغ المسؤولين بالأمر ثم ذكر اللاعبين بالاسم.",
		"قرأ في الكتاب عن آل سعود وآل خليفة.",
		"حصل الفريقان أ و ب على النقاط.",
		"شربوا المياه وساروا في هذا الاتجاه على غير انتباه.",
		"قابله وجها لوجه، وكان الوجه معروفا وفيه شبه من أبيه.",
		"جاءا من بلد بعيد وشاءا أن يعودا.",
		"كانت له أسماء كثيرة وجزاء عادل.",
		"باعت الشركة 1,000 سيارة إلى John, Smith وغيرهما.",
	} {
		for _, rule := range []string{"spelling.word", "spelling.teh", "grammar", "spacing.particle", "punctuation"} {
			if fs := findingsOf(t, rule, "ar", [2]string{text, ""}); len(fs) > 0 {
				t.Errorf("%s in %q: %s", fs[0].Rule, text, fs[0].Message)
			}
		}
	}
}

func TestCarelessArabic(t *testing.T) {
	for _, c := range []struct{ rule, text, right string }{
		{"spelling.word", "كتب إسم الشركة على الباب.", "اسم"},
		{"spelling.word", "حضر مساءاً إلى المقر.", "مساء"},
		{"spelling.word", "تحمل المسؤلية وحده.", "المسؤولية"},
		{"spelling.teh", "افتتح الوزير المدرسه أمس.", "المدرسة"},
		{"spelling.teh", "زار المواقع السياحيه أمس.", "السياحية"},
		{"grammar.mood", "لم ينتهي الاجتماع بعد.", "لم ينته"},
		{"grammar.mood", "ولم يستطيع أحد الخروج.", "ولم يستطع"},
		{"grammar.mood", "لم يوافقون على الشروط.", "لم يوافقوا"},
		{"grammar.case", "هذا أحد اللاعبون الكبار.", "أحد اللاعبين"},
		{"spacing.particle", "وفقا لـ الوثائق التي نشرت.", "للوثائق"},
		{"spacing.particle", "سافر الوفد لـ ألمانيا أمس.", "لألمانيا"},
		{"spacing.particle", "زار القاهرة و دمشق أمس.", "ودمشق"},
		{"punctuation.doubled", "وصل الوفد،, ثم غادر.", "،"},
	} {
		fs := findingsOf(t, c.rule, "ar", [2]string{c.text, ""})
		if len(fs) != 1 || fs[0].Suggestion != c.right {
			t.Errorf("%s in %q: got %v, want the suggestion %q", c.rule, c.text, fs, c.right)
		}
	}
}
