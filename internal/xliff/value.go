package xliff

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/language"

	"tarjuman/internal/safexml"
)

const (
	yesNo      = "yes no"
	directions = "ltr rtl auto"
	codeTypes  = "fmt ui quote link image other"
	forms      = "none nfc nfd"
)

// values are what attributes of a closed list may hold; "element.attribute" goes
// before the attribute alone.
var values = map[string]string{
	"canResegment": yesNo, "translate": yesNo, "canCopy": yesNo, "canDelete": yesNo, "canOverlap": yesNo, "isolated": yesNo,
	"canReorder": "yes firstNo no", "srcDir": directions, "trgDir": directions, "dir": directions,
	"state": "initial translated reviewed final", "note.appliesTo": "source target", "xml:space": "default preserve", "data.xml:space": "preserve",
	"priority": "1 2 3 4 5 6 7 8 9 10", "xliff.version": "2.0 2.1",
	"ph.type": codeTypes, "pc.type": codeTypes, "sc.type": codeTypes, "ec.type": codeTypes,
	"mtc:match.type": "am mt icm idm tb tm other", "reference": yesNo, "mda:metaGroup.appliesTo": "source target ignorable", "context": yesNo,
	"general": forms, "storage": forms, "normalization": forms, "existsInSource": yesNo, "caseSensitive": yesNo, "disabled": yesNo,
	"its:localeFilterType": "include exclude", "its:locQualityIssueEnabled": yesNo, "locQualityIssueEnabled": yesNo,
	"its:locQualityIssueType": issueTypes, "locQualityIssueType": issueTypes,
	"fs:fs": "a b bdo big blockquote body br button caption center cite code col colgroup dd del div dl dt em h1 h2 h3 h4 h5 h6 head hr html i img label legend li " +
		"ol p pre q s samp select small span strike strong sub sup table tbody td tfoot th thead title tr tt u ul",
}

// issueTypes are the localization quality issue types of ITS 2.0, appendix C.
const issueTypes = "terminology mistranslation omission untranslated addition duplication inconsistency grammar legal register locale-specific-content locale-violation style " +
	"characters misspelling typographical formatting inconsistent-entities numbers markup pattern-problem whitespace internationalization length non-conformance uncategorized other"

// kind is a pattern that values of an attribute follow.
type kind struct {
	want string
	fits func(string) bool
}

var (
	percent    = kind{"a number from 0 to 100", func(s string) bool { return within(s, 100) }}
	confidence = kind{"a number from 0 to 1", func(s string) bool { return within(s, 1) }}
	token      = kind{"a name token", isNMToken}
	tokens     = kind{"name tokens", areNMTokens}
	ordinal    = kind{"a number from 1", func(s string) bool { _, ok := positive(s); return ok }}
	integer    = kind{"a whole number", func(s string) bool { _, err := strconv.Atoi(s); return err == nil }}
	prefixed   = kind{"a prefix, a colon and a value", isPrefixed}
	own        = kind{"a value with a prefix", isUserDefined}
	langTag    = kind{"a language tag", validLang}
	codePoint  = kind{"the code point of a character that XML cannot hold", isForbiddenCode}
)

// kinds are the patterns of attributes, by the same names as values.
var kinds = map[string]kind{
	"id": token, "startRef": token, "dataRef": token, "dataRefStart": token, "dataRefEnd": token, "copyOf": token, "slr:sizeInfoRef": token,
	"res:resourceItemRef.ref": token, "ctr:revisions.appliesTo": token, "subFlows": tokens, "subFlowsStart": tokens, "subFlowsEnd": tokens,
	"hex": codePoint, "order": ordinal, "occurs": ordinal, "subType": own, "subState": prefixed, "group.type": own, "unit.type": own,
	"matchQuality": percent, "matchSuitability": percent, "similarity": percent, "srcLang": langTag, "trgLang": langTag, "itsm:lang": langTag,
	"its:locQualityIssueSeverity": percent, "locQualityIssueSeverity": percent, "its:locQualityRatingScore": percent, "its:locQualityRatingScoreThreshold": percent,
	"its:locQualityRatingVote": integer, "its:locQualityRatingVoteThreshold": integer,
	"its:mtConfidence": confidence, "its:taConfidence": confidence, "its:termConfidence": confidence,
}

// checkValue holds an attribute to its list or pattern.
func checkValue(n *safexml.Node, element, name, value string) error {
	list, ok := values[element+"."+name]
	if !ok {
		list, ok = values[name]
	}
	if ok && !has(list, value) {
		return fault(n, "%s=%.40q: want one of %s", name, value, strings.Join(strings.Fields(list), ", "))
	}
	k, ok := kinds[element+"."+name]
	if !ok {
		k, ok = kinds[name]
	}
	if ok && !k.fits(value) {
		return fault(n, "%s=%.40q: want %s", name, value, k.want)
	}
	return nil
}

// validLang accepts what BCP 47 does; private tags and "und" included.
func validLang(tag string) bool {
	_, err := language.Parse(tag)
	if err == nil {
		return true
	}
	_, unknown := err.(language.ValueError) // well formed, but of no known subtag
	return unknown
}

// isPrefixed takes a prefix and a value, each of anything.
func isPrefixed(s string) bool {
	prefix, rest, ok := strings.Cut(s, ":")
	return ok && prefix != "" && rest != ""
}

// isUserDefined takes a prefix and a value without a further colon or a space.
func isUserDefined(s string) bool {
	return isPrefixed(s) && strings.Count(s, ":") == 1 && !strings.ContainsFunc(s, unicode.IsSpace)
}

// isNMToken reports whether s is a name token (XML 1.0, section 2.3).
func isNMToken(s string) bool {
	for _, r := range s {
		if !(unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) || strings.ContainsRune(".-_:·", r)) {
			return false
		}
	}
	return s != ""
}

func areNMTokens(s string) bool {
	n := 0
	for word := range strings.FieldsSeq(s) {
		if n++; !isNMToken(word) {
			return false
		}
	}
	return n > 0
}

// within takes a number from 0 to most, not one that is none.
func within(s string, most float64) bool {
	n, err := strconv.ParseFloat(s, 64)
	return err == nil && !math.IsNaN(n) && n >= 0 && n <= most
}

// isForbiddenCode takes the code point of a character that XML 1.0 cannot hold, in
// pairs of hexadecimal digits.
func isForbiddenCode(s string) bool {
	code, err := strconv.ParseUint(s, 16, 32)
	return err == nil && (len(s) == 4 || len(s) == 6) && code <= unicode.MaxRune && !safexml.Allowed(rune(code))
}

// positive parses a positive number.
func positive(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && n > 0
}
