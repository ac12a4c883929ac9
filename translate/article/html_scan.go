package article

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The parser of x/net/html gives no positions. So the page is read twice. A scan
// of the tokens, whose lengths add up to the input, records where every text
// token is and copies the page with a placeholder in place of each text. The copy
// is then parsed; the placeholders show where the parser, which may drop, merge
// or move text, has put each token.

const (
	placeholderOpen  = '\uE000'
	placeholderClose = '\uE001'
)

// eventKind is what a piece of the page means to the flow of its text.
type eventKind uint8

const (
	textEvent     eventKind = iota // text[start:end] with something other than white space
	spaceEvent                     // white space
	breakEvent                     // a <br>
	boundaryEvent                  // the start or end of a block
)

// event is one piece of the page, in the order of the source.
type event struct {
	kind       eventKind
	start, end int // bytes
}

// htmlScan is a page taken apart.
type htmlScan struct {
	src      string
	events   []event
	skeleton string // the page with placeholders for text
	title    string // of the title element, without line breaks
	elements int
}

// scanHTML splits a page into events, and refuses one that the parser would
// spend too much on.
func scanHTML(src string) (*htmlScan, error) {
	s := &htmlScan{src: src}
	var skeleton strings.Builder
	skeleton.Grow(len(src))
	z := html.NewTokenizer(strings.NewReader(src))
	raw := "" // the element whose content is not markup
	var reopened reopenedTags
	for at := 0; ; {
		tt := z.Next()
		token := src[at:min(at+len(z.Raw()), len(src))]
		start := at
		at += len(token)
		if tt == html.ErrorToken {
			break
		}
		inside := raw
		raw = ""
		switch tt {
		case html.TextToken:
			if inside != "" {
				if inside == "title" && s.title == "" {
					s.title = strings.Join(strings.Fields(html.UnescapeString(token)), " ")
				}
				break
			}
			token = s.text(start, at)
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			name, _ := z.TagName()
			tag := atom.Lookup(name)
			if tt != html.EndTagToken {
				s.elements++
				if rawText[tag] {
					raw = tag.String()
				}
			}
			s.tag(tag, start, at)
			if !reopened.add(tag, tt) || s.elements > maxElements {
				return nil, &Error{
					Place:  fmt.Sprintf("line %d", 1+strings.Count(src[:start], "\n")),
					Reason: "has too many or too many unclosed elements",
					Hint:   hintSaveText,
				}
			}
		}
		skeleton.WriteString(token)
	}
	s.skeleton = skeleton.String()
	return s, nil
}

// text records a text token and returns what stands for it in the skeleton. White
// space at its ends stays: the parser looks at it.
func (s *htmlScan) text(start, end int) string {
	token := s.src[start:end]
	inner := strings.TrimFunc(token, isHTMLSpace)
	if inner == "" {
		s.events = append(s.events, event{spaceEvent, start, end})
		return token
	}
	lead := strings.Index(token, inner)
	s.events = append(s.events, event{textEvent, start, end})
	return token[:lead] + string(placeholderOpen) + strconv.Itoa(len(s.events)-1) + string(placeholderClose) + token[lead+len(inner):]
}

func (s *htmlScan) tag(tag atom.Atom, start, end int) {
	switch {
	case tag == atom.Br:
		s.events = append(s.events, event{breakEvent, start, end})
	case blockElements[tag]:
		s.events = append(s.events, event{boundaryEvent, start, end})
	}
}

// placeholders returns the events whose placeholders are in the text of a node.
func (s *htmlScan) placeholders(data string) []int {
	var ids []int
	for {
		_, rest, ok := strings.Cut(data, string(placeholderOpen))
		if !ok {
			return ids
		}
		digits, tail, ok := strings.Cut(rest, string(placeholderClose))
		if !ok {
			return ids
		}
		// The page may hold such characters itself, in places that are not
		// text; a number that is no event is dropped.
		if id, err := strconv.Atoi(digits); err == nil && id >= 0 && id < len(s.events) && s.events[id].kind == textEvent {
			ids = append(ids, id)
		}
		data = tail
	}
}

// isHTMLSpace reports whether r is white space that HTML collapses. A no-break
// space is not.
func isHTMLSpace(r rune) bool {
	return r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f'
}

// reopenedTags estimates how many formatting elements the parser will open again
// by itself: an unclosed <b> is repeated in every paragraph after it.
type reopenedTags struct{ open, total int }

// add counts one tag and reports whether the estimate is still bearable.
func (r *reopenedTags) add(tag atom.Atom, tt html.TokenType) bool {
	switch {
	case formattingElements[tag] && tt == html.StartTagToken:
		r.open++
	case formattingElements[tag] && tt == html.EndTagToken:
		r.open = max(0, r.open-1)
	}
	r.total += min(r.open, maxDepth)
	return r.total < maxReopened
}

// hasLetterOrDigit reports whether s says anything: bullets and bars between
// links do not.
func hasLetterOrDigit(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
}
