package article

import (
	"strings"
	"testing"
	"time"
)

// sentence is long enough for readability to take a paragraph of it seriously.
const sentence = "قال المتحدث باسم الوزارة، يوم الأحد، إن الحكومة ستعلن خطة جديدة للإسكان، وإن البرلمان سيناقشها في جلسة خاصة قبل نهاية الشهر الجاري. "

func TestReadHTML(t *testing.T) {
	p := func(s string) string { return "<p>" + s + "</p>\n" }
	tests := []struct{ name, source, want string }{
		{"entities", p("قال &quot;نعم&quot; &amp; ذهب&nbsp;بعيدا&#1563; &notit;"), "body \"قال \\\"نعم\\\" & ذهب\\u00a0بعيدا؛ ¬it;\"\n"},
		{"white space", p("  قال \n\t الوزير <b> نعم </b>\n ثم  ذهب "), "body \"قال الوزير نعم ثم ذهب\"\n"},
		{"breaks", p("سطر<br>ثان<br/><br />ثالث"), "body \"سطر\\nثان\"\nbody \"ثالث\"\n"},
		{"headings", "<h1>عنوان <i>رئيسي</i></h1>" + p("نص") + "<h3>فرعي</h3>" + p("نص"), "heading# \"عنوان رئيسي\"\nbody \"نص\"\nheading### \"فرعي\"\nbody \"نص\"\n"},
		{"lists and tables", "<ul><li>أ<li>ب</ul><table><tr><th>ج<td>د</table><blockquote><p>هـ</p></blockquote>", "list item \"أ\"\nlist item \"ب\"\ntable cell \"ج\"\ntable cell \"د\"\nquotation \"هـ\"\n"},
		{"not text", "<script>var a='نص'</script><style>p{}</style><noscript>نص</noscript><template><p>نص</p></template><svg><text>نص</text></svg><p hidden>نص</p><p style='display : none'>نص</p><textarea>نص</textarea>" + p("خبر"), "body \"خبر\"\n"},
		{"frame", "<nav><p>قائمة</p></nav><aside>جانب</aside><div role=navigation>قائمة</div>" + p("خبر") + "<footer>حقوق</footer>", "body \"خبر\"\n"},
		{"unclosed", "<div><p>أ<p>ب<b>ج<p>د", "body \"أ\"\nbody \"بج\"\nbody \"د\"\n"},
		{"text in a table", "<div>أ<table><tr><td>ج</td></tr>ب</table>د</div>", "body \"أ\"\ntable cell \"ج\"\nbody \"ب\"\nbody \"د\"\n"},
		{"code", "<pre><code>x = 1</code></pre><pre>بيت أول\nبيت ثان</pre>" + p("نص <code>a</code>"), "body \"بيت أول\"\nbody \"بيت ثان\"\nbody \"نص a\"\n"},
		{"reference marks", p("نص<sup class='reference'><a href='#1'>[1]</a></sup> <a class='reference' href='x'>هنا</a>"), "body \"نص هنا\"\n"},
		{"comments", p("أ<!-- <p>ب</p> -->ج<![CDATA[د]]>"), "body \"أج\"\n"},
		{"private use", p("\uE0000\uE001 أ \uE00099\uE001"), "body \"\\ue0000\\ue001 أ \\ue00099\\ue001\"\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := Read(strings.NewReader("<!DOCTYPE html><html><body>"+tt.source+"</body></html>"), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := outline(a.Paragraphs); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
			if a.Format != HTML {
				t.Errorf("format %s", a.Format)
			}
			checkSpans(t, a)
		})
	}
}

