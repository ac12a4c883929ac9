// Package article reads an article into the paragraphs that are to be
// translated, and remembers where every character of them came from.
//
// [Read] and [ReadFile] accept plain text, Markdown, saved HTML pages and Word
// documents (DOCX), in UTF-8, UTF-16, Windows-1256, ISO-8859-6 and a few other
// single-byte encodings. Format and encoding are recognised from the name and
// the content unless [Options] says otherwise:
//
//	a, err := article.ReadFile("wire.docx", article.Options{})
//	if err != nil {
//		return err // "wire.docx: word/document.xml: has a DOCTYPE, …"
//	}
//	for _, p := range a.Paragraphs {
//		fmt.Println(p.Kind, p.Text)
//	}
//
// # Offsets
//
// Two kinds of offsets meet here. Inside a [Paragraph], spans are byte offsets
// into Text, as everywhere in Go. In the document they are Unicode code points
// into [Article.Source], which is the decoded input with its markup, white
// space and byte order mark untouched. [Paragraph.SourceSpan] goes from the
// first to the second. All spans are half-open.
//
// # Hostile input
//
// An article comes from anywhere. No input makes the readers panic; memory and
// time are bounded by [Options.MaxBytes] and by limits of each format: a page of
// 20 MB, Markdown of 8 MB, an archive of 2,000 parts that unpacks to 200 MB, and
// others in the source. Nothing is fetched, run or written; names inside an
// archive are never used as paths. What cannot be read is refused with one
// [*Error] that names the place and what to do about it. What can be read but
// deserves a look (bidirectional overrides, replaced bytes) is listed in
// [Article.Notes].
package article
