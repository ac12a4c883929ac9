package kernel

import "math"

// expSteps is the number of table entries per doubling.
const expSteps = 64

// expTable holds 2^(i/expSteps), made of square roots, which every processor
// rounds alike.
var expTable = func() (t [expSteps]float64) {
	for i := range t {
		t[i] = 1
		root := 2.0
		for bit := expSteps / 2; bit > 0; bit /= 2 {
			root = math.Sqrt(root)
			if i&bit != 0 {
				t[i] *= root
			}
		}
	}
	return t
}()

// Exp is e^x, right to the last bit of a float32 in all but about one case in a
// million. It is computed in float64 without fused operations, so that every
// processor gives the same result.
func Exp(x float32) float32 {
	if !(x > -104) { // below the smallest float32, or NaN
		return 0
	}
	if x > 88.8 {
		return float32(math.Inf(1))
	}
	const (
		perStep = math.Ln2 / expSteps
		magic   = 3 << 51 // adding it rounds to an integer
	)
	shifted := float64(float64(x)*(1/perStep)) + magic
	steps := int64(math.Float64bits(shifted)<<13) >> 13
	r := float64(x) - float64((shifted-magic)*perStep)
	// |r| < 0.0055: the series to the fourth power is good to 5e-14.
	p := 1 + float64(r*(1+float64(r*(0.5+float64(r*(1.0/6+float64(r*(1.0/24))))))))
	scale := math.Float64frombits(uint64(1023+(steps>>6)) << 52)
	return float32(expTable[steps&(expSteps-1)] * p * scale)
}

// Softmax turns x into probabilities.
func Softmax(x []float32) {
	top := x[0]
	for _, v := range x[1:] {
		top = max(top, v)
	}
	var sum float32
	for i, v := range x {
		x[i] = Exp(v - top)
		sum += x[i]
	}
	inv := 1 / sum
	for i := range x {
		x[i] *= inv
	}
}

// Sigmoid is 1/(1+e^-x).
func Sigmoid(x float32) float32 {
	if x > 0 {
		return 1 / (1 + Exp(-x))
	}
	e := Exp(x)
	return e / (1 + e)
}

// SinCos returns sine and cosine of an angle between 0 and some thousands, good to
// 1e-13. It avoids the functions of package math because those may be computed
// with fused operations on some processors.
func SinCos(x float64) (sin, cos float64) {
	// Pi/2 in two parts, the first with few enough digits for exact multiples.
	const high, low = 1.57079632673412561417e+00, 6.07710050650619224932e-11
	n := math.Floor(float64(x*(2/math.Pi)) + 0.5)
	r := (x - float64(n*high)) - float64(n*low)
	z := float64(r * r)
	sin, cos = 1, 1
	for k := 16.0; k > 0; k -= 2 {
		sin = 1 - float64(sin*z)/float64((k+1)*k)
		cos = 1 - float64(cos*z)/float64(k*(k-1))
	}
	sin *= r
	switch int(n) & 3 {
	case 1:
		return cos, -sin
	case 2:
		return -sin, -cos
	case 3:
		return -cos, sin
	}
	return sin, cos
}
