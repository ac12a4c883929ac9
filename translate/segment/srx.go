package segment

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"tarjuman/internal/safexml"
)

// SRX holds segmentation rules read from an SRX 2.0 file (LISA/GALA, Segmentation
// Rules eXchange 2.0; version 1.0 is read too). They run on top of the built-in
// rules: UAX #29 and the rule files propose, the user's rules add or forbid.
type SRX struct {
	cascade bool
	maps    []languageMap
	rules   map[string][]srxRule
}

// languageMap binds languages to a set of rules.
type languageMap struct {
	pattern *regexp.Regexp
	name    string // of the language rule
}

// srxRule is one <rule>: where before ends and after begins, break or not.
type srxRule struct {
	breaks bool
	before *regexp.Regexp // matches up to the place
	after  *regexp.Regexp // matches from the place on
	both   *regexp.Regexp // before, then after: finds the places of a break rule
}

// SRXError lists the rules of an SRX file that cannot run. The [SRX] that
// [ParseSRX] gives with it holds the others; whether to go on without the
// refused ones is for the caller to decide.
type SRXError struct {
	Refused []RefusedRule
}

// RefusedRule names a rule and the reason why it cannot run.
type RefusedRule struct {
	Language string // name of its <languagerule>
	Number   int    // its place there, counted from 1
	Pattern  string // the regular expression at fault
	Reason   string
}

func (r RefusedRule) String() string {
	return fmt.Sprintf("language rule %q, rule %d: %s: %s", r.Language, r.Number, r.Reason, r.Pattern)
}

// Error names every refused rule.
func (e *SRXError) Error() string {
	lines := make([]string, len(e.Refused))
	for i, r := range e.Refused {
		lines[i] = r.String()
	}
	return "srx: cannot run: " + strings.Join(lines, "; ")
}

// srxFile is what an SRX file holds of use here.
type srxFile struct {
	version, cascade string
	languages        []srxLanguage
	maps             []srxMap
}

// srxLanguage is one <languagerule>.
type srxLanguage struct {
	name  string
	rules []struct{ breaks, before, after string }
}

// srxMap is one <languagemap>.
type srxMap struct{ pattern, name string }

// readSRXFile reads the elements of an SRX file, whatever their namespace. Version
// 1.0 wraps the maps in <maprule>.
func readSRXFile(r io.Reader) (*srxFile, error) {
	root, err := safexml.ReadTree(r, safexml.Limits{File: maxSRX, Depth: maxSRXDepth})
	if err != nil {
		return nil, err
	}
	if root.Name.Local != "srx" {
		return nil, fmt.Errorf("line %d: the root element is <%.40s>, not <srx>", root.Line, root.Name.Local)
	}
	f := &srxFile{}
	f.version, _ = root.Get("version")
	f.read(root)
	return f, nil
}

func (f *srxFile) read(n *safexml.Node) {
	for _, c := range n.Children {
		switch c.Name.Local {
		case "header":
			f.cascade, _ = c.Get("cascade")
		case "body", "languagerules", "maprules", "maprule":
			f.read(c)
		case "languagemap":
			var m srxMap
			m.pattern, _ = c.Get("languagepattern")
			m.name, _ = c.Get("languagerulename")
			f.maps = append(f.maps, m)
		case "languagerule":
			f.languages = append(f.languages, readSRXLanguage(c))
		}
	}
}

func readSRXLanguage(n *safexml.Node) srxLanguage {
	var l srxLanguage
	l.name, _ = n.Get("languagerulename")
	for _, c := range n.Children {
		if c.Name.Local != "rule" {
			continue
		}
		var rule struct{ breaks, before, after string }
		rule.breaks, _ = c.Get("break")
		for _, part := range c.Children {
			switch part.Name.Local {
			case "beforebreak":
				rule.before = part.Content()
			case "afterbreak":
				rule.after = part.Content()
			}
		}
		l.rules = append(l.rules, rule)
	}
	return l
}

// maxSRX bounds the bytes of an SRX file; the largest in public use are a tenth
// of it.
const maxSRX = 16 << 20

// maxSRXDepth bounds the elements inside each other; the standard has six.
const maxSRXDepth = 32

