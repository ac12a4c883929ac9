package bitext

import (
	"testing"
	"unicode/utf16"
)

func TestDetectTellsXLIFFInUTF16(t *testing.T) {
	text := `<?xml version="1.0" encoding="UTF-16"?><xliff version="1.2"><file/></xliff>`
	little, big := []byte{0xFF, 0xFE}, []byte{}
	for _, u := range utf16.Encode([]rune(text)) {
		little = append(little, byte(u), byte(u>>8))
		big = append(big, byte(u>>8), byte(u))
	}
	for _, head := range [][]byte{[]byte(text), little, big} {
		for _, name := range []string{"a.xlf", "-"} {
			if got := detect(name, head); got != "xliff12" {
				t.Errorf("%s, %q…: %q", name, head[:4], got)
			}
		}
	}
}
