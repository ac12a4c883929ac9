package align

import (
	"tarjuman/align/learn"
	"tarjuman/align/lexicon"
)

// Options steer an alignment. The zero value aligns by length, numbers, words
// written alike and punctuation alone.
type Options struct {
	SourceLang, TargetLang string // "ar", "en" or any other code; "" for unknown
	// Lexicon is bilingual word evidence for Arabic and English; nil for none.
	Lexicon *lexicon.Lexicon
	// Table is word evidence learned from other texts of the same kind, for any
	// pair of languages, in the direction of the texts; nil for none. See [Learner].
	Table *learn.Table
	// Pivot is a machine translation of the source, one text per source sentence.
	Pivot []string
	// SourceVectors and TargetVectors are embeddings of the sentences, one vector
	// per sentence in one space for both languages, as a multilingual sentence
	// encoder gives them; lengths of the vectors do not matter, their angles do. An
	// empty vector says nothing of its sentence. Both or neither.
	SourceVectors, TargetVectors [][]float32
	// SourceParagraphs and TargetParagraphs give each sentence its paragraph, in
	// ascending order; paragraph ends attract link ends. Either may be nil.
	SourceParagraphs, TargetParagraphs []int
	// Anchors are links that must be kept as they are, in text order. Each joins
	// consecutive sentences; one side may be empty. They come back locked.
	Anchors []Link
}

// Result is an alignment.
type Result struct {
	Links []Link
	// Notes are remarks for the user on the texts as a whole, one line each: an
	// empty side, very different lengths, texts that look unrelated or swapped.
	Notes []string
}
