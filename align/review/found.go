package review

import (
	"unicode/utf16"

	"tarjuman/align/bitext"
	"tarjuman/align/check"
)

// found is a finding as the page's script gets it. Places are UTF-16 units.
type found struct {
	Key     string       `json:"key"`
	Sev     string       `json:"sev"`
	Group   string       `json:"group"`
	Rule    string       `json:"rule"`
	MQM     string       `json:"mqm"`
	By      string       `json:"by,omitempty"`
	Count   string       `json:"count,omitempty"`
	Values  []foundValue `json:"values,omitempty"`
	Why     []foundPart  `json:"why"`
	Title   string       `json:"title"`
	Fix     string       `json:"fix,omitempty"`
	Ignored bool         `json:"ignored,omitempty"`
	Reason  string       `json:"reason,omitempty"`
	Source  [][2]int     `json:"source,omitempty"`
	Target  [][2]int     `json:"target,omitempty"`
}

type foundValue struct {
	Language string `json:"language"`
	Text     string `json:"text"`
}

type foundPart struct {
	Text     string `json:"text"`
	Isolated bool   `json:"isolated,omitempty"`
}

// foundIn returns the findings of a segment in the order of its row.
func foundIn(d *bitext.Document, s *bitext.Segment) []found {
	source, target := columns(d.Header)
	out := []found{}
	for _, f := range rowFindings(s, 1, source, target) {
		x := found{
			Key: f.Key, Sev: f.Severity, Group: f.Group, Rule: f.Rule, MQM: f.MQM, By: f.By, Count: f.Count,
			Title: plainProse(f.raw.Message), Fix: f.raw.Suggestion, Ignored: f.IsIgnored,
			Source: units(s.Source.Text, f.raw.Source), Target: units(s.Target.Text, f.raw.Target),
		}
		if why, ok := s.Ignores(*f.raw); ok {
			x.Reason = why.Reason
		}
		for _, v := range f.Values {
			x.Values = append(x.Values, foundValue{v.Language, v.raw})
		}
		isolate(f.raw.Message, func(part string, isolated bool) { x.Why = append(x.Why, foundPart{part, isolated}) })
		if x.Why == nil {
			x.Why = []foundPart{}
		}
		out = append(out, x)
	}
	return out
}

// units turns byte spans into ranges of UTF-16 units, at most maxSpans.
func units(text string, spans []check.Span) [][2]int {
	var out [][2]int
	for _, s := range spans[:min(len(spans), maxSpans)] {
		start := min(max(s.Start, 0), len(text))
		end := min(max(s.End, start), len(text))
		a := len(utf16.Encode([]rune(text[:start])))
		out = append(out, [2]int{a, a + len(utf16.Encode([]rune(text[start:end])))})
	}
	return out
}
