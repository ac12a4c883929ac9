package check

// Glossary is a newsroom's terms. It may hold terms of both directions; those
// whose renderings are in the letters of a document's target language are held
// against it.
type Glossary struct {
	Terms []Term
}

// Term is one entry of a glossary.
type Term struct {
	Source    string
	Target    []string // accepted renderings, the preferred one first
	Forbidden []string // renderings that must not be used
}
