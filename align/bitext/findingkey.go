package bitext

import (
	"crypto/sha256"
	"encoding/hex"

	"tarjuman/align/check"
)

// FindingKey names a finding by its rule and the words it points at, not by its
// place, so that it is known again after its sentence was edited elsewhere,
// joined with another or checked anew. It is 16 hexadecimal digits.
func FindingKey(src, tgt string, f check.Finding) string {
	h := sha256.New()
	write := func(s string) {
		h.Write([]byte(s))
		h.Write([]byte{0})
	}
	write(f.Rule)
	for _, side := range []struct {
		text  string
		spans []check.Span
	}{{src, f.Source}, {tgt, f.Target}} {
		for _, s := range side.spans {
			if s.Start >= 0 && s.Start <= s.End && s.End <= len(side.text) {
				write(side.text[s.Start:s.End])
			}
		}
		write("")
	}
	if len(f.Source) == 0 && len(f.Target) == 0 {
		write(f.Message)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// Ignores returns the editor's reason for passing over a finding of this
// segment, and whether there is one.
func (s *Segment) Ignores(f check.Finding) (Ignored, bool) {
	if len(s.Ignored) == 0 {
		return Ignored{}, false
	}
	key := FindingKey(s.Source.Text, s.Target.Text, f)
	for _, i := range s.Ignored {
		if i.Key == key {
			return i, true
		}
	}
	return Ignored{}, false
}

// Open returns the findings of the segment that nobody has judged to be none:
// those of the checks, then those an editor marked.
func (s *Segment) Open() []check.Finding {
	var out []check.Finding
	for _, f := range s.Findings {
		if _, ok := s.Ignores(f); !ok {
			out = append(out, f)
		}
	}
	for _, m := range s.Marks {
		out = append(out, m.Finding)
	}
	return out
}

// textHash names the texts of a segment, so that a check is not taken for one of
// other texts.
func textHash(s *Segment) string {
	h := sha256.Sum256([]byte(s.Source.Text + "\x00" + s.Target.Text))
	return hex.EncodeToString(h[:8])
}

// CheckEvent is the event that records what the checks found in a segment.
func CheckEvent(s *Segment, findings []check.Finding) Event {
	e := Event{Op: CheckOp, Seg: s.ID, Of: textHash(s)}
	for _, f := range findings {
		e.Flags = append(e.Flags, toFlagLine(s.Source.Text, s.Target.Text, f))
	}
	return e
}
