package check

import (
	"fmt"
	"path"
	"strings"
	"time"
)

// IgnoreList is what a project has decided to live with: findings that are not
// reported, each decision with its reason.
type IgnoreList struct {
	Name    string // of the file, for messages
	Entries []Ignored
}

// Ignored is one decision. At least one of Rule, Term and Hash is given, and a
// finding must fit all that are.
type Ignored struct {
	Rule string // a rule or family, as [Options] name them
	Term string // words that the evidence of the finding has, on either side, compared folded
	Hash string // [Fingerprint] of one finding, or at least its first 8 digits
	// Path limits the decision to documents whose source path fits this pattern
	// (path.Match, or a folder with a final slash); empty for all.
	Path    string
	Reason  string
	Author  string
	Expires time.Time // the last day on which it holds; zero for ever
	Line    int       // in the file
}

// ignoreFile is the list as people write it.
type ignoreFile struct {
	Ignore []ignoreEntry `yaml:"ignore"`
}

type ignoreEntry struct {
	Rule    string `yaml:"rule"`
	Term    string `yaml:"term"`
	Hash    digits `yaml:"hash"`
	Path    string `yaml:"path"`
	Reason  string `yaml:"reason"`
	Author  string `yaml:"author"`
	Expires string `yaml:"expires"`
}

// digits are hexadecimal digits as they are written: to YAML, 12345678 would be a
// number.
type digits string

// UnmarshalYAML takes the text as it stands, without quotes.
func (d *digits) UnmarshalYAML(b []byte) error {
	*d = digits(strings.Trim(string(b), "\"' \n"))
	return nil
}

// minHash is the fewest digits that name a finding.
const minHash = 8

// ParseIgnoreList reads an ignore list:
//
//	ignore:
//	  - rule: name.variant
//	    term: Kyiv
//	    reason: both spellings are house style until the handbook is out
//	    author: desk
//	    expires: 2027-06-30
//
// Unknown keys, rules that do not exist among known, entries without a reason and
// dates that are none are errors with their line.
func ParseIgnoreList(data []byte, name string, known []Rule) (*IgnoreList, error) {
	var f ignoreFile
	if err := decodeYAML(data, name, &f); err != nil {
		return nil, err
	}
	lines := entryLines(data, "ignore")
	l := &IgnoreList{Name: name}
	for i, e := range f.Ignore {
		line := 0
		if i < len(lines) {
			line = lines[i]
		}
		g, err := e.decision(known)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, line, err)
		}
		g.Line = line
		l.Entries = append(l.Entries, g)
	}
	return l, nil
}

func (e ignoreEntry) decision(known []Rule) (Ignored, error) {
	g := Ignored{Rule: e.Rule, Term: foldText(e.Term), Hash: strings.ToLower(string(e.Hash)), Path: e.Path, Reason: strings.TrimSpace(e.Reason), Author: e.Author}
	switch {
	case e.Rule == "" && e.Term == "" && e.Hash == "":
		return g, fmt.Errorf("says nothing to ignore: give rule, term or hash")
	case e.Term != "" && g.Term == "":
		return g, fmt.Errorf("term %q has no letters or digits", e.Term)
	case g.Reason == "":
		return g, fmt.Errorf("has no reason: say why it is ignored")
	case e.Hash != "" && (len(g.Hash) < minHash || strings.Trim(g.Hash, "0123456789abcdef") != ""):
		return g, fmt.Errorf("hash %q: give at least %d hexadecimal digits of a finding's fingerprint", e.Hash, minHash)
	case e.Rule != "" && !knownRule(known, e.Rule):
		return g, fmt.Errorf("unknown rule %q: `tarjuman rules list` shows all", e.Rule)
	}
	if _, err := path.Match(e.Path, ""); err != nil {
		return g, fmt.Errorf("path %q: %w", e.Path, err)
	}
	if e.Expires != "" {
		day, err := time.Parse(time.DateOnly, e.Expires)
		if err != nil {
			return g, fmt.Errorf("expires %q: want a date such as 2027-06-30", e.Expires)
		}
		g.Expires = day
	}
	return g, nil
}

func knownRule(rules []Rule, name string) bool {
	for _, r := range rules {
		if r.Name == name || strings.HasPrefix(r.Name, name+".") {
			return true
		}
	}
	return false
}

// Expired are the decisions that no longer hold on that day.
func (l *IgnoreList) Expired(today time.Time) []Ignored {
	var out []Ignored
	for _, g := range l.Entries {
		if g.expired(today) {
			out = append(out, g)
		}
	}
	return out
}

func (g *Ignored) expired(today time.Time) bool {
	return !g.Expires.IsZero() && !today.Before(g.Expires.AddDate(0, 0, 1))
}

// Match returns the first decision that a finding fits and that holds on that
// day. document is the path of the document's source with slashes.
func (l *IgnoreList) Match(document string, p Pair, f Finding, today time.Time) (*Ignored, bool) {
	if l == nil {
		return nil, false
	}
	hash := ""
	for i := range l.Entries {
		g := &l.Entries[i]
		if g.expired(today) || g.Rule != "" && !matches([]string{g.Rule}, f.Rule) || !g.covers(document) {
			continue
		}
		if g.Term != "" && !evidenceHas(p, f, g.Term) {
			continue
		}
		if g.Hash != "" {
			if hash == "" {
				hash = Fingerprint(p, f)
			}
			if !strings.HasPrefix(hash, g.Hash) {
				continue
			}
		}
		return g, true
	}
	return nil, false
}

func (g *Ignored) covers(document string) bool {
	if g.Path == "" {
		return true
	}
	if strings.HasSuffix(g.Path, "/") {
		return strings.HasPrefix(document, g.Path)
	}
	ok, err := path.Match(g.Path, document)
	return ok && err == nil
}

// evidenceHas reports whether a folded term stands in what a finding points at; a
// finding that points at nothing is about the whole pair.
func evidenceHas(p Pair, f Finding, term string) bool {
	texts := []string{f.SourceValue, f.TargetValue}
	for _, s := range f.Source {
		texts = append(texts, s.of(p.Source))
	}
	for _, s := range f.Target {
		texts = append(texts, s.of(p.Target))
	}
	if len(f.Source)+len(f.Target) == 0 {
		texts = append(texts, p.Source, p.Target)
	}
	for _, t := range texts {
		if wordsHave(foldText(t), term) {
			return true
		}
	}
	return false
}

// wordsHave reports whether term stands in text, not as a part of a longer word
// or number. Arabic words may carry joined particles in front.
func wordsHave(text, term string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], term)
		if i < 0 {
			return false
		}
		start, end := at+i, at+i+len(term)
		if wordStarts(text, start) && wordEnds(text, end) {
			return true
		}
		at = start + 1
	}
}
