package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/urfave/cli/v2"

	"tarjuman/align/bitext"
	"tarjuman/translate/memory"
)

func rememberFlag() cli.Flag {
	return &cli.StringFlag{Name: "remember", Usage: "add what is approved to this memory, a `FILE` ending in .db, when done (default: remember: in " + configName + ")", EnvVars: []string{"TARJUMAN_REMEMBER"}}
}

// remembering is the memory that approved sentences go back to, "" for none.
func remembering(c *cli.Context, input string) (string, error) {
	path := c.String("remember")
	if path == "" {
		cfg, err := loadConfig(input)
		if err != nil {
			return "", err
		}
		path = cfg.Remember
	}
	if path != "" && !isStore(path) {
		return "", wrongUse(fmt.Sprintf("remember: %s does not end in .db", path), "a memory that can be added to is a file of `tarjuman memory`")
	}
	return path, nil
}

// remember adds the approved sentences of a document to a memory. It is done even when
// the user has ended the review by an interrupt.
func (u *ui) remember(c *cli.Context, path string, d *bitext.Document) error {
	if path == "" {
		return nil
	}
	units := approvedUnits(d, false)
	if len(units) == 0 {
		return nil
	}
	ctx := context.WithoutCancel(c.Context)
	s, err := openStore(ctx, path, true)
	if err != nil {
		return err
	}
	defer s.Close()
	stats, err := s.Import(ctx, func(yield func(memory.Unit, error) bool) {
		for unit := range slices.Values(units) {
			if !yield(unit, nil) {
				return
			}
		}
	})
	if err == nil {
		u.note("memory %s: %s", path, importSummary(stats))
	}
	return err
}
