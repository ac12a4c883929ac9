package offline

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// reorder moves adjectives before their nouns and writes "of" between a noun and
// the definite noun it is annexed to: the two differences of order between the
// languages that can be seen without parsing.
func reorder(in []piece) []piece {
	out := make([]piece, 0, len(in))
	for i := 0; i < len(in); {
		if in[i].role != noun {
			out = append(out, in[i])
			i++
			continue
		}
		j := i + 1
		for j < len(in) && in[j].role == adjective && in[j].prefix == "" {
			j++
		}
		out = append(out, modified(in[i], in[i+1:j]))
		i = j
	}
	return annex(out)
}

// modified puts adjectives in front of a noun; the article moves with them.
func modified(n piece, adjectives []piece) piece {
	if len(adjectives) == 0 {
		return n
	}
	text, article := strings.CutPrefix(n.text, "the ")
	var words []string
	for _, a := range adjectives {
		words = append(words, a.text)
		article = article || a.definite
	}
	n.text = strings.Join(words, " ") + " " + text
	if article {
		n.text, n.definite = "the "+n.text, true
	}
	return n
}

// annex joins a bare noun to the noun, name or possessed noun behind it.
func annex(in []piece) []piece {
	for i := 0; i+1 < len(in); i++ {
		a, b := &in[i], &in[i+1]
		if a.role != noun || a.definite || b.prefix != "" || b.role != noun && b.role != name {
			continue
		}
		if strings.HasPrefix(a.text, "the ") || possessed(a.text) {
			continue
		}
		b.prefix = "of"
		if b.definite || b.role == name {
			a.text = "the " + a.text
			a.definite = true
		}
	}
	return in
}

func possessed(s string) bool {
	w, _, _ := strings.Cut(s, " ")
	for _, p := range possessives {
		if w == p {
			return true
		}
	}
	return false
}

// join writes the units as a line of English: one space between words, none
// before a closing mark, a capital at the beginning and after a stop.
func join(pieces []piece) string {
	var b strings.Builder
	capital, glue := true, true
	for _, p := range pieces {
		text := p.text
		if p.prefix != "" {
			text = p.prefix + " " + text
		}
		if text == "" {
			continue
		}
		if !glue && !p.glueLeft {
			b.WriteByte(' ')
		}
		if capital && !p.punct {
			text, capital = capitalise(text), false
		}
		b.WriteString(text)
		glue = p.glueRight
		if p.punct && strings.ContainsAny(p.text, ".?!") && p.text != "..." {
			capital = true
		}
	}
	return b.String()
}

func capitalise(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
