// Package segment cuts paragraphs of Arabic and English into sentences.
//
//	for s := range segmenter.All(paragraph) {
//		fmt.Println(paragraph[s.Start:s.End])
//	}
//
// It is made for news as the web delivers it: stops glued to the next sentence,
// no-break spaces, invisible bidi marks, quotation marks of the wrong form, and
// text that a machine translated. [Split] is the short way; [New] makes a
// [Segmenter] to be kept and shared; [Segmenter.Lines] streams files larger than
// memory.
//
// # What a sentence is
//
// A [Sentence] is a pair of byte offsets into the paragraph. The text is never
// changed, not even invalid UTF-8: spans and the white space between them make up
// the input byte for byte. A line break always ends a sentence, so headings need
// no stop (see Options.SoftBreaks for wrapped text). A printed stop that ends a
// clause is a cut, also where machine translation put it by mistake; such breaks
// are not repaired but reported as [Suspicion].
//
// # How it decides
//
// Candidates are the terminators of UAX #29 (Unicode Text Segmentation, section
// 5) with the closing marks and invisible runes after them, whether or not white
// space follows; where no rule has anything to say, cuts are those of the
// standard. Then, for each candidate, in this order:
//
//   - stop.go collects the run: `؟!`, `. . .`, `.”`, ` “.`, footnote marks;
//   - quotes.go and scan.go keep the open quotations and brackets: marks open and
//     close by their spacing first and by their form last;
//   - decide.go asks what kind of stop it is, abbreviation.go judges the word
//     before a full stop, glued.go a word right after it, quoted.go a quotation
//     that ended with ؟ or !, endsNote and listItem the cuts without a stop;
//   - the words all this depends on are data: see data/README.md. A newsroom adds
//     its own with [ParseRules], and SRX 2.0 rules with [ParseSRX].
//
// The script of the letters beside a stop decides, not the language of the
// document: an Arabic article is full of U.S. and Inc., and an English one quotes
// Arabic. The language only chooses among SRX rules.
//
// # Limits
//
// Text without punctuation stays one sentence; Options.MaxLength cuts it at
// clause marks if there are any. An abbreviation that no list knows ends a
// sentence in Arabic, and in English before a capital. A stop after U.S. before a
// name (… in the U.S. Boeing said …) is taken to be within the sentence.
//
// Time is linear in the text, memory constant beside the paragraph: about twice
// the speed of a plain UAX #29 iterator (BenchmarkUAX29 and BenchmarkParagraph).
package segment
