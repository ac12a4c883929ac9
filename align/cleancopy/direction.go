package cleancopy

import (
	"slices"
	"strings"

	"tarjuman/internal/langtag"
)

// The order of properties in their element (ISO/IEC 29500-1, CT_PPr, CT_RPr,
// CT_TblPr, CT_SectPr).
var (
	paragraphOrder = strings.Fields("pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange")
	runOrder       = strings.Fields("rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange")
	tableOrder     = strings.Fields("tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange")
	sectionOrder   = strings.Fields("headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange")
)

// direction turns properties from the writing of the source to that of the
// translation.
type direction struct {
	from, to string // language tags
	fromRTL  bool
	toRTL    bool
}

func newDirection(from, to string) direction {
	return direction{from, to, rightToLeft(from), rightToLeft(to)}
}

func rightToLeft(lang string) bool {
	return slices.Contains([]string{"ar", "he", "fa", "ur", "ps", "ku", "dv", "yi"}, langtag.Primary(lang))
}

// turns reports whether the two are written in different directions.
func (d direction) turns() bool { return d.fromRTL != d.toRTL }

// officeLang is a language with a country, as office programs want it.
func officeLang(tag string) string {
	if strings.Contains(tag, "-") {
		return tag
	}
	switch tag {
	case "en":
		return "en-US"
	case "ar":
		return "ar-SA"
	case "fr":
		return "fr-FR"
	case "de":
		return "de-DE"
	}
	return tag
}

// run turns the properties of a run.
func (d direction) run(p *part, props *node) {
	if d.turns() {
		d.complement(p, props)
		rtl, _ := props.on("rtl")
		props.unset("rtl")
		props.unset("cs")
		if d.toRTL {
			props.set(p.element("rtl"), runOrder)
		} else if rtl {
			props.set(p.element("rtl", "val", "0"), runOrder)
		}
	}
	d.language(p, props)
}

// language sets the language of a run.
func (d direction) language(p *part, props *node) {
	if d.to == "" {
		return
	}
	props.unset("lang")
	if d.toRTL {
		props.set(p.element("lang", "bidi", officeLang(d.to)), runOrder)
	} else {
		props.set(p.element("lang", "val", officeLang(d.to)), runOrder)
	}
}

// complement gives the script of the translation the weight, slant and size that
// that of the source has: text from right to left takes bCs, iCs and szCs, other
// text b, i and sz.
func (d direction) complement(p *part, props *node) {
	for _, pair := range [][2]string{{"b", "bCs"}, {"i", "iCs"}, {"sz", "szCs"}} {
		from, to := pair[0], pair[1]
		if d.fromRTL {
			from, to = to, from
		}
		c := props.child(from)
		if c == nil || props.child(to) != nil {
			continue
		}
		twin := p.element(to)
		if v := c.get("val"); v != "" {
			twin = p.element(to, "val", v)
		}
		props.set(twin, runOrder)
	}
}

// paragraph turns the properties of a paragraph. In a paragraph from right to left
// "left" and "right" mean its start and end (as Word reads ISO/IEC 29500-1,
// 17.3.1.13), so alignment turns with the direction; only where a paragraph in
// Arabic was pushed to the right by alignment alone, the alignment must go.
func (d direction) paragraph(p *part, props *node, effective paragraphLook) {
	if !d.turns() {
		return
	}
	if d.toRTL {
		props.set(p.element("bidi"), paragraphOrder)
		return
	}
	if effective.bidi {
		props.set(p.element("bidi", "val", "0"), paragraphOrder)
		return
	}
	if effective.jc == "right" || effective.jc == "end" {
		props.set(p.element("jc", "val", "left"), paragraphOrder)
	}
}

// table turns the order of a table's columns.
func (d direction) table(p *part, props *node) { d.flag(p, props, "bidiVisual", tableOrder) }

// section turns the side where columns and page numbers begin.
func (d direction) section(p *part, props *node) { d.flag(p, props, "bidi", sectionOrder) }

func (d direction) flag(p *part, props *node, name string, order []string) {
	if !d.turns() {
		return
	}
	props.unset(name)
	if d.toRTL {
		props.set(p.element(name), order)
	}
}
