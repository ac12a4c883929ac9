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
		}, backendFlags()...),
		CustomHelpTemplate: help(`  tarjuman backends
  tarjuman backends --check
  tarjuman backends --check --offline`),
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
			if !c.Bool("check") || !strings.HasPrefix(state, "ready") {
				continue
			}
			said, err := u.checkBackend(c, cfg, name)
			if err != nil {
				failed++
				said = "failed: " + err.Error()
			}
			fmt.Fprintf(w, "%-12s %-8s %s\n", "", "", clean(oneLine(said)))
			w.Flush() // the next answer may take its time
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
	ask, ok := b.(checker)
	if !ok {
		return "works on this machine", nil
	}
	ctx, cancel := context.WithTimeout(c.Context, checkTimeout)
	defer cancel()
	said, err := ask.Check(ctx)
	if err != nil {
		var e *translate.Error
		if errors.As(err, &e) {
			return "", fmt.Errorf("%s: %w", e.Kind, e.Err)
		}
		return "", err
	}
	return "answers: " + said, nil
}
