package check

import (
	"fmt"
	"sort"
	"strings"
	"sync"

	"tarjuman/align/lexicon"
	"tarjuman/translate"
)

// Pair is one aligned unit: normally a sentence and its translation. Either
// side may be empty where the aligner found no counterpart.
type Pair struct {
	ID             string
	Source, Target string
	Paragraph      int // index of the source paragraph; neighbours of one paragraph share quotations
	// Doubtful is set when the alignment itself is unsure; findings that rest on
	// the pairing are then milder.
	Doubtful bool
	// Gloss is set when Target is a word-for-word gloss of Source: it claims nothing, and
	// does not tell how the source was meant.
	Gloss bool
	// Elsewhere are the ids of the pairs in which the counterpart of a pair with an
	// empty side seems to be: the passage was moved, not cut or added.
	Elsewhere []string
	// Breaks are sentence breaks in the source that look like damage, as the
	// segmenter saw them.
	Breaks []Break
	// Words are links between words from the engine that translated, empty where there
	// are none. They count as evidence that a text is covered, no more: an engine that
	// attends to a word need not have rendered it well.
	Words []translate.WordLink
}

// GluedStop is the kind of a break with no space behind the stop: what the stop
// divides would be seen by the spacing rules, had it not become two pairs.
const GluedStop = "glued-stop"

// Break is a suspicious sentence break: its kind as the segmenter names it, or
// GluedStop, its place in the source, and why it is suspicious.
type Break struct {
	Kind   string
	Span   Span
	Reason string
}

// Document is what is checked at once: the pairs of one article in order.
type Document struct {
	SourceLang, TargetLang string // "ar" and "en" in either order
	Pairs                  []Pair
	Glossary               *Glossary // may be nil
}

// Check is one family of rules.
//
// To add a family, write a file with a type that has these methods and list it
// in families. Unit is called for every pair, Document once afterwards.
type Check interface {
	Rules() []Rule
	Unit(u *Unit, report func(Finding))
	Document(d *Units, report func(Finding))
}

// Options choose what a Checker does.
type Options struct {
	Disable  []string            // rule names or families ("spacing", "spacing.digit")
	Enable   []string            // when not empty, only these
	Severity map[string]Severity // severities that replace the built-in ones, by rule or family
	Packs    []*Pack             // a project's own rules
	// Lexicon is what words are compared by; nil for the built-in one.
	Lexicon *lexicon.Lexicon
	// Workers is how many pairs of a document are looked at side by side; 0 for as many
	// as there are processors. The findings are the same for any number.
	Workers int
}

// Checker runs the rules. It is safe for concurrent use.
type Checker struct {
	opt    Options
	checks []Check
	rules  map[string]Rule
	words  func() *knowledge
}

// New returns a Checker. It fails when an option names a rule that does not exist.
func New(opt Options) (*Checker, error) {
	c := &Checker{opt: opt, checks: families(), rules: map[string]Rule{}, words: words}
	if lex := opt.Lexicon; lex != nil && lex != lexicon.Default() {
		c.words = sync.OnceValue(func() *knowledge { return newKnowledge(lex) })
	}
	for _, r := range Rules() {
		c.rules[r.Name] = r
	}
	for _, p := range opt.Packs {
		c.checks = append(c.checks, p)
		for _, r := range p.Rules() {
			if _, ok := c.rules[r.Name]; !ok {
				c.rules[r.Name] = r
			}
		}
	}
	for _, list := range [][]string{opt.Disable, opt.Enable, keys(opt.Severity)} {
		for _, name := range list {
			if !c.known(name) {
				return nil, fmt.Errorf("unknown rule %q: `tarjuman rules list` shows all", name)
			}
		}
	}
	return c, nil
}

// Rules returns the rules this Checker can report under, switched off or not,
// sorted by name.
func (c *Checker) Rules() []Rule {
	out := make([]Rule, 0, len(c.rules))
	for _, r := range c.rules {
		out = append(out, r)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Name < out[j].Name })
	return out
}

// severity is the severity the options give a rule: its own, or its family's.
func (c *Checker) severity(rule string) (Severity, bool) {
	for name := rule; name != ""; {
		if s, ok := c.opt.Severity[name]; ok {
			return s, true
		}
		i := strings.LastIndexByte(name, '.')
		name = name[:max(i, 0)]
	}
	return 0, false
}

func keys(m map[string]Severity) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

func (c *Checker) known(name string) bool {
	if _, ok := c.rules[name]; ok {
		return true
	}
	for r := range c.rules {
		if strings.HasPrefix(r, name+".") {
			return true
		}
	}
	return false
}

// Rules returns every built-in rule, sorted by name.
func Rules() []Rule {
	var out []Rule
	for _, f := range families() {
		out = append(out, f.Rules()...)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Name < out[j].Name })
	return out
}

func before(a, b Finding) bool {
	if a.Pair != b.Pair {
		return a.Pair < b.Pair
	}
	if a.Severity != b.Severity {
		return a.Severity > b.Severity
	}
	if p, q := firstStart(a), firstStart(b); p != q {
		return p < q
	}
	return a.Rule < b.Rule
}

func firstStart(f Finding) int {
	for _, s := range [][]Span{f.Source, f.Target} {
		if len(s) > 0 {
			return s[0].Start
		}
	}
	return -1
}

func (c *Checker) enabled(rule string) bool {
	if matches(c.opt.Disable, rule) {
		return false
	}
	return len(c.opt.Enable) == 0 || matches(c.opt.Enable, rule)
}

func matches(names []string, rule string) bool {
	for _, n := range names {
		if n == rule || strings.HasPrefix(rule, n+".") {
			return true
		}
	}
	return false
}
