//go:build !amd64

package kernel

func native() []*Kernel { return nil }

// No kernel with the field vector exists here, so none of these is called.

func quantizeAVX2(_ *int8, _ *float32, _ float32, _ int)                       {}
func affineAVX2(_ *float32, _ *int32, _ float32, _ *float32, _ float32, _ int) {}
func combineAVX2(_, _ *float32, _ int, _ *float32, _, _ int)                   {}
func addAVX2(_, _, _ *float32, _ *[8]float32, _ int)                           {}
func squaresAVX2(_ *float32, _ float32, _ *[8]float32, _ int)                  {}
func standardizeAVX2(_, _, _ *float32, _, _ float32, _ int)                    {}
