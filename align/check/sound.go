package check

import (
	"math/bits"
	"strings"
	"unicode/utf8"

	"tarjuman/align/lexicon"
)

// similarity is sound, and 0 without asking where the consonants rule the pair
// out.
func (k *knowledge) similarity(ar *arKnown, en *enKnown, latin string) float32 {
	if !ar.mask.near(en.mask) || ar.otherRegion(en) {
		return 0
	}
	return k.sound(ar, en, latin)
}

// otherRegion reports whether both words are names of countries or peoples, and not of the
// same: النيجر is not Nigeria, however alike they sound.
func (w *arKnown) otherRegion(en *enKnown) bool {
	return w.sure && len(w.region) > 0 && len(en.region) > 0 && !shares(w.region, en.region)
}

// sound is lexicon.NameSimilarity, remembered.
func (k *knowledge) sound(ar *arKnown, en *enKnown, latin string) float32 {
	if ar == nil || en == nil || popcount(ar.mask^en.mask) > 4 {
		return 0
	}
	key := [2]string{ar.norm, latin}
	if s, ok := k.sounds.Get(key); ok {
		return s
	}
	s := float32(lexicon.NameSimilarity(ar.norm, latin))
	k.sounds.Put([2]string{ar.norm, strings.Clone(latin)}, s)
	return s
}

// alike is how near an Arabic word, or a part of one run together, comes to an
// English word by sound. Names with the same three or more consonants are no
// strangers even where their order differs: spellings of foreign names slip.
func (c *nameComparison) alike(a *arKnown, e *enWord) float32 {
	if a.otherRegion(e.k) {
		return 0
	}
	s := max(c.k.sound(a, e.k, e.text), c.gluedSound(a, e))
	if s < strangers && a.mask == e.k.mask && popcount(a.mask) >= 3 {
		return strangers
	}
	return s
}

// soundMask is the set of consonant classes of a name.
type soundMask uint16

const (
	soundB soundMask = 1 << iota
	soundF
	soundG // velars and sibilants, which spellings mix: c, g, j, k, q, s, x, z
	soundL
	soundM
	soundN
	soundR
	soundT
)

// near reports whether two names may be spellings of one: their consonant
// classes differ in one at most, or in two when there are many.
func (m soundMask) near(o soundMask) bool {
	diff, all := popcount(m^o), popcount(m|o)
	return diff <= 1 || diff == 2 && all >= 5
}

func popcount(m soundMask) int { return bits.OnesCount16(uint16(m)) }

func arabicMask(norm string) soundMask {
	var m soundMask
	rest := norm
	if utf8.RuneCountInString(norm) > 4 {
		rest = strings.TrimPrefix(norm, "ال")
	}
	for _, r := range rest {
		switch r {
		case 'ب', 'پ':
			m |= soundB
		case 'ف', 'ڤ':
			m |= soundF
		case 'ج', 'خ', 'غ', 'ق', 'ك', 'ز', 'س', 'ش', 'ص', 'چ', 'ژ', 'گ':
			m |= soundG
		case 'ل':
			m |= soundL
		case 'م':
			m |= soundM
		case 'ن':
			m |= soundN
		case 'ر':
			m |= soundR
		case 'ت', 'د', 'ط', 'ض', 'ظ', 'ذ', 'ث':
			m |= soundT
		}
	}
	return m
}

func latinMask(norm string) soundMask {
	var m soundMask
	for i := 0; i < len(norm); i++ {
		switch norm[i] {
		case 'p':
			if i+1 < len(norm) && norm[i+1] == 'h' {
				m |= soundF
			} else {
				m |= soundB
			}
		case 'b':
			m |= soundB
		case 'f', 'v':
			m |= soundF
		case 'c', 'g', 'j', 'k', 'q', 's', 'x', 'z':
			m |= soundG
		case 'l':
			m |= soundL
		case 'm':
			m |= soundM
		case 'n':
			m |= soundN
		case 'r':
			m |= soundR
		case 't', 'd':
			m |= soundT
		}
	}
	return m
}
