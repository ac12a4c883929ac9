package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"time"

	"github.com/urfave/cli/v2"

	"tarjuman/align/bitext"
	"tarjuman/align/review"
)

func reviewCommand(u *ui) *cli.Command {
	return &cli.Command{
		Name:      "review",
		Usage:     "read, fix and approve an article in a page on this machine",
		ArgsUsage: "WORKING-FILE",
		Flags: append([]cli.Flag{
			&cli.BoolFlag{Name: "terminal", Usage: "review here, line by line, instead of in a page"},
			&cli.BoolFlag{Name: "plan", Usage: "with --terminal: only what should be read first, worst first"},
			&cli.BoolFlag{Name: "no-open", Usage: "print the page's address and open no browser"},
			&cli.DurationFlag{Name: "idle", Value: 10 * time.Minute, Usage: "quit when no page was open for so long"},
			&cli.IntFlag{Name: "port", Usage: "listen on this `PORT` instead of any that is free"},
			authorFlag(),
			rememberFlag(),
		}, ruleFlags()...),
		CustomHelpTemplate: help(`  tarjuman review article.ar-en.jsonl
  tarjuman review article.ar-en.jsonl --no-open --by "Copy desk"
  tarjuman review article.ar-en.jsonl --terminal --plan
  tarjuman review article.ar-en.jsonl --remember archive.db`),
		OnUsageError: usageError,
		Action: func(c *cli.Context) error {
			path, err := oneFile(c, "working file")
			if err != nil {
				return err
			}
			return u.review(c, path)
		},
	}
}

func (u *ui) review(c *cli.Context, path string) error {
	if p := c.Int("port"); p < 0 || p > 65535 {
		return wrongUse(fmt.Sprintf("--port %d: want 1 to 65535", p), "")
	}
	checks, err := u.checks(c, path)
	if err != nil {
		return err
	}
	archive, err := remembering(c, path)
	if err != nil {
		return err
	}
	s, err := u.openSession(path, author(c))
	if err != nil {
		return err
	}
	defer s.Close()
	if c.Bool("terminal") {
		err = u.reviewTerminal(c.Context, s, checks, c.Bool("plan"))
	} else {
		err = u.reviewPage(c, path, s, checks)
	}
	if err != nil {
		return err
	}
	return u.remember(c, archive, s.Document())
}

// reviewPage serves the page until the user, or nobody's reading it, ends the review.
func (u *ui) reviewPage(c *cli.Context, path string, s *bitext.Session, checks review.Checks) error {
	srv, err := review.NewServer(s, review.ServerOptions{Checks: checks, By: author(c), Idle: c.Duration("idle"), Port: c.Int("port")})
	if err != nil {
		return wrongUse(err.Error(), "--port names another port")
	}
	fmt.Fprintln(u.stdout, srv.URL())
	u.note("every action is saved in %s at once; Ctrl+C ends the review", path)
	if !c.Bool("no-open") && !u.ci {
		if err := openBrowser(srv.URL()); err != nil {
			u.note("open this address in a browser on this machine: it works once")
		}
	}
	err = srv.Serve(c.Context)
	if errors.Is(err, review.ErrIdle) || errors.Is(err, context.Canceled) {
		u.note("%s", reviewed(s.Document()))
		return nil
	}
	return err
}

// openBrowser opens an address in the user's browser.
func openBrowser(url string) error {
	name, args := "xdg-open", []string{url}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", url}
	}
	cmd := exec.Command(name, args...)
	if err := cmd.Start(); err != nil {
		return err
	}
	go cmd.Wait() // it goes on its own
	return nil
}

// reviewed says how far an article is.
func reviewed(d *bitext.Document) string {
	approved, open := 0, 0
	for i := range d.Segments {
		if d.Segments[i].Status == bitext.Approved {
			approved++
		}
		open += len(d.Segments[i].Open())
	}
	return fmt.Sprintf("%d of %s approved, %s open", approved, plural(len(d.Segments), "sentence"), plural(open, "finding"))
}
