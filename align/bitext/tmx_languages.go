package bitext

import (
	"fmt"
	"strings"

	"tarjuman/internal/langtag"
	"tarjuman/internal/tmx"
)

// Languages are the two a document is read for; an empty one is left to the file.
type Languages struct{ Source, Target string }

// tmxLanguages are the two languages a memory is read for, as primary subtags.
// Among variants of the source language, the one with the exact tag goes first.
type tmxLanguages struct{ source, target, exact string }

// choose settles which two of a memory's languages are read: those that are wanted
// or that a file of ours names; else the source its header names, or with "*all*"
// its units, or the first to come; and as the target the language that most units
// have beside the source, of several the one this program is made for.
func (f tmxFormat) choose(h Header, header string, units []tmx.Unit) (tmxLanguages, error) {
	l := tmxLanguages{source: langtag.Primary(f.want.Source), target: langtag.Primary(f.want.Target), exact: header}
	if l.source == "" && l.target == "" {
		l.source, l.target = h.Source.Lang, h.Target.Lang
	}
	c := countLanguages(units)
	for _, lang := range []string{l.source, l.target} {
		if f.want != (Languages{}) && len(units) > 0 && lang != "" && c.units[lang] == nil {
			return l, fmt.Errorf("no text is in %q, only in %s", lang, strings.Join(c.order, ", "))
		}
	}
	if l.source == "" {
		l.source = c.source(langtag.Primary(header), l.target)
	}
	if l.target == "" {
		l.target = c.target(l.source)
	}
	return l, nil
}

// languageCount is what languages the units of a memory have.
type languageCount struct {
	order  []string
	units  map[string]map[string]int // how many units have both of two languages
	stated map[string]int            // how many units name a language as their source
}

func countLanguages(units []tmx.Unit) languageCount {
	c := languageCount{units: map[string]map[string]int{}, stated: map[string]int{}}
	for _, u := range units {
		if own := langtag.Primary(u.SourceLang); own != "" {
			c.stated[own]++
		}
		var langs []string
		for _, v := range u.Variants {
			langs = append(langs, langtag.Primary(v.Lang))
		}
		for _, lang := range langs {
			if c.units[lang] == nil {
				c.order = append(c.order, lang)
				c.units[lang] = map[string]int{}
			}
			for _, other := range langs {
				c.units[lang][other]++
			}
		}
	}
	return c
}

// source is the language of the header, if a unit has it; else the one most units
// name; else the first that is not the target.
func (c languageCount) source(header, target string) string {
	if c.units[header] != nil && header != "" {
		return header
	}
	best := ""
	for _, lang := range c.order {
		if c.stated[lang] > c.stated[best] && lang != target {
			best = lang
		}
	}
	for _, lang := range c.order {
		if best == "" && lang != target {
			best = lang
		}
	}
	return best
}

// target is the language that most units have beside the source.
func (c languageCount) target(source string) string {
	best := ""
	for _, lang := range c.order {
		n, most := c.units[source][lang], c.units[source][best]
		if lang != source && (n > most || n == most && (best == "" || lang == "ar" || lang == "en")) {
			best = lang
		}
	}
	return best
}

// pick returns the texts of a unit in the two languages; others are counted.
func (l tmxLanguages) pick(u tmx.Unit) (source, target string, others int) {
	var haveSource, haveTarget, exact bool
	for _, v := range u.Variants {
		lang := langtag.Primary(v.Lang)
		named := strings.EqualFold(strings.ReplaceAll(v.Lang, "_", "-"), l.exact)
		switch {
		case lang == l.source && !haveSource:
			source, haveSource, exact = v.Text, true, named
		case lang == l.target && !haveTarget:
			target, haveTarget = v.Text, true
		case lang == l.source && named && !exact:
			source, exact = v.Text, true
			others++
		default:
			others++
		}
	}
	return source, target, others
}
