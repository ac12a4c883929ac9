package main

import (
	"fmt"
	"path/filepath"
	"time"

	"github.com/urfave/cli/v2"

	"tarjuman/translate/embedding"
)

func cacheCommand(u *ui) *cli.Command {
	return &cli.Command{
		Name:      "cache",
		Usage:     "show what answers of backends are kept, or take old ones out",
		ArgsUsage: "[prune]",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "older-than", Value: "90d", Usage: "`AGE` from which prune takes answers out: 90d, 2w, 12h"},
			stateFlag(),
		},
		CustomHelpTemplate: help(`  tarjuman cache
  tarjuman cache prune --older-than 30d`),
		OnUsageError: usageError,
		Action: func(c *cli.Context) error {
			switch verb := c.Args().First(); {
			case c.NArg() == 0:
				return u.cacheStats(c)
			case verb == "prune" && c.NArg() == 1:
				return u.cachePrune(c)
			default:
				return wrongUse(fmt.Sprintf("cache: no action %q", verb), "`tarjuman cache` shows, `tarjuman cache prune` takes out")
			}
		},
	}
}

func (u *ui) cacheStats(c *cli.Context) error {
	j, _, err := u.openJournal(c)
	if err != nil {
		return err
	}
	s, err := j.Stats()
	if err != nil {
		return badInput(err, "")
	}
	since := ""
	if !s.Oldest.IsZero() {
		since = ", since " + s.Oldest.Format(time.DateOnly)
	}
	fmt.Fprintf(u.stdout, "%s, %s%s\n", plural(s.Answers, "answer"), plural(int(s.Bytes), "byte"), since)
	store, err := u.openVectors(c)
	if err != nil {
		return err
	}
	if n, bytes := store.Stats(); n > 0 {
		fmt.Fprintf(u.stdout, "%s of embeddings, %s\n", plural(n, "vector"), plural(int(bytes), "byte"))
	}
	return nil
}

// cachePrune takes texts out; what was spent stays on record.
func (u *ui) cachePrune(c *cli.Context) error {
	age, err := parseAge(c.String("older-than"))
	if err != nil {
		return wrongUse("cache: --older-than: "+err.Error(), "")
	}
	j, _, err := u.openJournal(c)
	if err != nil {
		return err
	}
	before := time.Now().Add(-age)
	s, err := j.Prune(before)
	if err != nil {
		return notWritable(err, "")
	}
	fmt.Fprintf(u.stdout, "took out %s, kept %s\n", plural(s.Pruned, "answer"), grouped(s.Answers))
	store, err := u.openVectors(c)
	if err != nil {
		return err
	}
	gone, err := store.Prune(before)
	if err != nil {
		return notWritable(err, "")
	}
	if kept, _ := store.Stats(); gone+kept > 0 {
		fmt.Fprintf(u.stdout, "took out %s of embeddings, kept %s (whole months go)\n", plural(gone, "vector"), grouped(kept))
	}
	return nil
}

// openVectors opens the vectors kept beside the journal.
func (u *ui) openVectors(c *cli.Context) (*embedding.Store, error) {
	cfg, err := loadConfig("")
	if err != nil {
		return nil, err
	}
	dir, err := stateFolder(c, cfg)
	if err != nil {
		return nil, err
	}
	store, err := embedding.OpenStore(filepath.Join(dir, vectorsFolder))
	if err != nil {
		return nil, badInput(err, "")
	}
	return store, nil
}
