package article_test

import (
	"errors"
	"fmt"
	"strings"

	"tarjuman/translate/article"
)

func ExampleRead() {
	page := `<html lang="ar"><body><nav>الرئيسية</nav>
<h1>خبر اليوم</h1><p>قال <b>الوزير</b> &quot;نعم&quot;.</p></body></html>`
	a, err := article.Read(strings.NewReader(page), article.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(a.Format, a.Lang, a.Dir)
	for _, p := range a.Paragraphs {
		fmt.Printf("%s: %s\n", p.Kind, p.Text)
	}
	// Output:
	// html ar rtl
	// heading: خبر اليوم
	// body: قال الوزير "نعم".
}

// A span of the text leads back to the markup it was taken from.
func ExampleParagraph_SourceSpan() {
	source := "قال **الوزير** &quot;نعم&quot;."
	a, err := article.Read(strings.NewReader(source), article.Options{Format: article.Markdown})
	if err != nil {
		fmt.Println(err)
		return
	}
	p := a.Paragraphs[0]
	at := strings.Index(p.Text, `"نعم"`)
	start, end := p.SourceSpan(at, at+len(`"نعم"`))
	fmt.Println(p.Text)
	fmt.Println(start, end, string([]rune(a.Source)[start:end]))
	// Output:
	// قال الوزير "نعم".
	// 15 30 &quot;نعم&quot;
}

func ExampleError() {
	_, err := article.Read(strings.NewReader("%PDF-1.7"), article.Options{Path: "report.txt"})
	fmt.Println(err)
	var e *article.Error
	if errors.As(err, &e) {
		fmt.Println("hint:", e.Hint)
	}
	// Output:
	// report.txt: is a PDF, not an article
	// hint: export the text from it: copy the text into a plain text file in UTF-8
}

func ExampleDetectLanguage() {
	fmt.Println(article.DetectLanguage("أعلنت الحكومة خطة جديدة في العاصمة"))
	fmt.Println(article.DetectLanguage("The government announced a new plan in the capital"))
	fmt.Println(article.DetectLanguage("دولت از برنامه جدیدی خبر داد که برای مردم است"))
	// Output:
	// ar
	// en
	// fa
}
