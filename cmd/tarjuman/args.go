package main

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"
)

// flagsFirst moves the flags of a command line in front of its positional
// arguments. cli/v2 stops reading flags at the first positional argument and
// would lose the rest without a word; people write them on either side. What
// follows "--" stays positional, and "-" alone is a file name.
func flagsFirst(app *cli.App, args []string) ([]string, error) {
	if len(args) < 2 || asksCompletion(args) {
		return args, nil
	}
	out := []string{args[0]}
	rest := args[1:]
	flags, commands := app.Flags, app.Commands
	// Walk down the commands: flags before a command's name belong to the level
	// above it.
	for len(rest) > 0 {
		c := commandNamed(commands, rest[0])
		if c == nil {
			break
		}
		out = append(out, rest[0])
		rest, flags, commands = rest[1:], c.Flags, c.Subcommands
	}
	var front, back []string
	for i := 0; i < len(rest); i++ {
		a := rest[i]
		switch {
		case a == "--":
			back = append(back, rest[i+1:]...)
			i = len(rest)
		case a == "-" || !strings.HasPrefix(a, "-"):
			back = append(back, a)
		case len(commands) == 0 && asksHelp(a):
			return append(out, a), nil // with files beside it, cli would look for help about them
		default:
			front = append(front, a)
			if takesValue(flags, a) {
				if i+1 >= len(rest) {
					return nil, wrongUse(fmt.Sprintf("flag needs a value: %s", a), "")
				}
				i++
				front = append(front, rest[i])
			}
		}
	}
	out = append(out, front...)
	if len(back) > 0 && len(commands) == 0 {
		out = append(out, "--")
	}
	return append(out, back...), nil
}

func asksHelp(flag string) bool { return flag == "-h" || strings.TrimLeft(flag, "-") == "help" }

func asksCompletion(args []string) bool { return args[len(args)-1] == "--generate-bash-completion" }

func commandNamed(cmds []*cli.Command, name string) *cli.Command {
	for _, c := range cmds {
		if c.HasName(name) {
			return c
		}
	}
	return nil
}

// takesValue reports whether the flag a, written without "=", is followed by its
// value. Unknown flags are left for cli to refuse.
func takesValue(flags []cli.Flag, a string) bool {
	if strings.Contains(a, "=") {
		return false
	}
	name := strings.TrimLeft(a, "-")
	for _, f := range flags {
		for _, n := range f.Names() {
			if n == name {
				_, isBool := f.(*cli.BoolFlag)
				return !isBool
			}
		}
	}
	return false
}
