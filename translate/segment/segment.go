package segment

import (
	"fmt"
	"iter"
	"strings"
)

// Sentence is one sentence of a paragraph: text[Start:End], in bytes,
// half-open, without white space around it.
type Sentence struct {
	Start, End int
	Suspicions []Suspicion // usually nil
}

// QuoteMode says what happens inside a quotation of several sentences.
type QuoteMode uint8

const (
	// QuotesSplit cuts between the sentences of a quotation.
	QuotesSplit QuoteMode = iota
	// QuotesKeep keeps a quotation whole, with the sentence it stands in.
	QuotesKeep
)

// Options configure a [Segmenter]. The zero value cuts Arabic and English.
type Options struct {
	// Lang is "ar" or "en", with or without a region ("ar-EG"). Empty guesses
	// from the script of each paragraph.
	Lang string
	// Quotes says whether quotations of several sentences are cut.
	Quotes QuoteMode
	// MaxLength is the longest sentence in code points; a longer one is cut at
	// clause marks. 0 never cuts.
	MaxLength int
	// SRX holds the user's rules; they are asked before the built-in ones.
	SRX *SRX
	// Abbreviations holds words on top of the built-in rule files.
	Abbreviations *Rules
	// SoftBreaks makes a line feed inside a paragraph plain white space, for
	// text that was wrapped to a width. Without it every line ends a sentence.
	SoftBreaks bool
}

// Segmenter cuts paragraphs into sentences. It is immutable: any number of
// goroutines may use one.
type Segmenter struct {
	opt   Options
	words map[string]mark
	user  map[string]*userRules // SRX rules by primary language, nil without SRX
}

// New makes a Segmenter. An error names the option that cannot be used.
func New(opt Options) (*Segmenter, error) {
	switch lang, _, _ := strings.Cut(strings.ToLower(opt.Lang), "-"); lang {
	case "", "ar", "en":
	default:
		return nil, fmt.Errorf("segment: no rules for language %q; ar and en are known", opt.Lang)
	}
	words, err := table(opt.Abbreviations)
	if err != nil {
		return nil, err
	}
	s := &Segmenter{opt: opt, words: words}
	if opt.SRX != nil {
		s.user = map[string]*userRules{}
		for _, lang := range []string{"ar", "en"} {
			try := lang
			if strings.HasPrefix(strings.ToLower(opt.Lang), lang) {
				try = opt.Lang
			}
			rules, names := opt.SRX.forLanguage(try)
			s.user[lang] = &userRules{rules, names}
		}
	}
	return s, nil
}

// Split cuts a paragraph with a new Segmenter; options that [New] refuses are
// replaced by the defaults.
func Split(paragraph string, opt Options) []Sentence {
	s, err := New(opt)
	if err != nil {
		s, _ = New(Options{})
	}
	return s.Split(paragraph)
}

// Split gives the sentences of a paragraph in order.
func (s *Segmenter) Split(paragraph string) []Sentence {
	var out []Sentence
	for sentence := range s.All(paragraph) {
		out = append(out, sentence)
	}
	return out
}

// All gives the sentences of a paragraph in order, one at a time.
func (s *Segmenter) All(paragraph string) iter.Seq[Sentence] {
	return func(yield func(Sentence) bool) {
		c := cursor{Segmenter: s, text: paragraph}
		if s.user != nil {
			c.rules = s.user[s.language(paragraph)]
			c.places = c.rules.places(paragraph)
		}
		c.begin(0)
		for {
			end, ok := c.cut()
			if !ok {
				return
			}
			sentence := Sentence{Start: c.start, End: end, Suspicions: c.suspicions(end)}
			if s.opt.MaxLength > 0 && end-c.start > s.opt.MaxLength {
				if !c.pieces(sentence, yield) {
					return
				}
			} else if !yield(sentence) {
				return
			}
			c.begin(end)
		}
	}
}

// language gives the primary language of a paragraph: the one asked for, or the
// one whose letters are more.
func (s *Segmenter) language(paragraph string) string {
	if s.opt.Lang != "" {
		return strings.ToLower(s.opt.Lang[:2])
	}
	const enough = 64
	balance := 0
	for _, r := range paragraph {
		switch classOf(r) {
		case arabic:
			balance++
		case upper, lower:
			balance--
		}
		if balance > enough || balance < -enough {
			break
		}
	}
	if balance < 0 {
		return "en"
	}
	return "ar"
}
