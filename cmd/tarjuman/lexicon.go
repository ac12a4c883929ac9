package main

import "github.com/urfave/cli/v2"

func lexiconCommand(u *ui) *cli.Command {
	return &cli.Command{
		Name:  "lexicon",
		Usage: "look words up, list dictionaries, learn word tables",
		Subcommands: []*cli.Command{
			lookupCommand(u), lexiconListCommand(u), lexiconInfoCommand(u), lexiconLearnCommand(u),
		},
		OnUsageError: usageError,
		Action:       func(c *cli.Context) error { return noSubcommand(c, "lexicon") },
	}
}
