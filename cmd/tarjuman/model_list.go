package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"tarjuman/translate/neural/catalog"
	"tarjuman/translate/neural/library"
)

// listed is a line of `tarjuman model list`.
type listed struct {
	Name         string  `json:"name"`
	From         string  `json:"from"`
	To           string  `json:"to"`
	Architecture string  `json:"architecture,omitempty"`
	Version      string  `json:"version,omitempty"`
	State        string  `json:"state"` // installed, available, update
	Bytes        int64   `json:"bytes"` // on disk where it is installed, else to fetch
	BLEU         float64 `json:"flores_dev_bleu,omitempty"`
	Folder       string  `json:"folder,omitempty"`
	Source       string  `json:"source,omitempty"`
	Licence      string  `json:"licence,omitempty"`
}

func (u *ui) modelList(c *cli.Context) error {
	if c.NArg() > 0 {
		return wrongUse("model list takes no argument", "`tarjuman model verify NAME` looks at one")
	}
	format := c.String("format")
	if format != "text" && format != "json" {
		return wrongUse(fmt.Sprintf("--format %s: want text or json", format), "")
	}
	cfg, lib, err := models(c)
	if err != nil {
		return err
	}
	published, err := publishedModels(c, cfg)
	if err != nil {
		return err
	}
	here, err := lib.List()
	if err != nil {
		return badInput(err, "")
	}
	lines := listModels(here, published)
	return u.writeTo("", func(w *bufio.Writer) error {
		for _, l := range lines {
			if format == "json" {
				enc := json.NewEncoder(w)
				enc.SetEscapeHTML(false)
				if err := enc.Encode(l); err != nil {
					return err
				}
				continue
			}
			fmt.Fprintln(w, clean(l.String()))
		}
		return nil
	})
}

// listModels joins what is installed with what can be had, in that order.
func listModels(here []library.Installed, published []catalog.Model) []listed {
	var out []listed
	for _, m := range here {
		l := listed{m.Name, m.From, m.To, m.Architecture, m.Version, "installed", m.Size(), m.BLEU, m.Dir, m.Source, m.Licence}
		if p, ok := catalog.Find(published, m.Name); ok && p.Name == m.Name && !m.Unlisted && p.Version != "" && p.Version != m.Version {
			l.State = "installed, " + p.Version + " can be had"
		}
		out = append(out, l)
	}
	for _, m := range published {
		if !slices.ContainsFunc(here, func(i library.Installed) bool { return i.Name == m.Name }) {
			out = append(out, listed{m.Name, m.From, m.To, m.Architecture, m.Version, "available", m.Download(), m.BLEU, "", m.Source, catalog.Licence})
		}
	}
	return out
}

func (l listed) String() string {
	size := megabytes(l.Bytes)
	if l.Folder == "" {
		size += " to fetch"
	}
	bleu := ""
	if l.BLEU > 0 {
		bleu = fmt.Sprintf("  BLEU %.1f on FLORES-200 dev", l.BLEU)
	}
	return strings.TrimRight(fmt.Sprintf("%-20s %-18s %-4s %-10s %s%s", l.Name, directionName(l.From, l.To), l.Version, l.State, size, bleu), " ")
}

func (u *ui) modelPath(c *cli.Context) error {
	_, lib, err := models(c)
	if err != nil {
		return err
	}
	switch c.NArg() {
	case 0:
		fmt.Fprintln(u.stdout, clean(lib.Dir))
		return nil
	case 1:
		m, err := installedModel(lib, c.Args().First())
		if err != nil {
			return err
		}
		fmt.Fprintln(u.stdout, clean(m.Dir))
		return nil
	}
	return wrongUse("model path takes one model", "")
}

// installedModel finds an installed model by its name, or by a pair of languages.
func installedModel(lib library.Library, name string) (library.Installed, error) {
	if from, to, ok := languagePair(name); ok {
		m, found, err := lib.For(from, to)
		switch {
		case err != nil:
			return m, badInput(err, "")
		case !found:
			return m, badInput(fmt.Errorf("no model from %s is installed", directionName(from, to)), getAdvice(from, to))
		}
		return m, nil
	}
	m, err := lib.Named(name)
	if err != nil {
		return m, modelFailure(err)
	}
	return m, nil
}

// languagePair reads ar-en or aren.
func languagePair(s string) (from, to string, ok bool) {
	s = strings.Replace(s, "-", "", 1)
	if len(s) != 4 {
		return "", "", false
	}
	return s[:2], s[2:], arabicEnglish(s[:2], s[2:])
}

// getAdvice says how to get a model for a direction.
func getAdvice(from, to string) string {
	pair := from + "-" + to
	models, err := catalog.Published("")
	if err != nil {
		return ""
	}
	m, ok := catalog.Find(models, pair)
	if !ok {
		return ""
	}
	return fmt.Sprintf("`tarjuman model get %s` fetches a translation model for this machine (%s)", pair, megabytes(m.Download()))
}

// completeModels offers the names that can follow a subcommand.
func (u *ui) completeModels(command string) cli.BashCompleteFunc {
	return func(c *cli.Context) {
		if n := len(os.Args); n > 2 && strings.HasPrefix(os.Args[n-2], "-") {
			cli.DefaultCompleteWithFlags(c.Command)(c)
			return
		}
		cfg, err := loadConfig("")
		if err != nil {
			return
		}
		var names []string
		switch command {
		case "get":
			if models, err := catalog.Published(""); err == nil {
				names = append(modelNames(models), "ar-en", "en-ar")
			}
		case "verify", "path":
			if lib, err := modelLibrary(c, cfg); err == nil {
				here, _ := lib.List()
				for _, m := range here {
					names = append(names, m.Name)
				}
			}
		}
		for _, n := range names {
			fmt.Fprintln(u.stdout, n)
		}
	}
}
