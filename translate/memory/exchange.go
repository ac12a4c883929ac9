package memory

import (
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"

	"tarjuman/internal/langtag"
	"tarjuman/internal/tmx"
)

// Properties of a unit in TMX.
const (
	contextProp = "x-tarjuman-context" // four hexadecimal numbers, see Context
	originProp  = "x-tarjuman-origin"
)

const tmxTime = "20060102T150405Z"

// ReadUnits reads the units of a TMX file. A unit of several languages gives a
// pair of its source with each of the others; one without a pair gives a Unit that
// an import counts as skipped. The error, a [*TMXError], comes last.
func ReadUnits(r io.Reader) iter.Seq2[Unit, error] {
	return func(yield func(Unit, error) bool) {
		t, err := tmx.NewReader(r)
		read := 0
		for err == nil {
			var tu tmx.Unit
			if tu, err = t.Next(); err != nil {
				break
			}
			for _, u := range unitsOf(t.Header.SourceLang, tu) {
				read++
				if !yield(u, nil) {
					return
				}
			}
		}
		if err != io.EOF {
			yield(Unit{}, &TMXError{Line: t.Line(), Units: read, Err: err})
		}
	}
}

func unitsOf(sourceLang string, tu tmx.Unit) []Unit {
	if len(tu.Variants) == 0 {
		return []Unit{{}}
	}
	source := tu.Variants[0]
	for _, v := range tu.Variants {
		if langtag.Primary(v.Lang) == langtag.Primary(sourceLang) {
			source = v
			break
		}
	}
	var out []Unit
	for _, v := range tu.Variants {
		if langtag.Primary(v.Lang) == langtag.Primary(source.Lang) {
			continue
		}
		u := Unit{SourceLang: source.Lang, Source: source.Text, TargetLang: v.Lang, Target: v.Text, Origin: tu.Prop(originProp), Context: parseContext(tu.Prop(contextProp))}
		u.Author = v.ChangedBy
		if u.Author == "" {
			u.Author = v.By
		}
		for _, date := range []string{v.Changed, v.Created} {
			if when, err := time.Parse(tmxTime, date); err == nil {
				u.Changed = when
				break
			}
		}
		out = append(out, u)
	}
	if out == nil {
		return []Unit{{}}
	}
	return out
}

// WriteUnits writes units as TMX and returns how many there were.
func WriteUnits(w io.Writer, sourceLang string, units iter.Seq2[Unit, error]) (int, error) {
	t := tmx.NewWriter(w, tmx.Header{SourceLang: sourceLang})
	n := 0
	for u, err := range units {
		if err != nil {
			return n, err
		}
		n++
		target := tmx.Variant{Lang: u.TargetLang, Text: u.Target, ChangedBy: u.Author}
		if !u.Changed.IsZero() {
			target.Changed = u.Changed.UTC().Format(tmxTime)
		}
		tu := tmx.Unit{Variants: []tmx.Variant{{Lang: u.SourceLang, Text: u.Source}, target}}
		if u.Origin != "" {
			tu.Props = append(tu.Props, tmx.Prop{Type: originProp, Value: u.Origin})
		}
		if u.Context != (Context{}) {
			tu.Props = append(tu.Props, tmx.Prop{Type: contextProp, Value: u.Context.String()})
		}
		t.Write(tu)
	}
	return n, t.Close()
}

// String writes the context as four hexadecimal numbers.
func (c Context) String() string {
	return fmt.Sprintf("%x %x %x %x", uint64(c.SourceBefore), uint64(c.SourceAfter), uint64(c.TargetBefore), uint64(c.TargetAfter))
}

// parseContext is the context a property holds, the zero one for anything else.
func parseContext(s string) Context {
	f := strings.Fields(s)
	var v [4]int64
	if len(f) != len(v) {
		return Context{}
	}
	for i := range v {
		n, err := strconv.ParseUint(f[i], 16, 64)
		if err != nil {
			return Context{}
		}
		v[i] = int64(n)
	}
	return Context{v[0], v[1], v[2], v[3]}
}
