//go:build !unix

package neural

import "time"

// cpuTime is not known here.
func cpuTime() time.Duration { return 0 }
