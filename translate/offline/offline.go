// Package offline is the backend that needs no network: exact and fuzzy matches
// from a translation memory, then a local engine where one is given, and for
// everything else a gloss, a word-for-word rendering from the lexicon.
//
// A gloss tells an English reader what an Arabic sentence is about. It is marked
// as [translate.Gloss] and never passes for a translation: it keeps the Arabic
// order of clauses, chooses each word's likeliest rendering on its own and knows
// no idiom beyond the lexicon's multi-word entries. No Arabic letter is left in
// it; names no list knows are spelled by sound.
package offline

import (
	"context"
	"errors"
	"fmt"
	"io"

	"tarjuman/align/lexicon"
	"tarjuman/translate"
	"tarjuman/translate/memory"
)

// DefaultMinMatch is the similarity in per cent from which a memory match is
// taken, the customary threshold of translation tools.
const DefaultMinMatch = 75

// Options set up the backend. The zero value glosses from the built-in lexicon.
type Options struct {
	Lexicon *lexicon.Lexicon // nil means the built-in one
	Memory  Memory           // nil means none; closed with the backend where it can be
	// Engine is a backend on this machine that is asked where the memory has no
	// match, before a gloss is made; nil means none.
	Engine translate.Backend
	// MinMatch is the least similarity, in per cent, of a memory match that is
	// taken; 0 means DefaultMinMatch.
	MinMatch int
}

// Memory is what the backend looks sentences up in: a [memory.Memory], a
// [memory.Store] or several.
type Memory interface {
	Lookup(ctx context.Context, q memory.Query) ([]memory.Match, error)
}

// Backend implements [translate.Backend].
type Backend struct {
	lex      *lexicon.Lexicon
	memory   Memory
	engine   translate.Backend
	minMatch int
}

// New returns the offline backend.
func New(opt Options) *Backend {
	b := &Backend{lex: opt.Lexicon, memory: opt.Memory, engine: opt.Engine, minMatch: opt.MinMatch}
	if b.minMatch == 0 {
		b.minMatch = DefaultMinMatch
	}
	return b
}

// Name returns "offline".
func (*Backend) Name() string { return "offline" }

// Info is that of the engine behind the memory, if there is one. The batches are
// small, so that progress is seen.
func (b *Backend) Info() translate.Info {
	info := translate.Info{Engine: b.Name()}
	if b.engine != nil {
		info = b.engine.Info()
	}
	info.Limits = translate.Limits{Segments: 16, Concurrent: 4}
	return info
}

var errNoReverse = errors.New("a word-for-word gloss is made from Arabic into English only; a memory or another backend serves the other direction")

// Translate renders each segment by the best memory match, else by the engine,
// else by a gloss. From English into Arabic there is no gloss, so a segment that
// neither memory nor engine renders is an error of kind BadLanguage.
func (b *Backend) Translate(ctx context.Context, from, to string, batch []translate.Segment) ([]translate.Result, error) {
	out := make([]translate.Result, len(batch))
	var left []int
	for i, s := range batch {
		r, ok, err := b.fromMemory(ctx, from, to, s)
		if err != nil {
			return nil, err
		}
		if !ok {
			left = append(left, i)
			continue
		}
		out[i] = r
	}
	if len(left) == 0 {
		return out, ctx.Err()
	}
	if b.engine != nil {
		done, err := b.fromEngine(ctx, from, to, batch, left, out)
		if done || err != nil {
			return out, err
		}
	}
	if from != "ar" || to != "en" {
		return nil, &translate.Error{Backend: b.Name(), Kind: translate.BadLanguage, Err: fmt.Errorf("%s to %s: %w", from, to, errNoReverse)}
	}
	for _, i := range left {
		out[i] = translate.Result{Text: b.Gloss(batch[i].Text), Origin: translate.Origin{Kind: translate.Gloss, Engine: b.Name(), Model: "lexicon"}}
	}
	return out, ctx.Err()
}

// fromEngine asks the engine for the segments left. It reports false without an
// error when the engine does not know the language pair.
func (b *Backend) fromEngine(ctx context.Context, from, to string, batch []translate.Segment, left []int, out []translate.Result) (bool, error) {
	part := make([]translate.Segment, len(left))
	for k, i := range left {
		part[k] = batch[i]
	}
	res, err := b.engine.Translate(ctx, from, to, part)
	var be *translate.Error
	if errors.As(err, &be) && be.Kind == translate.BadLanguage {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if len(res) != len(part) {
		return false, &translate.Error{Backend: b.engine.Name(), Kind: translate.BadReply, Err: fmt.Errorf("%d texts for %d sentences", len(res), len(part))}
	}
	for k, i := range left {
		out[i] = res[k]
	}
	return true, nil
}

// alternatives is how many fuzzy matches are looked at for one whose numbers
// agree with the source. Where none agrees the best is taken all the same: it is
// labelled as fuzzy, and the number checks report what differs.
const alternatives = 3

func (b *Backend) fromMemory(ctx context.Context, from, to string, s translate.Segment) (translate.Result, bool, error) {
	if b.memory == nil {
		return translate.Result{}, false, nil
	}
	best, err := b.memory.Lookup(ctx, memory.Query{From: from, To: to, Text: s.Text, Before: s.Before, After: s.After, MinPercent: b.minMatch, Limit: alternatives})
	switch {
	case ctx.Err() != nil:
		return translate.Result{}, false, ctx.Err()
	case err != nil:
		return translate.Result{}, false, &translate.Error{Backend: b.Name(), Kind: translate.BadRequest, Err: fmt.Errorf("memory: %w", err)}
	case len(best) == 0:
		return translate.Result{}, false, nil
	}
	for _, m := range best {
		if m.Score == 100 || m.Numbers.Empty() {
			return memoryResult(m), true, nil
		}
	}
	return memoryResult(best[0]), true, nil
}

// Close closes the memory.
func (b *Backend) Close() error {
	if c, ok := b.memory.(io.Closer); ok {
		return c.Close()
	}
	return nil
}

func memoryResult(m memory.Match) translate.Result {
	o := translate.Origin{Kind: translate.Memory, Engine: "memory", Match: m.Score}
	if m.Score < 100 {
		o.MatchedSource = m.Source
	}
	return translate.Result{Text: m.Target, Origin: o}
}

// lexicon returns the lexicon, the built-in one by default; it is parsed on
// first use only.
func (b *Backend) lexicon() *lexicon.Lexicon {
	if b.lex != nil {
		return b.lex
	}
	return lexicon.Default()
}
