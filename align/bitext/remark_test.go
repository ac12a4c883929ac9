package bitext

import "testing"

func TestNewRemark(t *testing.T) {
	one := []Remark{{Text: "check the name"}}
	two := []Remark{{By: "Huda", Text: "check the name"}, {Text: "done"}}
	for _, c := range []struct {
		exported []Remark
		edited   string
		want     string
	}{
		{nil, "", ""},
		{nil, " new ", "new"},
		{one, "check the name", ""},
		{one, "check the name\nI did", "I did"},
		{one, "check the names", "check the names"},
		{one, "check the name again", "again"},
		{one, "something else", "something else"},
		{two, "Huda: check the name\ndone", ""},
		{two, "Huda: check the name\ndone\nthanks", "thanks"},
		{two, "Huda: check the name\nnot done", "not done"},
		{two, "", ""},
	} {
		if got := newRemark(c.exported, c.edited); got != c.want {
			t.Errorf("newRemark(%q, %q) = %q, want %q", remarksText(c.exported), c.edited, got, c.want)
		}
	}
}
