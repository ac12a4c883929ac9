// Command tarjuman translates, aligns and checks Arabic and English articles.
//
// Run `tarjuman help` for the commands. The packages it wires together are
// usable on their own; see translate, align and the packages below them.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/urfave/cli/v2"
)

func main() {
	collectLater()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	code := run(ctx, os.Args, os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is main with its surroundings as arguments; it returns the exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	return newUI(stdin, stdout, stderr).run(ctx, args)
}

func (u *ui) run(ctx context.Context, args []string) int {
	app := newApp(u)
	args, err := flagsFirst(app, args)
	if err == nil {
		err = app.RunContext(ctx, args)
	}
	return u.fail(err)
}

func newApp(u *ui) *cli.App {
	return &cli.App{
		Name:                   "tarjuman",
		Usage:                  "translate, align and check Arabic and English articles",
		HideVersion:            true,
		HideHelpCommand:        false,
		Suggest:                true,
		EnableBashCompletion:   true,
		UseShortOptionHandling: false,
		Reader:                 u.stdin,
		Writer:                 u.stdout,
		ErrWriter:              u.stderr,
		ExitErrHandler:         func(*cli.Context, error) {}, // run decides
		OnUsageError:           usageError,
		Action:                 rootAction,
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "version", Usage: "print the version", DisableDefaultText: true},
		},
		CustomAppHelpTemplate: rootHelp,
		Metadata:              map[string]any{wordsKey: &openedWords{}},
		Commands: []*cli.Command{
			translateCommand(u), alignCommand(u), checkCommand(u), reviewCommand(u), applyCommand(u), updateCommand(u), diffCommand(u), statusCommand(u), verifyCommand(u), exportCommand(u), convertCommand(u), segmentCommand(u), scoreCommand(u), memoryCommand(u),
			lexiconCommand(u), rulesCommand(u), namesCommand(u), backendsCommand(u), completionCommand(u), versionCommand(u),
			costCommand(u), cacheCommand(u), modelCommand(u),
		},
	}
}

// usageError turns cli's flag errors into ours: exit 2, one line, with a hint.
func usageError(c *cli.Context, err error, _ bool) error {
	name, flags := "tarjuman", c.App.Flags
	if c.Command != nil && c.Command.Name != "" {
		name, flags = c.Command.HelpName, c.Command.Flags
	}
	if typed, ok := strings.CutPrefix(err.Error(), "flag provided but not defined: "); ok {
		typed = strings.TrimLeft(typed, "-")
		what := "no flag --" + typed
		if near := nearestFlag(flags, typed); near != "" {
			return wrongUse(what, fmt.Sprintf("did you mean --%s?", near))
		}
		return wrongUse(what, fmt.Sprintf("`%s --help` shows the flags", name))
	}
	return wrongUse(err.Error(), fmt.Sprintf("`%s --help` shows the flags", name))
}

func nearestFlag(flags []cli.Flag, typed string) string {
	best, bestDistance := "", 3
	for _, f := range flags {
		for _, n := range f.Names() {
			if d := editDistance(n, typed); len(n) > 2 && d < bestDistance {
				best, bestDistance = n, d
			}
		}
	}
	return best
}

func rootAction(c *cli.Context) error {
	if c.Bool("version") {
		fmt.Fprintln(c.App.Writer, "tarjuman", version())
		return nil
	}
	if c.NArg() > 0 {
		name := c.Args().First()
		hint := "`tarjuman help` lists the commands"
		if s := suggestCommand(c.App.Commands, name); s != "" {
			hint = fmt.Sprintf("did you mean `tarjuman %s`?", s)
		}
		return wrongUse(fmt.Sprintf("no command %q", name), hint)
	}
	return cli.ShowAppHelp(c)
}

func suggestCommand(cmds []*cli.Command, name string) string {
	best, bestDistance := "", 3
	for _, c := range cmds {
		for _, n := range c.Names() {
			if d := editDistance(n, name); d < bestDistance {
				best, bestDistance = n, d
			}
		}
	}
	return best
}

// editDistance is Levenshtein's, for command names.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		prev := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			prev, row[j] = row[j], min(row[j]+1, row[j-1]+1, prev+cost)
		}
	}
	return row[len(b)]
}

const rootHelp = `tarjuman - {{.Usage}}

usage: tarjuman COMMAND [flags] [files]     flags may stand before or after the files; - is stdin

commands:
{{range .VisibleCommands}}  {{printf "%-11s" .Name}} {{.Usage}}
{{end}}
examples:
  tarjuman translate article.ar.txt               translate offline, check, write the review page
  tarjuman check article.ar.txt article.en.txt    compare a text with its translation
  tarjuman export article.ar-en.jsonl --to html   one self-contained page, both texts side by side

exit codes: 0 done · 1 findings at or above --fail-on · 2 wrong use · 3 input unreadable · 4 backend failed
            5 over the budget, nothing sent · 6 output not writable · 130 interrupted
` + "`tarjuman COMMAND --help` shows flags and examples.\n"
