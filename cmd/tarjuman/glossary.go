package main

import (
	"os"

	"github.com/urfave/cli/v2"

	"tarjuman/align/check"
	"tarjuman/translate"
)

// readGlossary reads a glossary in TSV, CSV or TBX.
func readGlossary(path string) (*check.Glossary, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, badInput(err, "")
	}
	defer f.Close()
	g, err := check.ReadGlossary(f, path)
	if err != nil {
		return nil, badInput(err, "")
	}
	return g, nil
}

// noGlossary as glossary: of a backend leaves the terms to the checks.
const noGlossary = "none"

func (o opening) glossaryFile() string { return firstOf(o.c.String("glossary"), o.cfg.Glossary) }

// terms are those of the glossary the translation is checked against, for backends
// that can be told them.
func (o opening) terms() ([]translate.Term, error) {
	switch o.set.Glossary {
	case "":
	case noGlossary:
		return nil, nil
	default:
		return nil, wrongUse("backend "+o.name+": glossary: "+o.set.Glossary+": this kind keeps no glossaries of its own", "say glossary: "+noGlossary+", or leave it out: it is given the terms of --glossary")
	}
	path := o.glossaryFile()
	if path == "" {
		return nil, nil
	}
	g, err := readGlossary(path)
	if err != nil {
		return nil, err
	}
	var out []translate.Term
	for _, t := range g.Terms {
		term := translate.Term{Source: t.Source, Forbidden: t.Forbidden}
		if len(t.Target) > 0 {
			term.Target = t.Target[0]
		}
		out = append(out, term)
	}
	return out, nil
}

// glossaryUse says what a backend does with glossaries: the one its account keeps, and
// the file of the configuration or the command line. It is "" where there is neither.
func (k backendKind) glossaryUse(o opening) string {
	file, kept := o.glossaryFile(), ""
	if k.kept != nil {
		kept = k.kept(o)
	}
	switch {
	case kept != "" && file != "":
		return "glossary " + kept + " of the account is applied; " + file + ": checked afterwards only"
	case kept != "":
		return "glossary " + kept + " of the account is applied"
	case file == "":
		return ""
	case k.glossary == "" || o.set.Glossary == noGlossary:
		return "glossary " + file + ": checked afterwards only"
	}
	return "glossary " + file + ": " + k.glossary + ", and checked afterwards"
}

func glossaryFlag() cli.Flag {
	return &cli.StringFlag{Name: "glossary", Usage: "`FILE` of terms: TBX, or TSV or CSV of source, accepted targets (;) and forbidden targets (;)", EnvVars: []string{"TARJUMAN_GLOSSARY"}}
}
