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

func mulPortable(acc []int32, a []int8, m int, w *Matrix, from, to int) {
	for j := from; j < to; j++ {
		row := w.W[j*w.K : (j+1)*w.K]
		for i := range m {
			acc[i*(to-from)+j-from] = dot(a[i*w.K:(i+1)*w.K], row)
		}
	}
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
