package article

import (
	"strings"
	"unicode/utf8"
)

// place is what the parsed page says about one text event.
type place struct {
	kind      Kind
	level     int
	pre       bool // line breaks in the source count
	silent    bool // never text to translate
	framed    bool // in a menu, a side bar or a footer
	lang, dir string
	heading   bool // an h1 or h2, candidate for the headline
	placed    bool // the parser kept the text
}

// flow joins the kept text events of a page into paragraphs, in the order of the
// source.
type flow struct {
	scan  *htmlScan
	point func(int) int // byte offset in the page to code point of the source
	out   []Paragraph

	m       mapper
	kind    Kind
	level   int
	pending *event // white space or line break seen since the last character
}

// paragraphs builds the paragraphs from the events that keep accepts.
func (f *flow) paragraphs(places []place, keep func(id int, p place) bool) []Paragraph {
	for id, e := range f.scan.events {
		switch e.kind {
		case boundaryEvent:
			f.end()
		case spaceEvent:
			f.space(e)
		case breakEvent:
			f.lineBreak(e)
		case textEvent:
			p := places[id]
			if !p.placed || !keep(id, p) {
				continue
			}
			if len(f.m.pieces) > 0 && (p.kind != f.kind || p.level != f.level) {
				f.end()
			}
			f.kind, f.level = p.kind, p.level
			f.text(e, p.pre)
		}
	}
	f.end()
	return f.out
}

// end finishes the paragraph being built.
func (f *flow) end() {
	p, ok := f.m.paragraph()
	f.m, f.pending = mapper{}, nil
	if !ok {
		return
	}
	if p, ok = p.trimmed(); ok {
		p.Kind, p.Level = f.kind, f.level
		f.out = append(f.out, p)
	}
}

func (f *flow) space(e event) {
	if f.pending == nil {
		f.pending = &event{spaceEvent, e.start, e.end}
	}
}

// lineBreak makes the pending space a line break. Two of them in a row are how
// pages without paragraphs part them.
func (f *flow) lineBreak(e event) {
	if f.pending != nil && f.pending.kind == breakEvent {
		f.end()
		return
	}
	f.pending = &event{breakEvent, e.start, e.end}
}

// settle writes the pending white space, unless nothing stands before it.
func (f *flow) settle() {
	if e := f.pending; e != nil && len(f.m.pieces) > 0 {
		as := " "
		if e.kind == breakEvent {
			as = "\n"
		}
		if f.scan.src[e.start:e.end] == as {
			f.m.keep(as, f.point(e.start))
		} else {
			f.m.replace(as, f.point(e.start), f.point(e.end))
		}
	}
	f.pending = nil
}

// text adds one text token, with entities resolved and white space collapsed.
func (f *flow) text(e event, pre bool) {
	src := f.scan.src
	plain := e.start
	flush := func(to int) {
		if to > plain {
			f.settle()
			f.m.keep(src[plain:to], f.point(plain))
		}
	}
	for i := e.start; i < e.end; {
		switch c := src[i]; {
		case pre && c == '\n':
			flush(i)
			f.end()
			i++
			plain = i
		case isHTMLSpace(rune(c)):
			flush(i)
			n := i + 1
			for n < e.end && isHTMLSpace(rune(src[n])) && (!pre || src[n] != '\n') {
				n++
			}
			f.space(event{spaceEvent, i, n})
			i, plain = n, n
		case c == '&':
			n, as := entityAt(src[i:min(e.end, i+maxEntity)])
			if n == 0 {
				i++
				continue
			}
			flush(i)
			f.settle()
			f.m.replace(as, f.point(i), f.point(i+n))
			i += n
			plain = i
		default:
			i++
		}
	}
	flush(e.end)
}

// decoded is the text of an event as the parser would have it.
func (s *htmlScan) decoded(e event) string {
	text := s.src[e.start:e.end]
	if strings.IndexByte(text, '&') < 0 {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		if text[i] == '&' {
			if n, as := entityAt(text[i:min(len(text), i+maxEntity)]); n > 0 {
				b.WriteString(as)
				i += n
				continue
			}
		}
		_, n := utf8.DecodeRuneInString(text[i:])
		b.WriteString(text[i : i+n])
		i += n
	}
	return b.String()
}
