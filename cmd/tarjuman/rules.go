package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/urfave/cli/v2"

	"tarjuman/align/check"
)

func rulesCommand(u *ui) *cli.Command {
	packs := func() []cli.Flag {
		return []cli.Flag{&cli.StringSliceFlag{Name: "rules", Usage: "YAML `FILE` of your own rules (repeatable)"}}
	}
	return &cli.Command{
		Name:         "rules",
		Usage:        "list the checks, explain one, or try rules of your own",
		OnUsageError: usageError,
		Subcommands: []*cli.Command{
			{
				Name: "list", Usage: "every rule with its usual severity and MQM category", Flags: packs(),
				CustomHelpTemplate: help("  tarjuman rules list\n  tarjuman rules list --rules house.yaml"),
				OnUsageError:       usageError,
				Action: func(c *cli.Context) error {
					rules, err := allRules(c)
					if err != nil {
						return err
					}
					return listRules(u.stdout, rules)
				},
			},
			{
				Name: "explain", Usage: "what a rule does, with examples it reports and leaves alone, and its measured rates", ArgsUsage: "RULE", Flags: packs(),
				CustomHelpTemplate: help("  tarjuman rules explain number.value\n  tarjuman rules explain house.style --rules house.yaml"),
				OnUsageError:       usageError,
				Action: func(c *cli.Context) error {
					name, err := oneFile(c, "rule")
					if err != nil {
						return err
					}
					rules, err := allRules(c)
					if err != nil {
						return err
					}
					return u.explain(rules, name)
				},
			},
			{
				Name: "test", Usage: "hold your own rules against their examples", ArgsUsage: "FILE…",
				CustomHelpTemplate: help("  tarjuman rules test house.yaml"),
				OnUsageError:       usageError,
				Action:             u.testRules,
			},
		},
		Action: func(c *cli.Context) error {
			if c.NArg() > 0 {
				return wrongUse(fmt.Sprintf("rules has no command %q", c.Args().First()), "want list, explain or test")
			}
			return listRules(u.stdout, check.Rules())
		},
	}
}

// allRules are the built-in rules and those of --rules.
func allRules(c *cli.Context) ([]check.Rule, error) {
	packs, err := readPacks(c.StringSlice("rules"))
	if err != nil {
		return nil, err
	}
	k, err := check.New(check.Options{Packs: packs})
	if err != nil {
		return nil, wrongUse(err.Error(), "")
	}
	return k.Rules(), nil
}

// testRules tries the examples of packs; one that does not fit is a finding.
func (u *ui) testRules(c *cli.Context) error {
	if c.NArg() == 0 {
		return wrongUse("rules test: want at least one file", "`tarjuman rules test --help` shows an example")
	}
	packs, err := readPacks(c.Args().Slice())
	if err != nil {
		return err
	}
	failed := false
	for _, p := range packs {
		bad := p.Test()
		for _, err := range bad {
			fmt.Fprintln(u.stdout, clean(oneLine(err.Error())))
		}
		if failed = failed || len(bad) > 0; len(bad) == 0 {
			entries := plural(p.Entries(), "entrie")
			if p.Entries() == 1 {
				entries = "1 entry"
			}
			fmt.Fprintf(u.stdout, "%s: %s, every example fits\n", clean(p.Name()), entries)
		}
	}
	if failed {
		return errFindings
	}
	return nil
}

func listRules(w io.Writer, rules []check.Rule) error {
	for _, r := range rules {
		if _, err := fmt.Fprintf(w, "%-26s %-9s %-34s %s\n", r.Name, r.Severity, r.MQM, r.Summary); err != nil {
			return notWritable(err, "")
		}
	}
	return nil
}

func (u *ui) explain(rules []check.Rule, name string) error {
	for _, r := range rules {
		if r.Name == name {
			u.explainRule(r)
			return nil
		}
	}
	var near []string
	for _, r := range rules {
		if strings.HasPrefix(r.Name, name+".") || editDistance(r.Name, name) <= 3 {
			near = append(near, r.Name)
		}
	}
	hint := "`tarjuman rules list` shows all"
	if len(near) > 0 {
		hint = "did you mean " + strings.Join(near, ", ") + "?"
	}
	return wrongUse(fmt.Sprintf("no rule %q", name), hint)
}

func (u *ui) explainRule(r check.Rule) {
	fmt.Fprintf(u.stdout, "%s\n  %s\n\n  severity  %s\n  category  %s\n  about     %s\n", u.paint(bold, r.Name), r.Summary, r.Severity, r.MQM, groupWords[r.Group])
	if r.Detail != "" {
		fmt.Fprintf(u.stdout, "\n%s\n", indent(wrap(r.Detail, 96)))
	}
	u.examples("reports", r.Bad)
	u.examples("leaves alone", r.Good)
	if lines := check.Measured(r.Name); len(lines) > 0 {
		fmt.Fprintf(u.stdout, "\n  measured\n")
		for _, l := range lines {
			fmt.Fprintf(u.stdout, "    %s\n", l)
		}
	}
}

var groupWords = map[check.Group]string{
	check.Translation: "the translation against its source",
	check.SourceText:  "the source text itself, which may be a machine translation too",
	check.TargetText:  "the translated text by itself",
}

func (u *ui) examples(title string, pairs [][2]string) {
	if len(pairs) == 0 {
		return
	}
	fmt.Fprintf(u.stdout, "\n  %s\n", title)
	for _, p := range pairs {
		for _, s := range p {
			if s != "" {
				fmt.Fprintf(u.stdout, "    %s\n", u.show(s))
			}
		}
	}
}

// wrap breaks prose into lines of at most width letters.
func wrap(s string, width int) string {
	var b strings.Builder
	n := 0
	for i, w := range strings.Fields(s) {
		l := len([]rune(w))
		switch {
		case i == 0:
		case n+1+l > width:
			b.WriteByte('\n')
			n = 0
		default:
			b.WriteByte(' ')
			n++
		}
		b.WriteString(w)
		n += l
	}
	return b.String()
}

func indent(s string) string { return "  " + strings.ReplaceAll(s, "\n", "\n  ") }
