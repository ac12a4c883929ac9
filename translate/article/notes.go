package article

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

func (a *Article) note(format string, args ...any) {
	a.Notes = append(a.Notes, fmt.Sprintf(format, args...))
}

// noteCharacters lists characters that are kept in the text but may surprise:
// they are invisible, or change how the rest is displayed.
func (a *Article) noteCharacters() {
	var bidi, nul, tags, replaced int
	for _, p := range a.Paragraphs {
		if isASCIIText(p.Text) {
			nul += strings.Count(p.Text, "\x00")
			continue
		}
		flag := false // inside the tags that spell a regional flag
		for _, r := range p.Text {
			tag := r >= 0xE0000 && r <= 0xE007F
			flag = r == '\U0001F3F4' || flag && tag
			switch {
			case isBidiControl(r):
				bidi++
			case r == 0:
				nul++
			case tag && !flag:
				tags++
			case r == utf8.RuneError:
				replaced++
			}
		}
	}
	if bidi > 0 {
		a.note("%d bidirectional embeddings, overrides or isolates are in the text: its order on screen may mislead", bidi)
	}
	if nul > 0 {
		a.note("%d NUL characters are in the text", nul)
	}
	if tags > 0 {
		a.note("%d invisible tag characters are in the text", tags)
	}
	if a.invalid == 0 && replaced > 0 {
		a.note("%d replacement characters (U+FFFD) are in the text: some of it was lost before it came here", replaced)
	}
}

func isASCIIText(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
