package bitext

import (
	"fmt"
	"io"
	"strings"

	"tarjuman/internal/tmx"
	"tarjuman/translate"
)

// tmxFormat is a translation memory in TMX 1.4b: one unit a segment. Glosses are
// left out, for a memory must hold only translations. Where one source sentence
// has two translations, the units carry their neighbours as properties prev and
// next, by which OmegaT tells them apart.
type tmxFormat struct{ want Languages } // to read of those in the file

func (tmxFormat) Name() string      { return "tmx" }
func (tmxFormat) Extension() string { return ".tmx" }
func (tmxFormat) Summary() string {
	return "translation memory, TMX 1.4b: one unit a segment; glosses are left out"
}
func (tmxFormat) Carries() Content {
	return Untranslated | IDs | Paragraphs | Shapes | Links | OriginKinds | Origins | Statuses | Places | Files | FindingText | Remarks
}

// ownProp is the prefix of this program's property types.
const ownProp = "x-"

func (tmxFormat) Write(w io.Writer, d *Document) error {
	h := tmx.Header{ToolVersion: strings.TrimPrefix(d.Header.Tool, "tarjuman "), SourceLang: d.Header.Source.Lang}
	for _, p := range d.Header.properties() {
		h.Props = append(h.Props, tmx.Prop{Type: ownProp + p.name, Value: p.value})
	}
	t := tmx.NewWriter(w, h)
	ambiguous := d.ambiguousSources()
	for i := range d.Segments {
		t.Write(d.tmxUnit(i, ambiguous[d.Segments[i].Source.Text]))
	}
	return t.Close()
}

func (d *Document) tmxUnit(i int, ambiguous bool) tmx.Unit {
	s := d.Segments[i]
	if s.Origin.Kind == translate.Gloss {
		s.Target.Text, s.Origin, s.Findings = "", translate.Origin{}, nil
	}
	u := tmx.Unit{ID: s.ID}
	for _, p := range s.properties() {
		u.Props = append(u.Props, tmx.Prop{Type: ownProp + p.name, Value: p.value})
	}
	if ambiguous {
		if i > 0 {
			u.Props = append(u.Props, tmx.Prop{Type: "prev", Value: d.Segments[i-1].Source.Text})
		}
		if i+1 < len(d.Segments) {
			u.Props = append(u.Props, tmx.Prop{Type: "next", Value: d.Segments[i+1].Source.Text})
		}
	}
	for _, f := range s.Findings {
		u.Notes = append(u.Notes, findingText(f))
	}
	// A unit needs a variant: one without any text keeps an empty source.
	if s.Source.Text != "" || s.Target.Text == "" {
		u.Variants = append(u.Variants, tmx.Variant{Lang: orUndetermined(d.Header.Source.Lang), Text: s.Source.Text})
	}
	if s.Target.Text != "" {
		u.Variants = append(u.Variants, tmx.Variant{Lang: orUndetermined(d.Header.Target.Lang), Text: s.Target.Text})
	}
	return u
}

// ambiguousSources are the source texts that have two different translations.
func (d *Document) ambiguousSources() map[string]bool {
	first := map[string]string{}
	out := map[string]bool{}
	for i := range d.Segments {
		s := &d.Segments[i]
		if s.Target.Text == "" || s.Origin.Kind == translate.Gloss {
			continue
		}
		if t, ok := first[s.Source.Text]; ok && t != s.Target.Text {
			out[s.Source.Text] = true
		} else if !ok {
			first[s.Source.Text] = s.Target.Text
		}
	}
	return out
}

// Read implements [Exchange].
func (f tmxFormat) Read(r io.Reader) (*Document, []string, error) { return readGathered(f, r) }

func (f tmxFormat) gather(r io.Reader) (*gatherer, error) {
	t, err := tmx.NewReader(r)
	if err != nil {
		return nil, fmt.Errorf("line %d: %w", t.Line(), err)
	}
	d := &Document{Header: Header{Schema: SchemaVersion, Tool: strings.TrimSpace(t.Header.Tool + " " + t.Header.ToolVersion)}}
	for _, p := range t.Header.Props {
		if name, ok := strings.CutPrefix(p.Type, ownProp); ok {
			d.Header.setProperty(name, p.Value)
		}
	}
	var units []tmx.Unit
	var lines []int
	for {
		u, err := t.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", t.Line(), err)
		}
		units, lines = append(units, u), append(lines, t.Line())
	}
	b := &gatherer{doc: d, codes: t.Codes}
	langs, err := f.choose(d.Header, t.Header.SourceLang, units)
	if err != nil {
		return nil, err
	}
	for i, u := range units {
		if err := b.addTMX(u, langs); err != nil {
			return nil, fmt.Errorf("line %d: %w", lines[i], err)
		}
	}
	d.Header.Source.Lang, d.Header.Target.Lang = known(langs.source), known(langs.target)
	return b, nil
}

func (b *gatherer) addTMX(u tmx.Unit, langs tmxLanguages) error {
	source, target, others := langs.pick(u)
	b.otherTexts += others
	s := Segment{ID: u.ID, Source: Side{Text: source}, Target: Side{Text: target}}
	own := false
	for _, p := range u.Props {
		name, ok := strings.CutPrefix(p.Type, ownProp)
		if !ok {
			continue
		}
		known, err := s.setProperty(name, p.Value)
		if err != nil {
			return fmt.Errorf("unit %.40q: %w", u.ID, err)
		}
		own = own || known
	}
	b.add(s, own)
	return nil
}

const undetermined = "und"

// known is a language, or "" for an undetermined one.
func known(lang string) string {
	if lang == undetermined {
		return ""
	}
	return lang
}

func orUndetermined(lang string) string {
	if lang == "" {
		return undetermined
	}
	return lang
}
