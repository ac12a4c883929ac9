// Package kernel has the inner loops of the neural engine: products of int8
// matrices with exact int32 sums, and the few float32 loops around them.
//
// A [Kernel] is one implementation for one kind of processor. All of them give
// the same results to the bit: integer sums do not depend on their order, and
// every float32 loop fixes the order of its operations and never fuses a
// multiplication with an addition.
package kernel

import "slices"

// Largest inner dimension of a matrix: 255*127*MaxInner fits into an int32, so
// that no order of summation can overflow.
const MaxInner = 1 << 15

// Kernel is one implementation. Get one from [Best] or [All].
type Kernel struct {
	name string
	// unit is the number of inner elements the assembly takes at a time; what is
	// left is added in Go. 0 means there is no assembly.
	unit int
	// rows is how many rows of A one call of tile takes; tail takes one.
	rows int
	tile dotFunc
	tail dotFunc
	// shifted says that tile and tail add 128 to every element of A.
	shifted bool
	vector  bool // the float32 loops are in assembly
}

// dotFunc multiplies rows of A, k apart, with four rows of W and stores
// acc[i*stride+j]. n, a multiple of the kernel's unit, is how many of the k
// elements it takes.
type dotFunc func(acc *int32, stride int, a *int8, k int, w0, w1, w2, w3 *int8, n int)

// Name is "portable", "avx2", "avx512vnni", "neon" or "neondot".
func (k *Kernel) Name() string { return k.name }

// Portable returns the implementation in plain Go.
func Portable() *Kernel { return &Kernel{name: "portable"} }

// Best returns the fastest implementation this processor can run.
func Best() *Kernel {
	all := All()
	return all[len(all)-1]
}

// All returns every implementation this processor can run, slowest first.
func All() []*Kernel { return append([]*Kernel{Portable()}, native()...) }

// Matrix is a matrix of weights: N rows, one per output, of K int8 elements in
// [-127, 127].
type Matrix struct {
	W    []int8
	N, K int
	sums []int32 // 128 times the sum of each row, for kernels that shift A
}

// NewMatrix prepares weights for k. W is kept and must not change. K must not
// exceed [MaxInner].
func (k *Kernel) NewMatrix(w []int8, rows, inner int) *Matrix {
	m := &Matrix{W: w, N: rows, K: inner}
	if k.shifted {
		m.sums = make([]int32, rows)
		k.sumRows(m)
	}
	return m
}

// sumRows fills the row sums, whole rows by multiplication: -127 shifted is 1.
func (k *Kernel) sumRows(m *Matrix) {
	if m.K%k.unit == 0 && m.N >= 4 {
		sums := make([]int32, m.N)
		k.Mul(sums, slices.Repeat([]int8{-127}, m.K), 1, m, 0, m.N)
		for i, s := range sums {
			m.sums[i] = 128 * s
		}
		return
	}
	for i := range m.sums {
		for _, x := range m.W[i*m.K : (i+1)*m.K] {
			m.sums[i] += 128 * int32(x)
		}
	}
}

// Mul multiplies the rows of a, m rows of w.K elements in [-127, 127], with rows
// from..to-1 of w: acc[i*(to-from)+j] = a[i] . w[from+j].
func (k *Kernel) Mul(acc []int32, a []int8, m int, w *Matrix, from, to int) {
	width := to - from
	if k.unit == 0 || width < 4 || w.K < k.unit {
		mulPortable(acc, a, m, w, from, to)
		return
	}
	for j := 0; j < width; j += 4 {
		j = min(j, width-4) // the last tile may overlap the one before
		w0 := w.W[(from+j)*w.K : (from+j+4)*w.K]
		k.column(acc[j:], width, a, m, w.K, &w0[0], &w0[w.K], &w0[2*w.K], &w0[3*w.K])
		if rest := w.K % k.unit; rest > 0 {
			for i := range m {
				for c := range 4 {
					acc[i*width+j+c] += dot(a[(i+1)*w.K-rest:(i+1)*w.K], w0[(c+1)*w.K-rest:(c+1)*w.K])
				}
			}
		}
		if k.shifted {
			s := (*[4]int32)(w.sums[from+j:])
			if rest := w.K % k.unit; rest > 0 {
				s = k.partSums(w, from+j, rest)
			}
			for i := range m {
				o := (*[4]int32)(acc[i*width+j:])
				o[0] -= s[0]
				o[1] -= s[1]
				o[2] -= s[2]
				o[3] -= s[3]
			}
		}
	}
}

// partSums are four row sums without the elements the assembly does not take.
func (k *Kernel) partSums(w *Matrix, row, rest int) *[4]int32 {
	var s [4]int32
	for c := range s {
		s[c] = w.sums[row+c]
		for _, x := range w.W[(row+c+1)*w.K-rest : (row+c+1)*w.K] {
			s[c] -= 128 * int32(x)
		}
	}
	return &s
}

// column multiplies all rows of a with four rows of weights.
func (k *Kernel) column(acc []int32, stride int, a []int8, m, inner int, w0, w1, w2, w3 *int8) {
	n := inner - inner%k.unit
	i := 0
	for ; i+k.rows <= m; i += k.rows {
		k.tile(&acc[i*stride], stride, &a[i*inner], inner, w0, w1, w2, w3, n)
	}
	for ; i < m; i++ {
		k.tail(&acc[i*stride], stride, &a[i*inner], inner, w0, w1, w2, w3, n)
	}
}

// Pick multiplies one row a with chosen rows of w: acc[i] = a . w[rows[i]].
func (k *Kernel) Pick(acc []int32, a []int8, w *Matrix, rows []int32) {
	if k.unit == 0 || len(rows) < 4 || w.K%k.unit != 0 {
		for i, r := range rows {
			acc[i] = dot(a, w.W[int(r)*w.K:(int(r)+1)*w.K])
		}
		return
	}
	for j := 0; j < len(rows); j += 4 {
		j = min(j, len(rows)-4)
		r := (*[4]int32)(rows[j:])
		o := (*[4]int32)(acc[j:])
		at := func(i int32) *int8 { return &w.W[int(i)*w.K] }
		k.tail(&o[0], 4, &a[0], w.K, at(r[0]), at(r[1]), at(r[2]), at(r[3]), w.K)
		if k.shifted {
			for c := range o {
				o[c] -= w.sums[r[c]]
			}
		}
	}
}
