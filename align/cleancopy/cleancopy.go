// Package cleancopy writes the translation alone, in the layout of the document
// it was made from: the Word document with its styles, tables, pictures and notes,
// the Markdown file with its headings, lists and emphasis. Where that document is
// not at hand, or was plain text, the copy has headings and paragraphs.
//
// [DOCX], [Markdown] and [HTML] are formats as those of align/bitext are; the first
// two take an [Original]. What the translation could not take over from it is told
// by their Notes after writing.
package cleancopy

import (
	"fmt"
	"strings"

	"tarjuman/align/bitext"
	"tarjuman/translate"
	"tarjuman/translate/article"
)

// Original is the document that a translation was made from.
type Original struct {
	Path string // for messages
	Data []byte // the file, byte for byte
}

// Changed is returned for an original that is not the one the aligned document was
// made from.
type Changed struct {
	Path string
	Why  string // "has changed since it was translated", or where the two differ
}

// Error is one line.
func (e *Changed) Error() string { return e.Path + ": " + e.Why }

// passage is the translation of one stretch of the source.
type passage struct {
	id         string
	start, end int // code points of the article's source
	target     string
}

// passages are the segments of a document by their place in the article they were
// made from. A sentence that the translation added goes with the one before it. The
// article's hash and the text at every place must be those of the document.
func passages(d *bitext.Document, a *article.Article) ([]passage, error) {
	if h := d.Header.Source.SHA256; h != "" && h != a.SHA256 {
		return nil, &Changed{a.Path, "has changed since it was translated"}
	}
	source := []rune(a.Source)
	var out []passage
	added := ""
	for i := range d.Segments {
		s := &d.Segments[i]
		text := targetText(s)
		if s.Source.End <= s.Source.Start {
			if s.Source.Text != "" {
				return nil, &Changed{a.Path, fmt.Sprintf("segment %.40q has no place in it", s.ID)}
			}
			if len(out) == 0 {
				added = joinSentences(added, text)
				continue
			}
			last := &out[len(out)-1]
			last.target = joinSentences(last.target, text)
			continue
		}
		if s.Source.End > len(source) || a.Format == article.DOCX && !sameWords(string(source[s.Source.Start:s.Source.End]), s.Source.Text) {
			return nil, &Changed{a.Path, fmt.Sprintf("does not hold the text of segment %.40q where it was", s.ID)}
		}
		if n := len(out); n > 0 && s.Source.Start < out[n-1].end {
			return nil, &Changed{a.Path, fmt.Sprintf("segment %.40q stands before the one ahead of it", s.ID)}
		}
		out = append(out, passage{s.ID, s.Source.Start, s.Source.End, joinSentences(added, text)})
		added = ""
	}
	return out, nil
}

// targetText is the translation of a segment as a copy shows it: a gloss with its
// label.
func targetText(s *bitext.Segment) string {
	if s.Origin.Kind == translate.Gloss && s.Target.Text != "" {
		return bitext.GlossLabel + s.Target.Text
	}
	return s.Target.Text
}

func joinSentences(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}

// sameWords compares texts but for the spaces between words: an editor may have
// joined the sentences of several lines.
func sameWords(a, b string) bool {
	return strings.Join(strings.Fields(a), " ") == strings.Join(strings.Fields(b), " ")
}

// notes gathers what a copy could not carry.
type notes struct {
	untranslated []string // ids of segments without a translation
	unplaced     []string // stretches whose look could not be given to certain words
	counts       []count
}

type count struct {
	what string // "%d …", worded for several
	n    int
}

// add counts one more of what.
func (n *notes) add(what string) {
	for i := range n.counts {
		if n.counts[i].what == what {
			n.counts[i].n++
			return
		}
	}
	n.counts = append(n.counts, count{what, 1})
}

// shown is how many examples a note gives.
const shown = 8

func (n *notes) lines() []string {
	var out []string
	if len(n.untranslated) > 0 {
		out = append(out, fmt.Sprintf("no translation, left out: %s", some(n.untranslated)))
	}
	if len(n.unplaced) > 0 {
		out = append(out, fmt.Sprintf("emphasis or links that could not be given to certain words: %s", some(n.unplaced)))
	}
	for _, c := range n.counts {
		out = append(out, fmt.Sprintf("%s: %d", c.what, c.n))
	}
	return out
}

func some(list []string) string {
	if len(list) <= shown {
		return strings.Join(list, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(list[:shown], ", "), len(list)-shown)
}
