package xliff

import "strings"

// element says what may stand in an element of the core and on it (XLIFF 2.1,
// section 4.2).
type element struct {
	attributes string // allowed, required ones with a "!"
	children   []child
	foreign    bool // elements of other namespaces may stand in it
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

var elements = map[string]element{
	"xliff":        {attributes: "version! srcLang! trgLang xml:space xml:lang", children: []child{{"file", 1, 0}}},
	"file":         {attributes: "id! canResegment original translate srcDir trgDir xml:space", children: []child{{"skeleton", 0, 1}, {"*", 0, 0}, {"notes", 0, 1}, {"unit group", 1, 0}}},
	"group":        {attributes: "id! name canResegment translate srcDir trgDir type xml:space", children: []child{{"*", 0, 0}, {"notes", 0, 1}, {"unit group", 0, 0}}},
	"unit":         {attributes: "id! name canResegment translate srcDir trgDir type xml:space", children: []child{{"*", 0, 0}, {"notes", 0, 1}, {"originalData", 0, 1}, {"segment ignorable", 1, 0}}},
	"segment":      {attributes: "id canResegment state subState", children: []child{{"source", 1, 1}, {"target", 0, 1}}},
	"ignorable":    {attributes: "id", children: []child{{"source", 1, 1}, {"target", 0, 1}}},
	"notes":        {children: []child{{"note", 1, 0}}},
	"note":         {attributes: "id appliesTo category priority", text: true},
	"skeleton":     {attributes: "href", text: true, foreign: true},
	"originalData": {children: []child{{"data", 1, 0}}},
	"data":         {attributes: "id! dir xml:space", text: true, children: []child{{"cp", 0, 0}}},
	"source":       {attributes: "xml:lang xml:space", text: true, inline: true},
	"target":       {attributes: "xml:lang xml:space order", text: true, inline: true},
	"cp":           {attributes: "hex!"},
	"ph":           {attributes: "id! dataRef subFlows" + codeAttributes},
	"pc":           {attributes: "id! dataRefEnd dataRefStart dispEnd dispStart equivEnd equivStart subFlowsEnd subFlowsStart" + pairAttributes, text: true, inline: true},
	"sc":           {attributes: "id! dataRef isolated subFlows canOverlap dir" + codeAttributes},
	"ec":           {attributes: "id dataRef isolated startRef subFlows canOverlap dir" + codeAttributes},
	"mrk":          {attributes: "id! translate type ref value", text: true, inline: true},
	"sm":           {attributes: "id! translate type ref value"},
	"em":           {attributes: "startRef!"},
}

const inlineNames = "cp ph pc sc ec mrk sm em"

// values are what attributes of a closed list may hold; "element.attribute" goes
// before the attribute alone.
var values = map[string]string{
	"canResegment": "yes no", "translate": "yes no", "canCopy": "yes no", "canDelete": "yes no", "canOverlap": "yes no", "isolated": "yes no",
	"canReorder": "yes firstNo no", "srcDir": "ltr rtl auto", "trgDir": "ltr rtl auto", "dir": "ltr rtl auto",
	"state": "initial translated reviewed final", "appliesTo": "source target", "xml:space": "default preserve",
	"priority": "1 2 3 4 5 6 7 8 9 10", "version": "2.0 2.1",
	"ph.type": "fmt ui quote link image other", "pc.type": "fmt ui quote link image other", "sc.type": "fmt ui quote link image other", "ec.type": "fmt ui quote link image other",
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
