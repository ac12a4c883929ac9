package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tarjuman/internal/arabic"
)

// quotes compares quotations and looks at the marks that set them off.
type quotes struct{}

func (quotes) Rules() []Rule {
	return []Rule{
		{
			Name: "quote.lost", Severity: Major, MQM: "Accuracy/Omission/Quotation", Group: Translation,
			Summary: "quotation of the source without its marks in the translation",
			Detail: "Counts quotations, not marks: «…», “…”, \"…\" and in English '…' are alike. Reported is a translation with fewer quotations, or with one mark of a pair missing, " +
				"and only when the source is balanced. A short quotation, often a title or a term, is minor, and the name of a newspaper or company behind such a word only a hint. Quotations that run over several sentences are paired within " +
				"the paragraph, and an open one on both sides is left alone.",
			Bad: [][2]string{
				{"قال الوزير: «لن نقبل بهذا الاتفاق أبدا».", "The minister said they would never accept this deal."},
				{"قال الوزير: «لن نقبل بهذا الاتفاق أبدا».", "“We will never accept this deal, the minister said."},
			},
			Good: [][2]string{
				{"قال الوزير: «لن نقبل».", "'We will not accept,' said the minister."},
				{"قال: «لن نقبل بهذا.", "He said, “We will not accept this."},
			},
		},
		{
			Name: "quote.added", Severity: Minor, MQM: "Accuracy/Addition/Quotation", Group: Translation,
			Summary: "quotation of the translation that the source does not quote",
			Detail: "Reported where an English translation quotes a sentence of four words or more and the source has no quotation mark, colon or dash that could stand for one: reported speech " +
				"has become somebody's very words.",
			Bad: [][2]string{{"قال الوزير إن الحكومة لن تقبل الاتفاق أبدا.", "The minister said, “The government will never accept the deal.”"}},
			Good: [][2]string{
				{"قال الوزير: لن نقبل الاتفاق أبدا.", "The minister said, “We will never accept the deal.”"},
				{"قال الوزير إن الحكومة لن تقبل ما سماه الاستسلام.", "The minister said the government would not accept what he called “surrender”."},
			},
		},
		{
			Name: "quote.broken", Severity: Minor, MQM: "Fluency/Punctuation", Group: SourceText,
			Summary: "quotation marks that do not fit together",
			Detail: "Reported are an opening mark used as closer, pairs of two kinds, mirrored pairs, a space inside the marks, and a mark without partner in its paragraph. " +
				"It is major where a quotation was closed before a stop and is closed again behind it.",
			Bad: [][2]string{
				{"وصفه بأنه “خطر كبير “ على المنطقة.", "He called it “a great danger” to the region."},
				{"وصفه بأنه »خطر كبير« على المنطقة.", "He called it “a great danger” to the region."},
				{"وصفه بأنه « خطر كبير » على المنطقة.", "He called it “a great danger” to the region."},
				{"وصفه بأنه خطر كبير» على المنطقة.", "He called it “a great danger” to the region."},
			},
			Good: [][2]string{{"وصفه بأنه «خطر كبير» و\"تهديد\".", "He called it “a great danger” and a 'threat'."}},
		},
		{
			Name: "quote.split", Severity: Minor, MQM: "Fluency/Punctuation", Group: SourceText,
			Summary: "one quotation cut into two with nothing between them",
			Detail: "English interrupts a quotation to name the speaker; a translation that moves the speaker to the front leaves two quotations side by side. Reported where a quotation " +
				"ends with a stop and the next words of the paragraph are quoted again.",
			Bad:  [][2]string{{"وقال: «هذا أمر خطير». «لا يمكن أن يستمر».", "“This is serious,” he said. “It cannot go on.”"}},
			Good: [][2]string{{"وقال: «هذا أمر خطير». وأضاف: «لا يمكن أن يستمر».", "“This is serious,” he said. “It cannot go on.”"}},
		},
	}
}

