package bitext

import "io"

// Exchange is a format that other programs read and write. What it carries comes
// back from its own files as it was, but for characters that XML cannot hold.
type Exchange interface {
	Format
	// Carries says what of a document survives writing and reading.
	Carries() Content
	// Read reads a file of this format, whoever wrote it. Notes are lines for the
	// user on what the file holds and the document does not.
	Read(r io.Reader) (d *Document, notes []string, err error)
}
