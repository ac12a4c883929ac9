package kernel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

// product is a random matrix product of a given shape.
type product struct {
	m, n, k int
	a, w    []int8
}

// newProduct draws activations and weights; extreme values are frequent, because
// they are what overflows.
func newProduct(r *rand.Rand, m, n, k int) product {
	draw := func(size int) []int8 {
		out := make([]int8, size)
		for i := range out {
			switch r.IntN(4) {
			case 0:
				out[i] = 127
			case 1:
				out[i] = -127
			default:
				out[i] = int8(r.IntN(255) - 127)
			}
		}
		return out
	}
	return product{m, n, k, draw(m * k), draw(n * k)}
}

// exact is the definition, in 64 bits.
func (p product) exact() []int32 {
	out := make([]int32, p.m*p.n)
	for i := range p.m {
		for j := range p.n {
			var s int64
			for c := range p.k {
				s += int64(p.a[i*p.k+c]) * int64(p.w[j*p.k+c])
			}
			out[i*p.n+j] = int32(s)
		}
	}
	return out
}

func checkProduct(t *testing.T, p product, r *rand.Rand) {
	t.Helper()
	want := p.exact()
	for _, k := range All() {
		w := k.NewMatrix(p.w, p.n, p.k)
		acc := make([]int32, p.m*p.n)
		k.Mul(acc, p.a, p.m, w, 0, p.n)
		if !slices.Equal(acc, want) {
			t.Errorf("%s: %dx%dx%d is wrong", k.Name(), p.m, p.n, p.k)
		}
		rows := make([]int32, r.IntN(2*p.n)+1)
		for i := range rows {
			rows[i] = int32(r.IntN(p.n))
		}
		picked := make([]int32, len(rows))
		k.Pick(picked, p.a[:p.k], w, rows)
		for i, row := range rows {
			if picked[i] != want[row] {
				t.Errorf("%s: picked row %d of %dx%d is wrong", k.Name(), row, p.n, p.k)
			}
		}
	}
}

func TestProducts(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, shape := range [][3]int{{1, 1, 1}, {1, 3, 64}, {1, 4, 64}, {3, 5, 64}, {4, 8, 96}, {5, 7, 100}, {6, 9, 31}, {2, 4, 33}, {7, 64, 384}, {16, 70, 1536}, {1, 6, MaxInner}} {
		t.Run(fmt.Sprint(shape), func(t *testing.T) { checkProduct(t, newProduct(r, shape[0], shape[1], shape[2]), r) })
	}
}

func TestProductsOfExtremes(t *testing.T) {
	for _, a := range []int8{127, -127} {
		for _, w := range []int8{127, -127} {
			p := product{2, 4, MaxInner, slices.Repeat([]int8{a}, 2*MaxInner), slices.Repeat([]int8{w}, 4*MaxInner)}
			checkProduct(t, p, rand.New(rand.NewPCG(3, 4)))
		}
	}
}

// TestColumns multiplies with a part of the rows only.
func TestColumns(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	p := newProduct(r, 6, 30, 128)
	want := p.exact()
	for _, k := range All() {
		w := k.NewMatrix(p.w, p.n, p.k)
		acc := make([]int32, p.m*11)
		k.Mul(acc, p.a, p.m, w, 13, 24)
		for i := range p.m {
			if !slices.Equal(acc[i*11:(i+1)*11], want[i*p.n+13:i*p.n+24]) {
				t.Errorf("%s: row %d is wrong", k.Name(), i)
			}
		}
	}
}

func FuzzProducts(f *testing.F) {
	f.Add(uint64(1), uint8(3), uint8(9), uint16(130))
	f.Fuzz(func(t *testing.T, seed uint64, m, n uint8, k uint16) {
		r := rand.New(rand.NewPCG(seed, 7))
		checkProduct(t, newProduct(r, int(m%20)+1, int(n%40)+1, int(k%600)+1), r)
	})
}

func TestSaturatingPairs(t *testing.T) {
	a, w := []int8{127, 127, 3, -4}, []int8{127, 127, 5, 6}
	var acc [1]int32
	MulSaturating(acc[:], a, 1, Portable().NewMatrix(w, 1, 4), 0, 1)
	if want := int32(32767 + 130*5 + 123*6); acc[0] != want {
		t.Errorf("got %d, want %d", acc[0], want)
	}
}

func floats(r *rand.Rand, n int) []float32 {
	out := make([]float32, n)
	for i := range out {
		out[i] = float32(r.NormFloat64())
		switch r.IntN(20) {
		case 0:
			out[i] = float32(r.IntN(600)-300) / 2 // exact halves and beyond the limits
		case 1:
			out[i] = 0
		}
	}
	return out
}

func same(t *testing.T, k *Kernel, what string, got, want []float32) {
	t.Helper()
	for i := range want {
		if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
			t.Fatalf("%s: %s[%d] = %v, portable %v", k.Name(), what, i, got[i], want[i])
		}
	}
}

