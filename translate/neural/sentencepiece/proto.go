package sentencepiece

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

const unigram = 1 // TrainerSpec.ModelType

// protoModel is what is used of the protocol buffer message ModelProto of
// sentencepiece_model.proto. Fields not named here are skipped.
type protoModel struct {
	pieces []piece

	modelType     uint64
	byteFallback  bool
	spaceAsSuffix bool
	unkSurface    string

	charsmap          []byte
	addDummyPrefix    bool
	removeExtraSpaces bool
	escapeSpaces      bool
	denormalizes      bool
}

func (p *protoModel) read(b []byte) error {
	n := 0
	err := fields(b, func(num int, _ value) error {
		if num == 1 {
			n++
		}
		return nil
	})
	if err != nil {
		return err
	}
	p.pieces = make([]piece, 0, min(n, maxPieces))
	return fields(b, func(num int, v value) error {
		switch num {
		case 1:
			return p.readPiece(v.bytes)
		case 2:
			return fields(v.bytes, p.trainer)
		case 3:
			return fields(v.bytes, p.normalizer)
		case 5:
			return fields(v.bytes, func(num int, v value) error {
				p.denormalizes = p.denormalizes || num == 2 && len(v.bytes) > 0
				return nil
			})
		}
		return nil
	})
}

func (p *protoModel) readPiece(b []byte) error {
	if len(p.pieces) == maxPieces {
		return fmt.Errorf("more than %d pieces", maxPieces)
	}
	out := piece{kind: normal}
	err := fields(b, func(num int, v value) error {
		switch num {
		case 1:
			out.text = string(v.bytes)
		case 2:
			out.score = math.Float32frombits(uint32(v.number))
		case 3:
			out.kind = pieceType(min(v.number, 255))
		}
		return nil
	})
	id := len(p.pieces)
	switch {
	case err != nil:
		return fmt.Errorf("piece %d: %w", id, err)
	case len(out.text) > maxPieceBytes:
		return fmt.Errorf("piece %d is longer than %d bytes", id, maxPieceBytes)
	case out.kind < normal || out.kind > byteValue:
		return fmt.Errorf("piece %d is of unknown type %d", id, out.kind)
	case math.IsNaN(float64(out.score)) || math.IsInf(float64(out.score), 0):
		return fmt.Errorf("piece %d has score %v", id, out.score)
	}
	p.pieces = append(p.pieces, out)
	return nil
}

func (p *protoModel) trainer(num int, v value) error {
	switch num {
	case 3:
		p.modelType = v.number
	case 24:
		p.spaceAsSuffix = v.number != 0
	case 35:
		p.byteFallback = v.number != 0
	case 44:
		p.unkSurface = string(v.bytes)
	}
	return nil
}

func (p *protoModel) normalizer(num int, v value) error {
	switch num {
	case 2:
		p.charsmap = v.bytes
	case 3:
		p.addDummyPrefix = v.number != 0
	case 4:
		p.removeExtraSpaces = v.number != 0
	case 5:
		p.escapeSpaces = v.number != 0
	}
	return nil
}

// value is one field's value: bytes for a length-delimited field, else a number.
type value struct {
	number uint64
	bytes  []byte
}

var errTruncated = errors.New("the file is cut short or damaged")

// fields walks the fields of one protocol buffer message.
func fields(b []byte, visit func(num int, v value) error) error {
	for len(b) > 0 {
		key, n := binary.Uvarint(b)
		if n <= 0 || key>>3 == 0 || key>>3 > 1<<29 {
			return errTruncated
		}
		b = b[n:]
		var v value
		switch key & 7 {
		case 0:
			if v.number, n = binary.Uvarint(b); n <= 0 {
				return errTruncated
			}
		case 1:
			if n = 8; len(b) < n {
				return errTruncated
			}
			v.number = binary.LittleEndian.Uint64(b)
		case 2:
			size, k := binary.Uvarint(b)
			if k <= 0 || size > uint64(len(b)-k) {
				return errTruncated
			}
			n = k + int(size)
			v.bytes = b[k:n:n]
		case 5:
			if n = 4; len(b) < n {
				return errTruncated
			}
			v.number = uint64(binary.LittleEndian.Uint32(b))
		default:
			return errTruncated
		}
		b = b[n:]
		if err := visit(int(key>>3), v); err != nil {
			return err
		}
	}
	return nil
}
