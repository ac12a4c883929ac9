package article

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestMarkupLaws builds documents out of scraps of markup, balanced or not, which
// reach states that random bytes seldom do.
func TestMarkupLaws(t *testing.T) {
	scraps := map[Format][]string{
		Markdown: {"نص ", "a", "\n", "\n\n", "  \n", "# ", "- ", "> ", "1. ", "**", "*", "_", "`", "```\n", "[", "](b)", "[^1]", "[^1]: ", "![", "<b>", "</b>", "<br>", "<div>", "<http://a>",
			"|", "|-|-|\n", "&amp;", "&lt", "\\", "~~", "    ", "\t", "---\n", "<!-- ", "-->", "\r\n", "\u00A0", "\u200F", "\x00", "\U0001F600"},
		HTML: {"نص ", "a", " ", "\n", "<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<a href='javascript:x'>", "</a>", "<br>", "<div>", "</div>", "<h1>", "</h1>", "<table>", "<tr>", "<td>", "</table>",
			"<ul><li>", "</ul>", "<blockquote>", "<pre>", "</pre>", "<code>", "<script>", "</script>", "<svg>", "<title>", "</title>", "</svg>", "<math>", "<select>", "<option>", "</select>",
			"<textarea>", "</textarea>", "<template>", "</template>", "<noscript>", "</noscript>", "<p hidden>", "<nav>", "<form>", "<body lang=ar>", "</body>", "<frameset>", "<![CDATA[", "]]>",
			"&amp;", "&notit;", "&#0;", "&#x627;", "&", "<", ">", "<!--", "-->", "\uE0001\uE001", "\x00", sentence},
	}
	for format, list := range scraps {
		t.Run(format.String(), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				source := strings.Join(rapid.SliceOfN(rapid.SampledFrom(list), 1, 60).Draw(t, "scraps"), "")
				a, err := Read(strings.NewReader(source), Options{Format: format})
				if err == nil {
					checkSpans(t, a)
				}
			})
		})
	}
}
