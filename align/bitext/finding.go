package bitext

import (
	"bufio"
	"io"

	"tarjuman/align/check"
)

// WriteFinding writes one finding as a JSON line for other programs: the id of
// its segment and the fields the working file has for it, with spans in code
// points of src and tgt.
func WriteFinding(w io.Writer, id, src, tgt string, f check.Finding) error {
	bw := bufio.NewWriter(w)
	line := struct {
		ID string `json:"id"`
		flagLine
	}{id, toFlagLine(src, tgt, f)}
	if err := writeLine(bw, line, nil); err != nil {
		return err
	}
	return bw.Flush()
}

func toFlagLine(src, tgt string, f check.Finding) flagLine {
	return flagLine{
		f.Rule, f.Severity, f.MQM, f.Group, toCodePoints(src, f.Source), toCodePoints(tgt, f.Target),
		f.SourceValue, f.TargetValue, f.Message, f.Suggestion, f.Count,
	}
}
