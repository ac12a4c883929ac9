package article

func (a *Article) readMarkdown() error { return errNotYet }
