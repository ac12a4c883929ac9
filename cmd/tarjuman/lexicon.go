package main

import (
	"fmt"

	"github.com/urfave/cli/v2"
)

func lexiconCommand(u *ui) *cli.Command {
	return &cli.Command{
		Name:  "lexicon",
		Usage: "look words up, list dictionaries, learn word tables",
		Subcommands: []*cli.Command{
			lookupCommand(u), lexiconListCommand(u), lexiconInfoCommand(u), lexiconLearnCommand(u),
		},
		OnUsageError: usageError,
		Action: func(c *cli.Context) error {
			if c.NArg() > 0 {
				name := c.Args().First()
				hint := "`tarjuman lexicon --help` lists them"
				if s := suggestCommand(c.Command.Subcommands, name); s != "" {
					hint = fmt.Sprintf("did you mean `tarjuman lexicon %s`?", s)
				}
				return wrongUse(fmt.Sprintf("lexicon has no command %q", name), hint)
			}
			return cli.ShowSubcommandHelp(c)
		},
	}
}
