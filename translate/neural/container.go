package neural

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strings"
	"unsafe"
)

// Limits of a model file. Published models have some 250 entries of two
// dimensions; the limits only keep a damaged file from asking for the impossible.
const (
	containerVersion = 1
	maxEntries       = 1 << 14
	maxNameBytes     = 1 << 10
	maxDimensions    = 8
	configEntry      = "special:model.yml"
)

// Type codes of the container: class and element size.
const (
	typeInt8    = 0x0101 // only the configuration
	typeFloat32 = 0x0404
	typeIntgemm = 0x4101 // int8 weights followed by their multiplier
)

// tensor is one entry of the model file. Exactly one of floats and weights is set.
type tensor struct {
	shape   []int
	floats  []float32
	weights []int8  // share the file's memory
	scale   float32 // multiplier of weights: the real value is weight/scale
}

// container is the content of a model file.
type container struct {
	tensors map[string]tensor
	config  string // YAML
}

var errCut = errors.New("the file is cut short or damaged")

// cursor reads the header of a container.
type cursor struct{ rest []byte }

func (c *cursor) take(n uint64) ([]byte, error) {
	if n > uint64(len(c.rest)) {
		return nil, errCut
	}
	out := c.rest[:n:n]
	c.rest = c.rest[n:]
	return out, nil
}

func (c *cursor) u64() (uint64, error) {
	b, err := c.take(8)
	if err != nil {
		return 0, err
	}
	return binary.LittleEndian.Uint64(b), nil
}

// header is one entry's description.
type header struct {
	nameLen, kind, dims, size uint64
	name                      string
	shape                     []int
	elements                  uint64
}

// parseContainer reads Marian's binary model format, version 1. Weights are not
// copied: file must not change afterwards.
func parseContainer(file []byte) (*container, error) {
	c := &cursor{file}
	version, err := c.u64()
	if err != nil {
		return nil, err
	}
	if version != containerVersion {
		return nil, fmt.Errorf("not a binary model of version %d", containerVersion)
	}
	heads, err := c.headers()
	if err != nil {
		return nil, err
	}
	pad, err := c.u64()
	if err != nil {
		return nil, err
	}
	if _, err := c.take(pad); err != nil {
		return nil, err
	}
	out := &container{tensors: make(map[string]tensor, len(heads))}
	for _, h := range heads {
		data, err := c.take(h.size)
		if err == nil {
			err = out.add(h, data)
		}
		if err != nil {
			return nil, fmt.Errorf("entry %q: %w", h.name, err)
		}
	}
	if len(c.rest) != 0 {
		return nil, fmt.Errorf("%d bytes too many", len(c.rest))
	}
	if out.config == "" {
		return nil, errors.New("no configuration in the model")
	}
	return out, nil
}

func (c *cursor) headers() ([]header, error) {
	n, err := c.u64()
	if err != nil {
		return nil, err
	}
	if n == 0 || n > maxEntries || n*32 > uint64(len(c.rest)) {
		return nil, errCut
	}
	heads := make([]header, n)
	for i := range heads {
		h := &heads[i]
		for _, field := range []*uint64{&h.nameLen, &h.kind, &h.dims, &h.size} {
			if *field, err = c.u64(); err != nil {
				return nil, err
			}
		}
		if h.nameLen == 0 || h.nameLen > maxNameBytes || h.dims == 0 || h.dims > maxDimensions {
			return nil, errCut
		}
	}
	for i := range heads {
		b, err := c.take(heads[i].nameLen)
		if err != nil {
			return nil, err
		}
		heads[i].name = strings.TrimRight(string(b), "\x00")
	}
	for i := range heads {
		if err := c.shape(&heads[i]); err != nil {
			return nil, fmt.Errorf("entry %q: %w", heads[i].name, err)
		}
	}
	return heads, nil
}

func (c *cursor) shape(h *header) error {
	b, err := c.take(h.dims * 4)
	if err != nil {
		return err
	}
	h.elements = 1
	for ; len(b) > 0; b = b[4:] {
		d := int32(binary.LittleEndian.Uint32(b))
		if d <= 0 {
			return fmt.Errorf("dimension %d", d)
		}
		h.shape = append(h.shape, int(d))
		if h.elements *= uint64(d); h.elements > math.MaxInt32 {
			return errors.New("too large")
		}
	}
	return nil
}

// add reads the data of one entry.
func (c *container) add(h header, data []byte) error {
	if _, twice := c.tensors[h.name]; twice {
		return errors.New("appears twice")
	}
	t := tensor{shape: h.shape}
	n := h.elements
	switch h.kind {
	case typeInt8:
		if h.name != configEntry {
			return errors.New("plain int8 data where weights are expected")
		}
		c.config, _, _ = strings.Cut(string(data), "\x00")
		return nil
	case typeFloat32:
		if uint64(len(data)) < 4*n {
			return errCut
		}
		t.floats = make([]float32, n)
		for i := range t.floats {
			t.floats[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
			if !finite(t.floats[i]) {
				return fmt.Errorf("element %d is not a finite number", i)
			}
		}
	case typeIntgemm:
		if uint64(len(data)) < n+4 {
			return errCut
		}
		t.weights = unsafe.Slice((*int8)(unsafe.Pointer(unsafe.SliceData(data))), n)
		if strings.IndexByte(unsafe.String(unsafe.SliceData(data), n), 0x80) >= 0 {
			return errors.New("a weight of -128")
		}
		t.scale = math.Float32frombits(binary.LittleEndian.Uint32(data[n:]))
		if !finite(t.scale) || t.scale <= 0 {
			return fmt.Errorf("multiplier %v", t.scale)
		}
	default:
		return fmt.Errorf("data type %#04x is not supported: only 8-bit models (.intgemm.alphas.bin) are", h.kind)
	}
	c.tensors[h.name] = t
	return nil
}

func finite(x float32) bool { return !math.IsNaN(float64(x)) && !math.IsInf(float64(x), 0) }
