package article

import (
	"fmt"
	"strings"
)

const (
	hintReadAsText = "if it is not meant as Markdown, read it as plain text"

	// maxMarkdown is the largest Markdown text parsed, in bytes. The syntax tree
	// takes some twenty times the text.
	maxMarkdown = 8 << 20
	// maxNesting is how deep quotations and lists may nest.
	maxNesting = 100
	// maxLinkWork bounds, over all blocks, brackets times bytes: the parser
	// looks for the end of a link from each bracket on, at about a nanosecond a
	// step.
	maxLinkWork = 1_000_000_000
	// maxTableCells bounds columns times rows: the parser fills short rows up.
	maxTableCells = 500_000
)

// checkMarkdown refuses Markdown on which the parser would take more than linear
// time or space.
func checkMarkdown(body string) error {
	if len(body) > maxMarkdown {
		return &Error{Reason: fmt.Sprintf("is Markdown of more than %d bytes", maxMarkdown), Hint: "split it into articles, or read it as plain text"}
	}
	var work, cells int
	var block struct{ bytes, brackets, lines, columns int }
	number := 0
	for line := range strings.Lines(body) {
		number++
		if nesting(line) > maxNesting {
			return &Error{Place: fmt.Sprintf("line %d", number), Reason: "quotations or lists are nested too deep", Hint: hintReadAsText}
		}
		block.bytes += len(line)
		block.brackets += strings.Count(line, "[")
		block.lines++
		block.columns = max(block.columns, strings.Count(line, "|"))
		if strings.TrimSpace(line) != "" {
			if block.brackets*block.bytes < maxLinkWork && block.columns*block.lines < maxTableCells {
				continue
			}
		}
		work += block.brackets * block.bytes
		cells += block.columns * block.lines
		block.bytes, block.brackets, block.lines, block.columns = 0, 0, 0, 0
		if work >= maxLinkWork {
			return &Error{Place: fmt.Sprintf("line %d", number), Reason: "too many unfinished links in one paragraph", Hint: hintReadAsText}
		}
		if cells >= maxTableCells {
			return &Error{Place: fmt.Sprintf("line %d", number), Reason: "the tables have too many cells", Hint: hintReadAsText}
		}
	}
	return nil
}

// nesting estimates from one line how deep its list item or quotation is: by the
// markers it begins with, or by two columns of indentation a level.
func nesting(line string) int {
	depth, columns := 0, 0
	for i := 0; i < len(line); {
		c := line[i]
		switch {
		case c == ' ':
			columns++
			i++
		case c == '\t':
			columns += 4
			i++
		case c == '>':
			depth++
			i++
		case strings.IndexByte("-+*", c) >= 0 && endsMarker(line[i+1:]):
			depth++
			i++
		case c >= '0' && c <= '9':
			n := i
			for n < len(line) && n < i+9 && line[n] >= '0' && line[n] <= '9' {
				n++
			}
			if n == len(line) || line[n] != '.' && line[n] != ')' || !endsMarker(line[n+1:]) {
				return depthOf(depth, columns)
			}
			depth++
			i = n + 1
		default:
			return depthOf(depth, columns)
		}
	}
	return depthOf(depth, columns)
}

// depthOf ignores the indentation of lines that open nothing, such as code.
func depthOf(markers, columns int) int {
	if markers == 0 {
		return 0
	}
	return max(markers, columns/2)
}

func endsMarker(rest string) bool {
	return rest == "" || strings.IndexByte(" \t\r\n", rest[0]) >= 0
}
