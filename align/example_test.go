package align_test

import (
	"fmt"

	"tarjuman/align"
	"tarjuman/align/lexicon"
)

func ExampleAlign() {
	source := []string{"أعلن الوزير في بغداد أن 12 شخصا أصيبوا.", "ورفض مدير المستشفى الحديث إلى الصحفيين عن حالتهم.", "وستجتمع الحكومة يوم الاثنين."}
	target := []string{"In Baghdad the minister announced that 12 people had been injured.", "The government will meet on Monday."}
	res, err := align.Align(source, target, align.Options{SourceLang: "ar", TargetLang: "en", Lexicon: lexicon.Default()})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, l := range res.Links {
		fmt.Println(l.Source, l.Target)
	}
	// Output:
	// [0] [0]
	// [1] []
	// [2] [1]
}

func ExampleWords() {
	source, target := "قتل 12 شخصا في بغداد", "Twelve people were killed in Baghdad"
	for _, l := range align.Words(source, target, align.Options{SourceLang: "ar", TargetLang: "en", Lexicon: lexicon.Default()}) {
		fmt.Println(l.Kind, source[l.SourceStart:l.SourceEnd], target[l.TargetStart:l.TargetEnd])
	}
	// Output:
	// word قتل killed
	// number 12 Twelve
	// word شخصا people
	// name بغداد Baghdad
}
