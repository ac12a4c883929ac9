package xliff

import (
	"strings"

	"tarjuman/internal/safexml"
)

// element says what may stand in an element and on it: of the core (XLIFF 2.1,
// section 4.2) or of a module (section 5).
type element struct {
	attributes string // allowed, required ones with a "!"
	open       bool   // attributes of other namespaces may stand on it too
	children   []child
	any        bool // elements of other namespaces stand in it as they like
	text       bool
	inline     bool // its children may also be inline elements, in any order
}

// child is one place in the order of an element's children.
type child struct {
	names    string // separated by spaces; "*" stands for elements of other namespaces
	min, max int    // max 0: any number
}

const (
	codeAttributes = " canCopy canDelete canReorder copyOf disp equiv subType type"
	pairAttributes = " canCopy canDelete canReorder copyOf subType type canOverlap dir"
)

// elements are those of the core by their names, those of modules behind the
// prefix that nameOf gives them.
var elements = map[string]element{
	"xliff":        {attributes: "version! srcLang! trgLang xml:space", open: true, children: []child{{"file", 1, 0}}},
	"file":         {attributes: "id! canResegment original translate srcDir trgDir xml:space", open: true, children: []child{{"skeleton", 0, 1}, {"*", 0, 0}, {"notes", 0, 1}, {"unit group", 1, 0}}},
	"group":        {attributes: "id! name canResegment translate srcDir trgDir type xml:space", open: true, children: []child{{"*", 0, 0}, {"notes", 0, 1}, {"unit group", 0, 0}}},
	"unit":         {attributes: "id! name canResegment translate srcDir trgDir type xml:space", open: true, children: []child{{"*", 0, 0}, {"notes", 0, 1}, {"originalData", 0, 1}, {"segment ignorable", 1, 0}}},
	"segment":      {attributes: "id canResegment state subState", children: []child{{"source", 1, 1}, {"target", 0, 1}}},
	"ignorable":    {attributes: "id", children: []child{{"source", 1, 1}, {"target", 0, 1}}},
	"notes":        {children: []child{{"note", 1, 0}}},
	"note":         {attributes: "id appliesTo category priority", open: true, text: true},
	"skeleton":     {attributes: "href", text: true, any: true},
	"originalData": {children: []child{{"data", 1, 0}}},
	"data":         {attributes: "id! dir xml:space", text: true, children: []child{{"cp", 0, 0}}},
	"source":       {attributes: "xml:lang xml:space", text: true, inline: true},
	"target":       {attributes: "xml:lang xml:space order", text: true, inline: true},
	"cp":           {attributes: "hex!"},
	"ph":           {attributes: "id! dataRef subFlows" + codeAttributes, open: true},
	"pc":           {attributes: "id! dataRefEnd dataRefStart dispEnd dispStart equivEnd equivStart subFlowsEnd subFlowsStart" + pairAttributes, open: true, text: true, inline: true},
	"sc":           {attributes: "id! dataRef isolated subFlows canOverlap dir" + codeAttributes, open: true},
	"ec":           {attributes: "id dataRef isolated startRef subFlows canOverlap dir" + codeAttributes, open: true},
	"mrk":          {attributes: "id! translate type ref value", open: true, text: true, inline: true},
	"sm":           {attributes: "id! translate type ref value", open: true},
	"em":           {attributes: "startRef!"},

	"mtc:matches": {children: []child{{"mtc:match", 1, 0}}},
	"mtc:match": {attributes: "id matchQuality matchSuitability origin ref! reference similarity subType type", open: true,
		children: []child{{"mda:metadata", 0, 1}, {"originalData", 0, 1}, {"source", 1, 1}, {"target", 1, 1}, {"*", 0, 0}}},
	"gls:glossary":    {children: []child{{"gls:glossEntry", 1, 0}}},
	"gls:glossEntry":  {attributes: "id ref", open: true, children: []child{{"gls:term", 1, 1}, {"gls:translation", 0, 0}, {"gls:definition", 0, 1}, {"*", 0, 0}}},
	"gls:term":        {attributes: "source", open: true, text: true},
	"gls:translation": {attributes: "id ref source", open: true, text: true},
	"gls:definition":  {attributes: "source", open: true, text: true},
	"mda:metadata":    {attributes: "id", children: []child{{"mda:metaGroup", 1, 0}}},
	"mda:metaGroup":   {attributes: "id category appliesTo", children: []child{{"mda:metaGroup mda:meta", 1, 0}}},
	"mda:meta":        {attributes: "type!", text: true},

	"res:resourceData":    {children: []child{{"res:resourceItemRef", 0, 0}, {"res:resourceItem", 0, 0}}},
	"res:resourceItemRef": {attributes: "id ref!", open: true},
	"res:resourceItem":    {attributes: "mimeType id context", open: true, children: []child{{"res:source", 0, 1}, {"res:target", 0, 1}, {"res:reference", 0, 0}}},
	"res:source":          {attributes: "href xml:lang", open: true, any: true},
	"res:target":          {attributes: "href xml:lang", open: true, any: true},
	"res:reference":       {attributes: "href! xml:lang", open: true},

	"slr:profiles":      {attributes: "generalProfile storageProfile", children: []child{{"slr:normalization", 0, 1}, {"*", 0, 0}}},
	"slr:normalization": {attributes: "general storage"},
	"slr:data":          {attributes: "profile!", open: true, any: true},

	"val:validation": {open: true, children: []child{{"val:rule", 1, 0}}},
	"val:rule":       {attributes: "isPresent occurs isNotPresent startsWith endsWith existsInSource caseSensitive normalization disabled", open: true},

	// Change tracking is a module of 2.0 that 2.1 took out again.
	"ctr:changeTrack": {open: true, children: []child{{"ctr:revisions", 1, 0}}},
	"ctr:revisions":   {attributes: "appliesTo! ref currentVersion", open: true, children: []child{{"ctr:revision", 1, 0}}},
	"ctr:revision":    {attributes: "author datetime version", open: true, children: []child{{"ctr:item", 1, 0}}},
	"ctr:item":        {attributes: "property!", open: true, text: true},

	"its:locQualityIssues":  {attributes: "xml:id!", children: []child{{"its:locQualityIssue", 1, 0}}},
	"its:locQualityIssue":   {attributes: "locQualityIssueType locQualityIssueComment locQualityIssueSeverity locQualityIssueProfileRef locQualityIssueEnabled"},
	"its:provenanceRecords": {attributes: "xml:id!", children: []child{{"its:provenanceRecord", 1, 0}}},
	"its:provenanceRecord":  {attributes: provenance},
}

