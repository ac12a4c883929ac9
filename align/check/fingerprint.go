package check

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"strings"

	"tarjuman/internal/arabic"
)

// Fingerprint names a finding so that it is known again when the text around it
// has moved: the rule, the sentence of the source and the evidence on both sides,
// all folded as [arabic.Normalize] folds them and without regard to case and
// spaces. It holds neither line nor message. A finding about a habit of the whole
// text is named by its rule alone. The result has 32 hexadecimal digits; findings
// of one sentence may share it.
func Fingerprint(p Pair, f Finding) string {
	h := sha256.New()
	fold(h, f.Rule)
	fold(h, string(f.Group))
	if f.Count > len(f.Source)+len(f.Target) {
		return fingerprintOf(h)
	}
	sentence := p.Source
	if strings.TrimSpace(sentence) == "" {
		sentence = p.Target
	}
	fold(h, sentence)
	foldSpans(h, p.Source, f.Source)
	foldSpans(h, p.Target, f.Target)
	fold(h, f.SourceValue)
	fold(h, f.TargetValue)
	return fingerprintOf(h)
}

func fingerprintOf(h hash.Hash) string { return hex.EncodeToString(h.Sum(nil)[:16]) }

// fold adds one field; fields end with a byte that no text has.
func fold(h hash.Hash, s string) {
	h.Write([]byte(foldText(s)))
	h.Write([]byte{0xff})
}

func foldText(s string) string {
	return strings.Join(strings.Fields(strings.ToLower(arabic.Normalize(s))), " ")
}

func foldSpans(h hash.Hash, text string, spans []Span) {
	for _, s := range spans {
		fold(h, s.of(text))
	}
	h.Write([]byte{0xfe})
}

// of is the text of the span, cut to what the text has.
func (s Span) of(text string) string {
	start := min(max(s.Start, 0), len(text))
	return text[start:min(max(s.End, start), len(text))]
}
