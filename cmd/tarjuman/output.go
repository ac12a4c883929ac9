package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"tarjuman/align/bitext"
)

// output is where a command's result goes: standard output as it is made, or a
// file that appears whole when the command has succeeded.
type output struct {
	w    *bufio.Writer
	buf  *bytes.Buffer
	path string
}

func (u *ui) output(path string) (*output, error) {
	if path == "" || path == "-" {
		return &output{w: bufio.NewWriter(u.stdout)}, nil
	}
	if st, err := os.Stat(filepath.Dir(path)); err != nil {
		return nil, notWritable(err, "")
	} else if !st.IsDir() {
		return nil, notWritable(errors.New(filepath.Dir(path)+" is not a folder"), "")
	}
	buf := &bytes.Buffer{}
	return &output{w: bufio.NewWriter(buf), buf: buf, path: path}, nil
}

func (o *output) commit() error {
	if err := o.w.Flush(); err != nil {
		return notWritable(err, "")
	}
	if o.buf == nil {
		return nil
	}
	if err := bitext.WriteFile(o.path, o.buf.Bytes()); err != nil {
		return notWritable(err, "")
	}
	return nil
}

// discard flushes what was already said on standard output; a file that was not
// committed never appears.
func (o *output) discard() {
	if o.buf == nil {
		o.w.Flush()
	}
}

// writeExport writes an export beside the working file. A file that somebody
// else wrote, or that was edited since, is left alone unless force is set; the
// returned reason says so.
func writeExport(d *bitext.Document, working, path string, force bool, write func(io.Writer) error) (skipped string, err error) {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return "", err
	}
	name := filepath.Base(path)
	old, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return "", notWritable(err, "")
	case bytes.Equal(old, b.Bytes()):
	case !force && !d.Wrote(name, old):
		return "was not written by tarjuman, or was edited since: left alone (--force overwrites)", nil
	}
	if err := bitext.WriteFile(path, b.Bytes()); err != nil {
		return "", notWritable(err, "")
	}
	if d.Wrote(name, b.Bytes()) {
		return "", nil
	}
	o := bitext.Output{Path: name, SHA256: bitext.Hash(b.Bytes())}
	d.Outputs = append(d.Outputs, o)
	if err := bitext.AppendOutput(working, o); err != nil {
		return "", notWritable(err, "")
	}
	return "", nil
}
