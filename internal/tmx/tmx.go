// Package tmx reads and writes translation memories in TMX 1.4b (LISA OSCAR,
// Translation Memory eXchange, 2005); versions from 1.1 on are read too.
//
//	r, err := tmx.NewReader(file)
//	for {
//		unit, err := r.Next()
//		if err == io.EOF {
//			break
//		}
//		...
//	}
//
// A Writer writes what a Reader reads, to the character, but for what XML cannot
// hold at all.
package tmx

// Header is what a memory says about itself.
type Header struct {
	Tool        string // creationtool
	ToolVersion string // creationtoolversion
	SourceLang  string // srclang, as written; "*all*" when any may be the source
	Version     string // of TMX, when read
	Props       []Prop
	Notes       []string
}

// Unit is one translation unit: texts that mean the same.
type Unit struct {
	ID string // tuid; may be empty
	// SourceLang is the unit's own srclang, which goes before the header's; it is
	// not written.
	SourceLang string
	Props      []Prop
	Notes      []string
	Variants   []Variant
}

// Variant is a unit's text in one language.
type Variant struct {
	Lang  string // as written: "ar", "ar-SA", "EN"
	Text  string
	Props []Prop
	Notes []string
	// Created and Changed are dates as the standard writes them,
	// YYYYMMDDThhmmssZ; By and ChangedBy say who did it. All may be empty.
	Created, Changed, By, ChangedBy string
}

// Prop is a property of a type the tool that wrote the file defines.
type Prop struct{ Type, Value string }

// Prop returns the value of the unit's first property of a type, or "".
func (u *Unit) Prop(kind string) string {
	for _, p := range u.Props {
		if p.Type == kind {
			return p.Value
		}
	}
	return ""
}

// toolName is the creation tool of files whose white space is all text. Others
// lay their files out, so that runs of white space mean one space.
const toolName = "tarjuman"
