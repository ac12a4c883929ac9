package kernel

import "golang.org/x/sys/cpu"

// native lists the assembly kernels this processor supports. Every 64-bit Arm
// processor has the plain one.
func native() []*Kernel {
	out := []*Kernel{{name: "neon", unit: 16, rows: 2, tile: dot2NEON, tail: dot1NEON, vector: true}}
	if cpu.ARM64.HasASIMDDP {
		out = append(out, &Kernel{name: "neondot", unit: 16, rows: 4, tile: dot4SDOT, tail: dot1SDOT, vector: true})
	}
	return out
}

//go:noescape
func dot4SDOT(acc *int32, stride int, a *int8, k int, w0, w1, w2, w3 *int8, n int)

//go:noescape
func dot1SDOT(acc *int32, stride int, a *int8, k int, w0, w1, w2, w3 *int8, n int)

//go:noescape
func dot2NEON(acc *int32, stride int, a *int8, k int, w0, w1, w2, w3 *int8, n int)

//go:noescape
func dot1NEON(acc *int32, stride int, a *int8, k int, w0, w1, w2, w3 *int8, n int)
