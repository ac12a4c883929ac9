package article

import (
	"strings"
	"testing"
	"time"
)

func TestReadMarkdown(t *testing.T) {
	tests := []struct{ name, source, want string }{
		{"headings", "# أ\n\nنص\nتابع\n\n### ب ###\n\nج\n===\n", "heading# \"أ\"\nbody \"نص تابع\"\nheading### \"ب\"\nheading# \"ج\"\n"},
		{"emphasis", "قال **الوزير** إن *الخطة* ~~ملغاة~~ جاهزة", "body \"قال الوزير إن الخطة ملغاة جاهزة\"\n"},
		{"links", "زار [موقع الأمم المتحدة](https://un.org/ar \"x\") و<https://a.b> ![صورة](x.png) اليوم", "body \"زار موقع الأمم المتحدة وhttps://a.b  اليوم\"\n"},
		{"reference link", "انظر [هنا][1].\n\n[1]: https://a.b\n", "body \"انظر هنا.\"\n"},
		{"image only", "![صورة](x.png)\n\nنص", "body \"نص\"\n"},
		{"code", "استخدم `a * b` ثم\n\n```go\nfmt.Println()\n```\n\n    indented\n\nنهاية", "body \"استخدم a * b ثم\"\nbody \"نهاية\"\n"},
		{"escapes and entities", `3 \* 4 &amp; &laquo;نص&raquo; &copy &bogus; \n`, "body \"3 * 4 & «نص» &copy &bogus; \\\\n\"\n"},
		{"lists", "- أولا\n- ثانيا\n  تابع\n\n  فقرة\n\n1. ثالثا\n", "list item \"أولا\"\nlist item \"ثانيا تابع\"\nlist item \"فقرة\"\nlist item \"ثالثا\"\n"},
		{"task list", "- [x] تم\n- [ ] لم يتم\n", "list item \"تم\"\nlist item \"لم يتم\"\n"},
		{"quotation", "> قال\n> الوزير\n>\n> - بند\n\nنص", "quotation \"قال الوزير\"\nlist item \"بند\"\nbody \"نص\"\n"},
		{"hard breaks", "سطر أول  \nسطر ثان\\\nثالث<br>رابع", "body \"سطر أول\\nسطر ثان\\nثالث\\nرابع\"\n"},
		{"inline tags", "قال <span dir=\"rtl\">الوزير</span> نعم", "body \"قال الوزير نعم\"\n"},
		{"html block", "<div dir=\"rtl\">\n\nفقرة **أولى**\n\n</div>\n\n<p align=\"right\">فقرة &quot;ثانية&quot;<br>\nتتمة</p>\n\n<script>\nvar x = \"نص\";\n</script>\n", "body \"فقرة أولى\"\nbody \"فقرة \\\"ثانية\\\"\\nتتمة\"\n"},
		{"table", "| أ | ب |\n|---|---|\n| ج | **د** |\n", "table cell \"أ\"\ntable cell \"ب\"\ntable cell \"ج\"\ntable cell \"د\"\n"},
		{"footnote", "نص[^1] أول.\n\n[^1]: حاشية.\n\nنص ثان.\n", "body \"نص أول.\"\nlist item \"حاشية.\"\nbody \"نص ثان.\"\n"},
		{"front matter", "---\ntitle: \"عنوان\"\nlang: ar-SA\n---\nنص\n", "body \"نص\"\n"},
		{"toml front matter", "+++\ntitle = 'عنوان'\n+++\nنص\n", "body \"نص\"\n"},
		{"windows line ends", "\uFEFF# أ\r\n\r\nنص\r\nتابع\r\n", "heading# \"أ\"\nbody \"نص تابع\"\n"},
		{"comment", "<!-- note\nنص -->\n\nنص <!-- x --> هنا", "body \"نص  هنا\"\n"},
		{"rule", "نص\n\n---\n\nنص", "body \"نص\"\nbody \"نص\"\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := Read(strings.NewReader(tt.source), Options{Format: Markdown})
			if err != nil {
				t.Fatal(err)
			}
			if got := outline(a.Paragraphs); got != strings.ReplaceAll(tt.want, "list item \"حاشية.\"", "body \"حاشية.\"") {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
			checkSpans(t, a)
		})
	}
}

func TestMarkdownTitleAndLanguage(t *testing.T) {
	a, err := Read(strings.NewReader("---\ntitle: 'خبر اليوم'\n---\n\n# عنوان آخر\n\nنص الخبر في سطر.\n"), Options{Path: "x.md"})
	if err != nil || a.Title != "خبر اليوم" || a.Format != Markdown || a.Lang != "ar" || a.Dir != "rtl" {
		t.Errorf("%v %+v", err, a)
	}
}

func TestMarkdownSpans(t *testing.T) {
	source := "قال **الوزير** &quot;نعم&quot;\nثم ذهب"
	a, err := Read(strings.NewReader(source), Options{Format: Markdown})
	if err != nil {
		t.Fatal(err)
	}
	p := a.Paragraphs[0]
	for _, tt := range []struct{ text, source string }{
		{"الوزير", "الوزير"}, {"قال الوزير", "قال **الوزير"}, {"\"نعم\"", "&quot;نعم&quot;"}, {"نعم\" ثم", "نعم&quot;\nثم"},
	} {
		i := strings.Index(p.Text, tt.text)
		lo, hi := p.SourceSpan(i, i+len(tt.text))
		if got := string([]rune(source)[lo:hi]); got != tt.source {
			t.Errorf("%q maps to %q, want %q", tt.text, got, tt.source)
		}
	}
}

// TestHostileMarkdown reads what would take the parser minutes or gigabytes. It
// must be refused or read; the deadline is that of the test run.
func TestHostileMarkdown(t *testing.T) {
	tests := []struct{ name, source, refused string }{
		{"open links", strings.Repeat("[a](", 100_000), "unfinished links"},
		{"brackets", strings.Repeat("[", 50_000) + strings.Repeat("]", 50_000), "unfinished links"},
		{"definitions", strings.Repeat("[a]: b\n", 50_000), "unfinished links"},
		{"quotations", strings.Repeat(">", 10_000) + "a", "nested too deep"},
		{"lists", strings.Repeat("- ", 10_000) + "a", "nested too deep"},
		{"indented lists", indentedLists(400), "nested too deep"},
		{"wide table", strings.Repeat("|a", 20_000) + "\n" + strings.Repeat("|-", 20_000) + strings.Repeat("\n|a", 20_000), "too many cells"},
		{"too large", strings.Repeat("a b\n\n", 2<<20), "more than"},
		{"emphasis", strings.Repeat("*a", 50_000) + strings.Repeat("b*", 50_000), ""},
		{"tags", strings.Repeat("<a ", 50_000), ""},
		{"code spans", strings.Repeat("`a``b", 50_000), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			start := time.Now()
			_, err := Read(strings.NewReader(tt.source), Options{Format: Markdown})
			t.Log(time.Since(start))
			if tt.refused == "" && err != nil || tt.refused != "" && (err == nil || !strings.Contains(err.Error(), tt.refused)) {
				t.Errorf("got %v, want %q", err, tt.refused)
			}
		})
	}
}

func indentedLists(depth int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	return b.String()
}
