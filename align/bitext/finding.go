package bitext

import "tarjuman/align/check"

func toFlagLine(src, tgt string, f check.Finding) flagLine {
	return flagLine{
		f.Rule, f.Severity, f.MQM, f.Group, toCodePoints(src, f.Source), toCodePoints(tgt, f.Target),
		f.SourceValue, f.TargetValue, f.Message, f.Suggestion, f.Count,
	}
}
