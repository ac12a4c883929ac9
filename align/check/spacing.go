package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tarjuman/internal/arabic"
)

// spacing finds spaces that are missing or too many around marks and digits.
type spacing struct{}

func (spacing) Rules() []Rule {
	return []Rule{
		{
			Name: "spacing.punctuation", Severity: Minor, MQM: "Fluency/Punctuation/Spacing", Group: SourceText,
			Summary: "space before a comma, stop or other closing mark",
			Detail: "A mark belongs to the word before it, in Arabic and in English. Left alone: a mark after an address, handle, hashtag or placeholder, " +
				"where the space keeps the mark out of it; dots of an ellipsis; .NET and other words that begin with a point.",
			Bad:  [][2]string{{"وصل الوفد إلى العاصمة ، ثم غادر .", "The delegation arrived in the capital, then left."}},
			Good: [][2]string{{"وصل الوفد إلى العاصمة، ثم غادر. تابعوا #القمة .", "The delegation arrived in the capital, then left. Follow #summit ."}},
		},
		{
			Name: "spacing.sentence", Severity: Minor, MQM: "Fluency/Punctuation/Spacing", Group: SourceText,
			Summary: "no space after a stop, comma or other mark",
			Detail: "A mark between two words needs a space after it. Left alone: abbreviations (أ.ف.ب, د.محمد, إف.بي.آي, U.S.), numbers, addresses, file names, " +
				"and a mark before a closing mark.",
			Bad: [][2]string{
				{"انتهى الاجتماع.وغادر الوزير.", "The meeting ended. The minister left."},
				{"بعد الاجتماع،غادر الوزير.", "After the meeting, the minister left."},
			},
			Good: [][2]string{{"نقلت (أ.ف.ب) عن د.محمد من إف.بي.آي قوله: الساعة 10:30.", "AFP quoted Dr. Mohammed of the FBI: the time is 10:30."}},
		},
		{
			Name: "spacing.digit", Severity: Minor, MQM: "Fluency/Punctuation/Spacing", Group: SourceText,
			Summary: "digits run together with a word",
			Detail: "A number is a word of its own. Left alone: what Arabic writes joined (و20, بـ20, الـ20), short signs behind a number (1442هـ, 2021م, 5كم), " +
				"and names of models and diseases (إف16, كوفيد19).",
			Bad:  [][2]string{{"وصل في28يونيو إلى روما.", "He arrived in Rome on June 28."}},
			Good: [][2]string{{"قتل 12 و30 جُرحوا عام 1442هـ في القرن الـ15 على بعد 5كم.", "12 were killed and 30 injured in 1442 AH, in the 15th century, 5 km away."}},
		},
		{
			Name: "spacing.dash", Severity: Minor, MQM: "Fluency/Punctuation/Spacing", Group: SourceText,
			Summary: "dash with a space on one side only",
			Detail: "A dash between words has a space on both sides or on neither. Left alone: a pair that hugs a parenthesis (كلمة -شرح- كلمة), a minus before a number, " +
				"a dash that opens the text or a line of dialogue, and the hanging hyphen of English (pre- and post-war).",
			Bad:  [][2]string{{"بوابة الخبر -القاهرة في يونيو", "News Gate – Cairo, in June"}},
			Good: [][2]string{{"قال الوزير -وهو طبيب- إن الحرارة بلغت -5 درجات.", "The minister - a doctor - said it was -5 degrees."}},
		},
	}
}

func (spacing) Unit(*Unit, func(Finding)) {}

func (spacing) Document(d *Units, report func(Finding)) {
	var l ledgers
	for i := range d.Units {
		u := &d.Units[i]
		u.sides(func(x *Text, ar bool) {
			links := findLinks(x.Raw)
			spaceBefore(&l, u, x, ar, links)
			spaceAfter(l.counting("spacing.sentence", "", ar), u, x, ar, links)
			if ar {
				gluedDigits(l.counting("spacing.digit", "", ar), u, x, links)
			} else {
				gluedEnglishDigits(l.counting("spacing.digit", "", ar), u, x, links)
			}
			lopsidedDashes(l.counting("spacing.dash", "", ar), u, x, ar)
		})
	}
	for _, ar := range []bool{true, false} {
		if g := l.counting("spacing.dash", "", ar); g.count() == 1 {
			g.slips[0].severity = Info // a lone slip; two are a manner of writing
		}
	}
	l.report(report)
}

// hugsWordBefore are the marks that stand right behind a word.
const hugsWordBefore = "،؛؟.,:;!?…"

func spaceBefore(l *ledgers, u *Unit, x *Text, ar bool, links []linkItem) {
	for i := 1; i < len(x.Tokens); i++ {
		t, p := x.Tokens[i], x.Tokens[i-1]
		if t.Kind != arabic.Punct || !strings.Contains(hugsWordBefore, t.Text(x)) {
			continue
		}
		if !spaced(x.Raw[p.End:t.Start]) {
			if p.Kind != arabic.Punct {
				l.counting("spacing.punctuation", t.Text(x), ar).right++
			}
			continue
		}
		if inLink(links, p.End-1) || opensOrStops(p.Text(x)) || !markEnds(x, i) {
			continue
		}
		l.counting("spacing.punctuation", t.Text(x), ar).add(u, Minor, Span{p.End, t.End}, "space before “"+t.Text(x)+"”", t.Text(x))
	}
}

// spaced reports whether a gap between tokens holds white space; invisible
// controls are none.
func spaced(gap string) bool {
	return gap != "" && strings.IndexFunc(gap, unicode.IsSpace) >= 0
}

