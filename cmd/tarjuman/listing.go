package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"tarjuman/align/bitext"
	"tarjuman/align/check"
	"tarjuman/align/review"
	"tarjuman/translate"
)

// list prints a document stacked: the source alone on its line, the target under
// it, then the findings. Two columns would break under the bidi algorithm.
func (u *ui) list(w io.Writer, d *bitext.Document) {
	for i := range d.Segments {
		s := &d.Segments[i]
		if i > 0 && s.Paragraph != d.Segments[i-1].Paragraph {
			fmt.Fprintln(w)
		}
		u.listSegment(w, s)
		for _, f := range s.Findings {
			fmt.Fprintf(w, "     %s\n", u.findingLine(s.Source.Text, s.Target.Text, f))
		}
	}
	fmt.Fprintln(w)
}

func (u *ui) listSegment(w io.Writer, s *bitext.Segment) {
	src := u.show(s.Source.Text)
	if len(s.Source.Sentences) == 0 {
		src = u.paint(dim, "(nothing in the source"+elsewhere(s)+")")
	}
	fmt.Fprintf(w, "%s  %s\n", u.paint(bold, s.ID), src)
	target := u.show(s.Target.Text)
	switch {
	case s.Target.Text == "" && len(s.Target.Sentences) == 0:
		target = u.paint(dim, "(no counterpart"+elsewhere(s)+")")
	case s.Origin.Kind == translate.Gloss:
		target = u.paint(dim, bitext.GlossLabel) + target
	case s.Origin.Kind == translate.Memory && s.Origin.Match < 100:
		target = u.paint(dim, fmt.Sprintf("[memory %d%%] ", s.Origin.Match)) + target
	case s.Origin.Kind == translate.Memory:
		target = u.paint(dim, "[memory] ") + target
	}
	fmt.Fprintf(w, "     %s\n", target)
}

// elsewhere says where the counterpart of a moved sentence seems to be.
func elsewhere(s *bitext.Segment) string {
	if len(s.Link.Elsewhere) == 0 {
		return ""
	}
	return " here: it seems to be " + strings.Join(s.Link.Elsewhere, ", ")
}

// findingLine is one finding: severity, rule, both ends of the evidence, reason.
func (u *ui) findingLine(src, tgt string, f check.Finding) string {
	var b strings.Builder
	b.WriteString(u.paint(severityStyle(f.Severity), fmt.Sprintf("%-8s", f.Severity)))
	fmt.Fprintf(&b, " %-20s ", f.Rule)
	left, right := evidence(src, f.Source, f.SourceValue), evidence(tgt, f.Target, f.TargetValue)
	switch {
	case left != "" && right != "":
		b.WriteString(u.show(left) + " ↔ " + u.show(right) + "  ")
	case left != "":
		b.WriteString(u.show(left) + "  ")
	case right != "":
		b.WriteString(u.show(right) + "  ")
	}
	b.WriteString(u.show(reason(f)))
	if f.Count > 1 {
		fmt.Fprintf(&b, " (%d times)", f.Count)
	}
	if f.Suggestion != "" {
		b.WriteString("  → " + u.show(f.Suggestion))
	}
	return b.String()
}

// reason is a finding's message without the end that repeats both values, which
// stand before it on the line.
func reason(f check.Finding) string {
	head, end, _ := strings.Cut(f.Message, ": ")
	if f.SourceValue != "" && f.TargetValue != "" && strings.Contains(end, f.SourceValue) && strings.Contains(end, f.TargetValue) {
		return head
	}
	return f.Message
}

func severityStyle(s check.Severity) style {
	switch s {
	case check.Critical:
		return red
	case check.Major:
		return yellow
	case check.Minor:
		return cyan
	}
	return dim
}

// evidenceLength is how much of a span the listing quotes, in letters.
const evidenceLength = 48

func evidence(text string, spans []check.Span, value string) string {
	var parts []string
	for _, s := range spans {
		if s.Start < 0 || s.End > len(text) || s.Start >= s.End {
			continue
		}
		parts = append(parts, quoted(shorten(strings.TrimSpace(text[s.Start:s.End]), evidenceLength)))
		if len(parts) == 3 {
			break
		}
	}
	out := strings.Join(parts, " ")
	if value != "" {
		if out != "" {
			out += " = "
		}
		out += value
	}
	return out
}

// quoted puts s between guillemets, unless those are what it consists of already.
func quoted(s string) string {
	if strings.HasPrefix(s, "«") && strings.HasSuffix(s, "»") {
		return s
	}
	return "«" + s + "»"
}

func shorten(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}

// findingSummary counts the findings: those of the translation first, those of
// the source text apart.
func findingSummary(d *bitext.Document) string {
	var about, source [4]int
	segments := map[int]bool{}
	n, m := 0, 0
	sure := 0
	for i := range d.Segments {
		s := &d.Segments[i]
		if s.Link.Confidence >= 0.9 || s.Link.Locked {
			sure++
		}
		for _, f := range s.Findings {
			if f.Group == check.SourceText {
				source[f.Severity]++
				m++
				continue
			}
			about[f.Severity]++
			segments[i] = true
			n++
		}
	}
	out := fmt.Sprintf("%s in %s%s        alignment sure in %d of %d", plural(n, "finding"), plural(len(segments), "sentence"), bySeverity(about), sure, len(d.Segments))
	if m > 0 {
		out += fmt.Sprintf("\n%s about the source text itself%s", plural(m, "finding"), bySeverity(source))
	}
	return out
}

func bySeverity(n [4]int) string {
	var parts []string
	for s := check.Critical; ; s-- {
		if n[s] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n[s], s))
		}
		if s == check.Info {
			break
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return ": " + strings.Join(parts, ", ")
}

// readFirst names the sentences to read first; with a limit on time also what may
// be left.
func readFirst(d *bitext.Document, limit time.Duration) string {
	if limit > 0 {
		var out strings.Builder
		read, left := review.Fit(review.Plan(d), limit)
		writePlan(&out, read, left, func(i int) string { return d.Segments[i].ID })
		return strings.TrimSuffix(out.String(), "\n")
	}
	const most = 12
	first := review.First(review.Plan(d), 0)
	if len(first) == 0 {
		return ""
	}
	var total time.Duration
	var ids []string
	for i, it := range first {
		if i == most {
			break
		}
		total += it.Time
		ids = append(ids, d.Segments[it.Segment].ID)
	}
	minutes := max(1, int(total.Minutes()+0.5))
	return fmt.Sprintf("read first: %s (about %s)", strings.Join(ids, " "), plural(minutes, "minute"))
}
