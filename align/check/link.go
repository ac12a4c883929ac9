package check

import (
	"regexp"
	"slices"
	"sort"
	"strings"
	"sync"

	"tarjuman/internal/arabic"
)

// linkKind is a kind of technical text that a translation must carry over as it
// stands.
type linkKind uint8

const (
	linkURL linkKind = iota
	linkEmail
	linkHandle
	linkHashtag
	linkPlaceholder
	linkTag
	linkEntity
)

var linkNames = [...]string{"address", "e-mail address", "handle", "hashtag", "placeholder", "tag", "character entity"}

func (k linkKind) String() string { return linkNames[k] }

// linkItem is one such piece: its place and the form that is compared.
type linkItem struct {
	kind linkKind
	span Span
	key  string
}

// linkForms are tried in this order; what one has taken the next does not see.
var linkForms = []struct {
	kind    linkKind
	trigger []string // one of these must occur, which spares most texts the search
	form    func() *regexp.Regexp
}{
	{linkTag, []string{"<"}, lazily(`</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]{0,200})?/?>`)},
	{linkEmail, []string{"@"}, lazily(`[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`)},
	{linkURL, []string{"://"}, lazily(`(?i)\b(?:https?|ftp)://[^\s<>"“”«»،؛؟\p{Arabic}]+`)},
	{linkURL, []string{"www.", "WWW."}, lazily(`(?i)\bwww\.[^\s<>"“”«»،؛؟\p{Arabic}]+`)},
	{linkURL, []string{".com", ".org", ".net", ".edu", ".gov", ".info", ".int", ".io", ".co."}, lazily(`\b[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:com|org|net|edu|gov|info|int|io|co\.[a-z]{2})\b(?:/[^\s<>"“”«»،؛؟\p{Arabic}]*)?`)},
	{linkPlaceholder, []string{"{"}, lazily(`[$#]?\{\{?\s?[\pL\pN_.:-]{1,40}\s?\}?\}`)},
	{linkPlaceholder, []string{"%"}, lazily(`%(?:\d{1,2}\$)?[sdifuc@]\b|%@|%\([A-Za-z_]{1,40}\)[sdif]\b|%[A-Za-z_]{2,40}%`)},
	{linkEntity, []string{"&"}, lazily(`&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});`)},
	{linkHandle, []string{"@"}, lazily(`@[A-Za-z0-9_]{2,40}`)},
	{linkHashtag, []string{"#"}, lazily(`#[\pL\pN_]*\pL[\pL\pN_]*`)},
}

