//go:build !amd64

package kernel

func native() []*Kernel { return nil }

func quantizeAVX2(*int8, *float32, float32, int)                       {}
func affineAVX2(*float32, *int32, float32, *float32, int)              {}
func combineAVX2(dst, a *float32, n int, x *float32, stride, cols int) {}
