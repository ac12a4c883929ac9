package values_test

import (
	"fmt"
	"strings"
	"testing"

	"tarjuman/internal/values"
)

func show(text string, lang values.Lang) string {
	var out []string
	for _, v := range values.Parse(text, lang) {
		out = append(out, v.Kind.String()+" "+v.String())
	}
	return strings.Join(out, "; ")
}

func TestParseArabic(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"بلغت 436 مليون دولار", "money 436,000,000 USD"},
		{"٤٣٦ مليون دولار أميركي", "money 436,000,000 USD"},
		{"۱۲ شخصا", "number 12"},
		{"اثنا عشر لاعبا", "number 12"},
		{"مئة وخمسة وعشرون ألفا", "number 125,000"},
		{"مائة وخمسين ألف ناخب", "number 150,000"},
		{"ثلاث مئة وأربعة عشر", "number 314"},
		{"ألفان وثلاثمئة رجل", "number 2,300"},
		{"مليون ونصف المليون نازح", "number 1,500,000"},
		{"نصف مليون لاجئ", "number 500,000"},
		{"مليون و300 ألف طفل", "number 1,300,000"},
		{"خمسة وستة", "number 5; number 6"},
		{"ثلاثة أرباع السكان", "fraction 3/4"},
		{"ثلثا السكان", "fraction 2/3"},
		{"عامين ونصف العام", "measure 2.5 years"},
		{"الساعة ٩:٣٠ صباحاً", "time 9:30"},
		{"الساعة التاسعة والنصف مساء", "time 21:30"},
		{"في28يونيو 2021", "date 28 June 2021"},
		{"في آذار / مارس 2011", "date March 2011"},
		{"التاسع من آب", "date 9 August"},
		{"السادس والعشرين من ديسمبر عام 1991", "date 26 December 1991"},
		{"21 من تموز عام 356", "date 21 July 356"},
		{"السبت، 29 سبتمبر 2018", "date Saturday 29 September 2018"},
		{"يوم الأحد", "date Sunday"},
		{"أحد اللاعبين", ""},
		{"عام ألفين وعشرين", "date 2020"},
		{"12 رمضان 1442 هـ", "date 12 Ramadan 1442 AH"},
		{"28/6/2021", "date 28 June 2021"},
		{"القرن التاسع عشر", "century 19th century"},
		{"القرن الـ18", "century 18th century"},
		{"القرنين السادس عشر والسابع عشر", "century 16th century; century 17th century"},
		{"ثلاثينيات القرن التاسع عشر", "decade 1,830s"},
		{"سبعينات القرن الماضي", "decade 1,970s"},
		{"80% من السكان", "percent 80%"},
		{"٤٦ في المائة", "percent 46%"},
		{"خمسون بالمئة", "percent 50%"},
		{"من 3 إلى 5 بالمائة", "percent 3%; percent 5%"},
		{"000 55 شخص", "number 55,000"},
		{"55 000 شخص", "number 55,000"},
		{"165 كم/ساعة", "measure 165 km/h"},
		{"105 أميال في الساعة", "measure 105 mi/h"},
		{"300 كيلومتر مربع", "measure 300 km2"},
		{"الدقيقة 65", "measure 65 minutes"},
		{"خلال الساعات الـ48 الماضية", "measure 48 hours"},
		{"كوفيد-19", "identifier 19"},
		{"الحادي والعشرين", "ordinal 21st"},
		{"5 تحت الصفر", "number -5"},
		{"وست سنوات", "measure 6 years"},
		{"لست وحدي", ""},
		{"في السابعة والنصف مساء", "time 19:30"},
		{"في سبتمبر أيلول 1950", "date September 1950"},
		{"%25", "percent 25%"},
		{"783،562 نسمة", "number 783,562"},
		{"ساعة ونصف الساعة", "measure 1.5 hours"},
		{"http://x.org/123 و@ab12", ""},
		{"1.500.000", "number 1,500,000"},
		{"٣٫٥", "number 3.5"},
		{"نصف نقطة مئوية", "percent 0.5%"},
		{"25 نقطة أساس", "percent 0.25%"},
		{"بلغ 5ر2 مليون دينار", "money 2,500,000 KWD"},
		{"خمس درجات وستة أعشار", "measure 5.6 degrees"},
		{"9 ثوان و58 جزءا من المئة", "measure 9.58 seconds"},
		{"ثلاثة كيلومترات وثلاثة أرباع الكيلومتر", "measure 3.75 km"},
		{"خمس دقائق وستة رجال", "measure 5 minutes; number 6"},
		{"في الدقيقتين 12 و45", "measure 12 minutes; number 45"},
		{"أول من أمس", "measure 2 days"},
		{"ليل الخميس الجمعة", "date Thursday; date Friday"},
		{"ألف دينار شهريا", "money 1,000 KWD/month"},
		{"بثلاثية نظيفة", "number 3"},
		{"قبل عقد من الزمن", "unit decade"},
		{"١٬٥٠٠", "number 1,500"},
	} {
		if got := show(c.in, values.Arabic); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.in, got, c.want)
		}
	}
}

