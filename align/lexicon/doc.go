// Package lexicon is bilingual word evidence for Arabic and English: which
// English words may render a written Arabic word, and how sure that is.
//
// The built-in lexicon ([Default]) was written for news text; it is a set of
// tab-separated files under data, one entry a line (see [Parse] for the format).
// Lookup takes words as they stand in a text: clitics, the article, duals and
// plurals, verb forms, pronouns, hamza and alef variants and diacritics are all
// seen through, and every match says how it was found.
//
//	for _, m := range lexicon.Default().Lookup("وسيعلنون") {
//		fmt.Println(m.Gloss, m.Lemma, m.How) // announce أعلن verb form
//	}
//
// Names outside the lexicon are compared by sound: [NameSimilarity] tells how
// well a Latin spelling fits an Arabic one, and [Romanize] offers a readable
// Latin spelling.
package lexicon
