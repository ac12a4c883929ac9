package check

import (
	"strings"
	"unicode"

	"tarjuman/align/lexicon"
	"tarjuman/internal/arabic"
)

// repetition finds words, phrases and sentences said again.
type repetition struct{}

func (repetition) Rules() []Rule {
	return []Rule{
		{
			Name: "repetition.word", Severity: Minor, MQM: "Fluency/Duplication", Group: TargetText,
			Summary: "word written twice in a row",
			Detail: "Left alone: “had had” and “that that”, words of emphasis (very very, جدًا جدًا), names of letters (سي إن إن), and repetitions that both texts have " +
				"(Sirhan Sirhan, Pago Pago).",
			Bad:  [][2]string{{"ممر للمساعدات الإنسانية", "a corridor for for humanitarian aid"}},
			Good: [][2]string{{"حوكم سرحان سرحان، وفق سي إن إن، وكان قد قال ذلك.", "Sirhan Sirhan was tried, CNN said he had had that that day."}},
		},
		{
			Name: "repetition.loop", Severity: Critical, MQM: "Fluency/Duplication/Hallucination", Group: TargetText,
			Summary: "phrase or sentence repeated over and over",
			Detail: "The mark of a decoder that is stuck: a word or syllable three times or more, a phrase repeated at once, or the same sentence twice where the source has it once. " +
				"Left alone: repetitions the source has too, and series of numbers.",
			Bad: [][2]string{
				{"غادر الوفد المدينة في المساء.", "The delegation left the city in the evening in the evening in the evening."},
				{"غادر الوفد المدينة.", "The the the the delegation left the city."},
			},
			Good: [][2]string{{"لا، لا، لا! فاز 6-4 و6-4 و6-4.", "No, no, no! He won 6-4, 6-4, 6-4."}},
		},
	}
}

func (repetition) Document(*Units, func(Finding)) {}

func (repetition) Unit(u *Unit, report func(Finding)) {
	ar, en := wordsOf(u.Ar, true), wordsOf(u.En, false)
	src, tgt := ar, en
	if u.Reverse {
		src, tgt = en, ar
	}
	if loop, ok := findLoop(tgt); ok {
		if own, has := findLoop(src); !has || own.times*own.period < loop.times*loop.period/2 && loop.times > 3 {
			u.reportLoop(tgt, loop, report)
			return
		}
	}
	if s, ok := twiceSaid(tgt, src); ok {
		report(u.sideFinding(tgt.arabic, "repetition.loop", Major, s, "the same sentence twice"))
		return
	}
	doubled(u, en, ar, report)
	doubled(u, ar, en, report)
}

func (u *Unit) reportLoop(w wordList, l loop, report func(Finding)) {
	if l.syllable {
		report(u.sideFinding(w.arabic, "repetition.loop", Critical, w.toks[l.start].Span(), "one syllable over and over"))
		return
	}
	first, last := w.toks[l.start], w.toks[l.end-1]
	phrase := w.x.Raw[first.Start:w.toks[l.start+l.period-1].End]
	report(u.sideFinding(w.arabic, "repetition.loop", Critical, Span{first.Start, last.End}, "“"+shorten(phrase)+"” is repeated over and over"))
}

// sideFinding is a finding about one text of the unit alone.
func (u *Unit) sideFinding(arabicSide bool, rule string, sev Severity, s Span, msg string) Finding {
	if arabicSide {
		f := u.finding(rule, sev, []Span{s}, nil, msg)
		f.Group = u.arabicGroup()
		return f
	}
	f := u.finding(rule, sev, nil, []Span{s}, msg)
	f.Group = u.englishGroup()
	return f
}

