package compare

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"tarjuman/internal/cldr"
	"tarjuman/internal/english"
)

// name is a run of capitalised words.
type name struct {
	Span
	words   []word
	strange []word // those that nothing on the other side is like
}

// names compares the names of English texts. A name is lost when no word of it is
// on the other side, whatever its case; two names that share a word differ when each
// has one that the other side lacks: Omar Haddad and Ali Haddad. Spellings of one
// name are not told apart.
func names(x, y side) []Difference {
	if x.lang != "en" {
		return nil
	}
	a, b := x.names(y), y.names(x)
	var out []Difference
	used := make([]bool, len(b))
	for _, n := range a {
		if len(n.strange) == 0 {
			continue
		}
		whole := len(n.strange) == len(n.words)
		k := slices.IndexFunc(b, func(m name) bool {
			return len(m.strange) > 0 && (len(m.strange) == len(m.words)) == whole && (whole || n.shares(m))
		})
		if k >= 0 && !used[k] {
			used[k] = true
			out = append(out, Difference{Name, n.Span, b[k].Span, x.text[n.Start:n.End], y.text[b[k].Start:b[k].End]})
		} else if whole {
			out = append(out, only(Name, x, y, n.Span)...)
		}
	}
	for k, m := range b {
		if !used[k] && len(m.strange) > 0 && len(m.strange) == len(m.words) {
			out = append(out, swap(only(Name, y, x, m.Span))...)
		}
	}
	return out
}

// shares reports whether two names have a word in common.
func (n name) shares(m name) bool {
	return slices.ContainsFunc(n.words, func(v word) bool {
		return slices.ContainsFunc(m.words, func(w word) bool { return alike(v.norm, w.norm) })
	})
}

// names returns the names of a text and marks what the other side has nothing like.
func (s side) names(other side) []name {
	var out []name
	for i := 0; i < len(s.words); i++ {
		if !s.capital(i) {
			continue
		}
		j := i + 1
		for j < len(s.words) && s.capital(j) && s.text[s.words[j-1].End:s.words[j].Start] == " " {
			j++
		}
		// A capital that opens a sentence is none of its own, except a place's.
		if j > i+1 || !s.opens(i) || places()[s.words[i].norm] != "" {
			n := name{Span: Span{s.words[i].Start, s.words[j-1].End}, words: s.words[i:j]}
			for k, w := range n.words {
				if !other.has(w) && !other.hasJoined(n.words, k) {
					n.strange = append(n.strange, w)
				}
			}
			out = append(out, n)
		}
		i = j - 1
	}
	return out
}

// capital reports whether a word begins with a capital and is no function word, no
// part of a date, and no number.
func (s side) capital(i int) bool {
	w := s.words[i]
	r, _ := utf8.DecodeRuneInString(w.raw)
	if !unicode.IsUpper(r) || english.IsFunctionWord(w.norm) || w.norm == "i" {
		return false
	}
	for _, v := range s.values {
		if v.Start < w.End && w.Start < v.End {
			return false
		}
	}
	return true
}

// hasJoined reports whether a text writes a word of a name in one with its neighbour,
// or divides it in two: Abdel Rahman, Abdulrahman.
func (s side) hasJoined(name []word, k int) bool {
	one := consonants(name[k].norm)
	for i, v := range s.words {
		whole := consonants(v.norm)
		switch {
		case i+1 < len(s.words) && len(one) >= 3 && one == consonants(v.norm+s.words[i+1].norm):
			return true
		case len(whole) >= 3 && k > 0 && whole == consonants(name[k-1].norm+name[k].norm):
			return true
		case len(whole) >= 3 && k+1 < len(name) && whole == consonants(name[k].norm+name[k+1].norm):
			return true
		}
	}
	return false
}

// places are the English names of countries and cities that are one word, in lower
// case, with the key of each place.
var places = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, n := range slices.Concat(cldr.Territories(), cldr.Cities()) {
		for _, e := range n.English {
			if e = strings.ToLower(e); !strings.Contains(e, " ") && !ordinary[e] {
				out[e] = n.Key
			}
		}
	}
	return out
})

// ordinary are the places whose names are also words that may open a sentence.
var ordinary = map[string]bool{"turkey": true, "china": true, "nice": true, "reading": true, "mobile": true, "split": true, "bath": true, "cork": true, "chad": true, "jersey": true, "orange": true, "victoria": true, "phoenix": true}

// opens reports whether a word is the first of its sentence or quotation.
func (s side) opens(i int) bool {
	if i == 0 {
		return true
	}
	return strings.ContainsAny(s.text[s.words[i-1].End:s.words[i].Start], ".!?:;\"“”«»—")
}

// has reports whether a text has a word like w, or one of which w is the acronym or
// that is an acronym of a name w may be part of.
func (s side) has(w word) bool {
	for i, v := range s.words {
		if alike(v.norm, w.norm) || acronym(w.raw, s.words[i:]) {
			return true
		}
		if n := strings.ReplaceAll(v.raw, ".", ""); len(n) >= 2 && len(n) <= 5 && n == strings.ToUpper(n) && strings.HasPrefix(n, strings.ToUpper(first(w.norm))) {
			return true
		}
	}
	return false
}

func first(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return s[:n]
}

// acronym reports whether the words begin with the letters of short: UN, United
// Nations.
func acronym(short string, words []word) bool {
	letters := strings.ReplaceAll(short, ".", "")
	if len(letters) < 2 || len(letters) > len(words) || letters != strings.ToUpper(letters) {
		return false
	}
	for i, r := range strings.ToLower(letters) {
		if !strings.HasPrefix(words[i].norm, string(r)) {
			return false
		}
	}
	return true
}

// alike reports whether two words are spellings or forms of one name: the same but
// for the possessive, the same consonants, or the same first four letters, as Syria
// and Syrian have.
func alike(a, b string) bool {
	if p, q := places()[a], places()[b]; p != "" && q != "" {
		return p == q // Oman is not Yemen, Niger not Nigeria
	}
	whole := consonants(a)
	if len(whole) >= 2 && whole == consonants(b) {
		return true
	}
	a, b = bare(a), bare(b)
	if a == b {
		return true
	}
	if len(a) >= 4 && len(b) >= 4 && a[:4] == b[:4] {
		return true
	}
	x := consonants(a)
	return len(x) >= 2 && x == consonants(b)
}

// bare is a name without the possessive and the Arabic article.
func bare(s string) string {
	s = strings.TrimSuffix(s, "'s")
	for _, article := range []string{"al-", "el-", "ad-", "an-", "ar-", "as-", "ash-", "at-", "az-"} {
		if rest, ok := strings.CutPrefix(s, article); ok && len(rest) > 2 {
			return rest
		}
	}
	return s
}

// consonants is what two Latin spellings of an Arabic name keep: no vowels, no
// doubles, and one letter for those that are mixed up.
func consonants(s string) string {
	s = strings.NewReplacer("kh", "k", "gh", "g", "dh", "d", "th", "t", "sh", "s", "ph", "f").Replace(s)
	var b strings.Builder
	last := rune(0)
	for _, r := range s {
		switch r {
		case 'a', 'e', 'i', 'o', 'u', 'y', 'w', 'h', '\'', '-':
			last = 0 // two of a kind with a vowel between them are no double
			continue
		case 'q', 'c':
			r = 'k'
		case 'j':
			r = 'g'
		case 'z':
			r = 's'
		}
		if r != last {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}
