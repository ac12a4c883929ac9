package check

import "testing"

func TestGenders(t *testing.T) {
	for _, c := range []struct {
		name, ar, en string
		want         bool
	}{
		{"right", "قالت الوزيرة إنها ستستقيل.", "The minister said she would resign.", false},
		{"verb", "وأضافت: لن أستقيل.", "I will not resign, he added.", true},
		{"verb after", "وأضافت أن الأمر صعب.", "He added that it was difficult.", true},
		{"first person", "قلت إن الأمر صعب.", "He said it was difficult.", false},
		{"possessive", "نشر كتابه في القاهرة.", "He published her book in Cairo.", true},
		{"it is not she", "فقدت الشركة مديرها.", "The company lost his manager.", true},
		{"feminine ending", "عقدت الدورة أمس في مدرسة.", "His session was held at a school.", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if f := findings(t, genders{}, c.ar, c.en)["pronoun.gender"]; (len(f) > 0) != c.want {
				t.Errorf("got %v, want a finding: %v", f, c.want)
			}
		})
	}
}
