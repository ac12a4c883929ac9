package translate

// batches packs the segments with indices todo, of the sizes given in code points,
// into requests within the limits.
// Order is kept; a segment that alone exceeds a limit travels alone, so that the
// backend can say what is wrong with it.
func batches(segs []Segment, todo []int, size func(string) int, lim Limits) [][]int {
	var out [][]int
	var cur []int
	points, bytes := 0, 0
	over := func(limit, n int) bool { return limit > 0 && n > limit }
	for _, i := range todo {
		p, b := size(segs[i].Text), len(segs[i].Text)
		full := over(lim.Segments, len(cur)+1) || over(lim.CodePoints, points+p) || over(lim.Bytes, bytes+b)
		if full && len(cur) > 0 {
			out = append(out, cur)
			cur, points, bytes = nil, 0, 0
		}
		cur = append(cur, i)
		points += p
		bytes += b
	}
	if len(cur) > 0 {
		out = append(out, cur)
	}
	return out
}
