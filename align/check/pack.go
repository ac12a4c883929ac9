package check

import (
	"fmt"
	"slices"
	"strings"
	"tarjuman/internal/lazyre"
)

// Pack is a file of a project's own rules, in the format of the built-in packs
// (rules/calque/*.yaml): phrases to find in the Arabic or the English text, on
// which condition in the other text, why they are wrong and what to write
// instead. It is a [Check]; see [Options].
type Pack struct {
	name  string // of the file, for messages
	file  calqueFile
	lines []int // of the entries
	pack  *calquePack
	rules []Rule
}

// packFile is the head of a pack as people write it; the entries are those of the
// built-in packs.
type packFile struct {
	About    string              `yaml:"about"`
	Lang     string              `yaml:"lang"`
	Rule     string              `yaml:"rule"`
	Severity *Severity           `yaml:"severity"`
	MQM      string              `yaml:"mqm"`
	Classes  map[string][]string `yaml:"classes"`
	Entries  []calqueEntry       `yaml:"entries"`
}

// What a pack that says nothing else gets: the MQM category of house rules, and a
// severity that a gate on major lets pass.
const (
	packMQM      = "Style/Organizational style"
	packSeverity = Minor
)

// ruleName is what rules are called: a family and a subject.
var ruleName = lazyre.New(`^[a-z][a-z0-9_-]*(\.[a-z0-9][a-z0-9_-]*)+$`)

// ParsePack reads a pack:
//
//	about: house style of the desk
//	lang: en
//	rule: house.style
//	severity: major
//	entries:
//	  - find: ["kick the bucket"]
//	    say: die
//	    why: too informal for our pages
//	    bad: ["He kicked the bucket. | مات"]
//
// An unknown key, a pattern that cannot be read, an entry without a reason and a
// rule without a proper name are errors with their line.
func ParsePack(data []byte, name string) (*Pack, error) {
	var f packFile
	if err := decodeYAML(data, name, &f); err != nil {
		return nil, err
	}
	p := &Pack{name: name, lines: entryLines(data, "entries"), pack: newCalquePack()}
	p.file = calqueFile{About: f.About, Lang: f.Lang, Rule: f.Rule, Severity: packSeverity, MQM: f.MQM, Classes: f.Classes, Entries: f.Entries}
	if f.Severity != nil {
		p.file.Severity = *f.Severity
	}
	if p.file.MQM == "" {
		p.file.MQM = packMQM
	}
	switch {
	case f.Lang != "ar" && f.Lang != "en":
		return nil, fmt.Errorf("%s: lang %q: say whether the patterns are for ar or en text", name, f.Lang)
	case len(f.Entries) == 0:
		return nil, fmt.Errorf("%s: no entries", name)
	}
	for i := range p.file.Entries {
		if err := p.add(i); err != nil {
			return nil, fmt.Errorf("%s: %w", p.place(i), err)
		}
	}
	p.describe()
	return p, nil
}

// place is where an entry stands.
func (p *Pack) place(i int) string {
	if i < len(p.lines) {
		return fmt.Sprintf("%s:%d", p.name, p.lines[i])
	}
	return p.name
}

func (p *Pack) add(i int) error {
	e := &p.file.Entries[i]
	rule := e.Rule
	if rule == "" {
		rule = p.file.Rule
	}
	switch {
	case len(e.Find) == 0:
		return fmt.Errorf("entry without find: give at least one pattern")
	case strings.TrimSpace(e.Why) == "":
		return fmt.Errorf("entry without why: say what is wrong with %q", e.Find[0])
	case !ruleName().MatchString(rule):
		return fmt.Errorf("rule %q: name it family.subject in lower case, such as house.style", rule)
	}
	one := p.file
	one.Entries = p.file.Entries[i : i+1]
	return p.pack.add(&one)
}

// maxPackExamples is how many examples explain a rule made of many phrases.
const maxPackExamples = 4