func (quotes) Unit(*Unit, func(Finding)) {}

func (quotes) Document(d *Units, report func(Finding)) {
	n := len(d.Units)
	ar, en := make([]quoteScan, n), make([]quoteScan, n)
	for i := range d.Units {
		ar[i], en[i] = *d.Units[i].quotes(true), *d.Units[i].quotes(false)
	}
	var l ledgers
	for i := range d.Units {
		if len(ar[i].closed) > 0 && cutByStop(d, ar, i) {
			m := ar[i].closed[0]
			l.of("quote.broken", true).add(&d.Units[i], Major, m.span, "the quotation was closed before the stop and is closed again here", "")
			ar[i].closed = ar[i].closed[1:]
			ar[i].faults = ar[i].faultsBefore(m.span.Start)
		}
	}
	joinSentences(d, ar)
	joinSentences(d, en)
	for i := range d.Units {
		u := &d.Units[i]
		for _, f := range ar[i].faults {
			l.of("quote.broken", true).add(u, f.severity, f.span, f.why, f.fixed)
		}
		for _, f := range en[i].faults {
			l.of("quote.broken", false).add(u, f.severity, f.span, f.why, f.fixed)
		}
		balance(&l, u, &ar[i], &en[i], report)
		splitQuotes(&l, d, i, ar[i])
	}
	l.report(report)
}

// joinSentences pairs a quotation that opens in one sentence with its end in a
// later sentence of the same paragraph.
func joinSentences(d *Units, scans []quoteScan) {
	open := -1
	for i := range scans {
		if i > 0 && d.Units[i].Pair.Paragraph != d.Units[i-1].Pair.Paragraph {
			open = -1
		}
		if q := &scans[i]; open >= 0 && len(q.closed) > 0 {
			scans[open].opened = scans[open].opened[:len(scans[open].opened)-1]
			q.closed = q.closed[1:]
			for k := open; k <= i; k++ {
				scans[k].spans = true
			}
			open = -1
		}
		if len(scans[i].opened) > 0 {
			open = i
		}
	}
}

// cutByStop reports that the stray closer of unit i ends a quotation that had been
// closed before a stop: in the sentence before, or earlier in the same text.
func cutByStop(d *Units, scans []quoteScan, i int) bool {
	q := &scans[i]
	raw := d.Units[i].Ar.Raw
	at := q.closed[0].span.Start
	if k := len(q.pairs); k > 0 {
		last := q.pairs[k-1].close
		return last.End <= at && stopThenWords(raw[last.End:at])
	}
	if i == 0 || d.Units[i].Pair.Paragraph != d.Units[i-1].Pair.Paragraph || !q.firstMark(at) {
		return false
	}
	before := &scans[i-1]
	prev := strings.TrimRight(d.Units[i-1].Ar.Raw, " .!؟")
	return len(before.opened) == 0 && len(before.pairs) > 0 && before.pairs[len(before.pairs)-1].close.End == len(prev)
}

// faultsBefore is the faults that end before byte i.
func (q *quoteScan) faultsBefore(i int) []markFault {
	var out []markFault
	for _, f := range q.faults {
		if f.span.End <= i {
			out = append(out, f)
		}
	}
	return out
}

// firstMark reports that no quotation begins before byte at.
func (q *quoteScan) firstMark(at int) bool {
	return len(q.pairs) == 0 || q.pairs[0].open.Start > at
}

// stopThenWords reports a stop and then at most a dozen words.
func stopThenWords(s string) bool {
	return len(s) > 2 && (s[0] == '.' || strings.HasPrefix(s, "؟") || s[0] == '!') && len(strings.Fields(s)) <= 12 && arabic.Has(s)
}

