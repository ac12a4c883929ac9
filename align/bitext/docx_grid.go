package bitext

import (
	"strconv"
	"strings"
)

// A wordCell is one cell of a row in a Word table.
type wordCell struct {
	text      *strings.Builder
	span      int  // columns of the table's grid it takes (w:gridSpan)
	continued bool // it is the lower or later part of a merged cell
}

// maxSpan bounds the grid; Word allows 63 columns.
const maxSpan = 1000

// property reads how a cell is merged with others. A vMerge or hMerge without a
// value continues the cell before (ISO/IEC 29500-1, 17.4.84).
func (c *wordCell) property(name, value string) {
	switch name {
	case "gridSpan":
		if n, err := strconv.Atoi(value); err == nil && n > 0 && n <= maxSpan {
			c.span = n
		}
	default:
		c.continued = c.continued || value != "restart"
	}
}

func textsOf(row []wordCell) []string {
	out := make([]string, len(row))
	for i := range row {
		out[i] = row[i].text.String()
	}
	return out
}

// fitToHead gives every column of a table's head the cells of a row that stand
// below it: editors who split or merge cells change how many there are. merged says
// that one of them reaches over several columns, so that their texts cannot be told
// apart. A row whose width is not that of the head, as some programs write, goes by
// the order of its cells.
func fitToHead(row, head []wordCell) (cells []wordCell, merged bool) {
	cells = make([]wordCell, len(head))
	for i := range cells {
		cells[i] = wordCell{text: &strings.Builder{}, span: head[i].span}
	}
	byOrder := len(row) == len(head) && width(row) != width(head)
	column, end := 0, 0 // the column of the head at hand, and where it ends
	if len(head) > 0 {
		end = head[0].span
	}
	at, used := 0, make([]bool, len(head))
	for i, c := range row {
		if byOrder {
			column = i
		} else {
			for at >= end && column+1 < len(head) {
				column++
				end += head[column].span
			}
			merged = merged || at+c.span > end && column+1 < len(head)
		}
		at += c.span
		if column >= len(cells) {
			break
		}
		to := &cells[column]
		if used[column] && to.text.Len() > 0 && c.text.Len() > 0 {
			to.text.WriteByte('\n')
		}
		to.text.WriteString(c.text.String())
		to.continued = (to.continued || !used[column]) && c.continued
		used[column] = true
	}
	return cells, merged
}

func width(row []wordCell) int {
	n := 0
	for i := range row {
		n += row[i].span
	}
	return n
}
