package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/urfave/cli/v2"

	"tarjuman/align/check"
)

func rulesCommand(u *ui) *cli.Command {
	return &cli.Command{
		Name:         "rules",
		Usage:        "list the checks, or explain one",
		OnUsageError: usageError,
		Subcommands: []*cli.Command{
			{
				Name: "list", Usage: "every rule with its usual severity and MQM category",
				CustomHelpTemplate: help("  tarjuman rules list"),
				OnUsageError:       usageError,
				Action:             func(*cli.Context) error { return listRules(u.stdout) },
			},
			{
				Name: "explain", Usage: "what a rule does, with examples it reports and leaves alone", ArgsUsage: "RULE",
				CustomHelpTemplate: help("  tarjuman rules explain number.value"),
				OnUsageError:       usageError,
				Action: func(c *cli.Context) error {
					name, err := oneFile(c, "rule")
					if err != nil {
						return err
					}
					return u.explain(name)
				},
			},
		},
		Action: func(c *cli.Context) error {
			if c.NArg() > 0 {
				return wrongUse(fmt.Sprintf("rules has no command %q", c.Args().First()), "want list or explain")
			}
			return listRules(u.stdout)
		},
	}
}

func listRules(w io.Writer) error {
	for _, r := range check.Rules() {
		if _, err := fmt.Fprintf(w, "%-26s %-9s %-34s %s\n", r.Name, r.Severity, r.MQM, r.Summary); err != nil {
			return notWritable(err, "")
		}
	}
	return nil
}

func (u *ui) explain(name string) error {
	rules := check.Rules()
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
