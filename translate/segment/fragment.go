package segment

import "bytes"

// maxFragment bounds the bytes of a sentence that is looked at as a fragment,
// minFragmentWords and maxFragmentWords its words. Shorter ones are headings,
// interjections and answers; longer ones hide a verb that no rule knows.
const (
	maxFragment      = 160
	minFragmentWords = 3
	maxFragmentWords = 7
)

// isFragment reports whether text[start:end] is an Arabic noun phrase and nothing
// else. Arabic sentences need no verb, so the absence of one proves nothing.
// What cannot be a sentence is an indefinite noun with nothing but modifiers: a
// topic must be definite (Wright, Arabic Grammar, vol. 2, §127). Only words
// whose shape leaves no doubt are accepted; any other word ends the suspicion.
func (c *cursor) isFragment(start, end int) bool {
	var buf [maxWord]byte
	words, attached, modified := 0, false, false
	for i := start; i < end; {
		_, cl, n := at(c.text, i)
		if !cl.isWord() {
			if cl != space && cl != ignorable && !(cl == dot && c.isAtEnd(i, end)) {
				return false
			}
			i += n
			continue
		}
		to := c.wordEnd(i)
		key := fold(&buf, c.text[i:to])
		i = to
		if words++; words > maxFragmentWords || cl != arabic || len(key) == 0 {
			return false
		}
		kind := c.nominal(key)
		switch {
		case words == 1:
			if kind != indefinite {
				return false
			}
			attached = endsIn(key, "ة")
		case kind == indefinite:
			attached = endsIn(key, "ة")
		case kind == governed:
			modified, attached = true, true // the noun of ل or ب may govern another
		case kind == preposition:
			modified, attached = true, true
		case kind == definite:
			if !modified {
				return false // محاربة الإرهاب لمصلحة الجميع: a definite topic, a sentence
			}
			attached = false
		case attached: // second part of a construct: لمحاربة داعش
			attached = false
		default:
			return false
		}
	}
	return words >= minFragmentWords && modified
}

// nominalKind says what the shape of a word proves.
type nominalKind uint8

const (
	unproven    nominalKind = iota
	definite                // begins with ال, also after a joined preposition
	indefinite              // a noun for certain, without article
	governed                // a joined preposition and a noun for certain
	preposition             // a preposition written apart
)

// nominal judges a folded word. Certain nouns are those in ة, in ات (no verb of
// five letters or more ends so), and those of the patterns فُعول and تَفعيل.
func (c *cursor) nominal(key []byte) nominalKind {
	known := c.lookup(key)
	if known&markPreposition != 0 {
		return preposition
	}
	if known&(markVerb|markSpeech|markParticle|markStarter) != 0 || c.isVerb(key) {
		return unproven
	}
	const n = len("ل")
	switch {
	case len(key) > 4*n && bytes.HasPrefix(key, []byte("ال")):
		return definite
	case isNoun(key):
		if (bytes.HasPrefix(key, []byte("ل")) || bytes.HasPrefix(key, []byte("ب"))) && len(key) >= 5*n && isNoun(key[n:]) {
			return governed
		}
		return indefinite
	}
	return unproven
}

// isNoun reports whether the shape of a folded word is a noun's for certain.
func isNoun(key []byte) bool {
	const n = len("ل")
	letters := len(key) / n
	switch {
	case letters < 4 || key[0] == "و"[0] && string(key[:n]) == "و":
		return false
	case endsIn(key, "ة"), letters >= 5 && endsIn(key, "ات"):
		return true
	}
	switch first := string(key[:n]); {
	case letters == 4 && string(key[2*n:3*n]) == "و": // فُعول
		return first != "ي" && first != "ت" && first != "ن" && first != "ا"
	case letters == 5 && first == "ت": // تَفعيل
		return string(key[3*n:4*n]) == "ي"
	}
	return false
}

func endsIn(key []byte, ending string) bool { return bytes.HasSuffix(key, []byte(ending)) }
