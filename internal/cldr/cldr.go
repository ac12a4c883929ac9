// Package cldr holds names in Arabic and English that the Unicode CLDR gives:
// countries and regions, cities of time zones, currencies, months by region and
// weekdays. The tables under data are generated (see generate) and carry the
// notice of LICENSE-UNICODE.txt.
package cldr

import (
	"embed"
	"strings"
	"sync"
)

//go:generate go run ./generate

// Version of the CLDR the tables were made from.
const Version = "48.2.0"

//go:embed data/*.tsv
var files embed.FS

// Name is one thing and what it is called. The first of its names is the usual
// one.
type Name struct {
	// Key is a region code (ISO 3166-1 or UN M.49), a time zone, a currency code
	// (ISO 4217), the number of a month, or of a weekday with 1 for Monday.
	Key             string
	Arabic, English []string
	// Regions are the countries that use the Arabic names, for months; empty for
	// names that all do.
	Regions []string
}

// Territories returns countries, continents and other regions by code.
func Territories() []Name { return territories() }

// Cities returns the cities that time zones are named after, by zone. Names of
// three Arabic letters are left out: they are words as well.
func Cities() []Name { return cities() }

// Currencies returns currencies by code. Arabic names are those of one, two, a
// few and many, English ones of one and several.
func Currencies() []Name { return currencies() }

// Months returns the Gregorian months in their regional names: one Name for each
// month and set of regions.
func Months() []Name { return months() }

// Weekdays returns the days of the week.
func Weekdays() []Name { return weekdays() }

var (
	territories = table("territories")
	cities      = table("cities")
	currencies  = table("currencies")
	months      = table("months")
	weekdays    = table("weekdays")
)

// table reads a file on first use: key, Arabic names, English names and regions,
// separated by tabs, lists by "; ".
func table(name string) func() []Name {
	return sync.OnceValue(func() []Name {
		data, err := files.ReadFile("data/" + name + ".tsv")
		if err != nil {
			panic(err) // embedded
		}
		var out []Name
		for line := range strings.Lines(string(data)) {
			f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
			if line[0] == '#' || len(f) != 4 {
				continue
			}
			out = append(out, Name{f[0], list(f[1]), list(f[2]), list(f[3])})
		}
		return out
	})
}

func list(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "; ")
}
