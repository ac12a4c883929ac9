package embedding

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"math"
)

// vectorForm names the form in which vectors are kept.
const vectorForm = "int16"

// A vector is kept as a scale, a float32, and for each number the share of the
// scale it is as an int16, all little-endian: half the size of the numbers
// themselves, and no farther from them than 1/65,534 of the largest. That a
// vector is used in this form from the beginning makes the same texts align alike
// whether it was kept or has just been received.
const scaleSize = 4

// packVector puts a vector in the form in which it is kept.
func packVector(v []float32) []byte {
	var top float32
	for _, x := range v {
		top = max(top, x, -x)
	}
	b := make([]byte, 0, scaleSize+2*len(v))
	b = binary.LittleEndian.AppendUint32(b, math.Float32bits(top))
	for _, x := range v {
		n := int16(0)
		if top > 0 {
			n = int16(math.Round(float64(x) / float64(top) * math.MaxInt16))
		}
		b = binary.LittleEndian.AppendUint16(b, uint16(n))
	}
	return b
}

var errVector = errors.New("a vector in no known form")

// unpackVector takes a vector out of that form.
func unpackVector(b []byte) ([]float32, error) {
	if len(b) <= scaleSize || len(b)%2 != 0 {
		return nil, errVector
	}
	top := math.Float32frombits(binary.LittleEndian.Uint32(b))
	if !(top >= 0) || math.IsInf(float64(top), 0) {
		return nil, errVector
	}
	v := make([]float32, (len(b)-scaleSize)/2)
	for i := range v {
		n := int16(binary.LittleEndian.Uint16(b[scaleSize+2*i:]))
		v[i] = float32(float64(top) * float64(n) / math.MaxInt16)
	}
	return v, nil
}

// formatVector is a vector as the text of a [translate.Result].
func formatVector(v []float32) string { return base64.StdEncoding.EncodeToString(packVector(v)) }

func parseVector(text string) ([]float32, error) {
	b, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, errVector
	}
	return unpackVector(b)
}
