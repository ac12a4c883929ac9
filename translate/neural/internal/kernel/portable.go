package kernel

// dot is the exact product of two rows of the same length.
func dot(a, w []int8) int32 {
	w = w[:len(a)]
	var s0, s1, s2, s3 int32
	i := 0
	for ; i+4 <= len(a); i += 4 {
		x, y := (*[4]int8)(a[i:]), (*[4]int8)(w[i:])
		s0 += int32(x[0]) * int32(y[0])
		s1 += int32(x[1]) * int32(y[1])
		s2 += int32(x[2]) * int32(y[2])
		s3 += int32(x[3]) * int32(y[3])
	}
	for ; i < len(a); i++ {
		s0 += int32(a[i]) * int32(w[i])
	}
	return s0 + s1 + s2 + s3
}

// packed is how many elements of a row are packed at a time; they stay on the
// stack and in the first-level cache.
const packed = 512

// mulPortable is Mul in plain Go. For several rows of A it packs the weights of two
// rows into one integer, so that one multiplication of 64 bits does the work of
// two.
func mulPortable(acc []int32, a []int8, m int, w *Matrix, from, to int) {
	const worthPacking = 3
	width := to - from
	j := 0
	if m >= worthPacking {
		for ; j+4 <= width; j += 4 {
			mulPacked(acc[j:], width, a, m, w, from+j)
		}
	}
	for ; j < width; j++ {
		row := w.W[(from+j)*w.K : (from+j+1)*w.K]
		for i := range m {
			acc[i*width+j] = dot(a[i*w.K:(i+1)*w.K], row)
		}
	}
}

// mulPacked multiplies m rows of a with rows row..row+3 of w.
func mulPacked(acc []int32, stride int, a []int8, m int, w *Matrix, row int) {
	var p, q [packed]int64
	for i := range m {
		clear(acc[i*stride : i*stride+4])
	}
	for at := 0; at < w.K; at += packed {
		n := min(packed, w.K-at)
		part := func(r int) []int8 { return w.W[(row+r)*w.K+at:][:n] }
		pack(p[:n], part(0), part(1))
		pack(q[:n], part(2), part(3))
		for i := range m {
			s, t := dotPacked(a[i*w.K+at:][:n], p[:n], q[:n])
			o := (*[4]int32)(acc[i*stride:])
			lo, hi := unpack(s)
			o[0] += lo
			o[1] += hi
			lo, hi = unpack(t)
			o[2] += lo
			o[3] += hi
		}
	}
}

func pack(dst []int64, low, high []int8) {
	low, high = low[:len(dst)], high[:len(dst)]
	for i := range dst {
		dst[i] = int64(low[i]) + int64(high[i])<<32
	}
}

// unpack splits the sum of packed products: the lower one, when negative, has
// borrowed from the upper.
func unpack(s int64) (low, high int32) {
	low = int32(s)
	return low, int32((s - int64(low)) >> 32)
}

func dotPacked(a []int8, p, q []int64) (s, t int64) {
	p, q = p[:len(a)], q[:len(a)]
	for i, x := range a {
		v := int64(x)
		s += p[i] * v
		t += q[i] * v
	}
	return s, t
}

// MulSaturating multiplies as processors without VNNI do when A is shifted to
// unsigned bytes: each sum of two neighbouring products is cut to 16 bits. What
// it returns is shifted: the sum over (a+127)*w. It exists to compare with
// engines that work this way.
func MulSaturating(acc []int32, a []int8, m int, w *Matrix, from, to int) {
	for i := range m {
		x := a[i*w.K : (i+1)*w.K]
		for j := from; j < to; j++ {
			acc[i*(to-from)+j-from] = dotSaturating(x, w.W[j*w.K:(j+1)*w.K])
		}
	}
}

func dotSaturating(a, w []int8) int32 {
	var sum int32
	for i := 0; i+1 < len(a); i += 2 {
		pair := (int32(a[i])+127)*int32(w[i]) + (int32(a[i+1])+127)*int32(w[i+1])
		sum += min(max(pair, -32768), 32767)
	}
	return sum
}
