package main

import (
	"unicode/utf8"

	"tarjuman/translate"
	"tarjuman/translate/memory"
)

// fromMemory takes the sentences that the translation memory has exactly, before
// anything is sent: what is translated already is not paid for. Similar ones do not
// count. The offline backend looks its memory up itself.
func (s *spending) fromMemory(src *text, results []translate.Result) error {
	if s.memory == nil || s.first() == nil {
		return nil
	}
	segs, at := pending(src, results)
	if len(segs) == 0 {
		return nil
	}
	all, err := s.memory()
	if err != nil {
		return err
	}
	defer all.Close()
	for k, seg := range segs {
		found, err := all.Lookup(s.c.Context, memory.Query{From: s.from, To: s.to, Text: seg.Text, Before: seg.Before, After: seg.After, MinPercent: 100})
		if err != nil {
			return err
		}
		if len(found) == 0 {
			continue
		}
		results[at[k]] = translate.Result{Text: found[0].Target, Origin: translate.Origin{Kind: translate.Memory, Engine: "memory", Match: found[0].Score}}
		s.share.memory++
		s.share.memoryPoints += utf8.RuneCountInString(seg.Text)
	}
	return nil
}
