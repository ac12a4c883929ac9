package article

var errNotYet = &Error{Reason: "this format is not read yet"}

func notDOCX(err error) error {
	return &Error{Reason: "is not a Word document (DOCX)", Hint: hintSaveDOCX, Err: err}
}

func (a *Article) readDOCX(data []byte) error { return errNotYet }
