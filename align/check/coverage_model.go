package check

import (
	"math"
	"strings"
	"unicode/utf8"
)

// coverageFeatures is what the models of coverage look at in a pair. Ratios are
// logarithms of English over Arabic.
type coverageFeatures struct {
	gapAr       float64 // weight of the widest Arabic stretch without evidence
	sharedAr    float64 // share of the Arabic text with evidence
	sharedEn    float64 // share of the English text with evidence
	wordRatio   float64 // of words
	wantedRatio float64 // of the weight of words that a translator keeps
	size        float64 // logarithm of the number of Arabic words
	letterRatio float64 // of letters
	pairedGap   float64 // as gapAr, where every word explains only one
	pairedAr    float64 // as sharedAr, where every word explains only one
	pairedEn    float64 // as sharedEn, where every word explains only one
	met         float64 // weight of the English words, between the partners of the gap's neighbours, that have a partner
	gapShare    float64 // share of the gap in the Arabic text
	atStart     float64 // 1 where the gap begins the text
	atEnd       float64 // 1 where it ends the text
	marks       float64 // ratio of punctuation marks
	stops       float64 // English stops less Arabic ones
}

// coverageModel is a logistic model over the features of a pair. The weights were
// fitted by iterated least squares on pairs of human translations and copies of them
// with a clause taken out, put in, or the translation exchanged; what did not help on
// the half it was not fitted on was left out.
type coverageModel struct {
	weights coverageFeatures
	bias    float64
}

var (
	omissionModel = coverageModel{coverageFeatures{gapAr: 0.48, sharedAr: 4.20, wordRatio: -3.49, wantedRatio: -3.04, letterRatio: -5.88,
		pairedEn: 1.70, met: -0.18, gapShare: 6.69, atEnd: 1.02, marks: -0.91, stops: -1.10}, -11.22}
	additionModel = coverageModel{coverageFeatures{gapAr: 0.30, sharedAr: 2.68, sharedEn: -0.60, wordRatio: 5.78, wantedRatio: 1.45, size: 3.04, letterRatio: 7.12,
		pairedGap: -0.18, pairedAr: -0.54, pairedEn: -13.14, met: 0.02, gapShare: -6.43, marks: 3.19, stops: 0.27}, -7.35}
	unrelatedModel = coverageModel{coverageFeatures{sharedAr: -3.26, wantedRatio: 1.57, size: 1.07, letterRatio: 3.00,
		pairedGap: 0.72, pairedEn: -8.52, met: -0.32, atStart: 2.02, atEnd: 0.80}, -3.72}
)

func (m *coverageModel) score(f *coverageFeatures) float64 {
	w := &m.weights
	return m.bias + w.gapAr*f.gapAr + w.sharedAr*f.sharedAr + w.sharedEn*f.sharedEn + w.wordRatio*f.wordRatio + w.wantedRatio*f.wantedRatio +
		w.size*f.size + w.letterRatio*f.letterRatio + w.pairedGap*f.pairedGap + w.pairedAr*f.pairedAr + w.pairedEn*f.pairedEn + w.met*f.met +
		w.gapShare*f.gapShare + w.atStart*f.atStart + w.atEnd*f.atEnd + w.marks*f.marks + w.stops*f.stops
}

func (u *Unit) coverageFeatures(ev *evidence, p *profile) coverageFeatures {
	short := float64(max(0, ev.acronymLetters()-ev.spelledLetters()))
	arLetters := utf8.RuneCountInString(u.Ar.Raw) - spelledLength*ev.spelledLetters()
	f := coverageFeatures{
		gapAr: float64(p.ar.weight), sharedAr: share(p.arExplained, p.arTotal), sharedEn: share(p.enExplained, p.enTotal),
		wordRatio:   logRatio(float64(p.enWords)+short, float64(p.arWords)),
		wantedRatio: logRatio(float64(p.enTotal)+0.8*short, float64(p.arTotal)),
		size:        math.Log(float64(p.arWords + 1)),
		letterRatio: logRatio(float64(utf8.RuneCountInString(u.En.Raw))+wordLength*short, float64(arLetters)),
		marks:       logRatio(englishPunctuation.count(u.En.Raw), arabicPunctuation.count(u.Ar.Raw)),
		stops:       englishStops.count(u.En.Raw) - arabicStops.count(u.Ar.Raw),
	}
	ev.pairedFeatures(&f)
	return f
}

// A word has about wordLength letters, the Arabic name of a letter with its space spelledLength.
const (
	wordLength    = 5
	spelledLength = 3
)

func logRatio(a, b float64) float64 { return math.Log((a + 1) / (b + 1)) }

// The marks that the features count.
var (
	englishPunctuation, arabicPunctuation = newRuneSet(",;:.?!()\"“”-–"), newRuneSet(",،؛;:.؟?!()\"«»“”-–")
	englishStops, arabicStops             = newRuneSet(".?!"), newRuneSet(".؟?!")
)

// pairedFeatures adds the features that rest on the matching.
func (ev *evidence) pairedFeatures(f *coverageFeatures) {
	m := ev.matching()
	weights := make([][2]float32, len(ev.ar))
	for i := range ev.ar {
		weights[i] = [2]float32{ev.ar[i].weight(), max(m.ar[i], ev.ar[i].attended)}
	}
	run, total, explained := widestGap(weights)
	f.pairedGap, f.pairedAr = float64(run.weight), share(explained, total)
	f.gapShare = float64(run.weight) / (float64(total) + 0.01)
	if run.first <= 1 {
		f.atStart = 1
	}
	if run.last >= len(ev.ar)-2 {
		f.atEnd = 1
	}
	from, to, ok := m.counterpart(ev, run)
	var sum, paired float32
	for j := range ev.en {
		w := ev.en[j].weight()
		sum += w
		explained := max(m.en[j], ev.en[j].attended)
		paired += w * explained
		if ok && j >= from && j < to {
			f.met += float64(w * explained)
		}
	}
	f.pairedEn = share(paired, sum)
}

// acronymLetters counts the later letters of English acronyms, and of a few words
// that stand for a phrase: their Arabic is written out, so the English text is
// shorter without being poorer.
func (ev *evidence) acronymLetters() int {
	n := 0
	for j := range ev.en {
		w := ev.en[j].text
		if k, ok := packedWords[strings.ToLower(w)]; ok {
			n += k
		} else if len(w) >= 2 && len(w) <= 5 && w[0] >= 'A' && w[0] <= 'Z' && w == strings.ToUpper(w) {
			n += len(w) - 1
		}
	}
	return n
}

// packedWords are English words whose Arabic is a phrase, with the words it has more.
var packedWords = map[string]int{"brexit": 4, "brexiteer": 2, "brexiteers": 2, "remainer": 2, "remainers": 2, "grexit": 4, "megxit": 4}
