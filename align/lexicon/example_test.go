package lexicon_test

import (
	"fmt"

	"tarjuman/align/lexicon"
)

func ExampleLexicon_Lookup() {
	m := lexicon.Default().Lookup("وسيعلنون")[0]
	fmt.Println(m.Gloss, m.Lemma, m.How, m.Form.Proclitics)
	// Output: announce أعلن verb form وس
}

func ExampleLexicon_PhraseAt() {
	m, ok := lexicon.Default().PhraseAt([]string{"ومجلس", "الأمن", "يجتمع"})
	fmt.Println(ok, m.Words, m.Proclitic, m.Entry.Glosses[0])
	// Output: true 2 و Security Council
}

func ExampleNameSimilarity() {
	fmt.Println(lexicon.NameSimilarity("غوتيريش", "Guterres") > 0.7, lexicon.NameSimilarity("غوتيريش", "Pedersen") > 0.7)
	// Output: true false
}
