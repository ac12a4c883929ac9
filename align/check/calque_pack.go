package check

import (
	"cmp"
	"slices"
	"strings"

	"tarjuman/align/lexicon"
	"tarjuman/internal/arabic"
	"tarjuman/internal/english"
)

// calqueFile is a pack as written. Defaults of the file hold for entries that say
// nothing else.
type calqueFile struct {
	About    string              `yaml:"about" json:"about,omitempty"` // what the pack is about, for its readers
	Lang     string              `yaml:"lang" json:"lang,omitempty"`   // "ar" or "en": the text the patterns are for
	Rule     string              `yaml:"rule" json:"rule,omitempty"`
	Severity Severity            `yaml:"severity" json:"severity,omitempty"`
	MQM      string              `yaml:"mqm" json:"mqm,omitempty"`
	Classes  map[string][]string `yaml:"classes" json:"classes,omitempty"`
	Entries  []calqueEntry       `yaml:"entries" json:"entries,omitempty"`
}

// calqueEntry is one calque: where it is found, what is meant and how to say it.
type calqueEntry struct {
	Find []string `yaml:"find" json:"find,omitempty"` // patterns, any of which is the calque
	Say  string   `yaml:"say" json:"say,omitempty"`   // what an editor would write
	Why  string   `yaml:"why" json:"why,omitempty"`
	// En and Not are words or phrases of the other text (a final * leaves the ending
	// open): one of En must be there, none of Not.
	En []string `yaml:"en" json:"en,omitempty"`
	// Topic are words of the right sense. A word of En weighs two and a word of
	// Topic one; together they must reach Least (default 1).
	Topic []string `yaml:"topic" json:"topic,omitempty"`
	Least int      `yaml:"least" json:"least,omitempty"`
	Not   []string `yaml:"not" json:"not,omitempty"`
	// Unless are patterns of the same text that make it right.
	Unless []string `yaml:"unless" json:"unless,omitempty"`
	// Sense asks the lexicon too: it is no calque when the other text has a gloss of
	// the matched word, or when another word of this text renders En.
	Sense    bool      `yaml:"sense" json:"sense,omitempty"`
	Severity *Severity `yaml:"severity" json:"severity,omitempty"`
	MQM      string    `yaml:"mqm" json:"mqm,omitempty"`
	Rule     string    `yaml:"rule" json:"rule,omitempty"`
	Bad      []string  `yaml:"bad" json:"bad,omitempty"`   // sentences it must find; "source | target" where the other text matters
	Good     []string  `yaml:"good" json:"good,omitempty"` // sentences it must leave alone
}

// judging is the entry without its patterns, which the tables hold made ready, and
// without its examples, which only tests read.
func (e *calqueEntry) judging() *calqueEntry {
	short := *e
	short.Find, short.Bad, short.Good = nil, nil, nil
	return &short
}

// calque is an entry made ready.
type calque struct {
	entry    *calqueEntry
	rule     string
	severity Severity
	mqm      string
	find     []*pattern // empty where the patterns come from the tables
	unless   []*pattern
}

// calquePack is all entries of one language, indexed by a word of their patterns.
type calquePack struct {
	calques []*calque
	index   map[string][]calqueKey
}

// calqueKey is a pattern that a word leads to, and the number of its entry.
type calqueKey struct {
	p     *pattern
	entry int
}

func newCalquePack() *calquePack { return &calquePack{index: map[string][]calqueKey{}} }

// add makes the entries of a file ready.
func (k *calquePack) add(f *calqueFile) error {
	for i := range f.Entries {
		c, err := f.ready(&f.Entries[i])
		if err != nil {
			return err
		}
		for _, p := range c.find {
			k.file(p, len(k.calques))
		}
		k.calques = append(k.calques, c)
	}
	return nil
}

// file puts a pattern of an entry under its key words.
func (k *calquePack) file(p *pattern, entry int) {
	for _, w := range p.items[p.key].keys() {
		k.index[w] = append(k.index[w], calqueKey{p, entry})
	}
}

// ready compiles an entry of the file.
func (f *calqueFile) ready(e *calqueEntry) (*calque, error) {
	c := &calque{entry: e, rule: f.Rule, severity: f.Severity, mqm: f.MQM}
	if e.Severity != nil {
		c.severity = *e.Severity
	}
	if e.MQM != "" {
		c.mqm = e.MQM
	}
	if e.Rule != "" {
		c.rule = e.Rule
	}
	var err error
	if c.find, err = compilePatterns(e.Find, f.Classes); err != nil {
		return nil, err
	}
	c.unless, err = compilePatterns(e.Unless, f.Classes)
	return c, err
}

