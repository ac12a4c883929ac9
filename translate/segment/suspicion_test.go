package segment

import (
	"fmt"
	"strings"
	"testing"
)

func TestSuspicions(t *testing.T) {
	const none = ""
	tests := []struct{ name, text, want string }{
		{"quotation whole", "وقال: “نرحب بالقرار”. وغادر القاعة.", none},
		{"quotation cut", "وقال: “نرحب بقرار المجلس”. الأمن والسلم”.", "cut-quotation الأمن والسلم”"},
		{"quotation cut, wrong closer", "وقال: “نرحب بقرار المجلس”. الأمن والسلم “.", "cut-quotation الأمن والسلم “"},
		{"quotation cut, guillemets", "وقال: «نرحب بقرار المجلس». الأمن والسلم».", "cut-quotation الأمن والسلم»"},
		{"quotation cut, straight", `وقال: "نرحب بقرار المجلس". الأمن والسلم".`, `cut-quotation الأمن والسلم"`},
		{"two quotations", "وقال: “نرحب بالقرار”. “سننفذه فورا”.", none},
		{"quotation of two sentences, wrong closer", "وقال: “نرحب بالقرار. وسننفذه فورا “.", none},
		{"orphan closer", "نرحب بالقرار”. وغادر القاعة.", "orphan-closer ”"},
		{"orphan in mid-sentence", "نرحب» بالقرار الجديد.", "orphan-closer »"},
		{"cut in English", "He said: “We welcome the council's”. Peace and security”.", "cut-quotation Peace and security”"},
		{"apostrophe", "The workers' strike ended. It's over.", none},
		{"fragment", "ناقش الوزيران سبل دعم السكان. جهود دولية لإغاثة النازحين.", "verbless-fragment جهود دولية لإغاثة النازحين."},
		{"fragment with a written preposition", "اتفق الطرفان على العمل. حملة مشتركة ضد الفساد.", "verbless-fragment حملة مشتركة ضد الفساد."},
		{"fragment with tatweel", "اتفق الطرفان على العمل. جـهود مشـتركة لمكافحة الفقر.", "verbless-fragment جـهود مشـتركة لمكافحة الفقر."},
		{"a heading is none", "جهود دولية لإغاثة النازحين.", none},
		{"a first sentence is none", "جهود دولية لإغاثة النازحين. وصلت الشاحنات أمس.", none},
		{"definite topic", "انتهى الاجتماع. الجهود مستمرة لإغاثة النازحين.", none},
		{"construct topic", "انتهى الاجتماع. محاربة الفقر لمصلحة الجميع.", none},
		{"verb", "انتهى الاجتماع. وصلت قافلة لإغاثة النازحين.", none},
		{"particle", "انتهى الاجتماع. لا عودة لسياسة الحصار.", none},
		{"after a question", "ما الحل؟ جهود دولية لإغاثة النازحين.", none},
		{"two words", "انتهى الاجتماع. نهاية سعيدة.", none},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, sentence := range Split(test.text, Options{}) {
				for _, x := range sentence.Suspicions {
					got = append(got, fmt.Sprintf("%v %s", x.Kind, test.text[x.Start:x.End]))
				}
			}
			if g := strings.Join(got, "; "); g != test.want {
				t.Errorf("got %q, want %q", g, test.want)
			}
		})
	}
	if got := SuspicionKind(99).String(); got != "unknown" {
		t.Errorf("a kind that does not exist is called %q", got)
	}
}
