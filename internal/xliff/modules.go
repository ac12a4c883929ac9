package xliff

import (
	"strconv"

	"tarjuman/internal/safexml"
)

// The namespaces of modules whose constraints are checked besides those written.
const (
	glossaryNamespace   = "urn:oasis:names:tc:xliff:glossary:2.0"
	changeNamespace     = "urn:oasis:names:tc:xliff:changetracking:2.0"
	validationNamespace = "urn:oasis:names:tc:xliff:validation:2.0"
)

// moduleRule says what an element of a module must have (XLIFF 2.1, section 5).
type moduleRule struct {
	attributes []string            // required
	values     map[string]string   // of attributes: the words allowed
	percents   []string            // attributes with a number from 0 to 100
	needs      map[string][]string // children by namespace, of which at least one must be there
}

var moduleRules = map[[2]string]moduleRule{
	{MatchesNamespace, "matches"}: {needs: map[string][]string{MatchesNamespace: {"match"}}},
	{MatchesNamespace, "match"}: {
		attributes: []string{"ref"}, values: map[string]string{"type": "am ebm icm ice idm mt tb tm other", "reference": "yes no"},
		percents: []string{"matchQuality", "matchSuitability", "similarity"}, needs: map[string][]string{Namespace: {"target"}},
	},
	{MetadataNamespace, "metadata"}:     {needs: map[string][]string{MetadataNamespace: {"metaGroup"}}},
	{MetadataNamespace, "metaGroup"}:    {values: map[string]string{"appliesTo": "source target ignorable"}, needs: map[string][]string{MetadataNamespace: {"meta", "metaGroup"}}},
	{MetadataNamespace, "meta"}:         {attributes: []string{"type"}},
	{glossaryNamespace, "glossary"}:     {needs: map[string][]string{glossaryNamespace: {"glossEntry"}}},
	{glossaryNamespace, "glossEntry"}:   {needs: map[string][]string{glossaryNamespace: {"term"}}},
	{changeNamespace, "changeTrack"}:    {needs: map[string][]string{changeNamespace: {"revisions"}}},
	{changeNamespace, "revisions"}:      {attributes: []string{"appliesTo"}, needs: map[string][]string{changeNamespace: {"revision"}}},
	{changeNamespace, "revision"}:       {needs: map[string][]string{changeNamespace: {"item"}}},
	{changeNamespace, "item"}:           {attributes: []string{"property"}},
	{validationNamespace, "validation"}: {needs: map[string][]string{validationNamespace: {"rule"}}},
	{validationNamespace, "rule"}:       {values: map[string]string{"caseSensitive": "yes no", "existsInSource": "yes no", "disabled": "yes no", "normalization": "none nfc nfd"}},
}

// modules holds elements of known modules below n to their rules.
func modules(n *safexml.Node) error {
	for _, c := range n.Children {
		if c.IsText() {
			continue
		}
		if rule, ok := moduleRules[[2]string{c.Name.Space, c.Name.Local}]; ok {
			if err := rule.check(c); err != nil {
				return err
			}
		}
		if err := issueRange(c); err != nil {
			return err
		}
		if err := modules(c); err != nil {
			return err
		}
	}
	return nil
}

func (r moduleRule) check(n *safexml.Node) error {
	for _, name := range r.attributes {
		if v, ok := n.Get(name); !ok || v == "" {
			return fault(n, "<%s> has no attribute %s", n.Name.Local, name)
		}
	}
	for name, words := range r.values {
		if v, ok := n.Get(name); ok && !has(words, v) && !(name == "type" && isPrefixed(v)) {
			return fault(n, "%s=%.40q on <%s>: want one of %s", name, v, n.Name.Local, words)
		}
	}
	for _, name := range r.percents {
		if v, ok := n.Get(name); ok && !isPercent(v) {
			return fault(n, "%s=%.40q on <%s>: want a number from 0 to 100", name, v, n.Name.Local)
		}
	}
	for space, names := range r.needs {
		if !hasChild(n, space, names) {
			return fault(n, "<%s> has no <%s>", n.Name.Local, names[0])
		}
	}
	return nil
}

func hasChild(n *safexml.Node, space string, names []string) bool {
	for _, c := range n.Children {
		for _, name := range names {
			if c.Is(space, name) {
				return true
			}
		}
	}
	return false
}

// isPercent takes a number from 0 to 100, not one that is none.
func isPercent(s string) bool {
	n, err := strconv.ParseFloat(s, 64)
	return err == nil && n >= 0 && n <= 100
}

// issueRange checks the severity of an ITS localization quality issue (ITS 2.0,
// section 8.17).
func issueRange(n *safexml.Node) error {
	for _, a := range n.Attr {
		if a.Name.Space == ITSNamespace && a.Name.Local == "locQualityIssueSeverity" && !isPercent(a.Value) {
			return fault(n, "locQualityIssueSeverity=%.40q: want a number from 0 to 100", a.Value)
		}
	}
	return nil
}
