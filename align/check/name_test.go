package check

import "testing"

func TestNames(t *testing.T) {
	for _, c := range []struct{ name, ar, en, want string }{
		{"country", "زار الوزير إيطاليا أمس.", "The minister visited Italy yesterday.", ""},
		{"people for country", "التقى مسؤولين من إيطاليا أمس.", "He met Italian officials yesterday.", ""},
		{"capital for country", "أدانت روسيا الهجوم أمس.", "Moscow condemned the attack yesterday.", ""},
		{"country changed", "زار الوزير إيطاليا أمس.", "The minister visited Portugal yesterday.", "name.changed"},
		{"country beside its capital", "زار روما عاصمة إيطاليا أمس.", "He visited Rome, the capital of Portugal, yesterday.", "name.changed"},
		{"country missing", "زار الوزير إيطاليا أمس.", "The minister paid a visit yesterday.", "name.missing"},
		{"city changed", "عقد الاجتماع في القاهرة أمس.", "The meeting was held in Istanbul yesterday.", "name.changed"},
		{"hidden article", "وصل إلى المتحف زائر للصين.", "A visitor of China arrived at the museum.", ""},
		{"unknown name by sound", "قال هيلدبراندت إن العمل مستمر.", "Hildebrandt said the work was going on.", ""},
		{"family name changed", "قال سكوت هيلدبراندت إن العمل مستمر.", "The work was going on, Scott Marlowe said.", "name.changed"},
		{"abbreviation may hold it", "وافق أعضاء برلمان إيطاليا على الخطة.", "MPI approved the plan.", ""},
		{"acronym by letters", "ذكرت بي بي سي أن الاجتماع انتهى.", "The BBC reported that the meeting had ended.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := findings(t, names{}, c.ar, c.en)
			if c.want == "" && len(got) != 0 || c.want != "" && (len(got) != 1 || len(got[c.want]) != 1) {
				t.Errorf("got %v, want %q", got, c.want)
			}
		})
	}
}

func TestCapitals(t *testing.T) {
	for _, c := range []struct{ name, ar, en, want string }{
		{"right", "وصل ميكلسون إلى فرنسا.", "Mickelson arrived in France.", ""},
		{"country", "وصل ميكلسون إلى فرنسا.", "Mickelson arrived in france.", "france"},
		{"address", "الموقع في فرنسا", "See www.france.example and mail@france.example", ""},
		{"handle", "الموقع في فرنسا", "Follow @france and #france in France", ""},
		{"own capitals", "أعلنت آبل عن آيفون جديد.", "iPhone sales rose.", ""},
		{"start", "وصل الوفد أمس.", "the delegation arrived yesterday.", "the"},
		{"loan", "لعب الغولف أمس.", "He played golf yesterday.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := findings(t, capitals{}, c.ar, c.en)["name.case"]
			switch {
			case c.want == "" && len(f) != 0:
				t.Errorf("got %v, want nothing", f)
			case c.want != "" && (len(f) != 1 || c.en[f[0].Target[0].Start:f[0].Target[0].End] != c.want):
				t.Errorf("got %v, want %q", f, c.want)
			}
		})
	}
}

func TestSlip(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"pederson", "pedersen", true}, {"mirin", "mirren", false}, {"miren", "mirren", true}, {"clarq", "clark", true}, {"kafanaugh", "kavanaugh", true},
		{"nort", "north", true}, {"ruge", "rouge", true}, {"brown", "browns", false}, {"macron", "marcon", false}, {"obama", "osama", false},
	} {
		if got := soundKey(c.a) == soundKey(c.b) && slip(c.a, c.b); got != c.want {
			t.Errorf("%s and %s: got %v, want %v", c.a, c.b, got, c.want)
		}
	}
}
