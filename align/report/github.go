package report

import (
	"bufio"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"strings"

	"tarjuman/align/check"
)

// maxAnnotations is how many annotations of a level GitHub shows for one step; the
// rest it drops without a word.
const maxAnnotations = 10

// maxAnnotation is the longest message of an annotation, in bytes: GitHub cuts what
// is longer than 4 KB.
const maxAnnotation = 4000

// github writes workflow commands, which GitHub turns into annotations of a pull
// request: errors for critical and major findings, warnings for minor ones, notices
// for the rest. What goes over the limit of a step is listed as plain lines, so that
// the log has everything, and said at the end. Known and ignored findings are only
// counted.
type github struct {
	w     *bufio.Writer
	shown map[string]int
	over  int
}

func newGitHub(w io.Writer, _ Run) Writer {
	return &github{w: bufio.NewWriter(w), shown: map[string]int{}}
}

func (g *github) Unit(u *Unit) error {
	for i := range u.Findings {
		f := &u.Findings[i]
		if !f.Open() {
			continue
		}
		level := githubLevel(f.Severity)
		if g.shown[level] == maxAnnotations {
			g.over++
			// A line of ours must not be read as a command.
			if _, err := fmt.Fprintf(g.w, "  %s\n", xmlText(plain(findingLine(u, f)))); err != nil {
				return err
			}
			continue
		}
		g.shown[level]++
		if _, err := g.w.WriteString(xmlText(annotation(level, u, f))); err != nil {
			return err
		}
	}
	return nil
}

func githubLevel(s check.Severity) string {
	switch s {
	case check.Critical, check.Major:
		return "error"
	case check.Minor:
		return "warning"
	}
	return "notice"
}

func annotation(level string, u *Unit, f *Finding) string {
	var props []string
	main, other := sides(u, f)
	if main.file != "" {
		props = append(props, "file="+property(path.Clean(filepath.ToSlash(main.file))))
		if len(main.at) > 0 && main.at[0].Line > 0 {
			props = append(props, lineProperties(main.at[0])...)
		}
	}
	props = append(props, "title="+property(f.Severity.String()+" "+f.Rule))
	text := messageOf(f)
	if f.SourceValue != "" && f.TargetValue != "" {
		text += fmt.Sprintf(" [%s ↔ %s]", f.SourceValue, f.TargetValue)
	}
	if other.file != "" && len(other.at) > 0 && other.at[0].Line > 0 {
		text += fmt.Sprintf("\nsource: %s:%d", other.file, other.at[0].Line)
	}
	return "::" + level + " " + strings.Join(props, ",") + "::" + data(cut(text, maxAnnotation)) + "\n"
}

// lineProperties name a place. Columns are understood for a single line only.
func lineProperties(r Region) []string {
	out := []string{fmt.Sprintf("line=%d", r.Line)}
	if r.EndLine > r.Line {
		return append(out, fmt.Sprintf("endLine=%d", r.EndLine))
	}
	if r.Column > 0 {
		out = append(out, fmt.Sprintf("col=%d", r.Column))
		if r.EndColumn > r.Column {
			out = append(out, fmt.Sprintf("endColumn=%d", r.EndColumn))
		}
	}
	return out
}

// data and property escape texts as the runner's own toolkit does.
func data(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

func property(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(s)
}

// plain breaks up what the runner would read as a command in the middle of a line.
func plain(s string) string {
	return strings.NewReplacer("::", ": :", "##[", "## [").Replace(s)
}

// cut shortens a text to at most n bytes, between two characters.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	const sign = "…"
	n -= len(sign)
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n] + sign
}

func (g *github) Close(s Summary) error {
	if g.over > 0 {
		fmt.Fprintf(g.w, "%d findings are listed above without an annotation: GitHub shows %d of a level\n", g.over, maxAnnotations)
	}
	if n := s.Omitted.Total(); n > 0 {
		fmt.Fprintf(g.w, "%d findings are left out: the run was limited to %d\n", n, s.Limit)
	}
	if s.Known+s.Ignored > 0 {
		fmt.Fprintf(g.w, "%d known and %d ignored findings are not listed\n", s.Known, s.Ignored)
	}
	return g.w.Flush()
}
