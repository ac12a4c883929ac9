package main

import (
	"os"

	"tarjuman/align/check"
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
