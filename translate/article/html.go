package article

func (a *Article) readHTML() error { return errNotYet }
