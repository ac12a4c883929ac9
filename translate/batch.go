package translate

import "unicode/utf8"

// batches packs the segments with indices todo into requests within the limits.
// Order is kept; a segment that alone exceeds the code point limit travels alone,
// so that the backend can say what is wrong with it.
func batches(segs []Segment, todo []int, lim Limits) [][]int {
	var out [][]int
	var cur []int
	size := 0
	for _, i := range todo {
		n := utf8.RuneCountInString(segs[i].Text)
		full := lim.Segments > 0 && len(cur) >= lim.Segments || lim.CodePoints > 0 && size+n > lim.CodePoints
		if full && len(cur) > 0 {
			out = append(out, cur)
			cur, size = nil, 0
		}
		cur = append(cur, i)
		size += n
	}
	if len(cur) > 0 {
		out = append(out, cur)
	}
	return out
}
