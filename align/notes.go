package align

import (
	"fmt"
	"slices"
)

// oneSided names an empty side.
func oneSided(source, target []string) string {
	switch {
	case len(source) == 0 && len(target) == 0:
		return "both texts are empty"
	case len(source) == 0:
		return "the source is empty: every target sentence stays unaligned"
	case len(target) == 0:
		return "the target is empty: every source sentence stays unaligned"
	}
	return ""
}

// scripts settles how both sides are read. Where the languages say one thing
// and the letters clearly the opposite, the files were swapped and the letters
// are followed.
func scripts(source, target []string, opt *Options) (src, tgt script) {
	src, tgt = scriptOf(opt.SourceLang, source), scriptOf(opt.TargetLang, target)
	if swapped(source, target, src, tgt) {
		src, tgt = tgt, src
	}
	return src, tgt
}

func swapped(source, target []string, src, tgt script) bool {
	switch {
	case src == arabicScript && tgt != arabicScript:
		return arabicShare(source) < 0.2 && arabicShare(target) > 0.6
	case tgt == arabicScript && src != arabicScript:
		return arabicShare(target) < 0.2 && arabicShare(source) > 0.6
	}
	return false
}

// Bounds of the remarks: how many times longer one text must be, and from how
// many sentences on anything is said.
const (
	muchLonger   = 2.5
	fewSentences = 5
	// spokenFor is the share of the shorter text's sentences in links that words
	// speak for, below which two texts look unrelated.
	spokenFor = 0.3
)

// notes remarks on the texts as a whole.
func (p *problem) notes(source, target []string, opt *Options, links []Link) []string {
	if p.n == 0 || p.m == 0 {
		return nil
	}
	var notes []string
	if swapped(source, target, scriptOf(opt.SourceLang, source), scriptOf(opt.TargetLang, target)) {
		notes = append(notes, fmt.Sprintf("the texts look swapped: the source does not read like %q, the target does", opt.SourceLang))
	}
	few := min(p.n, p.m) < fewSentences
	if few && max(p.n, p.m) > 1 && min(p.n, p.m) == 1 && p.unspoken(opt, links) {
		return append(notes, "no word, name or number tells which of the sentences belong together")
	}
	if few && (min(p.n, p.m) < 2 || slices.ContainsFunc(links, joins)) {
		return notes // too little to tell by
	}
	if p.unrelated(opt, links) {
		return append(notes, "the texts look unrelated: few sentences share words, names or numbers")
	}
	if few {
		return notes
	}
	s, t := letters(p.views[0].src), letters(p.views[0].tgt)
	switch {
	case s > muchLonger*t:
		notes = append(notes, fmt.Sprintf("the source is %.1f times as long as the target: much of it stays unaligned", s/max(1, t)))
	case t > muchLonger*s:
		notes = append(notes, fmt.Sprintf("the target is %.1f times as long as the source: much of it stays unaligned", t/max(1, s)))
	}
	return notes
}

// joins reports whether a link has sentences on both sides.
func joins(l Link) bool { return len(l.Source) > 0 && len(l.Target) > 0 }

// judges reports whether the words can be judged by: there is a lexicon, and it is
// of these languages.
func (p *problem) judges(opt *Options) bool {
	src, tgt := p.views[0].src.script, p.views[0].tgt.script
	return opt.Lexicon != nil && src != tgt && src != other && tgt != other
}

// unspoken reports whether the words speak for no link at all.
func (p *problem) unspoken(opt *Options, links []Link) bool {
	return p.judges(opt) && !slices.ContainsFunc(links, func(l Link) bool {
		return l.Locked || joins(l) && slices.ContainsFunc(l.Reasons, func(r Reason) bool { return r.Kind != ByLength && r.Kind != ByMark })
	})
}

// unrelated reports whether too few sentences are in links that the words speak
// for. Without a lexicon to judge by it says nothing.
func (p *problem) unrelated(opt *Options, links []Link) bool {
	src, tgt := p.views[0].src, p.views[0].tgt
	if !p.judges(opt) {
		return false
	}
	if len(src.typ) < p.n || len(tgt.typ) < p.m {
		return false // too few words tell sentences apart, as where lines repeat
	}
	s, t := 0, 0
	for _, l := range links {
		if l.Locked || joins(l) && hasContent(l.Reasons) {
			s += len(l.Source)
			t += len(l.Target)
		}
	}
	return float64(s) < spokenFor*float64(p.n) && float64(t) < spokenFor*float64(p.m)
}

// contentWeight is the weight from which a reason carries a link.
const contentWeight = 2.0

func hasContent(reasons []Reason) bool {
	sum := 0.0
	for _, r := range reasons {
		switch r.Kind {
		case ByNumber, ByName, ByWord, ByPivot, ByMeaning:
			sum += r.Weight
		}
	}
	return sum >= 2*contentWeight
}