const (
	inlineNames = "cp ph pc sc ec mrk sm em"
	provenance  = "org orgRef person personRef revOrg revOrgRef revPerson revPersonRef revTool revToolRef tool toolRef"
)

// homes say in which elements of the core the outermost elements of modules may
// stand. All but those of ITS stand there once at most.
var homes = map[string]string{
	"mtc:matches": "unit", "gls:glossary": "unit", "mda:metadata": "file group unit", "res:resourceData": "file group unit",
	"slr:profiles": "file", "slr:data": "file group unit", "val:validation": "file group unit", "ctr:changeTrack": "file group unit",
	"its:locQualityIssues": "unit", "its:provenanceRecords": "file group unit",
}

// prefixes name the namespaces of modules in the tables of this package.
var prefixes = map[string]string{
	Namespace: "", MatchesNamespace: "mtc:", MetadataNamespace: "mda:", ITSNamespace: "its:",
	"urn:oasis:names:tc:xliff:glossary:2.0":        "gls:",
	"urn:oasis:names:tc:xliff:fs:2.0":              "fs:",
	"urn:oasis:names:tc:xliff:resourcedata:2.0":    "res:",
	"urn:oasis:names:tc:xliff:sizerestriction:2.0": "slr:",
	"urn:oasis:names:tc:xliff:validation:2.0":      "val:",
	"urn:oasis:names:tc:xliff:changetracking:2.0":  "ctr:",
	"urn:oasis:names:tc:xliff:itsm:2.1":            "itsm:",
}

// foreign is what nameOf calls an element that is no part of XLIFF, homeless one of
// no namespace, for which the standard has no place.
const (
	foreign  = "*"
	homeless = "-"
)

// nameOf is the name of an element in the tables: "unit", "mtc:match", or foreign.
// Most elements of ITS are no part of XLIFF.
func nameOf(n *safexml.Node) string {
	prefix, ok := prefixes[n.Name.Space]
	switch {
	case n.Name.Space == "" && !n.IsText():
		return homeless
	case !ok:
		return foreign
	}
	name := prefix + n.Name.Local
	if _, ok := elements[name]; !ok && prefix == "its:" {
		return foreign
	}
	return name
}

// prefixOf is the part of a table's name that tells the namespace.
func prefixOf(name string) string {
	if i := strings.IndexByte(name, ':'); i >= 0 {
		return name[:i+1]
	}
	if name == foreign {
		return foreign
	}
	return ""
}

// takes reports whether a child of that name may stand at a place in an element.
func (c child) takes(parent, name string) bool {
	return has(c.names, name) || has(c.names, foreign) && name != homeless && prefixOf(name) != prefixOf(parent)
}

// has reports whether a list of words separated by spaces holds a word.
func has(list, word string) bool {
	for w := range strings.FieldsSeq(list) {
		if w == word {
			return true
		}
	}
	return false
}
