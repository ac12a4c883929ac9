package google_test

import (
	"context"
	"errors"
	"fmt"

	"tarjuman/translate"
	"tarjuman/translate/google"
)

// The options are checked at once, before anything is sent or paid for.
func ExampleNew() {
	_, err := google.New(context.Background(), google.Options{})
	fmt.Println(errors.Is(err, google.ErrNoProject))
	_, err = google.New(context.Background(), google.Options{Project: "my-project", Glossary: "names"})
	fmt.Println(err)
	// Output:
	// true
	// google: glossary names needs the location it is kept in, such as us-central1; it cannot be global
}

// A Translator packs sentences into requests, keeps their order and repeats what
// may be repeated. Without an Output comment this is compiled, not run: it needs a
// project and credentials.
func Example() {
	ctx := context.Background()
	b, err := google.New(ctx, google.Options{Project: "my-project"})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer b.Close()
	tr := translate.Translator{Backend: b}
	results, err := tr.Translate(ctx, "ar", "en", []translate.Segment{{ID: "1", Text: "وصل الوفد أمس."}})
	for _, r := range results {
		fmt.Println(r.Text, r.Origin.Model)
	}
	if err != nil {
		fmt.Println(err) // results received before it are above
	}
}