// describe derives the rules from the entries.
func (p *Pack) describe() {
	for _, c := range p.pack.calques {
		i := slices.IndexFunc(p.rules, func(r Rule) bool { return r.Name == c.rule })
		if i < 0 {
			r := Rule{Name: c.rule, Severity: c.severity, MQM: c.mqm, Group: SourceText, Summary: p.file.About}
			if r.Summary == "" {
				r.Summary = "phrases of " + p.name
			}
			if p.file.Lang == "en" {
				r.Group = TargetText
			}
			i = len(p.rules)
			p.rules = append(p.rules, r)
		}
		r := &p.rules[i]
		r.Bad = p.examples(r.Bad, c.entry.Bad)
		r.Good = p.examples(r.Good, c.entry.Good)
	}
	for i := range p.rules {
		n := 0
		for _, c := range p.pack.calques {
			if c.rule == p.rules[i].Name {
				n++
			}
		}
		p.rules[i].Detail = fmt.Sprintf("A rule of yours: %d in %s.", n, p.name)
		if n == 1 {
			p.rules[i].Detail = "A rule of yours: one phrase in " + p.name + "."
		}
	}
}

// examples adds written examples, "text | other text", as pairs with the Arabic
// first.
func (p *Pack) examples(to [][2]string, written []string) [][2]string {
	for _, s := range written {
		if len(to) == maxPackExamples {
			break
		}
		text, other, _ := strings.Cut(s, "|")
		pair := [2]string{strings.TrimSpace(text), strings.TrimSpace(other)}
		if p.file.Lang == "en" {
			pair[0], pair[1] = pair[1], pair[0]
		}
		to = append(to, pair)
	}
	return to
}

// Name is the name of the file.
func (p *Pack) Name() string { return p.name }

// Entries counts the phrases.
func (p *Pack) Entries() int { return len(p.file.Entries) }

// Rules are the rules the pack reports under. A name that is built in stands for
// more phrases of that rule.
func (p *Pack) Rules() []Rule { return p.rules }

// Unit looks for the phrases in one pair.
func (p *Pack) Unit(u *Unit, report func(Finding)) {
	text, other, ar := u.Ar, u.En, true
	if p.file.Lang == "en" {
		text, other, ar = u.En, u.Ar, false
	}
	for _, h := range findCalques(p.pack, firstTokens(text), u.meaning(firstTokens(other))) {
		report(u.calqueFinding(h, ar))
	}
}

// Document does nothing: phrases stand within sentences.
func (p *Pack) Document(*Units, func(Finding)) {}

// Test holds every entry against its own examples and its suggestion, and returns
// one line for each that does not fit, with the place of the entry.
func (p *Pack) Test() []error {
	var out []error
	bad := func(i int, format string, args ...any) {
		out = append(out, fmt.Errorf("%s: %s", p.place(i), fmt.Sprintf(format, args...)))
	}
	for i, c := range p.pack.calques {
		e := c.entry
		if len(e.Bad) == 0 {
			bad(i, "%q has no example in bad that it must find", e.Find[0])
		}
		for _, s := range e.Bad {
			if !finds(p.pack, c, s) {
				bad(i, "%q is silent on its bad example %q", e.Find[0], s)
			}
		}
		for _, s := range e.Good {
			if finds(p.pack, c, s) {
				bad(i, "%q reports its good example %q", e.Find[0], s)
			}
		}
		if e.Say != "" && finds(p.pack, c, e.Say) {
			bad(i, "%q reports its own suggestion %q", e.Find[0], e.Say)
		}
	}
	return out
}

// finds reports whether an entry matches "text | other text".
func finds(in calqueSource, c *calque, example string) bool {
	text, other, _ := strings.Cut(example, "|")
	found := false
	scanCalques(in, newText(text), newText(other), func(h calqueHit) { found = found || h.c == c })
	return found
}
