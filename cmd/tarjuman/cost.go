package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/urfave/cli/v2"

	"tarjuman/translate"
	"tarjuman/translate/budget"
	"tarjuman/translate/journal"
)

func costCommand(u *ui) *cli.Command {
	return &cli.Command{
		Name:      "cost",
		Usage:     "say what translating would send and cost, or what it has cost",
		ArgsUsage: "FILE…",
		Flags: slices.Concat([]cli.Flag{
			&cli.BoolFlag{Name: "receipts", Usage: "list what every earlier run sent and cost, and what is in doubt"},
			&cli.StringFlag{Name: "from", Usage: "source language: ar or en (default: recognised)"},
			&cli.StringFlag{Name: "to", Usage: "target language: en or ar (default: the other one)"},
			&cli.StringFlag{Name: "format", Value: "terminal", Usage: "terminal or json"},
		}, capFlags(), []cli.Flag{glossaryFlag()}, backendFlags(), segmentFlags(), inputFlags()),
		CustomHelpTemplate: help(`  tarjuman cost wire.docx --backend google
  tarjuman cost monday/*.txt --backend google --format json
  tarjuman cost --receipts`),
		OnUsageError: usageError,
		Action: func(c *cli.Context) error {
			if f := c.String("format"); f != "terminal" && f != "json" {
				return wrongUse(fmt.Sprintf("cost: no format %q", f), "terminal or json")
			}
			if c.Bool("receipts") {
				return u.receipts(c)
			}
			if c.NArg() == 0 {
				return wrongUse("cost: want files, or --receipts", "`tarjuman cost --help` shows examples")
			}
			return u.cost(c)
		},
	}
}

// quote is the cost of one file.
type quote struct {
	File       string `json:"file"`
	Backend    string `json:"backend,omitempty"`
	Sentences  int    `json:"sentences"`
	Send       int    `json:"send"`       // sentences to send
	Characters int    `json:"characters"` // to send
	Memory     int    `json:"memory"`     // sentences from the translation memory
	Known      int    `json:"known"`      // sentences answered before
	Requests   int    `json:"requests"`
	Cost       string `json:"cost,omitempty"` // absent where it is not known
	InDoubt    int    `json:"in_doubt"`       // characters that may have been charged already

	amount budget.Amount
}

func (u *ui) cost(c *cli.Context) error {
	var list []quote
	var total budget.Amount
	var last outlook
	requests := 0
	for _, path := range c.Args().Slice() {
		q, o, err := u.quote(c, path, total.Characters)
		if err != nil {
			return err
		}
		list = append(list, q)
		total, last = total.Add(q.amount), o
		requests += q.Requests
	}
	if last.info.Paid && total.Characters > 0 {
		last.refused = last.plan.Check(last.backend, last.info.Engine, total.Characters, requests, last.all, last.own)
	}
	err := u.writeTo("", func(w *bufio.Writer) error {
		if c.String("format") == "json" {
			return json.NewEncoder(w).Encode(map[string]any{"files": list, "characters": total.Characters, "cost": last.price(total)})
		}
		for _, q := range list {
			fmt.Fprintln(w, clean(q.line()))
		}
		if len(list) > 1 {
			fmt.Fprintf(w, "together  %s to send%s\n", plural(total.Characters, "character"), costWords(last.price(total)))
		}
		return nil
	})
	return errors.Join(err, last.refused)
}

// price is an amount of money in words, "" where no rate is known.
func (o outlook) price(a budget.Amount) string {
	if _, ok := o.plan.Rate(o.backend, o.info.Engine); !ok || !o.info.Paid {
		return ""
	}
	return o.plan.Format(a.Cost)
}