// TestFloatLoops compares every kernel with the portable one, to the bit.
func TestFloatLoops(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 9))
	plain := Portable()
	for range 200 {
		n := r.IntN(150) + 1
		x, y, z, u := floats(r, n), floats(r, n), floats(r, n), floats(r, n)
		x[0] = float32(math.NaN())
		acc := make([]int32, n)
		for i := range acc {
			acc[i] = int32(r.IntN(1<<27) - 1<<26)
		}
		q, wantQ := make([]int8, n), make([]int8, n)
		plain.Quantize(wantQ, x, 1)
		x[0] = 1
		rows, stride := r.IntN(40)+1, n+r.IntN(9)
		table, weights := floats(r, rows*stride), floats(r, rows)
		got, want := make([]float32, n), make([]float32, n)
		for _, k := range All() {
			x[0] = float32(math.NaN())
			k.Quantize(q, x, 1)
			if !slices.Equal(q, wantQ) {
				t.Fatalf("%s: Quantize %v = %v, portable %v", k.Name(), x, q, wantQ)
			}
			x[0] = 1
			for _, relu := range []bool{false, true} {
				plain.Affine(want, acc, 1e-7, y, relu)
				k.Affine(got, acc, 1e-7, y, relu)
				same(t, k, "Affine", got, want)
			}
			plain.Combine(want, weights, table, stride)
			k.Combine(got, weights, table, stride)
			same(t, k, "Combine", got, want)
			plain.NormalizeSum(want, x, y, z, u)
			k.NormalizeSum(got, x, y, z, u)
			same(t, k, "NormalizeSum", got, want)
		}
	}
}

func TestQuantizeRoundsHalfToEven(t *testing.T) {
	src := []float32{0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 126.5, 127.5, -127.5, 1e30, -1e30, 63.49999}
	want := []int8{0, 2, 2, 0, -2, -2, 126, 127, -127, 127, -127, 63}
	src, want = slices.Repeat(src, 8), slices.Repeat(want, 8)
	for _, k := range All() {
		got := make([]int8, len(src))
		if k.Quantize(got, src, 1); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", k.Name(), got, want)
		}
	}
}

func TestNormalizeSum(t *testing.T) {
	const n = 64
	r := rand.New(rand.NewPCG(10, 11))
	a, b, scale, bias, got := floats(r, n), floats(r, n), floats(r, n), floats(r, n), make([]float32, n)
	Best().NormalizeSum(got, a, b, scale, bias)
	var mean, variance float64
	for i := range a {
		mean += float64(a[i]+b[i]) / n
	}
	for i := range a {
		variance += math.Pow(float64(a[i]+b[i])-mean, 2) / n
	}
	for i := range got {
		want := float64(scale[i])*(float64(a[i]+b[i])-mean)/math.Sqrt(variance+1e-6) + float64(bias[i])
		if math.Abs(float64(got[i])-want) > 1e-4 {
			t.Fatalf("element %d is %v, want %v", i, got[i], want)
		}
	}
}

func TestExp(t *testing.T) {
	wrong := 0
	r := rand.New(rand.NewPCG(12, 13))
	for range 200000 {
		x := float32(r.Float64()*193 - 104.5)
		want := float32(math.Exp(float64(x)))
		got := Exp(x)
		if got != want {
			wrong++
			if d := math.Abs(float64(got)-float64(want)) / float64(want); d > 1.3e-7 && want > 1e-38 {
				t.Fatalf("Exp(%v) = %v, want %v", x, got, want)
			}
		}
	}
	if wrong > 20 {
		t.Errorf("%d of 200000 values differ in the last bit", wrong)
	}
	for x, want := range map[float32]float32{0: 1, 1000: float32(math.Inf(1)), -1000: 0} {
		if got := Exp(x); got != want {
			t.Errorf("Exp(%v) = %v, want %v", x, got, want)
		}
	}
}

func TestSinCos(t *testing.T) {
	for i := range 20000 {
		x := float64(i) * 0.0173
		sin, cos := SinCos(x)
		if math.Abs(sin-math.Sin(x)) > 1e-13 || math.Abs(cos-math.Cos(x)) > 1e-13 {
			t.Fatalf("SinCos(%v) = %v, %v", x, sin, cos)
		}
	}
}

func TestSigmoid(t *testing.T) {
	for _, x := range []float32{-200, -20, -1, -0.1, 0, 0.1, 1, 20, 200} {
		want := 1 / (1 + math.Exp(-float64(x)))
		if got := Sigmoid(x); math.Abs(float64(got)-want) > 1e-7 {
			t.Errorf("Sigmoid(%v) = %v, want %v", x, got, want)
		}
	}
}

// BenchmarkMul prints the rate of multiply-adds for the shapes of published
// models.
func BenchmarkMul(b *testing.B) {
	for _, shape := range [][3]int{{1, 384, 384}, {1, 1536, 384}, {1, 384, 1536}, {30, 384, 384}, {30, 1536, 384}, {16, 384, 1536}, {16, 2048, 512}} {
		for _, k := range All() {
			b.Run(fmt.Sprintf("%dx%dx%d/%s", shape[0], shape[1], shape[2], k.Name()), func(b *testing.B) {
				p := newProduct(rand.New(rand.NewPCG(1, 1)), shape[0], shape[1], shape[2])
				w := k.NewMatrix(p.w, p.n, p.k)
				acc := make([]int32, p.m*p.n)
				for b.Loop() {
					k.Mul(acc, p.a, p.m, w, 0, p.n)
				}
				b.ReportMetric(float64(p.m*p.n*p.k)*float64(b.N)/float64(b.Elapsed().Nanoseconds()), "GMAC/s")
			})
		}
	}
}

// TestRequiredKernels makes sure that the kernels named in TARJUMAN_REQUIRE_KERNELS
// are among those the other tests try: under emulation one might be missing
// unnoticed.
func TestRequiredKernels(t *testing.T) {
	var have []string
	for _, k := range All() {
		have = append(have, k.Name())
	}
	t.Logf("kernels: %v", have)
	for name := range strings.FieldsSeq(os.Getenv("TARJUMAN_REQUIRE_KERNELS")) {
		if !slices.Contains(have, name) {
			t.Errorf("no kernel %s here, only %v", name, have)
		}
	}
}
