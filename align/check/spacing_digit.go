package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tarjuman/internal/arabic"
)

// joinedBefore are the words that Arabic writes on to a following number, folded:
// conjunctions, one-letter prepositions and the article, and the letters that name
// aircraft, tanks, roads and viruses.
var joinedBefore = wordSet(`و ف ب ل ك وب ول وك فب فل فك ال وال بال لل كال فال ولل وبال فلل
	اف ام اس تي جي بي سي دي ار كي ميغ ميج سو يو كوفيد ان ايه اتش زد اكس`)

// joinedAfter are the signs that are written on to a number, folded: era and unit
// signs, currency and time letters, and the ordinal ending of Western usage.
var joinedAfter = wordSet(`ه م ق كم سم مم ملم كغ كلغ كجم كيلو غ غم جم ج طن ص س ت ش ث د مل ل ب هجري م2 كم2 جيجا ميجا ميغا غيغا مب جب`)

func wordSet(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// gluedDigits finds numbers that touch a word on either side.
func gluedDigits(g *ledger, u *Unit, x *Text, links []linkItem) {
	for i, t := range x.Tokens {
		if t.Kind != arabic.Number && !(t.Kind == arabic.Latin && endsInDigit(t.Norm)) {
			continue
		}
		before, after := false, false
		if i > 0 {
			p := x.Tokens[i-1]
			before = t.Kind == arabic.Number && p.Kind == arabic.Word && p.End == t.Start && !joinedBefore[p.Norm] && !foreignLetter(x, p) && !letterPoint(x, i-1)
		}
		if i+1 < len(x.Tokens) {
			n := x.Tokens[i+1]
			after = n.Kind == arabic.Word && n.Start == t.End && !joinedAfter[n.Norm] && n.Norm != "" && !letterPoint(x, i+1)
		}
		if !before && !after || inLink(links, t.Start) {
			g.right++
			continue
		}
		s, fixed := t.Span(), t.Text(x)
		if before {
			s.Start = x.Tokens[i-1].Start
			fixed = x.Tokens[i-1].Text(x) + " " + fixed
		}
		if after {
			s.End = x.Tokens[i+1].End
			fixed += " " + x.Tokens[i+1].Text(x)
		}
		g.add(u, Minor, s, "the number "+t.Text(x)+" is run together with a word", fixed)
	}
}

// endsInDigit reports a name such as H5N1 or Il-76.
func endsInDigit(w string) bool {
	r, _ := utf8.DecodeLastRuneInString(w)
	return unicode.IsDigit(r)
}

// letterPoint reports the ر between digits that some news agencies write for a decimal
// point: 5ر2.
func letterPoint(x *Text, i int) bool {
	if i < 1 || i+1 >= len(x.Tokens) || x.Tokens[i].Norm != "ر" {
		return false
	}
	a, b := x.Tokens[i-1], x.Tokens[i+1]
	return a.Kind == arabic.Number && b.Kind == arabic.Number && a.End == x.Tokens[i].Start && b.Start == x.Tokens[i].End
}

// foreignLetter reports a joined clitic with tatweel (بـ, الـ) whatever its length.
func foreignLetter(x *Text, p Token) bool {
	r, _ := utf8.DecodeLastRuneInString(p.Text(x))
	return r == arabic.Tatweel
}

// monthNames and countWords are the words English numbers are found glued to.
var gluedEnglish = wordSet(`january february march april june july august september october november december
	people percent dollars euros years months days hours minutes countries soldiers`)

// gluedEnglishDigits finds a number run together with a month or a counted word.
// Other mixtures of letters and digits are names of things.
func gluedEnglishDigits(g *ledger, u *Unit, x *Text, links []linkItem) {
	for i, t := range x.Tokens {
		switch t.Kind {
		case arabic.Number:
			if i+1 == len(x.Tokens) {
				continue
			}
			n := x.Tokens[i+1]
			if n.Kind == arabic.Latin && n.Start == t.End && gluedEnglish[n.Norm] && !inLink(links, t.Start) {
				g.add(u, Minor, Span{t.Start, n.End}, "the number "+t.Text(x)+" is run together with a word", t.Text(x)+" "+n.Text(x))
			}
		case arabic.Latin:
			k := strings.IndexFunc(t.Norm, unicode.IsDigit)
			if k > 2 && gluedEnglish[t.Norm[:k]] && !inLink(links, t.Start) {
				w := t.Text(x)
				g.add(u, Minor, t.Span(), "the number "+w[k:]+" is run together with a word", w[:k]+" "+w[k:])
			}
		}
	}
}

// lopsidedDashes finds dashes with a space on one side only.
func lopsidedDashes(g *ledger, u *Unit, x *Text, ar bool) {
	var hugging []int // dashes that hug the word behind them, waiting for their partner
	for i := 1; i+1 < len(x.Tokens); i++ {
		t := x.Tokens[i]
		if !isDash(t.Text(x)) {
			continue
		}
		p, n := x.Tokens[i-1], x.Tokens[i+1]
		left, right := spaced(x.Raw[p.End:t.Start]), spaced(x.Raw[t.End:n.Start])
		switch {
		case left == right:
			g.right++
		case left:
			if !ar && t.Text(x) == "-" {
				continue
			}
			if n.Kind == arabic.Number && (p.Kind != arabic.Number || t.Text(x) == "-" || t.Text(x) == "−") || isDash(n.Text(x)) || p.Kind == arabic.Punct && !isCloser(p.Text(x)) {
				continue
			}
			hugging = append(hugging, i)
		default:
			if len(hugging) > 0 && x.Tokens[hugging[len(hugging)-1]].Text(x) == t.Text(x) {
				hugging = hugging[:len(hugging)-1]
				continue
			}
			if isDash(p.Text(x)) || !ar && t.Text(x) == "-" || n.Kind == arabic.Punct || p.Kind == arabic.Punct && !isCloser(p.Text(x)) {
				continue
			}
			dashSlip(g, u, x, i)
		}
	}
	for _, i := range hugging {
		dashSlip(g, u, x, i)
	}
}

func dashSlip(g *ledger, u *Unit, x *Text, i int) {
	t, p, n := x.Tokens[i], x.Tokens[i-1], x.Tokens[i+1]
	g.add(u, Minor, Span{p.End, n.Start}, "dash with a space on one side only", " "+t.Text(x)+" ")
}
