package align

import (
	"fmt"
	"math"
)

// vectorModel scores passages by the angle between their embeddings. Passages
// are represented by the mean of their sentences' vectors, weighted by length,
// as encoders that pool over tokens would. What an angle means differs from
// encoder to encoder and from topic to topic, so it is held against the angles
// between sentences of the same texts that have nothing to do with each other
// (compare Thompson and Koehn 2019, "Vecalign", who divide by their mean).
type vectorModel struct {
	src, tgt *vectorSide
	chance   normal // cosines of unrelated sentences
	linked   normal // cosines of linked ones
}

type vectorSide struct {
	vector [][]float32
	scale  []float64                  // 1/length of the vector; 0 where nothing is known of a sentence
	weight []float64                  // in a mean
	near   [][longestBead - 1]float32 // cosines with the next sentences
}

type normal struct{ mean, deviation float64 }

// Bounds of the evidence of vectors and what is assumed before any link is known.
const (
	vectorCap      = 6.0  // log-likelihood ratio beyond which an angle says no more
	vectorShare    = 0.8  // of that ratio counts: words say part of the same
	leastDeviation = 0.02 // of cosines
	linkedAbove    = 0.6  // where linked sentences lie on the way from chance to the same vector
	vectorLinks    = 6    // links that this guess counts for
	chancePairs    = 4000 // pairs looked at to learn what chance gives
	chanceApart    = 5    // share of the text that keeps such pairs apart: a fifth
)

// checkVectors reports vectors that do not fit the sentences.
func checkVectors(n, m int, opt *Options) error {
	if (opt.SourceVectors == nil) != (opt.TargetVectors == nil) {
		return fmt.Errorf("align: vectors of one side only")
	}
	if opt.SourceVectors == nil {
		return nil
	}
	if len(opt.SourceVectors) != n || len(opt.TargetVectors) != m {
		return fmt.Errorf("align: %d and %d vectors for %d source and %d target sentences", len(opt.SourceVectors), len(opt.TargetVectors), n, m)
	}
	dim := 0
	for side, list := range [2][][]float32{opt.SourceVectors, opt.TargetVectors} {
		for k, v := range list {
			if dim == 0 {
				dim = len(v)
			}
			if len(v) != 0 && len(v) != dim {
				return fmt.Errorf("align: %s vector %d has %d numbers, others %d", [2]string{"source", "target"}[side], k, len(v), dim)
			}
		}
	}
	return nil
}

func newVectorModel(opt *Options, src, tgt *side) *vectorModel {
	m := &vectorModel{src: newVectorSide(opt.SourceVectors, src), tgt: newVectorSide(opt.TargetVectors, tgt)}
	m.chance = m.unrelated()
	m.linked = normal{m.chance.mean + linkedAbove*(1-m.chance.mean), 2 * m.chance.deviation}
	return m
}

func newVectorSide(vectors [][]float32, s *side) *vectorSide {
	n := s.len()
	v := &vectorSide{vector: vectors, scale: make([]float64, n), weight: make([]float64, n), near: make([][longestBead - 1]float32, n)}
	for i, x := range vectors {
		if length := math.Sqrt(dot(x, x)); length > 0 && !math.IsInf(length, 0) {
			v.scale[i] = 1 / length
		}
		v.weight[i] = float64(s.size[i]) + 1
	}
	for i := range n {
		for k := range v.near[i] {
			if y := i + k + 1; y < n && v.scale[i] > 0 && v.scale[y] > 0 {
				v.near[i][k] = float32(dot(vectors[i], vectors[y]) * v.scale[i] * v.scale[y])
			}
		}
	}
	return v
}

func dot(a, b []float32) float64 {
	var sum float32
	for k, x := range a {
		sum += x * b[k]
	}
	return float64(sum)
}

// unrelated measures the cosines of sentences that stand far apart in the texts.
func (m *vectorModel) unrelated() normal {
	var c []float64
	n, t := len(m.src.vector), len(m.tgt.vector)
	step := max(1, n*t/chancePairs)
	for k := 0; k < n*t; k += step {
		i := k / t
		j := (k*7 + i) % t // off the diagonal by a varying distance
		apart := float64(i)/float64(n) - float64(j)/float64(t)
		if math.Abs(apart)*chanceApart > 1 {
			if x, ok := m.cosine(i, j); ok {
				c = append(c, x)
			}
		}
	}
	return normalOf(c, normal{0.3, 0.1}, vectorLinks)
}

// normalOf fits a normal to values, together with a prior that counts for some.
func normalOf(values []float64, prior normal, count float64) normal {
	sum, n := prior.mean*count, float64(len(values))+count
	for _, x := range values {
		sum += x
	}
	mean := sum / n
	squares := (prior.deviation*prior.deviation + (prior.mean-mean)*(prior.mean-mean)) * count
	for _, x := range values {
		squares += (x - mean) * (x - mean)
	}
	return normal{mean, max(leastDeviation, math.Sqrt(squares/n))}
}