// lazily compiles an expression on first use: most texts need none of them.
func lazily(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

// findLinks lists the technical pieces of a text in order.
func findLinks(raw string) []linkItem {
	var items []linkItem
	var taken []bool // bytes that belong to an item
	for _, f := range linkForms {
		if !slices.ContainsFunc(f.trigger, func(t string) bool { return strings.Contains(raw, t) }) {
			continue
		}
		for _, m := range f.form().FindAllStringIndex(raw, -1) {
			s := Span{m[0], m[1]}
			if f.kind == linkURL {
				s.End = trimURL(raw, s)
			}
			if taken == nil {
				taken = make([]bool, len(raw))
			}
			if s.End > s.Start && !taken[s.Start] && !taken[s.End-1] && !gluedBefore(raw, s, f.kind) {
				for i := s.Start; i < s.End; i++ {
					taken[i] = true
				}
				key := linkKey(f.kind, raw[s.Start:s.End])
				if f.kind == linkURL && strings.HasSuffix(raw[:s.Start], "//") {
					key = "//" + key // a space has cut off the scheme
				}
				items = append(items, linkItem{f.kind, s, key})
			}
		}
	}
	sort.Slice(items, func(i, j int) bool { return items[i].span.Start < items[j].span.Start })
	return items
}

func asciiLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func asciiWord(c byte) bool   { return asciiLetter(c) || c >= '0' && c <= '9' }

// maxURL bounds the bytes of an address whose end is looked at.
const maxURL = 2048

// trimURL gives the end of a URL without the sentence's own marks.
func trimURL(raw string, s Span) int {
	url := raw[s.Start:s.End]
	if len(url) > maxURL {
		return s.End
	}
	for {
		t := strings.TrimRight(url, ".,;:!?'’…")
		if strings.HasSuffix(t, ")") && strings.Count(t, "(") < strings.Count(t, ")") || strings.HasSuffix(t, "]") {
			t = t[:len(t)-1]
		}
		if t == url {
			return s.Start + len(t)
		}
		url = t
	}
}

// gluedBefore reports a handle or hashtag that is the tail of something else
// ("C#", "a@b").
func gluedBefore(raw string, s Span, kind linkKind) bool {
	if kind != linkHandle && kind != linkHashtag || s.Start == 0 {
		return false
	}
	return asciiWord(raw[s.Start-1]) || raw[s.Start-1] == '&'
}

func linkKey(kind linkKind, text string) string {
	switch kind {
	case linkURL:
		t := strings.ToLower(text)
		for _, p := range []string{"https://", "http://"} {
			t = strings.TrimPrefix(t, p)
		}
		return strings.TrimSuffix(strings.TrimPrefix(t, "www."), "/")
	case linkEmail, linkHandle:
		return strings.ToLower(text)
	case linkTag:
		return strings.ToLower(strings.Join(strings.Fields(text), " "))
	case linkHashtag:
		if arabic.Has(text) {
			return "#" // a translated hashtag; only its presence is compared
		}
		return strings.ToLower(text)
	}
	return text
}

// inLink reports whether byte i of the text lies in or right behind an item; items
// are in order.
func inLink(items []linkItem, i int) bool {
	k := sort.Search(len(items), func(k int) bool { return items[k].span.End >= i })
	return k < len(items) && i >= items[k].span.Start
}

// links compares the technical pieces of both sides.
type links struct{}

func (links) Rules() []Rule {
	return []Rule{{
		Name: "link.changed", Severity: Critical, MQM: "Accuracy/Mistranslation/Technical", Group: Translation,
		Summary: "an address, handle, hashtag, placeholder or tag is not the same on both sides",
		Detail: "Web and e-mail addresses, @handles, #hashtags, placeholders ({name}, %s), HTML tags and character entities must reach the translation unchanged. " +
			"Scheme, www., a final slash and letter case of addresses are not compared. A hashtag in Arabic letters may be translated; it must only stay a hashtag. " +
			"Left alone: an address that only the translation spells out.",
		Bad: [][2]string{
			{"للتفاصيل: https://example.org/news/12", "For details: https://example.org/news/21"},
			{"راسلونا على desk@example.com اليوم.", "Write to us at desk @ example.com today."},
			{"مرحبًا {name}، لديك رسالة.", "Hello {الاسم}, you have a message."},
		},
		Good: [][2]string{
			{"زوروا http://www.example.org/ للمزيد.", "Visit https://example.org for more."},
			{"وسم #القدس يتصدر.", "The hashtag #Jerusalem is trending."},
			{"ارتفعت الأسعار 50% خلال عام.", "Prices rose 50% in a year."},
		},
	}}
}

func (links) Unit(u *Unit, report func(Finding)) {
	src, tgt := u.Ar, u.En
	if u.Reverse {
		src, tgt = u.En, u.Ar
	}
	if tgt.Raw == "" || src.Raw == "" {
		return
	}
	from, to := findLinks(src.Raw), findLinks(tgt.Raw)
	if len(from) == 0 && len(to) == 0 {
		return
	}
	from, to = unmatchedLinks(from, to)
	for _, it := range from {
		f := Finding{Rule: "link.changed", Severity: Critical, Pair: u.Index, Source: []Span{it.span}, SourceValue: src.Raw[it.span.Start:it.span.End]}
		if i := closestLink(it, to); i >= 0 {
			other := to[i]
			to = append(to[:i:i], to[i+1:]...)
			f.Target, f.TargetValue = []Span{other.span}, tgt.Raw[other.span.Start:other.span.End]
			f.Message = "the " + it.kind.String() + " " + f.SourceValue + " became " + f.TargetValue
		} else {
			f.Message = "the " + it.kind.String() + " " + f.SourceValue + " is missing in the translation"
		}
		f.Suggestion = f.SourceValue
		if it.key == "#" {
			f.Suggestion = ""
		}
		report(f)
	}
	for _, it := range to {
		if it.kind == linkPlaceholder || it.kind == linkTag || it.kind == linkEntity {
			v := tgt.Raw[it.span.Start:it.span.End]
			report(Finding{Rule: "link.changed", Severity: Major, Pair: u.Index, Target: []Span{it.span}, TargetValue: v,
				Message: "the " + it.kind.String() + " " + v + " is not in the source"})
		}
	}
}

func (links) Document(*Units, func(Finding)) {}

// unmatchedLinks takes away what both sides share. An Arabic hashtag matches any
// hashtag.
func unmatchedLinks(from, to []linkItem) (f, t []linkItem) {
	used := make([]bool, len(to))
	take := func(ok func(b linkItem) bool) bool {
		for i, b := range to {
			if !used[i] && ok(b) {
				used[i] = true
				return true
			}
		}
		return false
	}
	var later []linkItem
	for _, a := range from {
		if !take(func(b linkItem) bool { return a.kind == b.kind && a.key == b.key }) {
			later = append(later, a)
		}
	}
	for _, a := range later {
		free := func(b linkItem) bool { return b.kind == linkHashtag && (a.key == "#" || b.key == "#") }
		if a.kind != linkHashtag || !take(free) {
			f = append(f, a)
		}
	}
	for i, b := range to {
		if !used[i] {
			t = append(t, b)
		}
	}
	return f, t
}

// closestLink is the place in rest of the first item of the same kind, or -1.
func closestLink(it linkItem, rest []linkItem) int {
	for i, b := range rest {
		if b.kind == it.kind {
			return i
		}
	}
	return -1
}
