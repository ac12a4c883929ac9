package review_test

import (
	"fmt"
	"os"
	"strings"

	"tarjuman/align/bitext"
	"tarjuman/align/check"
	"tarjuman/align/review"
)

func document() *bitext.Document {
	d := &bitext.Document{Header: bitext.Header{Source: bitext.File{Path: "story.txt", Lang: "ar"}, Target: bitext.File{Lang: "en"}}}
	for i, pair := range [][2]string{{"زارت البعثة المدينة.", "The mission visited the city."}, {"قُتل 12 شخصًا.", "21 people were killed."}} {
		d.Segments = append(d.Segments, bitext.Segment{
			ID: fmt.Sprintf("s%02d", i+1), Link: bitext.Link{Confidence: 1},
			Source: bitext.Side{Text: pair[0], Sentences: []int{i}}, Target: bitext.Side{Text: pair[1], Sentences: []int{i}},
		})
	}
	d.Segments[1].Findings = []check.Finding{{Rule: "number.value", Severity: check.Critical, Group: check.Translation, Message: "12 became 21"}}
	return d
}

func ExamplePlan() {
	d := document()
	for _, it := range review.First(review.Plan(d), 0) {
		fmt.Println(d.Segments[it.Segment].ID, d.Segments[it.Segment].Findings[0].Message)
	}
	// Output: s02 12 became 21
}

func ExampleHTML() {
	var page strings.Builder
	if err := (review.HTML{}).Write(&page, document()); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	fmt.Println(strings.Contains(page.String(), "<title>story.txt – review</title>"))
	// Output: true
}
