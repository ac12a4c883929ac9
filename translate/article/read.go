package article

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
)

// DefaultMaxBytes is the largest input read when Options.MaxBytes is 0. A long
// news article is some 20 kilobytes of text; a saved page with everything
// inlined reaches a few megabytes.
const DefaultMaxBytes = 50 << 20

// ReadFile reads the article in the named file, or on standard input if path is
// "-". Every error is an *Error.
func ReadFile(path string, opt Options) (*Article, error) {
	opt.Path = path
	if path == "-" {
		return Read(os.Stdin, opt)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, openError(path, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, openError(path, err)
	}
	if info.IsDir() {
		return nil, &Error{Path: path, Reason: "is a directory", Hint: "name the files in it, or a quoted pattern such as '" + path + "/*.txt'"}
	}
	if limit := opt.limit(); info.Mode().IsRegular() && info.Size() > limit {
		return nil, tooLarge(path, limit)
	}
	return Read(f, opt)
}

// Read reads an article from r until its end. Every error is an *Error.
func Read(r io.Reader, opt Options) (*Article, error) {
	if opt.Path == "" {
		opt.Path = "-"
	}
	limit := opt.limit()
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, openError(opt.Path, err)
	}
	if int64(len(data)) > limit {
		return nil, tooLarge(opt.Path, limit)
	}
	a, err := read(data, opt)
	if err != nil {
		var e *Error
		if !errors.As(err, &e) {
			e = &Error{Reason: "cannot be read", Err: err}
		}
		e.Path = opt.Path
		return nil, e
	}
	return a, nil
}

// read does the work of Read; the errors lack the path.
func read(data []byte, opt Options) (*Article, error) {
	if len(data) == 0 {
		return nil, &Error{Reason: "is empty", Hint: "check that this is the file you meant"}
	}
	sum := sha256.Sum256(data)
	a := &Article{Path: opt.Path, SHA256: hex.EncodeToString(sum[:])}

	format, err := formatOf(data, opt)
	if err != nil {
		return nil, err
	}
	a.Format = format
	if format == DOCX {
		err = a.readDOCX(data)
	} else {
		err = a.readMarkup(data, opt)
	}
	if err != nil {
		return nil, err
	}
	a.finish()
	return a, nil
}

// readMarkup reads the formats that are text with or without markup.
func (a *Article) readMarkup(data []byte, opt Options) error {
	if err := a.decode(data, opt); err != nil {
		return err
	}
	if a.Format == Auto {
		a.Format = sniffText(a.Source, a.Path)
	}
	if !hasVisible(a.Source) {
		return &Error{Reason: "has no text, only white space", Hint: "check that this is the file you meant"}
	}
	var err error
	switch a.Format {
	case Markdown:
		err = a.readMarkdown()
	case HTML:
		err = a.readHTML()
	default:
		a.Paragraphs = readText(a.Source)
	}
	if err != nil {
		return err
	}
	if len(a.Paragraphs) == 0 {
		return &Error{
			Reason: fmt.Sprintf("no text to translate was found in this %s document", a.Format),
			Hint:   "save the article as plain text and try again",
		}
	}
	return nil
}

// finish fills in what all formats share once the paragraphs are known.
func (a *Article) finish() {
	a.settleLanguage()
	a.noteCharacters()
	if a.Title == "" {
		for _, p := range a.Paragraphs {
			if p.Kind == Heading {
				a.Title = p.Text
				break
			}
		}
	}
}

func (o Options) limit() int64 {
	if o.MaxBytes > 0 {
		return o.MaxBytes
	}
	return DefaultMaxBytes
}

func tooLarge(path string, limit int64) error {
	return &Error{
		Path:   path,
		Reason: fmt.Sprintf("is larger than %d bytes", limit),
		Hint:   "split it into articles, or raise the limit",
	}
}

// openError keeps the reason and drops the path that os errors repeat.
func openError(path string, err error) error {
	e := &Error{Path: path, Reason: "cannot be read", Err: err}
	if pe, ok := errors.AsType[*os.PathError](err); ok {
		e.Err = pe.Err
	}
	if errors.Is(err, os.ErrNotExist) {
		e.Reason, e.Err = "no such file", os.ErrNotExist
		e.Hint = "check the spelling of the path; use - for standard input"
	}
	return e
}