func TestArticleIsFoundInPage(t *testing.T) {
	page := `<!DOCTYPE html>
<html lang="ar-EG" dir="rtl"><head><meta charset="utf-8"><title>الحكومة تعلن خطة جديدة للإسكان | جريدة المدينة</title></head>
<body><header><h1 class="logo"><a href="/">جريدة المدينة</a></h1>
<ul class="menu"><li><a href="/a">سياسة</a></li><li><a href="/b">اقتصاد</a></li></ul></header>
<div class="content"><article><h1>الحكومة تعلن خطة جديدة للإسكان</h1>
<p>` + sentence + sentence + `</p>
<p>` + sentence + `<a href="javascript:void(0)">التفاصيل في الرابط</a>، ` + sentence + `</p>
<h2>ردود الفعل على الخطة</h2>
<p>` + sentence + sentence + `</p></article></div>
<div class="sidebar related"><h3>اقرأ أيضا</h3><ul><li><a href="/c">خبر آخر لا علاقة له</a></li></ul></div>
<div id="comments" class="comments"><p>تعليق قارئ لا علاقة له بالمقال</p></div>
<footer>جميع الحقوق محفوظة</footer></body></html>`
	a, err := Read(strings.NewReader(page), Options{Path: "page.html"})
	if err != nil {
		t.Fatal(err)
	}
	got := outline(a.Paragraphs)
	for _, want := range []string{"heading# \"الحكومة تعلن", "heading## \"ردود الفعل", "التفاصيل في الرابط"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
	for _, junk := range []string{"سياسة", "اقرأ أيضا", "خبر آخر", "تعليق", "الحقوق", "جريدة المدينة"} {
		if strings.Contains(got, junk) {
			t.Errorf("%s is in\n%s", junk, got)
		}
	}
	if a.Lang != "ar" || a.Dir != "rtl" || a.Title != "الحكومة تعلن خطة جديدة للإسكان" {
		t.Errorf("lang %s, dir %s, title %q", a.Lang, a.Dir, a.Title)
	}
	checkSpans(t, a)
}

func TestHTMLSpans(t *testing.T) {
	source := "<html><body><p>قال <b>الوزير</b> &laquo;نعم&raquo;\n  ثم</p></body></html>"
	a, err := Read(strings.NewReader(source), Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := a.Paragraphs[0]
	for _, tt := range []struct{ text, source string }{
		{"الوزير", "الوزير"}, {"قال الوزير", "قال <b>الوزير"}, {"«نعم»", "&laquo;نعم&raquo;"}, {"» ", "&raquo;\n  "}, {"ثم", "ثم"},
	} {
		i := strings.Index(p.Text, tt.text)
		lo, hi := p.SourceSpan(i, i+len(tt.text))
		if got := string([]rune(source)[lo:hi]); got != tt.source {
			t.Errorf("%q maps to %q, want %q", tt.text, got, tt.source)
		}
	}
}

func TestHTMLEncodings(t *testing.T) {
	page := func(charset string) string {
		return `<html><head><meta http-equiv="Content-Type" content="text/html; charset=` + charset + `"></head><body><p>` +
			strings.NewReplacer("«", `"`, "»", `"`).Replace(arabicSample) + `</p></body></html>`
	}
	for _, tt := range []struct {
		declared, actual string
		guessed          bool
	}{
		{"windows-1256", "windows-1256", false},
		{"ISO-8859-6", "iso-8859-6", false},
		{"windows-1256", "utf-8", false},
		{"iso-8859-1", "windows-1256", true},
		{"utf-8", "windows-1256", true},
		{"utf-16", "utf-16le", true},
	} {
		a, err := Read(strings.NewReader(string(encode(t, page(tt.declared), tt.actual))), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if a.Encoding != tt.actual || a.EncodingDetected != tt.guessed || !strings.Contains(a.Source, "رئيس الوزراء") || a.Format != HTML {
			t.Errorf("declared %s, is %s: read as %s, guessed %v", tt.declared, tt.actual, a.Encoding, a.EncodingDetected)
		}
	}
}

func TestWrongLanguageIsNoted(t *testing.T) {
	a, err := Read(strings.NewReader(`<html lang="en" dir="ltr"><body><p>`+sentence+`</p></body></html>`), Options{})
	if err != nil || a.Lang != "ar" || a.Dir != "rtl" || len(a.Notes) != 1 || !strings.Contains(a.Notes[0], `declared as "en"`) {
		t.Errorf("%v %+v", err, a)
	}
}

// TestHostileHTML reads pages that would take a careless reader minutes or
// gigabytes; the deadline is that of the test run.
func TestHostileHTML(t *testing.T) {
	var fonts strings.Builder
	for range 600 {
		fonts.WriteString("<font color=" + strings.Repeat("a", fonts.Len()%7) + "><b id=" + strings.Repeat("b", fonts.Len()%11) + ">")
	}
	tests := []struct{ name, source, refused string }{
		{"deep", strings.Repeat("<div>", 100_000) + "نص", "cannot be parsed"},
		{"deep blockquotes", strings.Repeat("<blockquote>", 600) + "نص", "cannot be parsed"},
		{"reopened", fonts.String() + strings.Repeat("<p>x", 100_000), "unclosed"},
		{"many elements", strings.Repeat("<p>نص", 400_000), "too many"},
		{"long line", strings.Repeat("نص ", 1<<20), ""},
		{"unfinished tag", "<p>نص<a href=\"" + strings.Repeat("x", 1<<20), ""},
		{"many spans", "<p>" + strings.Repeat("<span>نص</span> ", 30_000), ""},
		{"nested tables", strings.Repeat("<table><tr><td>نص", 100), ""},
		{"only scripts", "<html><body><script>x</script></body></html>", "no text to translate"},
		{"too large", "<html>" + strings.Repeat("x", maxHTML), "more than"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			start := time.Now()
			_, err := Read(strings.NewReader(tt.source), Options{Format: HTML})
			t.Log(time.Since(start))
			if tt.refused == "" && err != nil || tt.refused != "" && (err == nil || !strings.Contains(err.Error(), tt.refused)) {
				t.Errorf("got %v, want %q", err, tt.refused)
			}
		})
	}
}
