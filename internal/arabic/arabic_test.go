package arabic

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestStripAndNormalize(t *testing.T) {
	for _, c := range []struct{ in, strip, norm string }{
		{"مُحَمَّدٌ", "محمد", "محمد"},
		{"الـعـراق", "العراق", "العراق"},
		{"إلى", "إلى", "الي"},
		{"أوكرانيا", "أوكرانيا", "اوكرانيا"},
		{"مدينة", "مدينة", "مدينه"},
		{"مسؤول", "مسؤول", "مسؤول"},
		{"کتاب\u200f", "کتاب", "كتاب"},
		{"plain", "plain", "plain"},
		{"", "", ""},
	} {
		if got := Strip(c.in); got != c.strip {
			t.Errorf("Strip(%q) = %q, want %q", c.in, got, c.strip)
		}
		if got := Normalize(c.in); got != c.norm {
			t.Errorf("Normalize(%q) = %q, want %q", c.in, got, c.norm)
		}
	}
}

func TestNormalizeIsIdempotent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		if n := Normalize(s); Normalize(n) != n {
			t.Fatalf("Normalize(%q) = %q, again %q", s, n, Normalize(n))
		}
	})
}

func TestFoldDigits(t *testing.T) {
	if got := FoldDigits("٢٠٢١ و۱۹۸۰ و7"); got != "2021 و1980 و7" {
		t.Errorf("FoldDigits = %q", got)
	}
}

func TestClasses(t *testing.T) {
	for _, r := range "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژڤگکیﻻ" {
		if !IsLetter(r) {
			t.Errorf("IsLetter(%q) is false", r)
		}
	}
	for _, r := range "ـ،؟٣۴a5 \u064e\u200f" {
		if IsLetter(r) {
			t.Errorf("IsLetter(%q) is true", r)
		}
	}
	if !IsDiacritic('\u0651') || IsDiacritic('ا') || !IsBidiControl('\u202e') || IsBidiControl('a') || !IsIgnorable('\ufeff') || IsIgnorable(' ') {
		t.Error("a mark or control is in the wrong class")
	}
	if !Has("abc م") || Has("abc 12 ٣") {
		t.Error("Has is wrong")
	}
}

func TestTokens(t *testing.T) {
	for in, want := range map[string]string{
		"في28يونيو 2021 –بينما":   "W:في N:28 W:يونيو N:2021 P:– W:بينما",
		"وقال: “نعم”.":            "W:وقال P:: P:“ W:نعم P:” P:.",
		"١٬٠٠٠٫٥ و3,5 12:30":      "N:١٬٠٠٠٫٥ W:و N:3,5 N:12:30",
		"The U.S. didn't e-mail.": "L:The L:U.S P:. L:didn't L:e-mail P:.",
		"COVID-19 كوفيد-19":       "L:COVID-19 W:كوفيد P:- N:19",
		"مُهِمّ\u200f":            "W:مُهِمّ",
		"":                        "",
	} {
		var got []string
		for _, k := range Tokens(in) {
			got = append(got, "WLNP"[k.Kind:k.Kind+1]+":"+k.Text(in))
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("Tokens(%q) = %s, want %s", in, s, want)
		}
	}
}

func TestAnalyses(t *testing.T) {
	for _, c := range []struct{ word, proclitics, stem, suffix string }{
		{"والمدينة", "وال", "مدينه", ""},
		{"وبالوزراء", "وبال", "وزراء", ""},
		{"كتابهم", "", "كتاب", "هم"},
		{"للعمل", "لل", "عمل", ""},
		{"سيارات", "", "سيار", "ات"},
	} {
		found := false
		for _, a := range Analyses(c.word) {
			found = found || a == Analysis{c.proclitics, c.stem, c.suffix, strings.HasSuffix(c.proclitics, "ال") || strings.HasSuffix(c.proclitics, "لل")}
		}
		if !found {
			t.Errorf("Analyses(%s) has no %s+%s+%s", c.word, c.proclitics, c.stem, c.suffix)
		}
	}
	if as := Analyses("كتاب"); len(as) == 0 || as[0].Stem != "كتاب" || as[0].Cost() != 0 {
		t.Errorf("the first analysis of كتاب is %+v, want the whole word", as)
	}
}

func TestAnalysesSpellTheWord(t *testing.T) {
	letters := rapid.StringOfN(rapid.RuneFrom([]rune("ابتدرسعفقكلمنهويةأإى")), 1, 12, -1)
	rapid.Check(t, func(t *rapid.T) {
		w := letters.Draw(t, "word")
		last := 0
		for _, a := range Analyses(w) {
			if a.Proclitics+a.Stem+a.Suffix != Normalize(w) {
				t.Fatalf("%s: %+v does not spell it", w, a)
			}
			if utf8.RuneCountInString(a.Stem) < 2 || a.Cost() < last {
				t.Fatalf("%s: %+v is too short or out of order", w, a)
			}
			last = a.Cost()
		}
	})
}

func TestStem(t *testing.T) {
	for _, pair := range [][2]string{{"المدينة", "مدينة"}, {"والمسؤولون", "مسؤول"}, {"بالاجتماعات", "اجتماع"}} {
		if a, b := Stem(pair[0]), Stem(pair[1]); a != b {
			t.Errorf("Stem(%s) = %s, Stem(%s) = %s", pair[0], a, pair[1], b)
		}
	}
}

func FuzzTokens(f *testing.F) {
	f.Add("في28يونيو 2021 –بينما \xff")
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, k := range Tokens(s) {
			if k.Start < end || k.End <= k.Start || k.End > len(s) {
				t.Fatalf("%q: token [%d,%d) after %d", s, k.Start, k.End, end)
			}
			end = k.End
		}
		Analyses(s)
		if st := Stem(s); utf8.RuneCountInString(st) > utf8.RuneCountInString(s) {
			t.Fatalf("Stem(%q) = %q is longer", s, st)
		}
	})
}
