//go:build amd64 || arm64

package kernel

// The float32 loops in assembly, for kernels with the field vector.

//go:noescape
func quantizeVector(dst *int8, src *float32, alpha float32, n int)

//go:noescape
func affineVector(dst *float32, acc *int32, scale float32, bias *float32, low float32, n int)

//go:noescape
func combineVector(dst, a *float32, rows int, x *float32, stride, n int)

//go:noescape
func addVector(dst, a, b *float32, sums *[8]float32, n int)

//go:noescape
func squaresVector(x *float32, mean float32, sums *[8]float32, n int)

//go:noescape
func standardizeVector(x, scale, bias *float32, mean, inv float32, n int)
