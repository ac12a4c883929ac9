package values

import (
	"strconv"
	"testing"

	"tarjuman/internal/cldr"
)

// Every name that the CLDR has for a month or a weekday is read as one.
func TestReadsTheNamesOfCLDR(t *testing.T) {
	for _, m := range cldr.Months() {
		text := "في 5 " + m.Arabic[0] + " 2020"
		if vs := Parse(text, Arabic); len(vs) != 1 || strconv.Itoa(vs[0].Month) != m.Key || vs[0].Day != 5 || vs[0].Year != 2020 {
			t.Errorf("%s (%v): %+v", text, m.Regions, vs)
		}
	}
	for _, d := range cldr.Weekdays() {
		text := "يوم " + d.Arabic[0] + " الماضي"
		if vs := Parse(text, Arabic); len(vs) != 1 || vs[0].Weekday == 0 {
			t.Errorf("%s: %+v", text, vs)
		}
	}
}
