package main

import (
	"strings"
	"testing"
)

// A configuration is read or refused in one line that names the file.
func FuzzParseConfig(f *testing.F) {
	f.Add([]byte("backend: google\nmemory: [a.tmx]\nchecks:\n  disable: [spacing.dash]\nbudget:\n  day: {characters: 1000}\n"))
	f.Add([]byte("a: &a [x]\nb: [*a, *a]\n? {c: d}\n: !!binary x\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, err := parseConfig(data, "dir/.tarjuman.yaml")
		if err != nil && (strings.ContainsAny(err.Error(), "\n\r") || !strings.Contains(err.Error(), ".tarjuman.yaml")) {
			t.Errorf("%q", err)
		}
	})
}