// opensOrStops reports a token behind which a free-standing mark is no slip: an
// opening mark, a dash or another stop ("( … )", ". . .").
func opensOrStops(s string) bool {
	return s == "(" || s == "[" || s == "{" || s == "«" || s == "“" || s == "." || s == "…" || isDash(s)
}

// markEnds reports whether the mark at token i ends something: what follows is a
// space, the end, or another mark that closes, not the rest of ".NET" or "...".
func markEnds(x *Text, i int) bool {
	t := x.Tokens[i]
	if i+1 == len(x.Tokens) {
		return true
	}
	n := x.Tokens[i+1]
	if spaced(x.Raw[t.End:n.Start]) {
		return true
	}
	if n.Kind != arabic.Punct {
		// " ،كلمة" is a mark on the wrong side of its space; " .NET", " :صح" and " :30" are not marks of the sentence.
		return n.Kind == arabic.Word && t.Text(x) != "." && t.Text(x) != ":"
	}
	s := n.Text(x)
	return s != "." && s != ")" && s != "(" && s != "/" && s != "-" || t.Text(x) != "." && t.Text(x) != ":" && t.Text(x) != ";"
}

// spaceAfter finds a mark with a word on both sides and no space behind it.
func spaceAfter(g *ledger, u *Unit, x *Text, ar bool, links []linkItem) {
	for i := 1; i+1 < len(x.Tokens); i++ {
		t := x.Tokens[i]
		if t.Kind != arabic.Punct || !strings.Contains(hugsWordBefore, t.Text(x)) {
			continue
		}
		// Closing marks may stand between the mark and the next word.
		j := i + 1
		if t.Text(x) == ":" && isCloser(x.Tokens[j].Text(x)) {
			continue // what follows a colon opens
		}
		for j < len(x.Tokens) && isCloser(x.Tokens[j].Text(x)) && x.Tokens[j].Start == x.Tokens[j-1].End {
			j++
		}
		if j == len(x.Tokens) || x.Tokens[j].Start != x.Tokens[j-1].End {
			g.right++
			continue
		}
		if p, n := x.Tokens[i-1], x.Tokens[j]; !inLink(links, t.Start) && joinsWords(x, p, t, n, ar) && !u.spellsLetters(p, t, n) {
			g.add(u, Minor, Span{t.Start, n.End}, "no space after “"+x.Raw[t.Start:x.Tokens[j-1].End]+"”",
				x.Raw[t.Start:x.Tokens[j-1].End]+" "+n.Text(x))
		}
	}
}

// spellsLetters reports a point between the names of two Latin letters, as agencies write
// initials in Arabic: جي.جيه, إف.بي.آي.
func (u *Unit) spellsLetters(p, t, n Token) bool {
	return p.Kind == arabic.Word && n.Kind == arabic.Word && t.Norm == "." && u.know().arabic(p.Norm).letter != "" && u.know().arabic(n.Norm).letter != ""
}

// joinsWords decides whether mark t between p and n is a mark of the sentence.
func joinsWords(x *Text, p, t, n Token, ar bool) bool {
	mark := t.Text(x)
	if mark == "…" || opensQuotation(n.Text(x)) && mark == "." {
		return mark != "…"
	}
	before, after := x.Raw[p.Start:p.End], x.Raw[n.Start:n.End]
	touches := p.End == t.Start
	switch mark {
	case "،", "؛", "؟":
		if n.Kind == arabic.Number {
			return p.Kind == arabic.Word && touches
		}
		return n.Kind != arabic.Punct
	case "!", ";":
		return n.Kind == arabic.Word || n.Kind == arabic.Latin && letters(after) > 1 && !strings.ContainsAny(before, "&")
	case "?":
		return n.Kind == arabic.Word || n.Kind == arabic.Latin && letters(after) > 1 && p.Kind == arabic.Latin && touches && upper(after)
	case ",":
		return n.Kind == arabic.Word || n.Kind == arabic.Latin && p.Kind == arabic.Latin && touches && letters(before) > 1 && letters(after) > 1
	case ":":
		if ar {
			return n.Kind == arabic.Word && (p.Kind == arabic.Word || p.Kind == arabic.Punct)
		}
		return n.Kind == arabic.Latin && p.Kind == arabic.Latin && touches && letters(before) > 3 && letters(after) > 1 && upper(after) && !upper(before)
	case ".":
		if ar {
			return n.Kind == arabic.Word && longEnoughToEnd(x, p) && letters(after) > 1 ||
				n.Kind == arabic.Number && p.Kind == arabic.Word && touches && letters(before) > 2
		}
		return n.Kind == arabic.Latin && upper(after) && letters(after) > 1 && !upper(before) && (p.Kind != arabic.Latin || letters(before) > 1)
	}
	return false
}

// longEnoughToEnd reports whether a token before a point can end a sentence; one
// letter or a chain of single letters is an abbreviation.
func longEnoughToEnd(x *Text, p Token) bool {
	return p.Kind != arabic.Word || letters(p.Text(x)) > 1
}

// letters counts the letters of a word, marks and tatweel aside.
func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) && r != arabic.Tatweel {
			n++
		}
	}
	return n
}

func upper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

func isCloser(s string) bool {
	switch s {
	case "”", "»", ")", "]", "’", "\"", "“", "«", "'":
		return true
	}
	return false
}

func opensQuotation(s string) bool { return s == "«" || s == "“" || s == "(" }

func isDash(s string) bool { return s == "-" || s == "–" || s == "—" || s == "‑" || s == "−" }
