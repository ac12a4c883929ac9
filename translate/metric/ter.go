package metric

import "strings"

// TER is the translation edit rate (Snover et al. 2006): the fewest insertions,
// deletions, substitutions and shifts of word sequences found that make the
// reference of the hypothesis, per hundred words of the reference. Lower is
// better. The search for shifts is greedy and follows Tercom's limits and
// preferences. With several references the fewest edits count, over the mean
// length.
type TER struct {
	// Normalized divides punctuation from words as Tercom does; otherwise words
	// stand between white space.
	Normalized    bool
	NoPunctuation bool // drop . , ? : ; ! " ( )
	CaseSensitive bool
}

// Name returns "TER".
func (TER) Name() string { return "TER" }

// Signature lists the options.
func (t TER) Signature() string {
	return "case:" + caseName(!t.CaseSensitive) + "|tok:tercom|norm:" + yesNo(t.Normalized) + "|punct:" + yesNo(!t.NoPunctuation) + "|asian:no"
}

// Statistics counts edits and words of the reference.
func (t TER) Statistics(hypothesis string, references []string) []float64 {
	hyp := t.words(hypothesis)
	fewest, words := -1, 0
	for _, r := range references {
		ref := t.words(r)
		words += len(ref)
		if n := edits(hyp, ref); fewest < 0 || n < fewest {
			fewest = n
		}
	}
	return []float64{float64(fewest), float64(words) / float64(len(references))}
}

// Value is edits per hundred words. Words for an empty reference count as a text
// that is wrong throughout.
func (TER) Value(sum []float64) float64 {
	switch {
	case len(sum) < 2 || sum[0] == 0:
		return 0
	case sum[1] == 0:
		return 100
	}
	return 100 * sum[0] / sum[1]
}

var dropMarks = strings.NewReplacer(".", "", ",", "", "?", "", ":", "", ";", "", "!", "", `"`, "", "(", "", ")", "")

// words divides a sentence as Tercom's Normalizer does.
func (t TER) words(s string) []string {
	s = strings.TrimRightFunc(s, isSpace)
	if !t.CaseSensitive {
		s = strings.ToLower(s)
	}
	if t.Normalized {
		s = strings.NewReplacer("\n-", "", "\n", " ").Replace(s)
		s = detachSymbols(" " + unescape13a(s) + " ")
		s = detachMarks(strings.ReplaceAll(s, "'s ", " 's "))
	}
	if t.NoPunctuation {
		s = dropMarks.Replace(s)
	}
	return splitWords(s)
}
