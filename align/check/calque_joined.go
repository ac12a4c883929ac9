package check

import (
	"slices"
	"strings"

	"tarjuman/align/lexicon"
	"tarjuman/internal/arabic"
)

// joinedLetter reports that the beginning of a pattern's word is a preposition written
// as one letter.
func joinedLetter(beginning string) bool {
	return beginning == "ل" || beginning == "ب" || beginning == "ك"
}

// ownLetter are common words that begin with such a letter of their own and that no
// dictionary lists.
var ownLetter = []string{"لا", "لم", "لن", "ليس", "ليست", "ليسوا", "لكن", "لكنه", "لكنها", "لكنهم", "لقد", "لو", "لولا", "لما", "لان", "لذا", "لدي", "لديه", "لديها", "لديهم", "بل", "بين", "بعد", "بعض", "بدون", "كان", "كانت", "كانوا", "كل", "كلا", "كما", "كي", "كيف", "كم"}

// joinedTo reports whether the letter that a folded word begins with is a preposition
// joined to it and not its own first letter: للجيش and لمصر, not لاعب and لبنان. What no
// dictionary knows counts as joined.
func joinedTo(word, letter string) bool {
	rest := strings.TrimPrefix(word, letter)
	switch {
	case slices.Contains(attachedPronouns, rest), strings.HasPrefix(rest, "ال"), letter == "ل" && strings.HasPrefix(rest, "ل"):
		return true
	case slices.Contains(ownLetter, word):
		return false
	}
	known := lexicon.Default().Lookup(word)
	return len(known) == 0 || !strings.HasPrefix(arabic.Normalize(known[0].Lemma), letter)
}
