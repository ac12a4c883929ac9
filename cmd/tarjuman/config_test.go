package main

import (
	"strings"
	"testing"
)

// What a configuration gets wrong is named with its line and column, in the words of
// somebody who writes YAML.
func TestConfigErrorsNameTheirPlace(t *testing.T) {
	for text, want := range map[string]string{
		"backend: [a, b]":                                 "c.yaml:1:10: want a text, not a list",
		"fail-on: major\nmemory: a.db":                    "c.yaml:2:9: want a list, not a text",
		"backends:\n  x: {kind: deepl, foo: 1}":           `c.yaml:2:20: no key "foo"`,
		"backends:\n  x: {kind: deepl, insecure: maybe}":  "c.yaml:2:30: want true or false, not a text",
		"backends:\n  x: {kind: openai, batch: ten}":      "c.yaml:2:28: want a whole number, not a text",
		"backends:\n  x: {kind: command, timeout: 5}":     "c.yaml:2:31: want a time such as 30s or 2m, not a whole number",
		"backends:\n  x: {kind: command, timeout: later}": "c.yaml",
		"backends:\n  x: {kind: command, command: mt}":    "c.yaml:2:31: want a list, not a text",
		"rates:\n  deepl: -5":                             `c.yaml:2:10: "-5": want an amount such as 20 or 0.50`,
		"rates:\n  deepl: [1]":                            "c.yaml:2:10: want keys with values, not a list",
		"rates:\n  deepl:\n    snet: 3":                   `c.yaml:3:5: no key "snet"`,
		"rates:\n  deepl: {sent: x}":                      `c.yaml:2:17: "x": want an amount`,
		"rates:\n  deepl: {free: -1}":                     "free: a number of characters cannot be negative",
		"budget:\n  day: {money: 5 dollars}":              `c.yaml:2:16: "5 dollars": want an amount`,
		"budget:\n  dya: {money: 5}":                      `c.yaml:2:3: no key "dya"`,
		"backends:\n  l:\n    kind: libre\n   x: y":       "c.yaml:4:4: ",
		"backend: a\nbackend: b":                          "c.yaml:2:1: ",
		"a: 'b":                                           "c.yaml:1:4: ",
	} {
		_, err := parseConfig([]byte(text), "c.yaml")
		if err == nil || !strings.Contains(err.Error(), want) || strings.ContainsAny(err.Error(), "\n\r") || strings.Contains(err.Error(), "Go ") {
			t.Errorf("%q:\ngot  %v\nwant %s", text, err, want)
		}
	}
	c, err := parseConfig([]byte("rates:\n  deepl: 25 # euro\n  google: {sent: \"20\", free: 500000}\nbudget: {day: {money: 5.00}}\n"), "c.yaml")
	if err != nil || c.Rates["deepl"].Sent != "25" || c.Rates["google"].Sent != "20" || c.Rates["google"].Free != 500000 || c.Budget.Day.Money != "5.00" {
		t.Errorf("%+v, %v", c, err)
	}
}