// balance compares the quotations of both sides.
func balance(l *ledgers, u *Unit, ar, en *quoteScan, report func(Finding)) {
	if u.Ar.Raw == "" || u.En.Raw == "" {
		return
	}
	src, tgt, tx := ar, en, u.En
	if u.Reverse {
		src, tgt, tx = en, ar, u.Ar
	}
	if !ar.balanced() && (en.balanced() || !sameDirection(ar, en)) {
		strayMark(l.of("quote.broken", true), u, ar)
	}
	if !src.balanced() {
		if len(src.opened) > 0 && len(tgt.closed) > 0 && len(tgt.opened) == 0 && len(tgt.pairs) <= len(src.pairs) {
			report(lostQuotation(u, src, tgt, "the quotation has lost its opening mark in the translation"))
		}
		return
	}
	if !tgt.balanced() {
		if len(src.pairs) > len(tgt.pairs) {
			report(lostQuotation(u, src, tgt, "one mark of the quotation is missing in the translation"))
		} else if !u.Reverse {
			strayMark(l.of("quote.broken", false), u, en)
		}
		return
	}
	if src.spans != tgt.spans {
		return // one long quotation on one side, several on the other
	}
	singles := singleQuotes(tx.Raw)
	if have, want := len(tgt.pairs)+singles, len(src.pairs); have < want {
		if have == want-1 && u.merged() {
			return // quote.merged says so
		}
		f := lostQuotation(u, src, tgt, fmt.Sprintf("%s in the source, %s in the translation", plural(want), plural(have)))
		if want-have <= u.quotedTitles(src) {
			f.Severity = Info
		}
		report(f)
	} else if q, ok := addedQuotation(u, src, tgt); ok {
		report(Finding{Rule: "quote.added", Severity: u.milder(Minor), Pair: u.Index, Target: []Span{{q.open.Start, q.close.End}},
			Message: "the translation puts words in quotation marks, the source has no quotation here"})
	}
}

// addedQuotation is a whole sentence of speech quoted by the English translation,
// where the source has no mark of any kind, nor a colon that may stand for one.
func addedQuotation(u *Unit, src, tgt *quoteScan) (quotation, bool) {
	if u.Reverse || len(src.pairs) > 0 || singleQuotes(u.Pair.Source) > 0 || strings.ContainsAny(u.Pair.Source, ":–—") {
		return quotation{}, false
	}
	for _, q := range tgt.pairs {
		r, _ := utf8.DecodeRuneInString(u.Pair.Target[q.open.End:])
		if q.words >= longQuotation && unicode.IsUpper(r) {
			return q, true
		}
	}
	return quotation{}, false
}

func plural(n int) string {
	if n == 1 {
		return "1 quotation"
	}
	return fmt.Sprintf("%d quotations", n)
}

func sameDirection(a, b *quoteScan) bool {
	return len(a.opened) > 0 && len(b.opened) > 0 || len(a.closed) > 0 && len(b.closed) > 0
}

func strayMark(g *ledger, u *Unit, q *quoteScan) {
	if len(q.opened) > 0 {
		g.add(u, Minor, q.opened[0].span, "a quotation is opened and never closed", "")
		return
	}
	g.add(u, Minor, q.closed[0].span, "a quotation is closed that was never opened", "")
}

// longQuotation is the number of words from which a quotation counts as speech and
// not as a title or term.
const longQuotation = 4

func lostQuotation(u *Unit, src, tgt *quoteScan, msg string) Finding {
	sev := Minor
	var from, to []Span
	for _, p := range src.pairs {
		if p.words >= longQuotation {
			sev = Major
		}
		from = append(from, Span{p.open.Start, p.close.End})
	}
	for _, p := range tgt.pairs {
		to = append(to, Span{p.open.Start, p.close.End})
	}
	for _, m := range slices.Concat(tgt.opened, tgt.closed) {
		to = append(to, m.span)
	}
	return Finding{Rule: "quote.lost", Severity: sev, Pair: u.Index, Source: from, Target: to, Message: msg}
}

