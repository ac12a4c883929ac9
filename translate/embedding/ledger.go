package embedding

import (
	"encoding/base64"
	"errors"

	"tarjuman/translate"
)

// Ledger keeps the record of requests in a journal, and the vectors in the store:
// the journal learns that a text was answered, not the answer.
func (s *Store) Ledger(journal translate.Ledger) translate.Ledger { return ledger{journal, s} }

type ledger struct {
	journal translate.Ledger
	store   *Store
}

// Known returns the vectors that the store has.
func (l ledger) Known(keys []string) (map[string]translate.Result, error) {
	found, err := l.store.Get(keys)
	if err != nil {
		return nil, err
	}
	out := make(map[string]translate.Result, len(found))
	for k, b := range found {
		out[k] = translate.Result{Text: base64.StdEncoding.EncodeToString(b), Origin: translate.Origin{Kind: translate.Engine, Engine: Name}}
	}
	return out, nil
}

// Begin returns once the vectors received before would survive a crash of the
// machine, and the record of this request too.
func (l ledger) Begin(r translate.Request) (translate.Entry, error) {
	if err := l.store.Sync(); err != nil {
		return nil, err
	}
	e, err := l.journal.Begin(r)
	if err != nil {
		return nil, err
	}
	return entry{e, r.Keys, l.store}, nil
}

type entry struct {
	translate.Entry
	keys  []string
	store *Store
}

// End keeps the vectors, and then that they came. Where they cannot be kept the
// journal still learns what the request has cost.
func (e entry) End(o translate.Outcome) error {
	vectors := map[string][]byte{}
	bare := append([]translate.Result(nil), o.Results...)
	for i := range bare {
		if i < len(e.keys) && bare[i].Done() {
			if b, err := base64.StdEncoding.DecodeString(bare[i].Text); err == nil {
				vectors[e.keys[i]] = b
			}
		}
		bare[i].Text = ""
	}
	o.Results = bare
	return errors.Join(e.store.Put(vectors), e.Entry.End(o))
}
