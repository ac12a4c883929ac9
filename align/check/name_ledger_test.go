package check

import (
	"reflect"
	"testing"
)

func TestNameLedger(t *testing.T) {
	pairs := []Pair{
		{ID: "1", Source: "وصل أندريه مولنار إلى القاهرة.", Target: "Andre Molnar arrived in Cairo."},
		{ID: "2", Source: "وقال أندريه مولنار إن مصر شريك.", Target: "Egypt is a partner, Andrei Molnar said."},
		{ID: "3", Source: "غادر أندريه مولنار القاهرة أمس.", Target: "Andre Molnar left Cairo yesterday."},
		{ID: "4", Source: "وأشاد بدور الأمم المتحدة في فرنسا.", Target: "He praised the role of the United Nations."},
	}
	want := []Name{
		{Arabic: "أندريه مولنار", Kind: "person", Spellings: []Spelling{{"Andre Molnar", []int{0, 2}}, {"Andrei Molnar", []int{1}}}},
		{Arabic: "القاهرة", Kind: "place", Spellings: []Spelling{{"Cairo", []int{0, 2}}}},
		{Arabic: "الأمم المتحدة", Kind: "organisation", Spellings: []Spelling{{"United Nations", []int{3}}}},
		{Arabic: "فرنسا", Kind: "country", Missing: []int{3}},
	}
	c, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := c.Names(Document{SourceLang: "ar", TargetLang: "en", Pairs: pairs})
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	for i := range pairs {
		pairs[i].Source, pairs[i].Target = pairs[i].Target, pairs[i].Source
	}
	if back := c.Names(Document{SourceLang: "en", TargetLang: "ar", Pairs: pairs}); !reflect.DeepEqual(back, got) {
		t.Errorf("from English: got %+v, want the same", back)
	}
}

// TestNameLedgerFullNames holds that surnames that are words too, and those behind
// particles, go with the given name.
func TestNameLedgerFullNames(t *testing.T) {
	c, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ ar, en, name, spelling string }{
		{"قال المدرب سامي الناصري إن الفريق جاهز.", "The team is ready, said coach Sami Nasri.", "سامي الناصري", "Sami Nasri"},
		{"حكم على التاجر حسام المهدي بالسجن.", "Trader Hossam el-Mahdi was jailed.", "حسام المهدي", "Hossam el-Mahdi"},
		{"التقى فيصل بن فرحان نظيره في يونيو.", "Faisal bin Farhan met his counterpart in June.", "فيصل بن فرحان", "Faisal bin Farhan"},
		{"ودي مايو غائب.", "Di Maio was absent.", "دي مايو", "Di Maio"},
		{"خلفا لعمر الرزاز الذي استقال.", "To replace Omar al-Razzaz, who resigned.", "عمر الرزاز", "Omar al-Razzaz"},
	} {
		names := c.Names(Document{SourceLang: "ar", TargetLang: "en", Pairs: []Pair{{Source: tt.ar, Target: tt.en}}})
		if len(names) != 1 || names[0].Arabic != tt.name || len(names[0].Spellings) != 1 || names[0].Spellings[0].Text != tt.spelling {
			t.Errorf("%s: %+v, want %s, spelled %s", tt.ar, names, tt.name, tt.spelling)
		}
	}
}
