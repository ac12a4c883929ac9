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
		quantizeVector(&dst[0], &src[0], alpha, n)
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

// Affine writes dst[i] = acc[i]*scale + bias[i], and zero instead of what is below
// zero, or NaN, if relu is set.
func (k *Kernel) Affine(dst []float32, acc []int32, scale float32, bias []float32, relu bool) {
	acc, bias = acc[:len(dst)], bias[:len(dst)]
	low := float32(math.Inf(-1))
	if relu {
		low = 0
	}
	i := 0
	if n := len(dst) &^ 7; k.vector && n > 0 {
		affineVector(&dst[0], &acc[0], scale, &bias[0], low, n)
		i = n
	}
	for ; i < len(dst); i++ {
		v := float32(float32(acc[i])*scale) + bias[i]
		if !(v > low) {
			v = low
		}
		dst[i] = v
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
		combineVector(&dst[0], &a[0], len(a), &x[0], stride, n)
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

// tree adds eight partial sums in a fixed order.
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
	count := float32(n)
	var sums [8]float32
	if k.vector && n%8 == 0 && n > 0 {
		addVector(&dst[0], &a[0], &b[0], &sums, n)
		mean := tree(&sums) / count
		squaresVector(&dst[0], mean, &sums, n)
		inv := 1 / float32(math.Sqrt(float64(tree(&sums)/count+epsilon)))
		standardizeVector(&dst[0], &scale[0], &bias[0], mean, inv, n)
		return
	}
	for i := range dst {
		dst[i] = a[i] + b[i]
		sums[i%8] += dst[i]
	}
	mean := tree(&sums) / count
	sums = [8]float32{}
	for i := range dst {
		d := dst[i] - mean
		sums[i%8] += float32(d * d)
	}
	inv := 1 / float32(math.Sqrt(float64(tree(&sums)/count+epsilon)))
	for i, v := range dst {
		dst[i] = float32(float32((v-mean)*scale[i])*inv) + bias[i]
	}
}
