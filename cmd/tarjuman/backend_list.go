package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"tarjuman/translate"
)

func backendsCommand(u *ui) *cli.Command {
	return &cli.Command{
		Name:  "backends",
		Usage: "show the translation backends, whether they are set up and whether they answer",
		Flags: append([]cli.Flag{
			&cli.BoolFlag{Name: "check", Usage: "ask every backend that is set up whether it is there; no text is sent"},
			&cli.BoolFlag{Name: "tidy", Usage: "delete the glossaries that earlier runs have left in accounts, but for those of the terms in use"},
			glossaryFlag(),
		}, backendFlags()...),
		CustomHelpTemplate: help(`  tarjuman backends
  tarjuman backends --check
  tarjuman backends --glossary terms.tsv
  tarjuman backends --tidy --glossary terms.tsv`),
		OnUsageError: usageError,
		Action:       u.listBackends,
	}
}

func (u *ui) listBackends(c *cli.Context) error {
	cfg, err := loadConfig("")
	if err != nil {
		return err
	}
	failed := 0
	err = u.writeTo("", func(w *bufio.Writer) error {
		for _, name := range backendNames(cfg) {
			k, o, err := u.instance(c, cfg, name)
			if err != nil {
				return err
			}
			state := k.state(o)
			fmt.Fprintf(w, "%-12s %-8s %-52s %s\n", name, k.name, k.summary, clean(oneLine(state)))
			if !strings.HasPrefix(state, "ready") {
				continue
			}
			below := func(said string) { fmt.Fprintf(w, "%-12s %-8s %s\n", "", "", clean(oneLine(said))) }
			if use := k.glossaryUse(o); use != "" {
				below(use)
			}
			for _, ask := range []struct {
				wanted bool
				f      func(*cli.Context, config, string) (string, error)
			}{{c.Bool("check"), u.checkBackend}, {c.Bool("tidy"), u.tidyBackend}} {
				if !ask.wanted {
					continue
				}
				said, err := ask.f(c, cfg, name)
				if err != nil {
					failed++
					said = "failed: " + err.Error()
				}
				if said != "" {
					below(said)
				}
				w.Flush() // the next answer may take its time
			}
		}
		return nil
	})
	if err == nil && failed > 0 {
		return &failure{exitBackend, fmt.Errorf("%s did not answer as it should", plural(failed, "backend")), ""}
	}
	return err
}

// checkTimeout is how long a backend may take to say that it is there.
const checkTimeout = 15 * time.Second

// checker is a backend that can say whether it is there without translating.
type checker interface {
	Check(ctx context.Context) (string, error)
}

func (u *ui) checkBackend(c *cli.Context, cfg config, name string) (string, error) {
	return u.withBackend(c, cfg, name, func(ctx context.Context, b translate.Backend) (string, error) {
		ask, ok := b.(checker)
		if !ok {
			return "works on this machine", nil
		}
		said, err := ask.Check(ctx)
		return "answers: " + said, err
	})
}

// tidier is a backend that keeps glossaries in an account and can delete those that
// are no longer in use.
type tidier interface {
	Tidy(ctx context.Context) (deleted []string, err error)
}

func (u *ui) tidyBackend(c *cli.Context, cfg config, name string) (string, error) {
	if k, _, err := u.instance(c, cfg, name); err == nil && k.kept == nil {
		return "", nil
	}
	return u.withBackend(c, cfg, name, func(ctx context.Context, b translate.Backend) (string, error) {
		t, ok := b.(tidier)
		if !ok {
			return "", nil
		}
		deleted, err := t.Tidy(ctx)
		if err != nil {
			return "", err
		}
		if len(deleted) == 0 {
			return "no glossary to delete", nil
		}
		return "deleted " + strings.Join(deleted, ", "), nil
	})
}

// withBackend opens a backend for one question that concerns no text.
func (u *ui) withBackend(c *cli.Context, cfg config, name string, ask func(context.Context, translate.Backend) (string, error)) (string, error) {
	k, o, err := u.instance(c, cfg, name)
	if err != nil {
		return "", err
	}
	if k.connects(o) && forbidsNetwork(c) {
		return "not asked: --offline", nil
	}
	if k.name == "file" {
		return "read when an article is translated", nil
	}
	b, err := k.open(o)
	if err != nil {
		return "", err
	}
	if closer, ok := b.(io.Closer); ok {
		defer closer.Close()
	}
	ctx, cancel := context.WithTimeout(c.Context, checkTimeout)
	defer cancel()
	said, err := ask(ctx, b)
	var e *translate.Error
	if errors.As(err, &e) {
		return "", fmt.Errorf("%s: %w", e.Kind, e.Err)
	}
	return said, err
}
