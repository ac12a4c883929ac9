package kernel

import "math"

// roundMagic added to a float32 of small magnitude leaves its nearest integer,
// halves to even, in the low bits.
const roundMagic = 3 << 22

// Quantize writes round(src*alpha), halves to even, cut to [-127, 127]. NaN
// becomes 127. Both slices have the same length.
func (k *Kernel) Quantize(dst []int8, src []float32, alpha float32) {
	i := 0
	if n := len(src) &^ 31; k.vector && n > 0 {
		_ = dst[n-1]
		quantizeAVX2(&dst[0], &src[0], alpha, n)
		i = n
	}
	dst = dst[:len(src)]
	for ; i < len(src); i++ {
		x := src[i] * alpha
		if !(x < 127) {
			x = 127
		}
		if x < -127 {
			x = -127
		}
		dst[i] = int8(math.Float32bits(x + roundMagic))
	}
}

// Affine writes dst[i] = acc[i]*scale + bias[i]; a nil bias is zero.
func (k *Kernel) Affine(dst []float32, acc []int32, scale float32, bias []float32) {
	acc = acc[:len(dst)]
	if bias == nil {
		for i := range dst {
			dst[i] = float32(acc[i]) * scale
		}
		return
	}
	bias = bias[:len(dst)]
	i := 0
	if n := len(dst) &^ 7; k.vector && n > 0 {
		affineAVX2(&dst[0], &acc[0], scale, &bias[0], n)
		i = n
	}
	for ; i < len(dst); i++ {
		dst[i] = float32(float32(acc[i])*scale) + bias[i]
	}
}

// ReLU replaces what is below zero, and NaN, by zero.
func (k *Kernel) ReLU(x []float32) {
	for i, v := range x {
		if !(v > 0) {
			x[i] = 0
		}
	}
}

// Combine writes the sum of the rows of x weighted by a: dst[j] is the sum over i,
// in order, of a[i]*x[i*stride+j].
func (k *Kernel) Combine(dst, a, x []float32, stride int) {
	if len(a) == 0 || len(dst) == 0 {
		clear(dst)
		return
	}
	_ = x[(len(a)-1)*stride+len(dst)-1]
	j := 0
	if n := len(dst) &^ 7; k.vector && n > 0 {
		combineAVX2(&dst[0], &a[0], len(a), &x[0], stride, n)
		j = n
	}
	if j == len(dst) {
		return
	}
	rest := dst[j:]
	clear(rest)
	for i, w := range a {
		row := x[i*stride+j:][:len(rest)]
		for c, v := range row {
			rest[c] += float32(w * v)
		}
	}
}

// sum8 adds in a fixed order: eight interleaved partial sums, then a tree.
func tree(s *[8]float32) float32 {
	return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]))
}

// NormalizeSum writes dst = scale*(x-mean)/sqrt(variance+1e-6) + bias for x =
// a+b, the layer normalisation of Ba et al. 2016 over a residual connection. The
// length must be a multiple of 8; dst may be a or b.
func (k *Kernel) NormalizeSum(dst, a, b, scale, bias []float32) {
	const epsilon = 1e-6
	n := len(dst)
	a, b, scale, bias = a[:n], b[:n], scale[:n], bias[:n]
	var s [8]float32
	for i := 0; i+8 <= n; i += 8 {
		d, x, y := (*[8]float32)(dst[i:]), (*[8]float32)(a[i:]), (*[8]float32)(b[i:])
		for c := range 8 {
			v := x[c] + y[c]
			d[c] = v
			s[c] += v
		}
	}
	mean := tree(&s) / float32(n)
	s = [8]float32{}
	for i := 0; i+8 <= n; i += 8 {
		d := (*[8]float32)(dst[i:])
		for c := range 8 {
			v := d[c] - mean
			s[c] += float32(v * v)
		}
	}
	variance := tree(&s) / float32(n)
	inv := 1 / float32(math.Sqrt(float64(variance+epsilon)))
	for i, v := range dst {
		dst[i] = float32(float32(scale[i]*(v-mean))*inv) + bias[i]
	}
}
