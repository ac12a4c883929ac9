package frozen

import (
	"encoding/binary"
	"maps"
	"slices"
)

// Writer lays tables down.
type Writer struct{ b []byte }

// NewWriter returns a writer of tables of a kind: a name with a version, which a
// reader must ask for.
func NewWriter(kind string) *Writer {
	w := &Writer{}
	w.Text(kind)
	return w
}

// String returns all that was written.
func (w *Writer) String() string { return string(w.b) }

// Text writes a string.
func (w *Writer) Text(s string) {
	w.b = binary.LittleEndian.AppendUint32(w.b, uint32(len(s)))
	w.b = append(w.b, s...)
}

// Ints writes a row of numbers.
func (w *Writer) Ints(list []uint32) {
	w.b = binary.LittleEndian.AppendUint32(w.b, uint32(4*len(list)))
	for _, n := range list {
		w.b = binary.LittleEndian.AppendUint32(w.b, n)
	}
}

// Strings writes a row of strings.
func (w *Writer) Strings(list []string) {
	ends := make([]uint32, len(list))
	size := 0
	for i, s := range list {
		size += len(s)
		ends[i] = uint32(size)
	}
	w.Ints(ends)
	w.b = binary.LittleEndian.AppendUint32(w.b, uint32(size))
	for _, s := range list {
		w.b = append(w.b, s...)
	}
}

// Lists writes a row of rows.
func (w *Writer) Lists(lists [][]uint32) {
	ends := make([]uint32, len(lists))
	size := 0
	for i, l := range lists {
		size += len(l)
		ends[i] = uint32(size)
	}
	w.Ints(ends)
	w.Ints(slices.Concat(lists...))
}

// Set writes a set of strings, which are numbered in their order. None may stand
// there twice.
func (w *Writer) Set(keys []string) {
	w.Strings(keys)
	number := numberMask(len(keys))
	slots := make([]uint32, slotCount(len(keys)))
	for i, key := range keys {
		h := hash(key)
		at := int(h) & (len(slots) - 1)
		for slots[at] != 0 {
			at = (at + 1) & (len(slots) - 1)
		}
		slots[at] = h&^number | uint32(i+1)
	}
	w.Ints(slots)
}

// slotCount is the least power of two that leaves a third of the slots empty.
func slotCount(keys int) int {
	if keys == 0 {
		return 0
	}
	n := 4
	for 2*n < 3*keys {
		n *= 2
	}
	return n
}

// Table writes a map; its keys are numbered in alphabetical order.
func (w *Writer) Table(m map[string][]uint32) {
	keys := slices.Sorted(maps.Keys(m))
	lists := make([][]uint32, len(keys))
	for i, k := range keys {
		lists[i] = m[k]
	}
	w.Set(keys)
	w.Lists(lists)
}
