package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestProgressLine(t *testing.T) {
	var b bytes.Buffer
	p := (&ui{stderr: &b, stderrTTY: true}).progress("sentences", 4)
	said := "  sent 5,930 · from memory 882 · retries 1"
	p.details = func() string { return said }
	p.set(2)
	said = "  sent 5"
	p.set(2) // the same count, and something else to say
	p.done()
	lines := strings.Split(strings.TrimPrefix(b.String(), "\r"), "\r")
	if len(lines) != 2 || lines[0] != "██████████░░░░░░░░░░ 2/4 sentences  sent 5,930 · from memory 882 · retries 1" {
		t.Fatalf("%q", lines)
	}
	if strings.TrimRight(lines[1], " \n") != "██████████░░░░░░░░░░ 2/4 sentences  sent 5" || !strings.HasSuffix(lines[1], "\n") {
		t.Errorf("%q", lines[1])
	}
	if covered := len([]rune(lines[1])) - 1; covered != len([]rune(lines[0])) {
		t.Errorf("%d columns written over a line of %d", covered, len([]rune(lines[0])))
	}
}

func TestNoProgressLineWithoutATerminal(t *testing.T) {
	for name, u := range map[string]*ui{"no terminal": {}, "CI": {stderrTTY: true, ci: true}} {
		var b bytes.Buffer
		u.stderr = &b
		p := u.progress("sentences", 4)
		p.details = func() string { return "  sent 5" }
		p.set(4)
		p.done()
		if b.Len() > 0 {
			t.Errorf("%s: %q", name, b.String())
		}
	}
}
