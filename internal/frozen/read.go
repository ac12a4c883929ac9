package frozen

import (
	"errors"
	"fmt"
)

// Reader takes up what a [Writer] laid down, in the same order. It is meant for
// tables of our own making: tables that are cut short or of another kind are
// noticed, ones that somebody altered are not. After a fault all it returns is
// empty, and Err tells.
type Reader struct {
	s   string
	err error
}

// NewReader opens tables of a kind; it fails for those of another.
func NewReader(s, kind string) (*Reader, error) {
	r := &Reader{s: s}
	if have := r.Text(); r.err == nil && have != kind {
		r.err = fmt.Errorf("tables of another kind, want %q", kind)
	}
	return r, r.err
}

// Err returns the first fault met: tables cut short, or other ones than asked for.
func (r *Reader) Err() error { return r.err }

// Text reads a string.
func (r *Reader) Text() string {
	if r.err != nil {
		return ""
	}
	if len(r.s) < 4 || uint64(load(r.s)) > uint64(len(r.s)-4) {
		r.err = errors.New("tables are cut short")
		return ""
	}
	n := 4 + int(load(r.s))
	s := r.s[4:n]
	r.s = r.s[n:]
	return s
}

// Ints reads a row of numbers.
func (r *Reader) Ints() Ints {
	s := r.Text()
	if len(s)%4 != 0 {
		r.fail()
		return Ints{}
	}
	return Ints{s}
}

// Strings reads a row of strings.
func (r *Reader) Strings() Strings {
	t := Strings{r.Ints(), r.Text()}
	if r.err != nil || last(t.ends) != len(t.text) {
		r.fail()
		return Strings{}
	}
	return t
}

// Lists reads a row of rows.
func (r *Reader) Lists() Lists {
	l := Lists{r.Ints(), r.Ints()}
	if r.err != nil || last(l.ends) != l.items.Len() {
		r.fail()
		return Lists{}
	}
	return l
}

// Set reads a set.
func (r *Reader) Set() Set {
	s := Set{r.Strings(), r.Ints()}
	if r.err != nil || s.slots.Len() != slotCount(s.keys.Len()) {
		r.fail()
		return Set{}
	}
	return s
}

// Table reads a map.
func (r *Reader) Table() Table {
	t := Table{r.Set(), r.Lists()}
	if r.err != nil || t.lists.Len() != t.Len() {
		r.fail()
		return Table{}
	}
	return t
}

func (r *Reader) fail() {
	if r.err == nil {
		r.err = errors.New("tables in another order than read")
	}
}

func last(n Ints) int {
	if n.Len() == 0 {
		return 0
	}
	return int(n.At(n.Len() - 1))
}
