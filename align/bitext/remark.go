package bitext

import "strings"

// remarksText writes the comments on a segment one after the other, each a line
// that begins with its author where it has one.
func remarksText(remarks []Remark) string {
	lines := make([]string, len(remarks))
	for i, r := range remarks {
		lines[i] = r.Text
		if r.By != "" {
			lines[i] = r.By + ": " + r.Text
		}
	}
	return strings.Join(lines, "\n")
}

// newRemark is what an edited comment says beyond the comments it was exported
// with: what was added behind them, or all of it when they were replaced.
func newRemark(exported []Remark, edited string) string {
	for n := len(exported); n > 0; n-- {
		if rest, ok := strings.CutPrefix(edited, remarksText(exported[:n])); ok && (rest == "" || rest[0] == '\n' || rest[0] == ' ') {
			return strings.TrimSpace(rest)
		}
	}
	return strings.TrimSpace(edited)
}
