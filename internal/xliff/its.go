package xliff

import (
	"strings"

	"tarjuman/internal/safexml"
)

const (
	issueAttributes = "its:locQualityIssueType its:locQualityIssueComment its:locQualityIssueSeverity its:locQualityIssueProfileRef its:locQualityIssueEnabled"
	// genericOnly are attributes that make a marker one of type its:generic.
	genericOnly = "its:annotatorsRef its:locQualityIssuesRef its:locQualityRatingScore its:locQualityRatingVote its:taIdentRef its:taSource its:taIdent its:taClassRef " +
		"its:mtConfidence its:provenanceRecordsRef its:allowedCharacters its:localeFilterList itsm:domains itsm:lang"
	// dataCategories are what an annotator may be named for (ITS 2.0, section 5.7).
	dataCategories = "allowed-characters directionality domain elements-within-text external-resource id-value language-information locale-filter localization-note " +
		"localization-quality-issue localization-quality-rating mt-confidence preserve-space provenance storage-size target-pointer terminology text-analysis translate"
)

// exclusive are attributes of ITS that do not stand beside others.
var exclusive = []struct{ one, others string }{
	{"its:locQualityIssuesRef", issueAttributes},
	{"its:locQualityRatingScore", "its:locQualityRatingVote"},
	{"its:taIdentRef", "its:taSource its:taIdent"},
	{"its:provenanceRecordsRef", itsNames(provenance)},
}

// itsNames puts the prefix of ITS before names.
func itsNames(names string) string {
	return "its:" + strings.Join(strings.Fields(names), " its:")
}

// itsTogether checks the attributes of the ITS module on an element, and the
// elements that hold records of several.
func itsTogether(n *safexml.Node, name string) error {
	switch name {
	case "its:locQualityIssue":
		if !hasAny(n, "locQualityIssueType locQualityIssueComment") {
			return fault(n, "<locQualityIssue> has neither a type nor a comment")
		}
	case "its:provenanceRecord":
		if !hasAny(n, provenance) {
			return fault(n, "<provenanceRecord> names nobody")
		}
	}
	for _, x := range exclusive {
		if _, ok := attribute(n, x.one); ok && hasAny(n, x.others) {
			return fault(n, "%s stands beside %s", x.one, strings.Join(strings.Fields(x.others), " or "))
		}
	}
	for _, pair := range [][2]string{{"its:taSource", "its:taIdent"}, {"its:taIdent", "its:taSource"}} {
		if err := needs(n, pair[0], pair[1]); err != nil {
			return err
		}
	}
	if hasAny(n, issueAttributes) && !hasAny(n, "its:locQualityIssueType its:locQualityIssueComment") {
		return fault(n, "a localization quality issue has neither a type nor a comment")
	}
	if err := markerType(n, name); err != nil {
		return err
	}
	return annotators(n)
}

// markerType holds the type of a marker to the data of ITS on it.
func markerType(n *safexml.Node, name string) error {
	kind, typed := n.Get("type")
	if name != "mrk" && name != "sm" || !typed || kind == "its:generic" || !hasAny(n, genericOnly) {
		return nil
	}
	if hasAny(n, "its:termConfidence") && (kind == "term" || kind == "its:term-no") {
		return nil // the annotator of a term
	}
	return fault(n, "type=%.40q on a marker with data of ITS: want its:generic", kind)
}

// annotators checks which annotator is named for which data category.
func annotators(n *safexml.Node) error {
	refs, _ := attribute(n, "its:annotatorsRef")
	seen := map[string]bool{}
	for ref := range strings.FieldsSeq(refs) {
		category, _, _ := strings.Cut(ref, "|")
		switch {
		case !has(dataCategories, category):
			return fault(n, "annotatorsRef: %.40q is no data category of ITS", category)
		case seen[category]:
			return fault(n, "annotatorsRef names %s twice", category)
		}
		seen[category] = true
	}
	return nil
}

// ratings checks that a threshold has a rating to hold against, here or further
// out.
func ratings(n *safexml.Node, outer inherited) (inherited, error) {
	outer.score = outer.score || hasAny(n, "its:locQualityRatingScore")
	outer.vote = outer.vote || hasAny(n, "its:locQualityRatingVote")
	switch {
	case !outer.score && hasAny(n, "its:locQualityRatingScoreThreshold"):
		return outer, fault(n, "a threshold without locQualityRatingScore")
	case !outer.vote && hasAny(n, "its:locQualityRatingVoteThreshold"):
		return outer, fault(n, "a threshold without locQualityRatingVote")
	}
	return outer, nil
}
