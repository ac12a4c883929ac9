package neural

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"tarjuman/internal/langtag"
	"tarjuman/translate"
)

// Backend implements [translate.Backend] with one model.
type Backend struct {
	model *Model
	pair  string // "aren"; "" when the files' names do not tell
}

// Open loads the model in a folder, see [Load]. Which languages it translates is
// taken from its files' names, model.aren.intgemm.alphas.bin being Arabic to
// English; a model named in another way is used for whatever is asked.
func Open(dir string, opt Options) (*Backend, error) {
	m, err := Load(dir, opt)
	if err != nil {
		return nil, err
	}
	f, err := findFiles(dir)
	if err != nil {
		return nil, err
	}
	return &Backend{model: m, pair: languagePair(f.weights)}, nil
}

// languagePair reads "aren" from model.aren.intgemm.alphas.bin.
func languagePair(name string) string {
	parts := strings.Split(filepath.Base(name), ".")
	if len(parts) < 3 || len(parts[1]) != 4 || strings.Trim(parts[1], "abcdefghijklmnopqrstuvwxyz") != "" {
		return ""
	}
	return parts[1]
}

// Model returns the model behind the backend, for alignments.
func (b *Backend) Model() *Model { return b.model }

// Name returns "neural".
func (*Backend) Name() string { return "neural" }

// Info asks for batches that keep every processor busy, one batch at a time.
func (b *Backend) Info() translate.Info {
	const most = 64 // so that progress is seen
	return translate.Info{
		Engine: b.Name(), Model: b.model.Name(),
		Limits: translate.Limits{Segments: min(most, groupParts*b.model.workers), Concurrent: 1},
	}
}

// linkThreshold is the weight from which two words count as linked, the customary
// one of the original.
const linkThreshold = 0.2

// Translate translates each segment on its own. A segment for which the model
// finds no words is copied and says so. A language pair the model is not made for
// is an error of kind [translate.BadLanguage].
func (b *Backend) Translate(ctx context.Context, from, to string, batch []translate.Segment) ([]translate.Result, error) {
	if b.pair != "" && b.pair != langtag.Primary(from)+langtag.Primary(to) {
		err := fmt.Errorf("model %s translates %s to %s, not %s to %s", b.model.Name(), b.pair[:2], b.pair[2:], from, to)
		return nil, &translate.Error{Backend: b.Name(), Kind: translate.BadLanguage, Err: err}
	}
	texts := make([]string, len(batch))
	for i, s := range batch {
		texts[i] = s.Text
	}
	done, err := b.model.TranslateBatch(ctx, texts)
	if err != nil {
		return nil, err
	}
	out := make([]translate.Result, len(batch))
	for i, t := range done {
		out[i] = translate.Result{Text: t.Text, Origin: translate.Origin{Kind: translate.Engine, Engine: b.Name(), Model: b.model.Name()}, Words: t.Words(texts[i], linkThreshold)}
		if strings.TrimSpace(t.Text) == "" {
			out[i] = translate.Result{Text: texts[i], Origin: translate.Origin{Kind: translate.Copy}}
		}
	}
	return out, nil
}