func shorten(s string) string {
	r := []rune(s)
	if len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

// wordList is the words and numbers of a text; marks are left out, because loops
// run across them.
type wordList struct {
	x      *Text
	arabic bool // the Arabic side of the pair, whatever it is written in
	toks   []Token
}

func wordsOf(x *Text, ar bool) wordList {
	w := wordList{x: x, arabic: ar, toks: make([]Token, 0, len(x.Tokens))}
	for _, t := range x.Tokens {
		if t.Kind == arabic.Punct || t.Norm == "" {
			continue
		}
		w.toks = append(w.toks, t)
	}
	return w
}

// same reports whether two words are the same.
func (w wordList) same(i, j int) bool { return w.toks[i].key == w.toks[j].key }

// loop is a stretch words[start:end] that repeats its first period words.
type loop struct {
	start, end, period, times int
	syllable                  bool // one written word that repeats a syllable
}

// maxPeriod bounds the length of a repeated phrase, so that the search is linear.
const maxPeriod = 40

// findLoop returns the longest loop: one word three times, two or three words three
// times, or four and more words twice.
func findLoop(w wordList) (loop, bool) {
	best := loop{}
	for p := 1; p <= maxPeriod && 2*p <= len(w.toks); p++ {
		run := 0
		for i := 0; i+p < len(w.toks); i++ {
			if w.same(i, i+p) {
				run++
				continue
			}
			best = longerLoop(w, best, i-run, run, p)
			run = 0
		}
		best = longerLoop(w, best, len(w.toks)-p-run, run, p)
	}
	if best.times == 0 {
		return syllableLoop(w)
	}
	return best, true
}

func longerLoop(w wordList, best loop, start, run, p int) loop {
	if run < p {
		return best // once, as anything
	}
	times := run/p + 1
	least := 3
	if p > 3 {
		least = 2
	}
	if !hasWord(w.toks[start : start+p]) {
		least = 5
	}
	if times < least || best.times > 0 && run+p <= best.end-best.start {
		return best
	}
	return loop{start: start, end: start + run + p, period: p, times: times}
}

// hasWord reports whether a phrase holds a word; series of numbers repeat for good
// reason, up to a point.
func hasWord(toks []Token) bool {
	for _, t := range toks {
		if t.Kind != arabic.Number {
			return true
		}
	}
	return false
}

// syllableLoop finds a single token such as "p-p-p-p-p" or "hahahahaha…".
func syllableLoop(w wordList) (loop, bool) {
	for i, t := range w.toks {
		n := t.Norm
		if len(n) < 24 {
			continue
		}
		for p := 1; p <= 8; p++ {
			if len(n) >= 12*p && strings.HasPrefix(n[p:], n[:len(n)/2]) {
				return loop{start: i, end: i + 1, period: 1, times: len(n) / p, syllable: true}, true
			}
		}
	}
	return loop{}, false
}

// twiceSaid finds a sentence of the target that stands there twice although the
// source has no such repetition.
func twiceSaid(tgt, src wordList) (Span, bool) {
	if s, ok := repeatedSentence(tgt); ok {
		if _, has := repeatedSentence(src); !has {
			return s, true
		}
	}
	return Span{}, false
}

// minSentence is the fewest words of a sentence whose repetition is no refrain.
const minSentence = 4

func repeatedSentence(w wordList) (Span, bool) {
	var seen map[uint64]bool
	var one, sum uint64 // of the first sentence that counts, and of this one
	first, count, k := 0, 0, 0
	for i := 0; i <= len(w.x.Tokens); i++ {
		end := i == len(w.x.Tokens)
		if !end {
			t := w.x.Tokens[i]
			switch t.Norm {
			case ".", "!", "?", "؟":
				end = true
			default:
				if k < len(w.toks) && t.Start == w.toks[k].Start {
					if count == 0 {
						first = t.Start
					}
					sum = (sum ^ t.key) * fnvPrime
					k++
					count++
				}
			}
		}
		if !end || count == 0 {
			continue
		}
		if count >= minSentence {
			switch {
			case one == 0:
				one = sum
			case sum == one || seen[sum]:
				return Span{first, w.toks[k-1].End}, true
			default:
				if seen == nil {
					seen = map[uint64]bool{}
				}
				seen[sum] = true
			}
		}
		sum, count = 0, 0
	}
	return Span{}, false
}

// fnvPrime mixes the words of a sentence in their order, as FNV-1a mixes bytes.
const fnvPrime = 1099511628211

// emphatic words are doubled for emphasis or name letters; folded.
var emphatic = wordSet(`very so no yes really many much long far too ha bye knock blah tut had that well now more
	جدا كلا نعم لا رويدا قليلا شيئا جنبا وجها صفا دكا فردا ان سي بي دي ام تي جي اس اف كي ار ايه مرارا هيا مهلا حقا`)

// doubled reports a word written twice in a row with nothing but space between.
func doubled(u *Unit, w, other wordList, report func(Finding)) {
	if w.x.Raw == "" {
		return
	}
	asked, repeats := false, false
	for i := 1; i < len(w.toks); i++ {
		a, b := w.toks[i-1], w.toks[i]
		if a.Kind == arabic.Number || !w.same(i, i-1) || !spaced(w.x.Raw[a.End:b.Start]) || strings.TrimFunc(w.x.Raw[a.End:b.Start], unicode.IsSpace) != "" {
			continue
		}
		if i+1 < len(w.toks) && w.same(i+1, i) {
			continue // a loop, not a slip
		}
		ta, tb := a.Text(w.x), b.Text(w.x)
		if a.Kind == arabic.Word && arabic.Strip(ta) != arabic.Strip(tb) || letters(ta) == 1 && a.Kind == arabic.Word {
			continue // أن إن, سبت سبتة; single letters are initials
		}
		name := a.Kind == arabic.Word || upper(ta) && upper(tb)
		if emphatic[a.Norm] || distributive(w, i) {
			continue
		}
		if name && !asked {
			asked, repeats = true, repeatsWord(other)
		}
		if name && repeats {
			continue
		}
		f := u.sideFinding(w.arabic, "repetition.word", Minor, Span{a.Start, b.End}, "“"+ta+"” is written twice")
		f.Suggestion = ta
		report(f)
	}
}

// distributive reports that the doubled Arabic word is an indefinite accusative, said twice
// for one after the other: حجرا حجرا, خطوة خطوة.
func distributive(w wordList, i int) bool {
	return w.arabic && (strings.HasSuffix(w.toks[i].Norm, "ا") || strings.HasSuffix(w.toks[i].Norm, "ه")) && !definite(w.toks[i].Norm) && lexicon.Default().POSOf(strings.TrimSuffix(w.toks[i].Norm, "ا")) == lexicon.Noun
}

// repeatsWord reports whether a text has some word twice in a row that is not
// always doubled.
func repeatsWord(w wordList) bool {
	for i := 1; i < len(w.toks); i++ {
		if w.same(i, i-1) && w.toks[i].Kind != arabic.Number && !emphatic[w.toks[i].Norm] {
			return true
		}
	}
	return false
}
