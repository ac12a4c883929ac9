package memory

// Op is what an [Edit] does with its words.
type Op int8

// The operations, numbered as in go-diff.
const (
	Delete Op = -1
	Equal  Op = 0
	Insert Op = 1
)

// Edit is one step on the way from one text to another.
type Edit struct {
	Op   Op
	Text string
}

// Diff returns the way from a to b word by word. The texts of Equal and Delete
// steps joined are a, those of Equal and Insert steps are b.
func Diff(a, b string) []Edit {
	if a == b {
		return []Edit{{Equal, a}}
	}
	return []Edit{{Delete, a}, {Insert, b}}
}
