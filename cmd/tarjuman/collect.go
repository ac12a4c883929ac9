package main

import (
	"os"
	"runtime"
	"runtime/debug"
)

// lateGC is how many times later than usual the first collection comes, in percent.
const lateGC = 400

// collectLater puts the first collection of garbage off until there is more of it than
// a short run makes: with the usual 4 MB one comes before the first sentence is read,
// and finds only what the start has made to stay. From then on all is as usual. It
// leaves alone what GOGC says.
func collectLater() {
	if os.Getenv("GOGC") != "" {
		return
	}
	usual := debug.SetGCPercent(lateGC)
	first := new([16]byte) // lives until the first collection
	runtime.AddCleanup(first, func(percent int) { debug.SetGCPercent(percent) }, usual)
}
