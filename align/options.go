package align

import "tarjuman/align/lexicon"

// Options steer an alignment. The zero value aligns by length, numbers and
// punctuation alone.
type Options struct {
	SourceLang, TargetLang string // "ar", "en" or any other code; "" for unknown
	// Lexicon is bilingual word evidence for Arabic and English; nil for none.
	Lexicon *lexicon.Lexicon
	// Pivot is a machine translation of the source, one text per source sentence.
	Pivot []string
	// SourceParagraphs and TargetParagraphs give each sentence its paragraph, in
	// ascending order; paragraph ends attract link ends. Either may be nil.
	SourceParagraphs, TargetParagraphs []int
	// Anchors are links that must be kept as they are.
	Anchors []Link
}

// Result is an alignment.
type Result struct {
	Links []Link
	// Notes are remarks for the user on the texts as a whole: very different
	// lengths, texts that look unrelated, a swapped pair of files.
	Notes []string
}
