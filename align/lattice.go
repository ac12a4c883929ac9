package align

// band is the part of the lattice that is searched: node (i, j), "i source and j
// target sentences are linked", is in it when lo[i] <= j <= hi[i]. Both bounds
// grow with i, and consecutive rows overlap.
type band struct {
	lo, hi []int32
	start  []int32 // index of node (i, lo[i]) in flat arrays; one more at the end
}

func newBand(lo, hi []int32) *band {
	b := &band{lo: lo, hi: hi, start: make([]int32, len(lo)+1)}
	for i := range lo {
		b.start[i+1] = b.start[i] + hi[i] - lo[i] + 1
	}
	return b
}

// fullBand covers every node.
func fullBand(n, m int) *band {
	lo, hi := make([]int32, n+1), make([]int32, n+1)
	for i := range hi {
		hi[i] = int32(m)
	}
	return newBand(lo, hi)
}

func (b *band) nodes() int { return int(b.start[len(b.lo)]) }

// node returns the flat index of node (i, j), or -1 outside the band.
func (b *band) node(i, j int) int {
	if i < 0 || i >= len(b.lo) || j < int(b.lo[i]) || j > int(b.hi[i]) {
		return -1
	}
	return int(b.start[i]) + j - int(b.lo[i])
}

// tokenLink says that token p of the source may correspond to token q of the
// target; p and q are positions in the sentence pair's token lists.
type tokenLink struct {
	p, q  uint16
	ratio float32
}

// pairLinks holds the token links of every sentence pair in the band.
type pairLinks struct {
	band *band
	off  []int32
	link []tokenLink
}

// maxTokens is how many tokens of a sentence take part in links; what is beyond
// in a run-on line of a broken file is ignored.
const maxTokens = 400

// linkPairs finds the token links of each pair in the band: for one source
// sentence after the other, the possible counterparts of its tokens are marked
// in a table over target types, which the target sentences of the row are then
// read against.
func linkPairs(src, tgt *side, t *table, b *band) *pairLinks {
	pl := &pairLinks{band: b, off: make([]int32, b.nodes()+1)}
	head := make([]int32, len(tgt.types)) // 1-based index into nodes, 0 for none
	type node struct {
		p     uint16
		next  int32
		ratio float32
	}
	var nodes []node
	var touched []int32
	for i := range b.lo {
		if i < src.len() {
			from, to := src.tokens(i)
			to = min(to, from+maxTokens)
			for k := to - 1; k >= from; k-- {
				e := src.typ[k]
				for x := t.row[e]; x < t.row[e+1]; x++ {
					f := t.target[x]
					if head[f] == 0 {
						touched = append(touched, f)
					}
					nodes = append(nodes, node{uint16(k - from), head[f], t.ratio[x]})
					head[f] = int32(len(nodes))
				}
			}
		}
		for j := b.lo[i]; j <= b.hi[i]; j++ {
			if i < src.len() && int(j) < tgt.len() && len(nodes) > 0 {
				from, to := tgt.tokens(int(j))
				to = min(to, from+maxTokens)
				for k := from; k < to; k++ {
					for h := head[tgt.typ[k]]; h != 0; h = nodes[h-1].next {
						nd := &nodes[h-1]
						pl.link = append(pl.link, tokenLink{nd.p, uint16(k - from), nd.ratio})
					}
				}
			}
			pl.off[int(b.start[i])+int(j-b.lo[i])+1] = int32(len(pl.link))
		}
		for _, f := range touched {
			head[f] = 0
		}
		touched, nodes = touched[:0], nodes[:0]
	}
	return pl
}

// of returns the token links of source sentence i and target sentence j.
func (pl *pairLinks) of(i, j int) []tokenLink {
	k := pl.band.node(i, j)
	if k < 0 {
		return nil
	}
	return pl.link[pl.off[k]:pl.off[k+1]]
}
