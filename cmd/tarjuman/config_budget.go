package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"tarjuman/translate/budget"
)

// budgetConfig are the caps on what may be sent to paid backends.
type budgetConfig struct {
	Currency string                `yaml:"currency"`
	Run      capConfig             `yaml:"run"`
	Day      capConfig             `yaml:"day"`
	Month    capConfig             `yaml:"month"`
	Backends map[string]capsConfig `yaml:"backends"`
}

// capsConfig are the caps of one backend.
type capsConfig struct {
	Run   capConfig `yaml:"run"`
	Day   capConfig `yaml:"day"`
	Month capConfig `yaml:"month"`
}

type capConfig struct {
	Characters int         `yaml:"characters"`
	Money      moneyConfig `yaml:"money"`
}

// moneyConfig is a decimal amount as written, so that 0.10 stays ten cents.
type moneyConfig string

// UnmarshalYAML takes a number or a text as it stands.
func (m *moneyConfig) UnmarshalYAML(n ast.Node) error {
	if _, scalar := n.(ast.ScalarNode); !scalar {
		return misplaced(n, "want an amount such as 20 or 0.50")
	}
	s := strings.TrimSpace(n.GetToken().Value)
	if _, err := budget.ParseMoney(s); err != nil {
		return misplaced(n, "%v", err)
	}
	*m = moneyConfig(s)
	return nil
}

func (m moneyConfig) amount() budget.Money {
	v, _ := budget.ParseMoney(string(m)) // was checked when it was read
	return v
}

// rateConfig is what a service charges: the price of a million characters sent, or a
// map that tells prices of characters and of tokens apart.
type rateConfig struct {
	Sent      moneyConfig `yaml:"sent"`     // a million characters
	Received  moneyConfig `yaml:"received"` // a million characters
	TokensIn  moneyConfig `yaml:"tokens-in"`
	TokensOut moneyConfig `yaml:"tokens-out"`
	Free      int         `yaml:"free"` // characters a month
}

// UnmarshalYAML takes an amount, or a map.
func (r *rateConfig) UnmarshalYAML(n ast.Node) error {
	if _, scalar := n.(ast.ScalarNode); scalar {
		return r.Sent.UnmarshalYAML(n)
	}
	type plain rateConfig // without this method
	if err := yaml.NodeToValue(n, (*plain)(r), yaml.Strict()); err != nil {
		return err
	}
	if r.Free < 0 {
		return misplaced(n, "free: a number of characters cannot be negative")
	}
	return nil
}

func (r rateConfig) rate() budget.Rate {
	return budget.Rate{Sent: r.Sent.amount(), Received: r.Received.amount(), TokensIn: r.TokensIn.amount(), TokensOut: r.TokensOut.amount(), Free: r.Free}
}

func (c capsConfig) caps() budget.Caps {
	one := func(c capConfig) budget.Cap { return budget.Cap{Characters: c.Characters, Money: c.Money.amount()} }
	return budget.Caps{Run: one(c.Run), Day: one(c.Day), Month: one(c.Month)}
}

// plan are the configured rates and caps; maxChars, from the command line, is a
// further cap on the run.
func (c config) plan(maxChars int) (budget.Plan, error) {
	p := budget.Plan{Currency: c.Budget.Currency, Rates: map[string]budget.Rate{}, Backends: map[string]budget.Caps{}}
	for name, r := range c.Rates {
		p.Rates[name] = r.rate()
	}
	p.All = capsConfig{c.Budget.Run, c.Budget.Day, c.Budget.Month}.caps()
	for name, caps := range c.Budget.Backends {
		p.Backends[name] = caps.caps()
	}
	for _, caps := range append(slices.Collect(maps.Values(c.Budget.Backends)), capsConfig{c.Budget.Run, c.Budget.Day, c.Budget.Month}) {
		if caps.Run.Characters < 0 || caps.Day.Characters < 0 || caps.Month.Characters < 0 {
			return p, wrongUse(fmt.Sprintf("%s: budget: a cap cannot be negative", c.path), "leave it out for none")
		}
	}
	if maxChars < 0 {
		return p, wrongUse("--max-chars must not be negative", "")
	}
	if run := &p.All.Run.Characters; maxChars > 0 && (*run == 0 || maxChars < *run) {
		*run = maxChars
	}
	return p, nil
}
