package main

import (
	"io"
	"strings"
	"testing"

	"tarjuman/align/check"
)

func TestCleanDisarmsTerminalControls(t *testing.T) {
	for _, s := range []string{"\x1b[31mred", "a\u202eb", "bell\x07", "osc\u009d0;title\u009c", "tag\U000E0041", "cr\rlf", "\u2066x"} {
		got := clean(s)
		if strings.ContainsAny(got, "\x1b\x07\r\u009c\u009d\u202e\u2066\U000E0041") {
			t.Errorf("clean(%q) = %q", s, got)
		}
		if !strings.Contains(got, "\uFFFD") {
			t.Errorf("clean(%q) = %q hides that something was taken out", s, got)
		}
	}
	for _, s := range []string{"قال: «نعم»", "a\tb\nc", "م\u200fـ"} {
		if got := clean(s); got != s {
			t.Errorf("clean(%q) = %q", s, got)
		}
	}
}

func TestShowIsolatesOnlyOnTerminals(t *testing.T) {
	plain, term := &ui{}, &ui{stdoutTTY: true}
	if got := plain.show("سلام"); got != "سلام" {
		t.Errorf("off a terminal: %q", got)
	}
	if got := term.show("سلام\nعليكم"); got != "\u2068سلام عليكم\u2069" {
		t.Errorf("on a terminal: %q", got)
	}
	if got := term.show("peace"); got != "peace" {
		t.Errorf("Latin text on a terminal: %q", got)
	}
}

func TestFlagsFirst(t *testing.T) {
	app := newApp(&ui{})
	for _, c := range []struct{ in, want string }{
		{"tarjuman translate a.txt --backend google", "tarjuman translate --backend google -- a.txt"},
		{"tarjuman translate --backend=google a.txt --yes b", "tarjuman translate --backend=google --yes -- a.txt b"},
		{"tarjuman check -o out.tsv a - --format tsv", "tarjuman check -o out.tsv --format tsv -- a -"},
		{"tarjuman check -- --odd-name b", "tarjuman check -- --odd-name b"},
		{"tarjuman rules explain number.value", "tarjuman rules explain -- number.value"},
		{"tarjuman --version", "tarjuman --version"},
		{"tarjuman", "tarjuman"},
	} {
		got, err := flagsFirst(app, strings.Fields(c.in))
		if err != nil || strings.Join(got, " ") != c.want {
			t.Errorf("flagsFirst(%s) = %s, %v; want %s", c.in, strings.Join(got, " "), err, c.want)
		}
	}
	if _, err := flagsFirst(app, []string{"tarjuman", "translate", "a", "--backend"}); err == nil {
		t.Error("no error for a flag without its value")
	}
}

func TestGrouped(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1000: "-1,000"} {
		if got := grouped(n); got != want {
			t.Errorf("grouped(%d) = %s, want %s", n, got, want)
		}
	}
}

func TestFindingLineSaysValuesOnce(t *testing.T) {
	src, tgt := "قال «نعم» في 8 مايو", "He said no on May 9"
	span := func(text, part string) []check.Span {
		i := strings.Index(text, part)
		return []check.Span{{Start: i, End: i + len(part)}}
	}
	u := newUI(strings.NewReader(""), io.Discard, io.Discard)
	for _, c := range []struct {
		f          check.Finding
		want, none string
	}{
		{check.Finding{Source: span(src, "8"), Target: span(tgt, "9"), SourceValue: "8", TargetValue: "9", Message: "the numbers differ: “8” = 8 ↔ “9” = 9"},
			"«8» = 8 ↔ «9» = 9  the numbers differ", "differ:"},
		{check.Finding{Source: span(src, "8 مايو"), Target: span(tgt, "May 9"), SourceValue: "8 May", TargetValue: "9 May", Message: "the days differ: 8 ↔ 9"},
			"the days differ: 8 ↔ 9", ""},
		{check.Finding{Source: span(src, "«نعم»"), Message: "a quotation is lost"}, "«نعم»  a quotation is lost", "««"},
	} {
		got := u.findingLine(src, tgt, c.f)
		if !strings.HasSuffix(got, c.want) || c.none != "" && strings.Contains(got, c.none) {
			t.Errorf("finding line %q, want it to end in %q without %q", got, c.want, c.none)
		}
	}
}
