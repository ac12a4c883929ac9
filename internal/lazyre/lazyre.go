// Package lazyre compiles regular expressions when they are first needed: a command
// starts without those of formats that it does not read.
package lazyre

import (
	"regexp"
	"sync"
)

// New returns a function that compiles expr once and returns it. As with
// [regexp.MustCompile], a faulty expression is a fault of the program.
func New(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
