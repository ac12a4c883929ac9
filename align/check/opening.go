package check

// opening says what may begin at a word, so that rules for rows of words look closer
// only where one can begin.
type opening uint8

const (
	opensModal  opening = 1 << iota // an expression of how sure or binding something is
	opensIdle                       // a negation that denies nothing
	opensDenial                     // words that deny by their meaning
	opensSpeech                     // what somebody says: the word is a verb of saying
	opensName                       // a name of several words, if they have lost their capitals
)

// openingIf is o where it holds.
func openingIf(o opening, holds bool) opening {
	if holds {
		return o
	}
	return 0
}

// arabicOpening is what may begin at a normalised Arabic word.
func (k *knowledge) arabicOpening(norm string) opening {
	bare := withoutConjunction(norm)
	_, says := speechVerbs().arabicSaying(norm)
	return openingIf(opensModal, modals().begins(modals().ar, norm, bare) || bare == guessParticle) |
		openingIf(opensIdle, len(k.negation.idle[norm])+len(k.negation.idle[bare]) > 0) |
		openingIf(opensSpeech, says)
}

// englishOpening is what may begin at an English word: as it is written, in lower case,
// and without a possessive ending.
func (k *knowledge) englishOpening(written, norm string) opening {
	return openingIf(opensModal, modals().begins(modals().en, written, written)) |
		openingIf(opensIdle, len(k.negation.idle[written]) > 0) |
		openingIf(opensDenial, len(k.negation.phrases[written]) > 0) |
		openingIf(opensSpeech, speechVerbs().english[norm]) |
		openingIf(opensName, len(alwaysCapital().phrases[norm]) > 0 || k.proper.Has(norm))
}

func (w *arWord) opens(o opening) bool { return w.k != nil && w.k.opens&o != 0 }
func (w *enWord) opens(o opening) bool { return w.k != nil && w.k.opens&o != 0 }
