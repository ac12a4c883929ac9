package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"tarjuman/align"
	"tarjuman/align/bitext"
	"tarjuman/align/check"
	"tarjuman/translate"
	"tarjuman/translate/article"
)

// languageName is how messages name a language.
func languageName(code string) string {
	switch code {
	case "ar":
		return "Arabic"
	case "en":
		return "English"
	case "":
		return "unknown language"
	}
	return code
}

// fileOf describes an article in the header of a working file that will lie in
// dir.
func fileOf(a *article.Article, lang, dir string) bitext.File {
	path := a.Path
	if path != "-" {
		if rel, err := filepath.Rel(dir, path); err == nil {
			path = rel
		}
	}
	return bitext.File{Path: filepath.ToSlash(path), SHA256: a.SHA256, Lang: lang, Format: a.Format.String(), Encoding: a.Encoding}
}

func newDocument(source, target bitext.File) *bitext.Document {
	return &bitext.Document{Header: bitext.Header{Schema: bitext.SchemaVersion, Tool: "tarjuman " + release, Source: source, Target: target}}
}

func segmentID(i, n int) string {
	width := 2
	for limit := 100; n >= limit; limit *= 10 {
		width++
	}
	return fmt.Sprintf("s%0*d", width, i+1)
}

// fromTranslation joins every sentence with its translation.
func fromTranslation(d *bitext.Document, src *text, results []translate.Result) {
	for i, s := range src.sentences {
		r := results[i]
		seg := bitext.Segment{
			ID: segmentID(i, len(src.sentences)), Paragraph: s.paragraph, Heading: s.heading,
			Source: bitext.Side{Text: s.text, Start: s.start, End: s.end, Sentences: []int{i}},
			Origin: r.Origin, Status: bitext.Draft, Link: bitext.Link{Confidence: 1},
		}
		if r.Done() {
			seg.Target = bitext.Side{Text: r.Text, Sentences: []int{i}}
			seg.Link.Words = r.Words
		}
		d.Segments = append(d.Segments, seg)
	}
}

// fromLinks joins the sentences of two texts as the aligner linked them.
func fromLinks(d *bitext.Document, src, tgt *text, links []align.Link) {
	elsewhere := make([][]int, len(links))
	for i, l := range links {
		seg := bitext.Segment{ID: segmentID(i, len(links)), Status: bitext.Draft, Origin: translate.Origin{Kind: translate.Human}}
		seg.Source = joined(src, l.Source)
		seg.Target = joined(tgt, l.Target)
		seg.Link = bitext.Link{Confidence: l.Confidence, Locked: l.Locked}
		for _, r := range l.Reasons {
			seg.Link.Reasons = append(seg.Link.Reasons, r.String())
		}
		switch {
		case len(l.Source) > 0:
			first := src.sentences[l.Source[0]]
			seg.Paragraph, seg.Heading = first.paragraph, first.heading
		case i > 0:
			seg.Paragraph = d.Segments[i-1].Paragraph
		}
		d.Segments = append(d.Segments, seg)
		elsewhere[i] = l.Elsewhere
	}
	d.SetElsewhere(elsewhere)
}

// joined is the text of neighbouring sentences, joined as they stand in their
// source where they share a paragraph, by a space otherwise.
func joined(t *text, idx []int) bitext.Side {
	side := bitext.Side{Sentences: idx}
	var b strings.Builder
	for k, i := range idx {
		s := t.sentences[i]
		if k == 0 {
			side.Start = s.start
		} else {
			b.WriteByte(' ')
		}
		side.End = s.end
		if len(idx) > 1 {
			side.Parts = append(side.Parts, bitext.Part{At: b.Len(), Start: s.start, End: s.end})
		}
		b.WriteString(s.text)
	}
	side.Text = b.String()
	return side
}

// runChecks checks a document and files the findings under its segments. The
// segmenter's own suspicions are passed on to the rules. A gloss claims nothing,
// so only the source of a glossed segment is judged.
func runChecks(d *bitext.Document, c *check.Checker, suspicions map[int][]check.Break, g *check.Glossary) {
	pairs := d.Pairs()
	for i := range pairs {
		pairs[i].Breaks = suspicions[i]
	}
	found := c.Run(check.Document{SourceLang: d.Header.Source.Lang, TargetLang: d.Header.Target.Lang, Pairs: pairs, Glossary: g})
	d.SetFindings(slices.DeleteFunc(found, func(f check.Finding) bool {
		return f.Group != check.SourceText && d.Segments[f.Pair].Origin.Kind == translate.Gloss
	}))
}

// breaksBySegment gathers the segmenter's suspicions on the source by segment.
// Spans become bytes of the segment's source text.
func breaksBySegment(d *bitext.Document, src *text) map[int][]check.Break {
	out := map[int][]check.Break{}
	for i := range d.Segments {
		offset := 0
		for k, si := range d.Segments[i].Source.Sentences {
			s := src.sentences[si]
			if k > 0 {
				offset++ // the joining space
			}
			for _, x := range s.suspicions {
				out[i] = append(out[i], check.Break{
					Kind:   x.Kind.String(),
					Span:   check.Span{Start: offset + x.Start - s.offsetBytes, End: offset + x.End - s.offsetBytes},
					Reason: x.Reason,
				})
			}
			offset += len(s.text)
			if _, n := utf8.DecodeLastRuneInString(s.text); s.glued {
				out[i] = append(out[i], check.Break{
					Kind: check.GluedStop, Span: check.Span{Start: offset - n, End: offset},
					Reason: "no space between this sentence and the next",
				})
			}
		}
	}
	return out
}
