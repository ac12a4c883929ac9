package neural

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"
)

// miniBatch is how many pieces, padding included, the original puts into a batch
// (mini-batch-words of its evaluation).
const miniBatch = 1024

// Reproduce translates a whole text as the original engine did when the published
// outputs were made: every line is cut into sentences by simple rules, sentences of
// similar length from the whole text form batches, all sentences of a batch share
// their shortlist and the limit of their length, and white space is copied. A
// sentence's translation then depends on its neighbours, so this is for comparing
// with those outputs only.
func (m *Model) Reproduce(ctx context.Context, text string) (string, error) {
	var chunks []*chunk
	end := 0
	for _, s := range classicSentences(text) {
		pieces := m.source.Encode(text[s.start:s.end])
		for len(pieces) > 0 {
			n := min(len(pieces), maxSource-1)
			c := &chunk{part: m.cut(pieces[:n])[0], gap: text[end : s.start+pieces[0].Begin]}
			end = s.start + pieces[n-1].End
			chunks, pieces = append(chunks, c), pieces[n:]
		}
	}
	ws := m.spaces.get()
	defer m.spaces.put(ws, m.workers)
	for _, batch := range batches(chunks) {
		if err := m.translateBatch(ctx, ws, batch); err != nil {
			return "", err
		}
	}
	var b strings.Builder
	for _, c := range chunks {
		out, _ := m.target.Decode(c.result.ids)
		b.WriteString(c.gap)
		b.WriteString(out)
	}
	b.WriteString(text[end:])
	return b.String(), nil
}

// chunk is a part with the white space in front of it.
type chunk struct {
	*part
	gap string
}

// batches fills batches from the shortest chunks upwards, those of one length in
// their order.
func batches(chunks []*chunk) [][]*chunk {
	byLength := make([][]*chunk, maxSource+1)
	for _, c := range chunks {
		byLength[len(c.ids)] = append(byLength[len(c.ids)], c)
	}
	var out [][]*chunk
	for length, same := range byLength {
		for _, c := range same {
			last := len(out) - 1
			if last < 0 || (len(out[last])+1)*length > miniBatch {
				out, last = append(out, nil), last+1
			}
			out[last] = append(out[last], c)
		}
	}
	return out
}

// translateBatch translates a batch of the original's, some sentences at a time.
func (m *Model) translateBatch(ctx context.Context, ws *workspace, batch []*chunk) error {
	shared := sharing{width: len(batch[len(batch)-1].ids), candidates: m.all}
	if m.short != nil {
		var ids []int
		for _, c := range batch {
			ids = append(ids, c.ids...)
		}
		shared.candidates = m.short.candidates(&ws.chosen, ids)
	}
	parts := make([]*part, len(batch))
	for i, c := range batch {
		parts[i] = c.part
	}
	for _, group := range groups(parts, 1) {
		if err := m.translateSharing(ctx, ws, group, &shared); err != nil {
			return err
		}
	}
	return nil
}

// classicSentences cuts a text as the original's splitter does where it has no list
// of abbreviations: after a run of . ? ! with closing marks and white space behind
// it, unless a small letter follows; and at every line's end.
func classicSentences(text string) []word {
	var out []word
	start := 0
	cut := func(end int) {
		if strings.TrimSpace(text[start:end]) != "" {
			out = append(out, word{start, end})
		}
		start = end
	}
	for i := 0; i < len(text); {
		switch text[i] {
		case '\n':
			cut(i)
			i++
		case '.', '?', '!':
			i = skip(text, i, func(r rune) bool { return strings.ContainsRune(".?!", r) })
			i = skip(text, i, closes)
			if next := skip(text, i, isBlank); next > i && !smallFollows(text[next:]) {
				cut(i)
			}
		default:
			i++
		}
	}
	cut(len(text))
	return out
}

// skip returns the place behind the runes at i that belong to a class.
func skip(text string, i int, class func(rune) bool) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !class(r) {
			break
		}
		i += n
	}
	return i
}

func closes(r rune) bool {
	return unicode.In(r, unicode.Pe, unicode.Pf) || r == '"' || r == '\''
}

func isBlank(r rune) bool { return unicode.IsSpace(r) && r != '\n' }

// smallFollows reports whether what follows begins with a small letter, marks that
// open aside.
func smallFollows(text string) bool {
	i := skip(text, 0, func(r rune) bool { return unicode.In(r, unicode.Ps, unicode.Pi) || r == '"' || r == '\'' })
	r, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsLower(r)
}
