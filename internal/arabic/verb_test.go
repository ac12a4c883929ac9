package arabic

import (
	"slices"
	"strings"
	"testing"
)

func TestVerbForms(t *testing.T) {
	for _, c := range []struct{ past, present, has, hasNot string }{
		{"كتب", "يكتب", "كتب كتبت كتبوا كتبنا كتبتم يكتب تكتب أكتب نكتب يكتبون تكتبوا تكتبين سنكتب", "كتبا"},
		{"قال", "يقول", "قال قالت قالوا قلت قلنا يقول يقل نقل يقولون سأقول", "قالتم"},
		{"أصاب", "يصيب", "أصابت أصبت أصابوا يصيب يصب تصيبون", ""},
		{"عض", "يعض", "عض عضت عضضت عضوا نعض أعض يعضون", "عضتم"},
		{"أنهى", "ينهي", "أنهى أنهت أنهوا أنهيت أنها ينهي ينه ينهون سينهي", "أنهيوا"},
		{"دعا", "يدعو", "دعا دعت دعوا دعوت دعونا يدعو يدع يدعون تدعين", ""},
		{"بقي", "يبقى", "بقي بقيت بقوا يبقى يبق يبقون", ""},
		{"أخذ", "يأخذ", "أخذ أخذت آخذ نأخذ يأخذون ستأخذ", ""},
		{"استمر", "يستمر", "استمر استمرت استمروا يستمرون", ""},
	} {
		forms := VerbForms(c.past, c.present)
		if !slices.IsSorted(forms) || len(slices.Compact(slices.Clone(forms))) != len(forms) {
			t.Errorf("%s: not sorted, or a form twice: %v", c.past, forms)
		}
		for w := range strings.FieldsSeq(c.has) {
			if !slices.Contains(forms, Normalize(w)) {
				t.Errorf("%s/%s: no %s in %v", c.past, c.present, w, forms)
			}
		}
		for w := range strings.FieldsSeq(c.hasNot) {
			if slices.Contains(forms, Normalize(w)) {
				t.Errorf("%s/%s has %s", c.past, c.present, w)
			}
		}
	}
	for _, c := range [][2]string{{"كتب", "كتب"}, {"", ""}, {"ك", "يك"}, {"كتب", "ي"}} {
		if f := VerbForms(c[0], c[1]); f != nil {
			t.Errorf("VerbForms(%q, %q) = %v, want nothing", c[0], c[1], f)
		}
	}
}
