package bitext

import (
	"fmt"
	"io"
	"strings"

	"tarjuman/internal/langtag"
	"tarjuman/internal/tmx"
	"tarjuman/translate"
)

// tmxFormat is a translation memory in TMX 1.4b: one unit a segment. Glosses are
// left out, for a memory must hold only translations. Where one source sentence
// has two translations, the units carry their neighbours as properties prev and
// next, by which OmegaT tells them apart.
type tmxFormat struct{}

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

func (tmxFormat) gather(r io.Reader) (*gatherer, error) {
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
	b := &gatherer{doc: d}
	langs := tmxLanguages{source: d.Header.Source.Lang, target: d.Header.Target.Lang}
	if langs.source == "" && !strings.EqualFold(t.Header.SourceLang, "*all*") {
		langs.source = langtag.Primary(t.Header.SourceLang)
	}
	for {
		u, err := t.Next()
		if err == io.EOF {
			break
		}
		if err == nil {
			err = b.addTMX(u, &langs)
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", t.Line(), err)
		}
	}
	b.codes = t.Codes
	d.Header.Source.Lang, d.Header.Target.Lang = langs.source, langs.target
	if d.Header.Source.Lang == undetermined {
		d.Header.Source.Lang = ""
	}
	if d.Header.Target.Lang == undetermined {
		d.Header.Target.Lang = ""
	}
	return b, nil
}

// tmxLanguages are the two languages a memory is read for, settled by its header
// and its first units.
type tmxLanguages struct{ source, target string }

// pick returns the texts of a unit in the two languages; others are counted.
func (l *tmxLanguages) pick(u tmx.Unit) (source, target string, others int) {
	var haveSource, haveTarget bool
	for _, v := range u.Variants {
		lang := langtag.Primary(v.Lang)
		if l.source == "" {
			l.source = lang
		}
		if l.target == "" && lang != l.source {
			l.target = lang
		}
		switch {
		case lang == l.source && !haveSource:
			source, haveSource = v.Text, true
		case lang == l.target && !haveTarget:
			target, haveTarget = v.Text, true
		default:
			others++
		}
	}
	return source, target, others
}

func (b *gatherer) addTMX(u tmx.Unit, langs *tmxLanguages) error {
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

func orUndetermined(lang string) string {
	if lang == "" {
		return undetermined
	}
	return lang
}