// quotedTitles counts the quotations of an Arabic source that only set off the name of a
// newspaper, company or club, or a foreign name in guillemets, as newspapers set names,
// which English writes without marks: صحيفة «لوموند».
func (u *Unit) quotedTitles(src *quoteScan) int {
	if u.Reverse {
		return 0
	}
	ev, count := u.evidence(), 0
	for _, q := range src.pairs {
		first, last := -1, -1
		for i := range ev.ar {
			if w := &ev.ar[i]; w.Start >= q.open.End && w.End <= q.close.Start {
				if first < 0 {
					first = i
				}
				last = i
			}
		}
		if first >= 0 && first == last && strings.HasPrefix(u.Ar.Raw[q.open.Start:], "«") && ev.foreignWord(first) {
			count++
			continue
		}
		if first > 0 && last-first < longQuotation-1 && u.know().light.introduces(strings.TrimPrefix(withoutConjunction(ev.ar[first-1].norm), "ل")) && (ev.capitalised(first, last) || ev.sounded(u.know(), first, last)) {
			count++
		}
	}
	return count
}

// foreignWord reports whether the word at i is a foreign name that the translation spells:
// «توننداكس» is Tunindex.
func (ev *evidence) foreignWord(i int) bool {
	w := &ev.ar[i]
	if w.k == nil || len(w.k.matches) > 0 || w.link < 0 || w.best < soundSame {
		return false
	}
	e := &ev.en[w.link]
	return e.cap && e.k != nil && !e.k.common
}

// capitalised reports whether every content word from first to last is rendered by a
// word with a capital.
func (ev *evidence) capitalised(first, last int) bool {
	for i := first; i <= last; i++ {
		if w := &ev.ar[i]; w.k != nil && w.k.content && (w.link < 0 || w.best < wideLink || !ev.en[w.link].cap) {
			return false
		}
	}
	return true
}

// sounded reports whether every content word from first to last is rendered by a word with
// a capital, or sounds like one: نيتشر كوميونيكيشنز, الشروق.
func (ev *evidence) sounded(k *knowledge, first, last int) bool {
	for i := first; i <= last; i++ {
		w := &ev.ar[i]
		if w.k == nil || !w.k.content && i < last || w.link >= 0 && w.best >= rootLink && ev.en[w.link].cap {
			continue
		}
		found := false
		for j := range ev.en {
			e := &ev.en[j]
			found = found || e.k != nil && e.cap && max(k.similarity(w.k, e.k, e.text), k.similarity(k.arabic(strings.TrimPrefix(w.norm, "ال")), e.k, e.text)) >= kin
		}
		if !found {
			return false
		}
	}
	return true
}

// splitQuotes reports two Arabic quotations with only a stop between them, in one
// text or at the seam of two sentences of a paragraph.
func splitQuotes(l *ledgers, d *Units, i int, q quoteScan) {
	u := &d.Units[i]
	g := l.of("quote.split", true)
	raw := u.Ar.Raw
	for k := 1; k < len(q.pairs); k++ {
		a, b := q.pairs[k-1], q.pairs[k]
		if strings.Trim(raw[a.close.End:b.open.Start], " ") == "." {
			g.add(u, Minor, Span{a.close.Start, b.open.End}, "two quotations with nothing between them: one quotation was cut", "")
		}
	}
	if i == 0 || d.Units[i-1].Pair.Paragraph != u.Pair.Paragraph || raw == "" {
		return
	}
	before := strings.TrimRight(d.Units[i-1].Ar.Raw, " ")
	if (strings.HasSuffix(before, "”.") || strings.HasSuffix(before, "».") || strings.HasSuffix(before, "\".")) && startsQuoted(raw) {
		g.add(u, Minor, Span{0, len("“")}, "a quotation begins right behind the end of another: one quotation was cut", "")
	}
}

func startsQuoted(raw string) bool {
	return strings.HasPrefix(raw, "“") || strings.HasPrefix(raw, "«")
}
