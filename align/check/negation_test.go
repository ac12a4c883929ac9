package check

import "testing"

func TestNegation(t *testing.T) {
	for _, c := range []struct{ name, ar, en, want string }{
		{"answered", "لم يوافق المجلس على المشروع.", "The council did not approve the project.", ""},
		{"dropped", "لن يوافق المجلس على المشروع.", "The council will approve the project.", "negation.dropped"},
		{"added", "سيوافق المجلس على المشروع.", "The council will not approve the project.", "negation.added"},
		{"antonym", "لم ينجح المجلس في إقرار المشروع.", "The council failed to pass the project.", ""},
		{"still", "ما زال المجلس يدرس المشروع.", "The council is still studying the project.", ""},
		{"no doubt", "لا شك أن المجلس سيوافق على المشروع.", "The council will undoubtedly approve the project.", ""},
		{"only", "لم يوافق المجلس إلا على مشروع واحد.", "The council approved one project only.", ""},
		{"not to", "قرر المجلس ألا يوافق على المشروع.", "The council decided not to approve the project.", ""},
		{"not to dropped", "قرر المجلس ألا يوافق على المشروع.", "The council decided to approve the project.", "negation.dropped"},
		{"without", "غادر الوزير القاعة دون تعليق.", "The minister left the hall without comment.", ""},
		{"without added", "غادر الوزير القاعة مع مستشاره.", "The minister left the hall without his adviser.", "negation.added"},
		{"unable", "لا يستطيع المجلس اتخاذ القرار.", "The council is unable to take the decision.", ""},
		{"not only", "لم يوافق المجلس على المشروع فحسب بل أشاد به.", "The council not only approved the project but praised it.", ""},
		{"article", "عاد الرئيس إلى لا باز أمس.", "The president returned to La Paz yesterday.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := findings(t, negation{}, c.ar, c.en)
			if c.want == "" && len(got) != 0 || c.want != "" && (len(got) != 1 || len(got[c.want]) != 1) {
				t.Errorf("got %v, want %q", got, c.want)
			}
		})
	}
}

func TestNegationDirection(t *testing.T) {
	doc := Document{SourceLang: "en", TargetLang: "ar", Pairs: []Pair{{Source: "The council did not approve the project.", Target: "وافق المجلس على المشروع."}}}
	f := documentFindings(t, negation{}, doc)["negation.dropped"]
	if len(f) != 1 || len(f[0].Source) != 1 || f[0].SourceValue != "not" {
		t.Errorf("got %+v, want the English not as the lost negation of the source", f)
	}
}
