package check

// Glossary is a newsroom's terms. Source and target are in the document's
// languages.
type Glossary struct {
	Terms []Term
}

// Term is one entry of a glossary.
type Term struct {
	Source    string
	Target    []string // accepted renderings, the preferred one first
	Forbidden []string // renderings that must not be used
}