func compilePatterns(texts []string, classes map[string][]string) ([]*pattern, error) {
	var out []*pattern
	for _, t := range texts {
		p, err := compilePattern(t, classes)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// calqueSource is where patterns are looked up: a project's pack or the built-in
// ones. leads returns the patterns whose key item the token fits, calque an entry.
type calqueSource interface {
	leads(t Token) []calqueKey
	calque(entry int) *calque
}

func (k *calquePack) calque(entry int) *calque { return k.calques[entry] }

func (k *calquePack) leads(t Token) []calqueKey {
	var out []calqueKey
	var room [usualReadings]reading
	rs := keyReadings(room[:0], t)
	for _, r := range rs {
		for _, key := range k.index[r.core] {
			if key.p.items[key.p.key].reads(t, rs) {
				out = append(out, key)
			}
		}
	}
	for _, s := range t.near() {
		out = append(out, k.index[meaningMark+s]...)
	}
	return out
}

// calqueHit is a calque found at a place of a text.
type calqueHit struct {
	c        *calque
	span     Span
	from, to int // tokens
	severity Severity
}

// findCalques returns the calques of a text in order, each place once; where two overlap
// the graver stays, then the longer. The other text is nil where there is none that
// says how x was meant.
func findCalques(from calqueSource, x, other *Text) []calqueHit {
	var all []calqueHit
	scanCalques(from, x, other, func(h calqueHit) { all = append(all, h) })
	slices.SortStableFunc(all, func(a, b calqueHit) int {
		return cmp.Or(cmp.Compare(b.severity, a.severity), cmp.Compare(b.to-b.from, a.to-a.from), cmp.Compare(a.from, b.from))
	})
	var hits []calqueHit
	for _, h := range all {
		if !slices.ContainsFunc(hits, func(o calqueHit) bool { return h.from < o.to && o.from < h.to }) {
			hits = append(hits, h)
		}
	}
	slices.SortFunc(hits, func(a, b calqueHit) int { return cmp.Compare(a.from, b.from) })
	return hits
}

// scanCalques calls hit for every match of a pattern.
func scanCalques(from calqueSource, x, other *Text, hit func(calqueHit)) {
	var otherText *phraseText
	for i, t := range x.Tokens {
		for _, key := range from.leads(t) {
			if otherText == nil {
				otherText = newPhraseText(other)
			}
			start, end, ok := key.p.match(x, i)
			if !ok {
				continue
			}
			c := from.calque(key.entry)
			severity, ok := c.believed(key.p, otherText, other == nil)
			if ok && c.applies(x, otherText, start, end) {
				hit(calqueHit{c, Span{x.Tokens[start].Start, x.Tokens[end-1].End}, start, end, severity})
			}
		}
	}
}

// believed decides how grave a match of a pattern is, as far as the other text goes;
// ok is false where it is none. Alone says that there is no other text.
func (c *calque) believed(p *pattern, other *phraseText, alone bool) (severity Severity, ok bool) {
	switch e := c.entry; {
	case alone && len(e.En) > 0 && (!e.plain() || p.words() < 2):
		return 0, false
	case alone && len(e.En)+len(e.Not) > 0:
		return max(c.severity, Minor) - 1, true // nothing confirms it
	}
	return c.severity, c.confirmed(other)
}

// plain reports that an entry asks no more of the other text than one of the phrases
// it was taken from: its own words are odd enough without them.
func (e *calqueEntry) plain() bool {
	return len(e.Topic) == 0 && len(e.Not) == 0 && e.Least < 2 && !e.Sense
}

// confirmed decides the conditions of an entry on the other text.
func (c *calque) confirmed(other *phraseText) bool {
	e := c.entry
	return other.count(e.Not) == 0 && (len(e.En) == 0 || 2*other.count(e.En)+other.count(e.Topic) >= max(1, e.Least))
}

// applies decides the conditions of an entry on the text around it.
func (c *calque) applies(x *Text, other *phraseText, from, to int) bool {
	e := c.entry
	for _, p := range c.unless {
		for k := range x.Tokens {
			if p.items[p.key].fits(x, k) {
				if _, _, ok := p.match(x, k); ok {
					return false
				}
			}
		}
	}
	return !e.Sense || !sensible(x, other, from, to, e.En)
}

// sensible reports that the lexicon can explain the matched words: the other text
// has one of their glosses, or the English word is rendered elsewhere.
func sensible(x *Text, other *phraseText, from, to int, wanted []string) bool {
	want := map[string]bool{}
	for _, w := range wanted {
		want[english.Stem(strings.TrimSuffix(w, "*"))] = true
	}
	for i, t := range x.Tokens {
		if t.Kind != arabic.Word {
			continue
		}
		for _, m := range lexicon.Default().Lookup(t.Text(x)) {
			in := i >= from && i < to
			if s := english.Stem(m.Gloss); in && !want[s] && other.stems()[s] || !in && want[s] {
				return true
			}
		}
	}
	return false
}

// phraseText is a text as a row of words for looking up phrases.
type phraseText struct {
	x    *Text
	row  string // " word word word ", put together when it is needed
	stem map[string]bool
}

func newPhraseText(x *Text) *phraseText {
	if x == nil {
		x = &Text{}
	}
	return &phraseText{x: x}
}

func (p *phraseText) words() string {
	if p.row != "" {
		return p.row
	}
	var b strings.Builder
	b.Grow(len(p.x.Raw) + 2)
	b.WriteByte(' ')
	for _, t := range p.x.Tokens {
		if t.Kind == arabic.Punct {
			continue
		}
		b.WriteString(strings.ReplaceAll(t.Norm, "’", "'"))
		b.WriteByte(' ')
	}
	p.row = b.String()
	return p.row
}

func (p *phraseText) stems() map[string]bool {
	if p.stem == nil {
		p.stem = map[string]bool{}
		for _, t := range p.x.Tokens {
			if t.Kind == arabic.Latin {
				p.stem[english.Stem(t.Norm)] = true
			}
		}
	}
	return p.stem
}

// count is how many of the phrases the text has.
func (p *phraseText) count(phrases []string) int {
	n := 0
	for _, f := range phrases {
		if open, ok := strings.CutSuffix(f, "*"); ok {
			if strings.Contains(p.words(), " "+open) {
				n++
			}
		} else if strings.Contains(p.words(), " "+f+" ") {
			n++
		}
	}
	return n
}