func (u *ui) quote(c *cli.Context, path string, before int) (quote, outlook, error) {
	cfg, err := loadConfig(path)
	if err != nil {
		return quote{}, outlook{}, err
	}
	src, err := u.readText(c, path, c.String("from"))
	if err != nil {
		return quote{}, outlook{}, err
	}
	from, to, err := languages(c, src.lang)
	if err != nil {
		return quote{}, outlook{}, err
	}
	s, err := u.newSpending(c, cfg, path, from, to)
	if err != nil {
		return quote{}, outlook{}, err
	}
	defer s.close()
	results := make([]translate.Result, len(src.sentences))
	if err := s.fromMemory(src, results); err != nil {
		return quote{}, outlook{}, err
	}
	segs, _ := pending(src, results)
	o, err := s.estimate(whole(segs))
	if err != nil {
		return quote{}, outlook{}, err
	}
	q := quote{File: path, Backend: o.backend, Sentences: len(src.sentences), Memory: s.share.memory, Send: o.Segments, Characters: o.CodePoints, Known: o.Known, Requests: o.Requests}
	q.amount = o.amount(before)
	q.Cost = o.price(q.amount)
	for _, d := range o.doubts {
		q.InDoubt += d.Amount.Characters
	}
	return q, o, nil
}

func (q quote) line() string {
	s := fmt.Sprintf("%s  %s", q.File, plural(q.Sentences, "sentence"))
	if q.Backend == "" {
		return s + "  nothing to send: the backend works on this machine"
	}
	s += fmt.Sprintf("  %s: %s to send in %s%s", q.Backend, plural(q.Characters, "character"), plural(q.Requests, "request"), costWords(q.Cost))
	if q.Memory > 0 {
		s += fmt.Sprintf("  (%s from translation memory)", grouped(q.Memory))
	}
	if q.Known > 0 {
		s += fmt.Sprintf("  (%s answered before)", grouped(q.Known))
	}
	if q.InDoubt > 0 {
		s += fmt.Sprintf("  %s in doubt", plural(q.InDoubt, "character"))
	}
	return s
}

func costWords(cost string) string {
	if cost == "" {
		return ""
	}
	return ", about " + cost
}

// receipts lists what the journal knows of every run.
func (u *ui) receipts(c *cli.Context) error {
	j, plan, err := u.openJournal(c)
	if err != nil {
		return err
	}
	list, err := j.Receipts()
	if err != nil {
		return badInput(err, "")
	}
	doubts, err := j.Doubts(nil)
	if err != nil {
		return badInput(err, "")
	}
	return u.writeTo("", func(w *bufio.Writer) error {
		if c.String("format") == "json" {
			enc := json.NewEncoder(w)
			for _, r := range list {
				if err := enc.Encode(r); err != nil {
					return err
				}
			}
			return nil
		}
		for _, r := range list {
			for _, l := range r.Lines {
				fmt.Fprintln(w, clean(fmt.Sprintf("%s  %s  %s", r.Time.Format("2006-01-02 15:04"), r.Article, receiptLine(l, plan))))
			}
		}
		all, _ := j.Spent("")
		fmt.Fprintf(w, "today %s, %s; this month %s, %s\n", plural(all.Day.Characters, "character"), plan.Format(all.Day.Cost), plural(all.Month.Characters, "character"), plan.Format(all.Month.Cost))
		for _, d := range doubts {
			if !d.Running {
				fmt.Fprintln(w, clean(doubtLine(d, plan)))
			}
		}
		return nil
	})
}

// openJournal opens the journal for reading.
func (u *ui) openJournal(c *cli.Context) (*journal.Journal, budget.Plan, error) {
	cfg, err := loadConfig("")
	if err != nil {
		return nil, budget.Plan{}, err
	}
	plan, err := cfg.plan(0)
	if err != nil {
		return nil, plan, err
	}
	dir, err := stateFolder(c, cfg)
	if err != nil {
		return nil, plan, err
	}
	j, err := journal.Open(journal.Options{Dir: dir, Plan: plan})
	if err != nil {
		return nil, plan, badInput(err, "")
	}
	return j, plan, nil
}
