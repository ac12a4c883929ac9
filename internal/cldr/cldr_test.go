package cldr

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func find(names []Name, key, arabic string) *Name {
	for i := range names {
		if names[i].Key == key && slices.Contains(names[i].Arabic, arabic) {
			return &names[i]
		}
	}
	return nil
}

func TestTables(t *testing.T) {
	for _, c := range []struct {
		table           []Name
		least           int
		key, ar, en, in string
	}{
		{Territories(), 280, "EG", "مصر", "Egypt", ""},
		{Territories(), 280, "TR", "تركيا", "Turkey", ""},
		{Cities(), 380, "Africa/Khartoum", "الخرطوم", "Khartoum", ""},
		{Currencies(), 180, "EGP", "جنيهات مصرية", "Egyptian pounds", ""},
		{Months(), 36, "1", "يناير", "January", ""},
		{Months(), 36, "1", "كانون الثاني", "January", "IQ"},
		{Months(), 36, "2", "فيفري", "February", "TN"},
		{Months(), 36, "8", "غشت", "August", "MA"},
		{Months(), 36, "12", "دجمبر", "December", "MR"},
		{Weekdays(), 7, "7", "الأحد", "Sunday", ""},
	} {
		n := find(c.table, c.key, c.ar)
		if len(c.table) < c.least || n == nil || !slices.Contains(n.English, c.en) || c.in != "" && !slices.Contains(n.Regions, c.in) || c.in == "" && n.Regions != nil {
			t.Errorf("%s %s: %+v of %d", c.key, c.ar, n, len(c.table))
		}
	}
	for _, n := range Cities() {
		if utf8.RuneCountInString(n.Arabic[0]) <= 3 {
			t.Errorf("%s: %s is too short", n.Key, n.Arabic[0])
		}
	}
}

// Files are sorted and say where they come from, whatever was edited by hand.
func TestFiles(t *testing.T) {
	for _, name := range []string{"territories", "cities", "currencies", "months", "weekdays"} {
		data, err := files.ReadFile("data/" + name + ".tsv")
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(data), "CLDR "+Version) || !strings.Contains(string(data), "Unicode License v3") {
			t.Errorf("%s does not carry its notice", name)
		}
		last := ""
		for line := range strings.Lines(string(data)) {
			key, _, _ := strings.Cut(line, "\t")
			if line[0] == '#' || len(key) <= 2 && name != "territories" {
				continue
			}
			if strings.Count(line, "\t") != 3 || key <= last {
				t.Errorf("%s: %q behind %q", name, line, last)
			}
			last = key
		}
	}
}
