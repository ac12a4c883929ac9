package article

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
)

const (
	arabicSample  = "قال رئيس الوزراء إن الحكومة ستعلن الأسبوع المقبل خطة جديدة، وأضاف: «لن نتراجع».\nوالتقى الوفد بالصحفيين في فندق صغير؛ فهل تكفي الأموال؟\n"
	englishSample = "The minister said that the plan would be announced next week, and that “we will not step back” – a café owner agreed.\n"
)

// encode writes text in an encoding, with ? for what the encoding lacks.
func encode(t testing.TB, text, name string) []byte {
	t.Helper()
	var out []byte
	switch name {
	case "utf-8":
		return []byte(text)
	case "utf-16le", "utf-16be":
		for _, u := range utf16.Encode([]rune(text)) {
			if name == "utf-16le" {
				out = binary.LittleEndian.AppendUint16(out, u)
			} else {
				out = binary.BigEndian.AppendUint16(out, u)
			}
		}
		return out
	}
	table := singleByte[name]
	if table == nil {
		t.Fatalf("no table for %s", name)
	}
	for _, r := range text {
		c, ok := table.EncodeRune(r)
		if !ok {
			c = '?'
		}
		out = append(out, c)
	}
	return out
}

func TestEncodingIsRecognised(t *testing.T) {
	plainArabic := strings.NewReplacer("«", "\"", "»", "\"").Replace(arabicSample)
	tests := []struct {
		name     string
		data     []byte
		encoding string
		guessed  bool
		has      string
	}{
		{"utf-8", []byte(arabicSample), "utf-8", false, "رئيس الوزراء"},
		{"utf-8 with mark", []byte("\uFEFF" + arabicSample), "utf-8", false, "رئيس الوزراء"},
		{"ascii", []byte("The minister said no."), "utf-8", false, "minister"},
		{"utf-16le", encode(t, arabicSample, "utf-16le"), "utf-16le", true, "رئيس الوزراء"},
		{"utf-16be", encode(t, arabicSample, "utf-16be"), "utf-16be", true, "رئيس الوزراء"},
		{"utf-16le without a space", encode(t, "مرحبا", "utf-16le"), "utf-16le", true, "مرحبا"},
		{"utf-16le with mark", encode(t, "\uFEFF"+arabicSample, "utf-16le"), "utf-16le", false, "رئيس الوزراء"},
		{"utf-16be with mark", encode(t, "\uFEFF"+englishSample, "utf-16be"), "utf-16be", false, "minister"},
		{"utf-16le English", encode(t, englishSample, "utf-16le"), "utf-16le", true, "café"},
		{"windows-1256", encode(t, arabicSample, "windows-1256"), "windows-1256", true, "رئيس الوزراء"},
		{"windows-1256 short", encode(t, "خبر عاجل", "windows-1256"), "windows-1256", true, "خبر عاجل"},
		{"windows-1256 vowelled", encode(t, "كَتَبَ الطّالِبُ دَرْسَهُ", "windows-1256"), "windows-1256", true, "كَتَبَ"},
		{"iso-8859-6", encode(t, plainArabic, "iso-8859-6"), "iso-8859-6", true, "رئيس الوزراء"},
		{"iso-8859-6 short", encode(t, "خبر عاجل", "iso-8859-6"), "iso-8859-6", true, "خبر عاجل"},
		{"windows-1252 quotes", encode(t, englishSample, "windows-1252"), "windows-1252", true, "“we will"},
		{"windows-1252 French", encode(t, "Le président a déclaré à Genève que l’été avait été très sec.", "windows-1252"), "windows-1252", true, "déclaré à"},
		{"windows-1252 German", encode(t, "Größe und Überfluß für Köln, ähnlich schön.", "windows-1252"), "windows-1252", true, "Größe"},
		{"damaged utf-8", []byte(arabicSample + "\xD8"), "utf-8", false, "رئيس الوزراء"},
		{"mixed languages in 1256", encode(t, "شركة Apple Inc. أعلنت في New York عن جهاز iPhone الجديد", "windows-1256"), "windows-1256", true, "الجديد"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := Read(strings.NewReader(string(tt.data)), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if a.Encoding != tt.encoding || a.EncodingDetected != tt.guessed || !strings.Contains(a.Source, tt.has) {
				t.Errorf("%s, guessed %v: %q", a.Encoding, a.EncodingDetected, a.Source)
			}
			checkSpans(t, a)
		})
	}
}

// TestEveryLineIsRecognised reads each line of real text in each encoding: a
// guess from one sentence must be right.
func TestEveryLineIsRecognised(t *testing.T) {
	a, err := ReadFile("../../testdata/article.ar.txt", Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range a.Paragraphs {
		for _, name := range []string{"utf-16le", "utf-16be", "windows-1256", "iso-8859-6"} {
			text := p.Text
			if table := singleByte[name]; table != nil {
				text = encodable(text, table)
			}
			b, err := Read(strings.NewReader(string(encode(t, text, name))), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if b.Encoding != name || b.Source != text {
				t.Errorf("%s read as %s: %q", name, b.Encoding, b.Source)
			}
		}
	}
}

// encodable drops from text what a table cannot hold.
func encodable(text string, table *charmap.Charmap) string {
	return strings.Map(func(r rune) rune {
		if _, ok := table.EncodeRune(r); ok {
			return r
		}
		return -1
	}, text)
}

func TestForcedEncoding(t *testing.T) {
	data := string(encode(t, arabicSample, "windows-1256"))
	for _, name := range []string{"windows-1256", "CP1256", "win-1256", "Windows 1256", "x-cp1256"} {
		a, err := Read(strings.NewReader(data), Options{Encoding: name})
		if err != nil || a.Encoding != "windows-1256" || a.EncodingDetected || a.Source != arabicSample {
			t.Errorf("%s: %v, %+v", name, err, a)
		}
	}
	for name, want := range map[string]string{
		"utf-8":      "-: byte 0: not valid utf-8",
		"iso-8859-6": "-: byte 0: not valid iso-8859-6",
		"ebcdic-ar":  `-: unsupported encoding "ebcdic-ar"`,
	} {
		if _, err := Read(strings.NewReader(data), Options{Encoding: name}); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
	}
}

func TestDamageIsNoted(t *testing.T) {
	a, err := Read(strings.NewReader(arabicSample+"\xFF\xFE"+arabicSample+"\u202Eabc\u202C x\x00"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"2 invalid bytes", "2 bidirectional", "1 NUL"} {
		if !strings.Contains(strings.Join(a.Notes, "\n"), want) {
			t.Errorf("no note %q in %q", want, a.Notes)
		}
	}
	a, err = Read(strings.NewReader("Match day in \U0001F3F4\U000E0067\U000E0062\U000E007F and the rest of the isles"), Options{})
	if err != nil || len(a.Notes) != 0 {
		t.Errorf("a flag is noted: %v, %q", err, a.Notes)
	}
}
