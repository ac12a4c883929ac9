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
