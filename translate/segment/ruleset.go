package segment

import (
	"fmt"
	"strings"
)

// RuleSet says in one line which rules run, to be printed: an editor who gave
// rules of their own must see that they are used.
func (s *Segmenter) RuleSet() string {
	var b strings.Builder
	fmt.Fprintf(&b, "built-in rules for Arabic and English (%d words)", len(s.words))
	if a := s.opt.Abbreviations; a != nil {
		fmt.Fprintf(&b, ", %d words added and %d taken out", len(a.add), len(a.remove))
	}
	for _, lang := range []string{"ar", "en"} {
		u := s.user[lang]
		if u == nil || s.opt.Lang != "" && !strings.HasPrefix(strings.ToLower(s.opt.Lang), lang) {
			continue
		}
		if len(u.names) == 0 {
			fmt.Fprintf(&b, "; SRX: no rules for %s", lang)
			continue
		}
		fmt.Fprintf(&b, "; SRX for %s: %d rules of %s", lang, len(u.rules), strings.Join(u.names, ", "))
	}
	if s.opt.Quotes == QuotesKeep {
		b.WriteString("; quotations kept whole")
	}
	if s.opt.MaxLength > 0 {
		fmt.Fprintf(&b, "; at most %d characters", s.opt.MaxLength)
	}
	return b.String()
}
