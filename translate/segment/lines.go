package segment

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
)

// Line is one line of a stream, taken as a paragraph.
type Line struct {
	Number    int        // counted from 1, empty lines included
	Offset    int64      // bytes before the line in the stream
	Text      string     // without the line ending
	Sentences []Sentence // spans into Text; none for a line of white space
}

// Lines reads r line by line (\n or \r\n) and cuts each line as a paragraph.
// Every line is given, empty ones too, so that Text and the line endings make
// up the stream. Memory is bounded by the longest line. A read error ends the
// sequence; it names the line it struck.
func (s *Segmenter) Lines(r io.Reader) iter.Seq2[Line, error] {
	return func(yield func(Line, error) bool) {
		in := bufio.NewReaderSize(r, 64<<10)
		var offset int64
		for n := 1; ; n++ {
			text, err := in.ReadString('\n')
			if text != "" {
				line := Line{Number: n, Offset: offset, Text: strings.TrimSuffix(strings.TrimSuffix(text, "\n"), "\r")}
				offset += int64(len(text))
				line.Sentences = s.Split(line.Text)
				if !yield(line, nil) {
					return
				}
			}
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(Line{Number: n, Offset: offset}, fmt.Errorf("line %d: %w", n, err))
				return
			}
		}
	}
}
