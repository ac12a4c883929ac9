package segment

import "strings"

// srxText wraps rules for the languages that pattern matches.
func srxText(rules, pattern string) string {
	return `<?xml version="1.0"?><srx xmlns="http://www.lisa.org/srx20" version="2.0"><header segmentsubflows="yes" cascade="yes"/><body><languagerules><languagerule languagerulename="Test">` +
		rules + `</languagerule></languagerules><maprules><languagemap languagepattern="` + pattern + `" languagerulename="Test"/></maprules></body></srx>`
}

var _ = strings.NewReader