// ParseSRX reads an SRX file. Only rules that its maps give to Arabic or English
// are compiled; those of other languages can never run here. Regular expressions
// are ICU's in the standard and RE2's here: \b \w \d \s are rewritten to mean the
// letters, digits and spaces of Unicode, and what RE2 cannot do (look-around,
// back-references, possessive quantifiers, a word boundary in mid-pattern) is
// refused by name in an [*SRXError], never dropped in silence.
func ParseSRX(r io.Reader) (*SRX, error) {
	file, err := readSRXFile(r)
	if err != nil {
		return nil, fmt.Errorf("srx: %w", err)
	}
	if len(file.languages) == 0 || len(file.maps) == 0 {
		return nil, errors.New("srx: the file holds no language rules or no maps to them")
	}
	srx := &SRX{cascade: !strings.EqualFold(file.cascade, "no"), rules: map[string][]srxRule{}}
	if file.cascade == "" && strings.HasPrefix(file.version, "1") {
		srx.cascade = false
	}
	if err := srx.addMaps(file.maps); err != nil {
		return nil, err
	}
	refused := &SRXError{}
	found := map[string]bool{}
	for _, language := range file.languages {
		found[language.name] = true
		if !srx.isUsed(language.name) {
			continue
		}
		rules := make([]srxRule, 0, len(language.rules))
		for i, rule := range language.rules {
			compiled, pattern, err := compileRule(rule.before, rule.after, rule.breaks)
			if err != nil {
				refused.Refused = append(refused.Refused, RefusedRule{language.name, i + 1, pattern, err.Error()})
				continue
			}
			rules = append(rules, compiled)
		}
		srx.rules[language.name] = append(srx.rules[language.name], rules...)
	}
	for _, m := range srx.maps {
		if !found[m.name] {
			return nil, fmt.Errorf("srx: a map names the language rule %q, which the file does not hold", m.name)
		}
	}
	if len(refused.Refused) > 0 {
		return srx, refused
	}
	return srx, nil
}

func (x *SRX) addMaps(maps []srxMap) error {
	for _, m := range maps {
		pattern, err := translate(m.pattern, unsure, unsure)
		if err != nil {
			return fmt.Errorf("srx: language pattern %q: %w", m.pattern, err)
		}
		re, err := regexp.Compile(`(?i)\A(?:` + pattern.String() + `)\z`)
		if err != nil {
			return fmt.Errorf("srx: language pattern %q: %w", m.pattern, err)
		}
		x.maps = append(x.maps, languageMap{re, m.name})
	}
	return nil
}

// known languages, in the forms that maps are written for.
var srxLanguages = []string{"ar", "ar-EG", "ar-SA", "ar-001", "en", "en-US", "en-GB", "ar_one", "en_one", "ar_two", "en_two"}

// isUsed reports whether a map gives the language rule to Arabic or English.
func (x *SRX) isUsed(name string) bool {
	for _, m := range x.maps {
		if m.name != name {
			continue
		}
		for _, lang := range srxLanguages {
			if m.pattern.MatchString(lang) {
				return true
			}
		}
	}
	return false
}

// forLanguage gives the rules for a language in the order they are asked, and
// the names of their sets. A cascading file concatenates every map that matches;
// another one takes the first.
func (x *SRX) forLanguage(lang string) (rules []srxRule, names []string) {
	primary, _, _ := strings.Cut(lang, "-")
	for _, try := range []string{lang, primary} {
		for _, m := range x.maps {
			if !m.pattern.MatchString(try) {
				continue
			}
			rules = append(rules, x.rules[m.name]...)
			names = append(names, m.name)
			if !x.cascade {
				break
			}
		}
		if len(names) > 0 {
			break
		}
	}
	return rules, names
}

// compileRule gives the rule, or the pattern at fault and why.
func compileRule(before, after, breaks string) (rule srxRule, pattern string, err error) {
	b, err := translate(before, free, unsure)
	if err != nil {
		return rule, before, err
	}
	a, err := translate(after, unsure, free)
	if err != nil {
		return rule, after, err
	}
	rule.breaks = !strings.EqualFold(strings.TrimSpace(breaks), "no")
	if rule.before, err = regexp.Compile(`(?:` + b.String() + `)\z`); err != nil {
		return rule, before, err
	}
	if rule.after, err = regexp.Compile(`\A(?:` + a.String() + `)`); err != nil {
		return rule, after, err
	}
	if rule.breaks {
		rule.both, err = regexp.Compile(`((?:` + b.String() + `))(?:` + a.String() + `)`)
	}
	return rule, before, err
}
