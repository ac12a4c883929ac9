package kernel

import "golang.org/x/sys/cpu"

// native lists the assembly kernels this processor and its operating system
// support.
func native() []*Kernel {
	var out []*Kernel
	if !cpu.X86.HasAVX2 {
		return nil
	}
	out = append(out, &Kernel{name: "avx2", unit: 32, rows: 2, tile: dot2AVX2, tail: dot1AVX2, vector: true})
	if cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512VL && cpu.X86.HasAVX512VNNI {
		out = append(out, &Kernel{name: "avx512vnni", unit: 64, rows: 4, tile: dot4VNNI, tail: dot1VNNI, shifted: true, vector: true})
	}
	return out
}

//go:noescape
func dot2AVX2(acc *int32, stride int, a *int8, k int, w0, w1, w2, w3 *int8, n int)

//go:noescape
func dot1AVX2(acc *int32, stride int, a *int8, k int, w0, w1, w2, w3 *int8, n int)

//go:noescape
func dot4VNNI(acc *int32, stride int, a *int8, k int, w0, w1, w2, w3 *int8, n int)

//go:noescape
func dot1VNNI(acc *int32, stride int, a *int8, k int, w0, w1, w2, w3 *int8, n int)
