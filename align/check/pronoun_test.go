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
		{"given name", "السباح ليوناردو بيلوني حاضر رغم الإصابة.", "Leonardo Belloni is here despite her injury.", true},
		{"given name agrees", "السباح ليوناردو بيلوني حاضر رغم الإصابة.", "Leonardo Belloni is here despite his injury.", false},
		{"woman's given name", "حضور تيريزا هولم مفاجئ للجميع.", "Theresa Holm surprised everyone when he came.", true},
		{"title before a family name", "موقف الوزيرة لاندستروم واضح.", "Minister Landström is clear about his position.", true},
		{"title agrees", "موقف الوزيرة لاندستروم واضح.", "Minister Landström is clear about her position.", false},
		{"two persons", "لقاء تيريزا هولم مع ليوناردو بيلوني غدا.", "Theresa Holm meets Leonardo Belloni tomorrow, when he is free.", false},
		{"no certain gender", "حضور هولم مفاجئ للجميع.", "Holm surprised everyone when he came.", false},
		{"family name", "حضور مارتن مفاجئ للجميع.", "Everyone liked Martin when she came.", false},
		{"another woman in sight", "والدة ليوناردو بيلوني غائبة رغم الدعوة.", "Leonardo Belloni has a mother; she is absent.", false},
		{"pronoun before the name", "البديل عن تيريزا هولم معروف.", "He replaces Theresa Holm.", false},
		{"a hospital", "مستشفى الملكة رانيا قريب من البيت.", "Queen Rania Hospital is near where he lives.", false},
		{"subject behind the verb", "ضاعت ساعة يده في المطار.", "He lost his watch at the airport.", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if f := findings(t, genders{}, c.ar, c.en)["pronoun.gender"]; (len(f) > 0) != c.want {
				t.Errorf("got %v, want a finding: %v", f, c.want)
			}
		})
	}
}
