package align

import (
	"strings"
	"unicode/utf8"

	"tarjuman/align/lexicon"
)

// names pairs Arabic words with capitalised words of a Latin script that sound alike. Only
// words with the same consonant skeleton are compared, so the cost stays linear.
func (c *collector) names(ar, en *side) {
	index := map[string][]int32{}
	for id := range en.types {
		t := &en.types[id]
		if !t.name || t.class != plainWord || len(t.surface) < 3 {
			continue
		}
		for _, k := range latinSkeletons(t.surface) {
			index[k] = append(index[k], int32(id))
		}
	}
	if len(index) == 0 {
		return
	}
	for id := range ar.types {
		t := &ar.types[id]
		if t.class != plainWord {
			continue
		}
		seen := map[int32]bool{}
		for _, form := range nameForms(t.key) {
			for _, b := range index[arabicSkeleton(form)] {
				if seen[b] {
					continue
				}
				seen[b] = true
				if !likeLength(form, en.types[b].surface) {
					continue
				}
				if sim := lexicon.NameSimilarity(form, en.types[b].surface); sim > nameFloor {
					c.add(int32(id), b, nameShare*(sim-nameFloor)/(1-nameFloor), byName)
				}
			}
		}
	}
}

// likeLength reports whether a Latin spelling can be that of an Arabic word by
// its length: Arabic leaves short vowels out and writes no digraphs.
func likeLength(ar, latin string) bool {
	a, l := utf8.RuneCountInString(ar), len(latin)
	return a <= l+2 && 2*l <= 5*a+4
}

// nameForms returns an Arabic word with and without what may stand in front of
// a name.
func nameForms(w string) []string {
	forms := []string{w}
	for _, p := range [...]string{"وال", "بال", "لل", "ال", "و", "ب", "ل", "ف", "ك"} {
		if rest, ok := strings.CutPrefix(w, p); ok && len(rest) >= 6 {
			forms = append(forms, rest)
		}
	}
	return forms
}

// skeletonLength is how many consonants a skeleton keeps.
const skeletonLength = 3

// arabicSkeleton writes the first consonants of an Arabic word in sound classes:
// letters that Latin spellings confuse share one.
func arabicSkeleton(w string) string {
	var b strings.Builder
	last := byte(0)
	for _, r := range w {
		c := arabicSound(r)
		if c == 0 || c == last {
			continue
		}
		b.WriteByte(c)
		if last = c; b.Len() == skeletonLength {
			break
		}
	}
	return b.String()
}

func arabicSound(r rune) byte {
	switch r {
	case 'ب', 'پ':
		return 'b'
	case 'ف', 'ڤ':
		return 'f'
	case 'ت', 'ط', 'د', 'ض', 'ث', 'ذ', 'ظ':
		return 't'
	case 'س', 'ص', 'ز', 'ش', 'چ':
		return 's'
	case 'ج', 'غ', 'ق', 'ك', 'خ', 'گ', 'ک':
		return 'k'
	case 'ل':
		return 'l'
	case 'م':
		return 'm'
	case 'ن':
		return 'n'
	case 'ر':
		return 'r'
	}
	return 0
}

// latinSkeletons does the same for a Latin spelling; letters with two usual
// sounds give two skeletons.
func latinSkeletons(w string) []string {
	hard, soft := latinSkeleton(w, false), latinSkeleton(w, true)
	if hard == soft {
		return []string{hard}
	}
	return []string{hard, soft}
}

func latinSkeleton(w string, soft bool) string {
	var b strings.Builder
	last := byte(0)
	rs := []rune(strings.ToLower(strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")))
	for i, r := range rs {
		next := rune(0)
		if i+1 < len(rs) {
			next = rs[i+1]
		}
		c := latinSound(r, next, soft)
		if c == 'x' {
			b.WriteByte('k')
			c = 's'
		}
		if c == 0 || c == last {
			continue
		}
		b.WriteByte(c)
		if last = c; b.Len() >= skeletonLength {
			break
		}
	}
	s := b.String()
	return s[:min(len(s), skeletonLength)]
}

func latinSound(r, next rune, soft bool) byte {
	switch r {
	case 'b', 'p':
		if r == 'p' && next == 'h' {
			return 'f'
		}
		return 'b'
	case 'f':
		return 'f'
	case 'v':
		return 'f'
	case 't', 'd':
		return 't'
	case 's', 'z', 'š', 'ž', 'ş', 'ç':
		return 's'
	case 'c':
		if next == 'h' || soft && (next == 'e' || next == 'i' || next == 'y') {
			if soft {
				return 's'
			}
		}
		return 'k'
	case 'j', 'g', 'k', 'q':
		return 'k'
	case 'x':
		return 'x'
	case 'l', 'ł':
		return 'l'
	case 'm':
		return 'm'
	case 'n', 'ñ':
		return 'n'
	case 'r':
		return 'r'
	}
	return 0
}

// cognates pairs words of two texts in like scripts: the same word, or words
// that begin alike and are mostly the same letters.
func (c *collector) cognates() {
	index := map[string][]int32{}
	for id := range c.tgt.types {
		if t := &c.tgt.types[id]; t.class != numberType && len([]rune(t.key)) >= 4 {
			k := string([]rune(t.key)[:4])
			index[k] = append(index[k], int32(id))
		}
	}
	short := map[string]int32{}
	for id := range c.tgt.types {
		short[c.tgt.types[id].key] = int32(id)
	}
	for id := range c.src.types {
		t := &c.src.types[id]
		if t.class == numberType {
			continue
		}
		r := []rune(t.key)
		if b, ok := short[t.key]; ok && (len(r) >= 3 || t.name) {
			c.found = append(c.found, match{int32(id), b, identicalWord, byCognate})
		}
		if len(r) < 5 {
			continue
		}
		for _, b := range index[string(r[:4])] {
			if sim := commonPrefix(r, []rune(c.tgt.types[b].key)); sim >= 0.6 && sim < 1 {
				c.found = append(c.found, match{int32(id), b, float32(0.5 * sim), byCognate})
			}
		}
	}
}

// commonPrefix is the share of the longer word that both begin with.
func commonPrefix(a, b []rune) float64 {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return float64(n) / float64(max(len(a), len(b)))
}
