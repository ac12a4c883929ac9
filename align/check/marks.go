package check

import (
	"strings"

	"tarjuman/internal/arabic"
)

// marks finds particles that stand apart from their word, and marks that Arabic does
// not use or uses once.
type marks struct{}

func (marks) Rules() []Rule {
	return []Rule{
		{
			Name: "spacing.particle", Severity: Minor, MQM: "Fluency/Spelling/Spacing", Group: SourceText,
			Summary: "و, ال or a stretched لـ apart from its word",
			Detail: "Particles of one letter and the article are joined to the word they belong to. Left alone: letters of lists and names (أ و ب), " +
				"and what stands before digits, Latin or a mark. A single loose و is only noted, and so are all where most of a text joins its و.",
			Bad:  [][2]string{{"و قال الوزير وفقا لـ الوثائق إن ال شركة أفلست.", "The minister said, according to the documents, that the company went bankrupt."}},
			Good: [][2]string{{"وقال الوزير وفقا للوثائق إن الشركتين أ و ب أفلستا لـ 3 أسباب.", "The minister said, according to the documents, that companies A and B went bankrupt for 3 reasons."}},
		},
		{
			Name: "punctuation.latin", Severity: Minor, MQM: "Fluency/Punctuation", Group: SourceText,
			Summary: "Latin comma, semicolon or question mark between Arabic words",
			Detail:  "Arabic has marks of its own: ، ؛ ؟. Marks inside numbers, next to Latin words and in addresses are left alone. A single one in a document is only noted.",
			Bad:     [][2]string{{"وصل الوفد, ثم غادر, فمن بقي?", "The delegation arrived, then left, so who stayed?"}},
			Good:    [][2]string{{"وصل الوفد، ثم غادر في 1,000 سيارة مع John, Smith وغيرهما. فمن بقي؟", "The delegation arrived, then left in 1,000 cars with John, Smith and others. Who stayed?"}},
		},
		{
			Name: "punctuation.doubled", Severity: Minor, MQM: "Fluency/Punctuation", Group: SourceText,
			Summary: "comma or semicolon twice",
			Detail:  "Two commas or semicolons in a row, or two of different kinds.",
			Bad:     [][2]string{{"وصل الوفد،، ثم غادر.", "The delegation arrived, then left."}, {"وصل الوفد، ثم غادر.", "The delegation arrived,, then left."}},
			Good:    [][2]string{{"وصل الوفد، ثم غادر... فمن بقي؟!", "The delegation arrived, then left... who stayed?!"}},
		},
	}
}

func (marks) Unit(*Unit, func(Finding)) {}

func (marks) Document(d *Units, report func(Finding)) {
	var l ledgers
	for i := range d.Units {
		u := &d.Units[i]
		u.sides(func(x *Text, ar bool) {
			if ar {
				looseParticles(&l, u, x)
				latinMarks(&l, u, x)
			}
			doubledMarks(l.of("punctuation.doubled", ar), u, x)
		})
	}
	if g := l.of("punctuation.latin", true); g.count() == 1 {
		g.slips[0].severity = Info // a slip of the hand; two are a manner of writing
	}
	g := l.counting("spacing.particle", "و", true)
	if n := g.count(); n == 1 || g.right >= rareLooseWaw*n {
		for i := range g.slips {
			g.slips[i].severity = Info
		}
	}
	l.report(report)
}

// rareLooseWaw is the number of words with و and the article for every loose و from which
// the loose ones are slips of the hand.
const rareLooseWaw = 5

func looseParticles(l *ledgers, u *Unit, x *Text) {
	waw, others := l.counting("spacing.particle", "و", true), l.of("spacing.particle", true)
	for i := 0; i+1 < len(x.Tokens); i++ {
		t, n := x.Tokens[i], x.Tokens[i+1]
		if t.Kind != arabic.Word || n.Kind != arabic.Word || strings.TrimLeft(x.Raw[t.End:n.Start], " \u00a0") != "" {
			continue
		}
		if strings.HasPrefix(n.Norm, "وال") {
			waw.right++
		}
		g, text := others, t.Text(x)
		switch text {
		case "و":
			if i > 0 && x.Tokens[i-1].Kind == arabic.Word && letters(x.Tokens[i-1].Text(x)) < 2 {
				continue
			}
			g = waw
		case "ال":
			if u.isName(n) {
				continue // آل without its madda
			}
		case "لـ", "بـ", "كـ", "ولـ", "وبـ":
		default:
			continue
		}
		if letters(n.Text(x)) < 3 {
			continue
		}
		g.add(u, Minor, Span{t.Start, n.End}, "“"+text+"” stands apart from its word", joined(arabic.Strip(text), n.Text(x)))
	}
}

// joined writes a particle and its word as one: the article loses its alef behind ل.
func joined(particle, word string) string {
	if rest, ok := strings.CutPrefix(word, "ال"); ok && strings.HasSuffix(particle, "ل") && particle != "ال" {
		return particle + "ل" + rest
	}
	return particle + word
}

// isName reports whether the lexicon renders the word as a name.
func (u *Unit) isName(t Token) bool {
	for _, m := range u.know().lex.Lookup(t.Text(u.Ar)) {
		if upper(m.Gloss) {
			return true
		}
	}
	return false
}

// arabicMarks are the Arabic forms of the marks that are drawn otherwise in Arabic.
var arabicMarks = map[string]string{",": "،", ";": "؛", "?": "؟"}

func latinMarks(l *ledgers, u *Unit, x *Text) {
	g := l.counting("punctuation.latin", "", true)
	for i := 1; i < len(x.Tokens); i++ {
		p, t := x.Tokens[i-1], x.Tokens[i]
		if t.Kind != arabic.Punct || p.Kind != arabic.Word || i+1 < len(x.Tokens) && x.Tokens[i+1].Kind != arabic.Word {
			continue
		}
		switch own := arabicMarks[t.Text(x)]; {
		case own != "":
			g.add(u, Minor, t.Span(), "“"+t.Text(x)+"” is not an Arabic mark", own)
		case t.Norm == "،" || t.Norm == "؛" || t.Norm == "؟":
			g.right++
		}
	}
}

func doubledMarks(g *ledger, u *Unit, x *Text) {
	const commas = "،,؛;"
	for i := 1; i < len(x.Tokens); i++ {
		p, t := x.Tokens[i-1], x.Tokens[i]
		if p.Kind == arabic.Punct && t.Kind == arabic.Punct && strings.Contains(commas, p.Text(x)) && strings.Contains(commas, t.Text(x)) {
			g.add(u, Minor, Span{p.Start, t.End}, "two marks where one will do", p.Text(x))
		}
	}
}
