package main

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"tarjuman/translate/neural/catalog"
	"tarjuman/translate/neural/library"
)

func (u *ui) modelGet(c *cli.Context) error {
	if c.NArg() == 0 {
		return wrongUse("model get: which one?", "ar-en and en-ar stand for the best of their directions; `tarjuman model list` shows all")
	}
	cfg, lib, err := models(c)
	if err != nil {
		return err
	}
	if c.Bool("offline") {
		return wrongUse("model get uses the network, and --offline forbids that", "`tarjuman model import` takes files you have")
	}
	models, err := publishedModels(c, cfg)
	if err != nil {
		return err
	}
	var wanted []catalog.Model
	for _, name := range c.Args().Slice() {
		m, ok := catalog.Find(models, name)
		if !ok {
			return wrongUse(fmt.Sprintf("no model %q", name), "have "+strings.Join(modelNames(models), ", "))
		}
		wanted = append(wanted, m)
	}
	for _, m := range wanted {
		if err := u.getModel(c, lib, m); err != nil {
			return err
		}
	}
	return nil
}

func modelNames(models []catalog.Model) []string {
	var out []string
	for _, m := range models {
		out = append(out, m.Name)
	}
	return out
}

// getModel says what is fetched, from where and under which licence, and fetches
// it.
func (u *ui) getModel(c *cli.Context, lib library.Library, m catalog.Model) error {
	u.note("%s  %s, %s to fetch from %s", strings.TrimSpace(m.Name+" "+m.Version), directionName(m.From, m.To), megabytes(m.Download()), hostOf(m.Files[0].URL))
	u.note("source   %s", m.Source)
	u.note("licence  %s", catalog.Licence)
	if !m.Verified() {
		u.note("not every file of it has a published hash, so it cannot be fully checked")
	}
	bar := u.progress("kB", int(m.Download()/1000))
	out, err := lib.Get(c.Context, m, library.GetOptions{
		UserAgent: "tarjuman/" + release, Again: c.Bool("force"),
		Progress: func(done, _ int64) { bar.set(int(done / 1000)) },
		Waiting:  func() { u.note("another process is at work on %s; waiting for it", m.Name) },
	})
	bar.done()
	if err != nil {
		return modelFailure(err)
	}
	u.installed(out)
	return nil
}

// installed says what became of a model, and prints its folder.
func (u *ui) installed(out library.Outcome) {
	for _, w := range out.Warnings {
		u.note("%s: %s", out.Name, w)
	}
	if out.Known {
		u.note("%s is installed already", out.Title())
	} else {
		u.note("installed %s, %s; translate uses it from now on", out.Title(), megabytes(out.Size()))
	}
	fmt.Fprintln(u.stdout, clean(out.Dir))
}

func directionName(from, to string) string { return languageName(from) + " to " + languageName(to) }

// megabytes writes a size in decimal megabytes.
func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }

func (u *ui) modelImport(c *cli.Context) error {
	if c.NArg() == 0 {
		return wrongUse("model import: want a folder or the files", "`tarjuman model import --help` shows examples")
	}
	_, lib, err := models(c)
	if err != nil {
		return err
	}
	from, to := c.String("from"), c.String("to")
	if (from != "" || to != "") && !arabicEnglish(from, to) {
		return wrongUse(fmt.Sprintf("cannot use a model from %s to %s", orWord(from, "an unknown language"), orWord(to, "an unknown language")), "tarjuman translates ar to en and en to ar")
	}
	out, err := lib.Import(c.Context, c.Args().Slice(), library.ImportOptions{
		Name: c.String("name"), From: from, To: to, Again: c.Bool("force"), Waiting: func() { u.note("another process is at work; waiting for it") },
	})
	if err != nil {
		return modelFailure(err)
	}
	if out.Licence == "" {
		u.note("the weights are none of the published ones; their licence is not known")
	} else {
		u.note("the weights are those of %s, published by %s", out.Title(), out.Source)
		u.note("licence  %s", out.Licence)
	}
	u.installed(out)
	return nil
}