func TestParseEnglish(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"twenty-one people", "number 21"},
		{"one hundred and twenty-five thousand", "number 125,000"},
		{"two and a half million", "number 2,500,000"},
		{"half a million", "number 500,000"},
		{"a quarter of a million", "number 250,000"},
		{"a dozen", "number 12"},
		{"two dozen eggs", "number 24"},
		{"tens of thousands", "vague multiples of 10,000"},
		{"the twenty-first", "ordinal 21st"},
		{"two-thirds of them", "fraction 2/3"},
		{"a third of them", "fraction 1/3"},
		{"the 21st century", "century 21st century"},
		{"the nineteenth-century poet", "century 19th century"},
		{"the 1930s and the nineties", "decade 1,930s; decade 90s"},
		{"mid-1990s", "decade 1,990s"},
		{"June 28, 2021", "date 28 June 2021"},
		{"28th of June 2021", "date 28 June 2021"},
		{"Saturday, September 29, 2018", "date Saturday 29 September 2018"},
		{"she may go in May", "date May"},
		{"$436 million", "money 436,000,000 USD"},
		{"£27m", "money 27,000,000 GBP"},
		{"US$11,000", "money 11,000 USD"},
		{"11 billion dollars", "money 11,000,000,000 USD"},
		{"10bn euros", "money 10,000,000,000 EUR"},
		{"3 to 5 percent", "percent 3%; percent 5%"},
		{"17 per cent", "percent 17%"},
		{"105 miles per hour (165 km/h)", "measure 105 mi/h; measure 165 km/h"},
		{"a 50-year-old man", "measure 50 years"},
		{"two hours a day", "measure 2 hours; unit day"},
		{"9.30 a.m.", "time 9:30"},
		{"5.30pm", "time 17:30"},
		{"21:30", "time 21:30"},
		{"F-16 jets of the G20", "identifier 16; identifier 20"},
		{"Elizabeth II", "ordinal 2nd"},
		{"won 3-1", "number 3; number 1"},
		{"minus 5 degrees", "measure -5 degrees"},
		{"9/11", "date 11 September"},
		{"1,234.56", "number 1,234.56"},
		{"35 mm film", "measure 35 mm"},
		{"65th minute", "ordinal 65th minute"},
		{"Sept. 11, 2001", "date 11 September 2001"},
		{"nineteen eighty-four", "number 1,984"},
		{"35C", "measure 35 °C"},
		{"by 25 basis points", "percent 0.25%"},
		{"300m euros", "money 300,000,000 EUR"},
		{"$900 monthly", "money 900 USD/month"},
		{"the day before yesterday", "measure 2 days"},
		{"half a century", "measure 0.5 centuries"},
		{"2 1/2 hours", "measure 2.5 hours"},
		{"three-tenths of a percent", "percent 0.3%"},
		{"1/4 of them", "fraction 1/4"},
		{"a 4-3-3 formation", "number 4; number 3; number 3"},
		{"the thirties of the nineteenth century", "decade 1,830s"},
		{"an hour and a half", "measure 1.5 hours"},
		{"don&#39;t", ""},
		{"by mid-May", "date May"},
	} {
		if got := show(c.in, values.English); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.in, got, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"في28يونيو 2021", "US$11,000", "ثلاثة أرباع", "000 55", "12:30:5", "two and a half million", "\xff1٫", "القرنين السادس عشر و"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, lang := range []values.Lang{values.Arabic, values.English} {
			end := 0
			for _, v := range values.Parse(s, lang) {
				if v.Start < end || v.End <= v.Start || v.End > len(s) {
					t.Fatalf("%q: value %v at %d-%d after %d", s, v, v.Start, v.End, end)
				}
				end = v.End
				_ = v.String()
			}
		}
	})
}

func ExampleParse() {
	for _, v := range values.Parse("بلغت 436 مليون دولار في آذار / مارس 2011", values.Arabic) {
		fmt.Println(v.Kind, v)
	}
	// Output:
	// money 436,000,000 USD
	// date March 2011
}

// Long runs of words that could each go on with the next one must not make the
// reader look ahead again and again.
func TestParseLongRuns(t *testing.T) {
	for _, unit := range []string{"وألف ", "خمسة آلاف و", "1 000 ", "القرن و", "1-", "و5 ", "a ", "two and a half ", "يوم ", "12:30 ", "شهر ", "وخمسة وعشرون "} {
		in := strings.Repeat(unit, 20000)
		if n := len(values.Parse(in, values.Arabic)); n > 80000 {
			t.Errorf("%q: %d values", unit, n)
		}
	}
}
