package article

import (
	"crypto/sha256"
	"encoding/hex"
	"sort"
	"unicode/utf8"
)

// WordPiece says where in a Word document a stretch of [Article.Source] stands:
// in the text of one token of the XML of one part. Who changes the text of a
// document where it stands, such as a copy in another language, goes by these.
type WordPiece struct {
	Part  string // name of the part in the archive
	Token int    // number of the token in it, from 0, as encoding/xml hands them out
	// Start and End are half-open code points of Article.Source. A tab, break or
	// hyphen element gives one.
	Start, End int
}

// ReadWord reads a Word document as [Read] does and tells where each stretch of
// its text came from, in the order of the text. Every error is an [*Error].
func ReadWord(data []byte, path string) (*Article, []WordPiece, error) {
	sum := sha256.Sum256(data)
	a := &Article{Path: path, Format: DOCX, SHA256: hex.EncodeToString(sum[:])}
	pieces, err := a.readWord(data)
	if err != nil {
		if e, ok := err.(*Error); ok {
			e.Path = path
			return nil, nil, e
		}
		return nil, nil, &Error{Path: path, Reason: "cannot be read", Err: err}
	}
	a.finish()
	return a, pieces, nil
}

// tokenText is what one token added to a paragraph's text.
type tokenText struct {
	part      string
	token     int
	at, bytes int // where in the text, and how much
}

// place records where the text of a paragraph came from: part begins at byte at
// of the text that p was built to.
func (r *docxReader) place(p *docxParagraph, part string, at int) {
	first := sort.Search(len(p.from), func(i int) bool { return p.from[i].at+p.from[i].bytes > at })
	points := r.points
	for _, f := range p.from[first:] {
		if f.at >= at+len(part) {
			break
		}
		n := utf8.RuneCountInString(part[max(0, f.at-at):min(len(part), f.at+f.bytes-at)])
		r.pieces = append(r.pieces, WordPiece{Part: f.part, Token: f.token, Start: points, End: points + n})
		points += n
	}
}
