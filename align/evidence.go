package align

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"tarjuman/align/lexicon"
)

// table holds, for each source type, the target types it may correspond to and
// by which factor their meeting is likelier than chance: compressed sparse rows.
type table struct {
	row    []int32 // entries of source type e are row[e]..row[e+1]
	target []int32
	ratio  []float32
	kind   []evidenceKind
}

type evidenceKind uint8

const (
	byWord evidenceKind = iota
	byNumber
	byName
	byCognate
	byLearned
)

// Chance that a word is rendered by a certain counterpart, by the way the two
// were found to correspond. What counts is their order of size.
const (
	lexiconShare  = 0.5 // first gloss of an exact reading
	costDiscount  = 0.25
	phraseShare   = 0.6 // a word of a several-word gloss
	numberShare   = 0.9
	nameShare     = 0.7 // times the similarity above nameFloor
	nameFloor     = 0.7
	identicalWord = 0.9
)

// maxRatio caps what one token can say, so that a shared rare number cannot
// outweigh a sentence full of words that do not fit.
const maxRatio = 1000

type match struct {
	source, target int32
	share          float32
	kind           evidenceKind
}

// collector gathers the matches of two sides.
type collector struct {
	src, tgt *side
	phrases  []*lexicon.Entry
	lex      *lexicon.Lexicon
	byKey    map[string]int32 // plain words of the non-Arabic side
	glosses  map[string][]int32
	found    []match
	flip     bool // the Arabic side is the target
}

// gather compares the vocabularies of two sides: numbers, words written alike,
// the lexicon's renderings and names by sound.
func gather(src, tgt *side, phrases []*lexicon.Entry, opt *Options) *table {
	c := &collector{src: src, tgt: tgt, phrases: phrases, lex: opt.Lexicon}
	c.numbers()
	switch {
	case src.script == arabicScript && tgt.script != arabicScript:
		c.arabicAgainst(src, tgt)
	case tgt.script == arabicScript && src.script != arabicScript:
		c.flip = true
		c.arabicAgainst(tgt, src)
	default:
		c.cognates()
	}
	c.learned(opt.Table)
	return c.table()
}

// add notes a match between a type of the first side given to arabicAgainst and
// one of the second.
func (c *collector) add(a, b int32, share float64, kind evidenceKind) {
	if c.flip {
		a, b = b, a
	}
	c.found = append(c.found, match{a, b, float32(share), kind})
}

func (c *collector) numbers() {
	index := map[string]int32{}
	for id := range c.tgt.types {
		if t := &c.tgt.types[id]; t.class == numberType {
			index[t.key] = int32(id)
		}
	}
	for id := range c.src.types {
		if t := &c.src.types[id]; t.class == numberType {
			if other, ok := index[t.key]; ok {
				c.found = append(c.found, match{int32(id), other, numberShare, byNumber})
			}
		}
	}
}

func (c *collector) arabicAgainst(ar, en *side) {
	c.byKey = make(map[string]int32, len(en.types))
	for id := range en.types {
		if t := &en.types[id]; t.class == plainWord {
			c.byKey[t.key] = int32(id)
		}
	}
	c.glosses = map[string][]int32{}
	for id := range ar.types {
		t := &ar.types[id]
		switch t.class {
		case latinInArabic:
			if b, ok := c.lookup(t.surface, en.script); ok {
				c.add(int32(id), b, identicalWord, byCognate)
			}
		case plainWord:
			if c.lex != nil {
				c.renderings(int32(id), t, en.script)
			}
		}
	}
	c.names(ar, en)
}

func (c *collector) lookup(word string, sc script) (int32, bool) {
	key := strings.ToLower(word)
	if sc == englishWords {
		key = englishKey(word)
	}
	id, ok := c.byKey[key]
	return id, ok
}

// renderings adds what the lexicon says of one Arabic type.
func (c *collector) renderings(id int32, t *wordType, sc script) {
	matches := c.lex.Lookup(t.key)
	t.listed = len(matches) > 0
	for k := range matches {
		m := &matches[k]
		share := lexiconShare * math.Exp(-costDiscount*m.Cost)
		if share < 0.02 {
			break
		}
		c.gloss(id, m.Gloss, share, sc)
	}
	if t.entry != 0 {
		for k, g := range c.phrases[t.entry-1].Glosses {
			c.gloss(id, g, lexiconShare*math.Exp(-costDiscount*float64(k)/2), sc)
		}
	}
}

func (c *collector) gloss(id int32, gloss string, share float64, sc script) {
	ids, ok := c.glosses[gloss]
	if !ok {
		for w := range strings.FieldsFuncSeq(gloss, func(r rune) bool { return r == ' ' || r == '-' || r == '(' || r == ')' || r == ',' }) {
			if b, ok := c.lookup(w, sc); ok {
				ids = append(ids, b)
			}
		}
		c.glosses[gloss] = ids
	}
	if strings.Contains(gloss, " ") {
		share *= phraseShare
	}
	for _, b := range ids {
		c.add(id, b, share, byWord)
	}
}

// table sorts the matches into rows, the strongest of equal pairs kept.
func (c *collector) table() *table {
	slices.SortFunc(c.found, func(a, b match) int {
		return cmp.Or(cmp.Compare(a.source, b.source), cmp.Compare(a.target, b.target), cmp.Compare(b.share, a.share))
	})
	c.found = slices.CompactFunc(c.found, func(a, b match) bool { return a.source == b.source && a.target == b.target })
	t := &table{row: make([]int32, len(c.src.types)+1)}
	for _, m := range c.found {
		t.row[m.source+1]++
		c.src.types[m.source].known, c.tgt.types[m.target].known = true, true
		p := max(c.src.types[m.source].prob, c.tgt.types[m.target].prob)
		t.target = append(t.target, m.target)
		t.ratio = append(t.ratio, min(maxRatio, m.share/p))
		t.kind = append(t.kind, m.kind)
	}
	for e := range len(c.src.types) {
		t.row[e+1] += t.row[e]
	}
	c.src.countKnown(len(c.tgt.typ), c.lex != nil)
	c.tgt.countKnown(len(c.src.typ), c.lex != nil)
	return t
}
