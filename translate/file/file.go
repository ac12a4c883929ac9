// Package file hands out a translation that exists already, made by whomever, as
// if a service had made it: for comparing with, and for taking over.
//
//	b, err := file.New(file.Options{Path: "article.en.txt", Pairs: pairs})
package file

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"tarjuman/translate"
)

// Engine is the name of this kind of backend in results.
const Engine = "file"

// ErrUneven says that a translation has another number of lines than its source,
// so that it must be aligned before it can be handed out.
var ErrUneven = errors.New("the files have different numbers of lines")

// Pair is a sentence with its translation, which may be empty where the
// translation leaves the sentence out.
type Pair struct{ Source, Target string }

// Options set up the backend.
type Options struct {
	Name string // of this instance; "file" when empty
	Path string // of the translation, for results and messages
	// Pairs are all sentences in order. A sentence that comes several times is
	// answered by its translations in turn.
	Pairs []Pair
	// Origin is what wrote the translation; Human when empty.
	Origin translate.OriginKind
}

// Lines pairs two texts of one sentence a line.
func Lines(source, target []string) ([]Pair, error) {
	if len(source) != len(target) {
		return nil, fmt.Errorf("%w: %d and %d", ErrUneven, len(source), len(target))
	}
	out := make([]Pair, len(source))
	for i := range source {
		out[i] = Pair{source[i], target[i]}
	}
	return out, nil
}

// Backend implements [translate.Backend]. It costs nothing and opens nothing.
type Backend struct {
	opt Options

	mu   sync.Mutex
	left map[string][]string // translations not handed out yet, by source
	last map[string]string   // the one handed out last
}

// New returns the backend.
func New(opt Options) *Backend {
	if opt.Name == "" {
		opt.Name = Engine
	}
	if opt.Origin == "" {
		opt.Origin = translate.Human
	}
	b := &Backend{opt: opt, left: map[string][]string{}, last: map[string]string{}}
	for _, p := range opt.Pairs {
		if strings.TrimSpace(p.Target) != "" {
			key := strings.TrimSpace(p.Source)
			b.left[key] = append(b.left[key], p.Target)
		}
	}
	return b
}

// Name returns the name of this instance.
func (b *Backend) Name() string { return b.opt.Name }

// Info describes the file. Batches come one after the other, so that sentences
// that repeat are answered in order.
func (b *Backend) Info() translate.Info {
	return translate.Info{Engine: Engine, Model: b.opt.Path, Limits: translate.Limits{Concurrent: 1}}
}

// Translate looks the sentences up. Those the file does not translate are an error
// of kind Refused beside the others' translations.
func (b *Backend) Translate(ctx context.Context, _, _ string, batch []translate.Segment) ([]translate.Result, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	out := make([]translate.Result, len(batch))
	var missing []string
	b.mu.Lock()
	defer b.mu.Unlock()
	for i, s := range batch {
		text, ok := b.next(strings.TrimSpace(s.Text))
		if !ok {
			missing = append(missing, s.ID)
			continue
		}
		out[i] = translate.Result{Text: text, Origin: translate.Origin{Kind: b.opt.Origin, Engine: Engine, Model: b.opt.Path}}
	}
	if len(missing) > 0 {
		more := ""
		if len(missing) > 1 {
			more = fmt.Sprintf(" and %d more", len(missing)-1)
		}
		return out, &translate.Error{Backend: b.opt.Name, Kind: translate.Refused, Err: fmt.Errorf("%s has no translation of sentence %s%s", b.opt.Path, missing[0], more)}
	}
	return out, nil
}

// next hands out the translations of a sentence in turn, and the last one again
// and again.
func (b *Backend) next(source string) (string, bool) {
	if list := b.left[source]; len(list) > 0 {
		b.left[source], b.last[source] = list[1:], list[0]
		return list[0], true
	}
	text, ok := b.last[source]
	return text, ok
}
