package bitext

import (
	"fmt"
	"strconv"
	"strings"

	"tarjuman/translate"
)

// property is one thing about a segment or a document in words, for formats that
// have room for properties of a tool's own. Values that are the default are not
// written.
type property struct{ name, value string }

// properties puts everything about a segment but its id, texts and findings into
// words. setProperty takes them back.
func (s *Segment) properties() []property {
	var out []property
	add := func(name, value string) {
		if value != "" {
			out = append(out, property{name, value})
		}
	}
	number := func(name string, n int) {
		if n != 0 {
			add(name, strconv.Itoa(n))
		}
	}
	number("paragraph", s.Paragraph)
	number("heading", s.Heading)
	add("source-sentences", joinInts(s.Source.Sentences))
	add("target-sentences", joinInts(s.Target.Sentences))
	add("source-place", placeOf(s.Source))
	add("target-place", placeOf(s.Target))
	add("confidence", strconv.FormatFloat(round4(s.Link.Confidence), 'f', -1, 64))
	for _, r := range s.Link.Reasons {
		add("reason", r)
	}
	if s.Link.Locked {
		add("locked", "yes")
	}
	for _, id := range s.Link.Elsewhere {
		add("elsewhere", id)
	}
	add("origin", string(s.Origin.Kind))
	add("engine", s.Origin.Engine)
	add("model", s.Origin.Model)
	number("match", s.Origin.Match)
	add("matched-source", s.Origin.MatchedSource)
	if s.Status != Draft {
		add("status", string(s.Status))
	}
	for _, r := range s.Comments {
		add("comment", remarksText([]Remark{r}))
	}
	return out
}

// setProperty takes one property back. Names it does not know report false; a
// value that cannot be is an error.
func (s *Segment) setProperty(name, value string) (bool, error) {
	var err error
	switch name {
	case "paragraph":
		s.Paragraph, err = count(value)
	case "heading":
		s.Heading, err = count(value)
	case "source-sentences":
		s.Source.Sentences, err = splitInts(value)
	case "target-sentences":
		s.Target.Sentences, err = splitInts(value)
	case "source-place":
		err = s.Source.setPlace(value)
	case "target-place":
		err = s.Target.setPlace(value)
	case "confidence":
		s.Link.Confidence, err = strconv.ParseFloat(value, 64)
	case "reason":
		s.Link.Reasons = append(s.Link.Reasons, value)
	case "elsewhere":
		s.Link.Elsewhere = append(s.Link.Elsewhere, value)
	case "locked":
		s.Link.Locked = value == "yes"
	case "origin":
		s.Origin.Kind = translate.OriginKind(value)
	case "engine":
		s.Origin.Engine = value
	case "model":
		s.Origin.Model = value
	case "match":
		s.Origin.Match, err = count(value)
	case "matched-source":
		s.Origin.MatchedSource = value
	case "status":
		s.Status, err = ParseStatus(value)
	case "comment":
		s.Comments = append(s.Comments, Remark{Text: value})
	default:
		return false, nil
	}
	if err != nil {
		return true, fmt.Errorf("%s %.40q: want %s", name, value, wanted(name))
	}
	return true, nil
}

// wanted words what values of a property look like.
func wanted(name string) string {
	switch name {
	case "source-sentences", "target-sentences":
		return "numbers separated by commas"
	case "source-place", "target-place":
		return "two numbers, as in 12-40"
	case "status":
		return "draft, edited, approved or rejected"
	}
	return "a number"
}

// ParseStatus returns the status of that name.
func ParseStatus(name string) (Status, error) {
	switch s := Status(name); s {
	case Draft, Edited, Approved, Rejected:
		return s, nil
	}
	return Draft, fmt.Errorf("unknown status %.40q: want draft, edited, approved or rejected", name)
}

// properties puts what a header says about the two files into words.
func (h *Header) properties() []property {
	var out []property
	for _, side := range []struct {
		prefix string
		f      File
	}{{"source-", h.Source}, {"target-", h.Target}} {
		for _, p := range []property{{"lang", side.f.Lang}, {"path", side.f.Path}, {"sha256", side.f.SHA256}, {"format", side.f.Format}, {"encoding", side.f.Encoding}} {
			if p.value != "" {
				out = append(out, property{side.prefix + p.name, p.value})
			}
		}
	}
	return out
}

// setProperty takes one property of a header back.
func (h *Header) setProperty(name, value string) bool {
	f := &h.Source
	rest, ok := strings.CutPrefix(name, "source-")
	if !ok {
		f = &h.Target
		if rest, ok = strings.CutPrefix(name, "target-"); !ok {
			return false
		}
	}
	switch rest {
	case "lang":
		f.Lang = value
	case "path":
		f.Path = value
	case "sha256":
		f.SHA256 = value
	case "format":
		f.Format = value
	case "encoding":
		f.Encoding = value
	default:
		return false
	}
	return true
}

func count(s string) (int, error) {
	n, err := strconv.Atoi(s)
	if err == nil && n < 0 {
		err = strconv.ErrRange
	}
	return n, err
}

func joinInts(n []int) string {
	words := make([]string, len(n))
	for i, v := range n {
		words[i] = strconv.Itoa(v)
	}
	return strings.Join(words, ",")
}

func splitInts(s string) ([]int, error) {
	var out []int
	for word := range strings.SplitSeq(s, ",") {
		n, err := count(word)
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}

func placeOf(s Side) string {
	if s.Start == 0 && s.End == 0 {
		return ""
	}
	return strconv.Itoa(s.Start) + "-" + strconv.Itoa(s.End)
}

func (s *Side) setPlace(value string) error {
	start, end, _ := strings.Cut(value, "-")
	var err error
	if s.Start, err = count(start); err != nil {
		return err
	}
	s.End, err = count(end)
	return err
}