// settle learns where linked sentences lie from 1-1 links, counted from sentence
// i0 of the source and j0 of the target.
func (m *vectorModel) settle(pairs [][2]int, i0, j0 int) {
	var c []float64
	for _, p := range pairs {
		if x, ok := m.cosine(i0+p[0], j0+p[1]); ok {
			c = append(c, x)
		}
	}
	m.linked = normalOf(c, m.linked, vectorLinks)
}

// cosine is that of two sentences; ok is false when one has no vector.
func (m *vectorModel) cosine(i, j int) (cosine float64, ok bool) {
	if m.src.scale[i] == 0 || m.tgt.scale[j] == 0 {
		return 0, false
	}
	return dot(m.src.vector[i], m.tgt.vector[j]) * m.src.scale[i] * m.tgt.scale[j], true
}

// vectorBlock is the model on a part of the texts: the cosines of the sentence
// pairs in its band, worked out once because every kind of bead needs them.
type vectorBlock struct {
	*vectorModel
	i0, j0 int
	band   *band
	pair   []float32 // by node; unknown where a sentence has no vector
}

const unknown = float32(-9)

func (m *vectorModel) block(r rect, b *band) *vectorBlock {
	v := &vectorBlock{m, r.i0, r.j0, b, make([]float32, b.nodes())}
	for i := range b.lo {
		for j := b.lo[i]; j <= b.hi[i]; j++ {
			at := int(b.start[i]) + int(j-b.lo[i])
			v.pair[at] = unknown
			if r.i0+i < r.i1 && r.j0+int(j) < r.j1 {
				if c, ok := m.cosine(r.i0+i, r.j0+int(j)); ok {
					v.pair[at] = float32(c)
				}
			}
		}
	}
	return v
}

// passages is the cosine of the mean vectors of source sentences i..i+a and target
// sentences j..j+b of the block; ok is false when nothing is known of a side.
func (v *vectorBlock) passages(i, j, a, b int) (cosine float64, ok bool) {
	across := 0.0
	for x := i; x < i+a; x++ {
		for y := j; y < j+b; y++ {
			if k := v.band.node(x, y); k >= 0 && v.pair[k] != unknown {
				across += v.src.weight[v.i0+x] * v.tgt.weight[v.j0+y] * float64(v.pair[k])
				ok = true
			}
		}
	}
	if !ok {
		return 0, false
	}
	return across / math.Sqrt(v.src.squaredMean(v.i0+i, a)*v.tgt.squaredMean(v.j0+j, b)), true
}

// squaredMean is the squared length of the weighted sum of n vectors from i on.
func (s *vectorSide) squaredMean(i, n int) float64 {
	sum := 0.0
	for x := i; x < i+n; x++ {
		if s.scale[x] == 0 {
			continue
		}
		sum += s.weight[x] * s.weight[x]
		for y := x + 1; y < i+n; y++ {
			sum += 2 * s.weight[x] * s.weight[y] * float64(s.near[x][y-x-1])
		}
	}
	return max(sum, 1e-9)
}

// score is the log-likelihood ratio of the bead against chance: the mean over
// its sentences, by length, of what each says against the whole other passage. A
// sentence that has no part in the other passage counts against the bead, where
// the mean vector would hide it.
func (v *vectorBlock) score(i, j, a, b int) float64 {
	if a == 1 && b == 1 {
		return vectorShare * v.ratio(i, j, 1, 1)
	}
	var sum, weight float64
	for x := i; x < i+a; x++ {
		w := v.src.weight[v.i0+x]
		sum, weight = sum+w*v.ratio(x, j, 1, b), weight+w
	}
	source := sum / weight
	sum, weight = 0, 0
	for y := j; y < j+b; y++ {
		w := v.tgt.weight[v.j0+y]
		sum, weight = sum+w*v.ratio(i, y, a, 1), weight+w
	}
	return vectorShare * (source + sum/weight) / 2
}

// ratio is the log-likelihood ratio of two passages by the angle between them.
func (v *vectorBlock) ratio(i, j, a, b int) float64 {
	c, ok := v.passages(i, j, a, b)
	if !ok {
		return 0
	}
	// Beyond either centre an angle says no more than at it: the tails of two
	// normals of different width cross again.
	c = max(min(v.chance.mean, v.linked.mean), min(v.linked.mean, c))
	return max(-vectorCap, min(vectorCap, v.linked.log(c)-v.chance.log(c)))
}

func (n normal) log(x float64) float64 {
	z := (x - n.mean) / n.deviation
	return -z*z/2 - math.Log(n.deviation)
}
