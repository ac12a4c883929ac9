package article

import (
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// An encoding turns bytes into text. Its decode function puts U+FFFD for what is
// not valid, counts that in bad, and gives the byte offset of the first one.
type encoding struct {
	name   string
	decode func(data []byte) (text string, bad, first int)
}

var (
	utf8Encoding    = encoding{"utf-8", decodeUTF8}
	utf16leEncoding = encoding{"utf-16le", func(b []byte) (string, int, int) { return decodeUTF16(b, binary.LittleEndian) }}
	utf16beEncoding = encoding{"utf-16be", func(b []byte) (string, int, int) { return decodeUTF16(b, binary.BigEndian) }}
	utf32leEncoding = encoding{"utf-32le", func(b []byte) (string, int, int) { return decodeUTF32(b, binary.LittleEndian) }}
	utf32beEncoding = encoding{"utf-32be", func(b []byte) (string, int, int) { return decodeUTF32(b, binary.BigEndian) }}
)

// byteOrderMarks are in the order they must be tried: UTF-16's begins UTF-32's.
var byteOrderMarks = []struct {
	mark string
	enc  encoding
}{
	{"\xEF\xBB\xBF", utf8Encoding},
	{"\xFF\xFE\x00\x00", utf32leEncoding},
	{"\x00\x00\xFE\xFF", utf32beEncoding},
	{"\xFF\xFE", utf16leEncoding},
	{"\xFE\xFF", utf16beEncoding},
}

// singleByte maps our names to the tables of x/text.
var singleByte = map[string]*charmap.Charmap{
	"windows-1250": charmap.Windows1250, "windows-1251": charmap.Windows1251,
	"windows-1252": charmap.Windows1252, "windows-1253": charmap.Windows1253,
	"windows-1254": charmap.Windows1254, "windows-1255": charmap.Windows1255,
	"windows-1256": charmap.Windows1256, "windows-1257": charmap.Windows1257,
	"windows-1258": charmap.Windows1258,
	"iso-8859-1":   charmap.ISO8859_1, "iso-8859-2": charmap.ISO8859_2,
	"iso-8859-3": charmap.ISO8859_3, "iso-8859-4": charmap.ISO8859_4,
	"iso-8859-5": charmap.ISO8859_5, "iso-8859-6": charmap.ISO8859_6,
	"iso-8859-7": charmap.ISO8859_7, "iso-8859-8": charmap.ISO8859_8,
	"iso-8859-9": charmap.ISO8859_9, "iso-8859-15": charmap.ISO8859_15,
	"koi8-r": charmap.KOI8R, "macintosh": charmap.Macintosh,
}

// encodingAliases maps names without punctuation to ours, for those that differ
// by more than punctuation. ASMO 708 and ECMA-114 are the standards that
// ISO-8859-6 repeats.
var encodingAliases = map[string]string{
	"unicode": "utf-16", "ucs2": "utf-16", "utf8bom": "utf-8", "utf8sig": "utf-8", "ascii": "utf-8", "usascii": "utf-8",
	"arabic": "iso-8859-6", "asmo708": "iso-8859-6", "ecma114": "iso-8859-6", "isoir127": "iso-8859-6",
	"latin1": "iso-8859-1", "latin9": "iso-8859-15", "macroman": "macintosh", "ansi": "windows-1252",
}

// hintEncodings names the encodings that people who need them look for.
const hintEncodings = "known are utf-8, utf-16le, utf-16be, windows-1256, iso-8859-6, windows-1252, iso-8859-1 and their relatives"

// encodingByName finds an encoding by any usual spelling of its name. The bytes
// decide the byte order where the name leaves it open.
func encodingByName(name string, data []byte) (encoding, bool) {
	key := strings.Map(func(r rune) rune {
		if r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
	for _, prefix := range []string{"xcp", "cp", "win"} { // x-cp1256, cp1256, win1256
		if rest, ok := strings.CutPrefix(key, prefix); ok && strings.HasPrefix(rest, "125") {
			key = "windows" + rest
		}
	}
	if known, ok := encodingAliases[key]; ok {
		key = strings.ReplaceAll(known, "-", "")
	}
	switch key {
	case "utf8":
		return utf8Encoding, true
	case "utf16le":
		return utf16leEncoding, true
	case "utf16be":
		return utf16beEncoding, true
	case "utf32le":
		return utf32leEncoding, true
	case "utf32be":
		return utf32beEncoding, true
	case "utf16":
		if enc, ok := encodingByMark(data); ok && strings.HasPrefix(enc.name, "utf-16") {
			return enc, true
		}
		if enc, ok := guessUTF16(data); ok {
			return enc, true
		}
		return utf16leEncoding, true
	}
	for known, table := range singleByte {
		if strings.ReplaceAll(known, "-", "") == key {
			return tableEncoding(known, table), true
		}
	}
	return encoding{}, false
}

// encodingByMark finds the encoding that a byte order mark announces.
func encodingByMark(data []byte) (encoding, bool) {
	for _, m := range byteOrderMarks {
		if len(data) >= len(m.mark) && string(data[:len(m.mark)]) == m.mark {
			return m.enc, true
		}
	}
	return encoding{}, false
}

func decodeUTF8(data []byte) (string, int, int) {
	if utf8.Valid(data) {
		return string(data), 0, 0
	}
	var b strings.Builder
	b.Grow(len(data) + len(data)/16)
	bad, first := 0, 0
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			if bad == 0 {
				first = i
			}
			bad++
		}
		b.WriteRune(r)
		i += n
	}
	return b.String(), bad, first
}

func decodeUTF16(data []byte, order binary.ByteOrder) (string, int, int) {
	var b strings.Builder
	b.Grow(len(data))
	bad, first := 0, 0
	reject := func(at int) {
		if bad == 0 {
			first = at
		}
		bad++
		b.WriteRune(utf8.RuneError)
	}
	for i := 0; i < len(data); i += 2 {
		if i+1 == len(data) {
			reject(i)
			break
		}
		r := rune(order.Uint16(data[i:]))
		if !utf16.IsSurrogate(r) {
			b.WriteRune(r)
			continue
		}
		if i+3 < len(data) {
			if pair := utf16.DecodeRune(r, rune(order.Uint16(data[i+2:]))); pair != utf8.RuneError {
				b.WriteRune(pair)
				i += 2
				continue
			}
		}
		reject(i)
	}
	return b.String(), bad, first
}

func decodeUTF32(data []byte, order binary.ByteOrder) (string, int, int) {
	var b strings.Builder
	bad, first := 0, 0
	for i := 0; i < len(data); i += 4 {
		r := rune(utf8.RuneError)
		valid := false
		if i+4 <= len(data) {
			if v := order.Uint32(data[i:]); v <= unicode.MaxRune && utf8.ValidRune(rune(v)) {
				r, valid = rune(v), true
			}
		}
		if !valid {
			if bad == 0 {
				first = i
			}
			bad++
		}
		b.WriteRune(r)
	}
	return b.String(), bad, first
}

func tableEncoding(name string, table *charmap.Charmap) encoding {
	return encoding{name, func(data []byte) (string, int, int) {
		var b strings.Builder
		b.Grow(2 * len(data))
		bad, first := 0, 0
		for i, c := range data {
			r := table.DecodeByte(c)
			if r == utf8.RuneError {
				if bad == 0 {
					first = i
				}
				bad++
			}
			b.WriteRune(r)
		}
		return b.String(), bad, first
	}}
}
