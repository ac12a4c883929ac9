package deepl

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"tarjuman/translate"
)

// Limits of a glossary (developers.deepl.com/api-reference/multilingual-glossaries).
const (
	maxTermBytes     = 1024
	maxGlossaryBytes = 10 << 20
)

// glossaryPrefix begins the names of the glossaries this program makes.
const glossaryPrefix = "tarjuman "

// glossaries are those of the account that hold the terms of [Options], by direction.
// A glossary is known by its name, which holds a hash of its entries: it is made once
// and found again by every later run and by other machines, and other terms make
// another one.
type glossaries struct {
	mu  sync.Mutex
	ids map[string]string // by name
}

// glossaryID returns the glossary of a direction, which is made where the account has
// none like it; "" where there are no terms.
func (b *Backend) glossaryID(ctx context.Context, from, to string) (string, error) {
	if b.opt.Glossary != "" {
		return b.opt.Glossary, nil
	}
	g := newGlossary(from, to, b.opt.Terms)
	if g.count == 0 {
		return "", nil
	}
	b.made.mu.Lock()
	defer b.made.mu.Unlock()
	if id := b.made.ids[g.name]; id != "" {
		return id, nil
	}
	id, err := b.findOrMake(ctx, g)
	if err != nil {
		return "", err
	}
	if b.made.ids == nil {
		b.made.ids = map[string]string{}
	}
	b.made.ids[g.name] = id
	return id, nil
}

// glossary is what one direction's terms come to.
type glossary struct {
	name     string
	from, to string
	entries  string // TSV
	count    int
}

// newGlossary writes terms as entries the service takes: every source once, the first
// rendering counting, no control characters, nothing too long.
func newGlossary(from, to string, terms []translate.Term) glossary {
	g := glossary{from: strings.ToLower(from), to: strings.ToLower(to)}
	var lines []string
	seen := map[string]bool{}
	size := 0
	for _, t := range translate.TermsInto(terms, g.to) {
		source, target := entryText(t.Source), entryText(t.Target)
		line := source + "\t" + target
		if source == "" || target == "" || seen[source] || max(len(source), len(target)) > maxTermBytes || size+len(line)+1 > maxGlossaryBytes {
			continue
		}
		seen[source] = true
		size += len(line) + 1
		lines = append(lines, line)
	}
	slices.Sort(lines) // the order in the file makes no other glossary
	g.entries, g.count = strings.Join(lines, "\n"), len(lines)
	sum := sha256.Sum256([]byte(g.entries))
	g.name = glossaryPrefix + g.from + "-" + g.to + " " + hex.EncodeToString(sum[:8])
	return g
}

// entryText is a phrase without what an entry cannot hold.
func entryText(s string) string {
	s = strings.ToValidUTF8(s, "")
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// stored is a glossary as the service describes it.
type stored struct {
	ID           string       `json:"glossary_id"`
	Name         string       `json:"name"`
	Dictionaries []dictionary `json:"dictionaries"`
}

type dictionary struct {
	Source  string `json:"source_lang"`
	Target  string `json:"target_lang"`
	Count   int    `json:"entry_count,omitempty"`
	Entries string `json:"entries,omitempty"`
	Format  string `json:"entries_format,omitempty"`
}

// holds reports whether a stored glossary is the one wanted. Its name holds the hash
// of its entries; the count shows whether somebody has changed them since.
func (s stored) holds(g glossary) bool {
	return s.ID != "" && s.Name == g.name && slices.ContainsFunc(s.Dictionaries, func(d dictionary) bool {
		return strings.EqualFold(d.Source, g.from) && strings.EqualFold(d.Target, g.to) && d.Count == g.count
	})
}

func (b *Backend) stored(ctx context.Context) ([]stored, error) {
	var rep struct {
		Glossaries []stored `json:"glossaries"`
	}
	err := b.client.Get(ctx, b.base+"/v3/glossaries", &rep)
	return rep.Glossaries, err
}

func (b *Backend) findOrMake(ctx context.Context, g glossary) (string, error) {
	list, err := b.stored(ctx)
	if err != nil {
		return "", glossaryTrouble(err)
	}
	for _, s := range list {
		if s.holds(g) {
			return s.ID, nil
		}
	}
	var made stored
	err = b.client.Post(ctx, b.base+"/v3/glossaries", struct {
		Name         string       `json:"name"`
		Dictionaries []dictionary `json:"dictionaries"`
	}{g.name, []dictionary{{Source: g.from, Target: g.to, Entries: g.entries, Format: "tsv"}}}, &made)
	switch {
	case err != nil:
		return "", glossaryTrouble(err)
	case made.ID == "":
		return "", glossaryTrouble(b.client.Errorf(translate.BadReply, "the answer holds no id"))
	}
	return made.ID, nil
}

// glossaryTrouble says of a failure that it concerns the glossary. No text was sent,
// so nothing can have been charged.
func glossaryTrouble(err error) error {
	e, ok := err.(*translate.Error)
	if !ok {
		return err // ctx's
	}
	out := *e
	out.Err = fmt.Errorf("making the glossary: %w; without one, by glossary: none in the configuration, its terms are still checked", e.Err)
	switch out.Kind {
	case translate.BadReply:
		out.Kind = translate.BadRequest // no answer that could have been charged
	case translate.TooLarge:
		out.Kind = translate.BadRequest // fewer sentences do not make it smaller
	}
	out.Unbilled = out.Kind == translate.Transient
	return &out
}

// glossaryState says of the terms whether the account has them.
func (b *Backend) glossaryState(ctx context.Context) (string, error) {
	if len(b.opt.Terms) == 0 || b.opt.Glossary != "" {
		return "", nil
	}
	list, err := b.stored(ctx)
	if err != nil {
		return "", err
	}
	var said []string
	for _, pair := range [][2]string{{"ar", "en"}, {"en", "ar"}} {
		g := newGlossary(pair[0], pair[1], b.opt.Terms)
		if g.count == 0 {
			continue
		}
		where := "will be uploaded"
		if slices.ContainsFunc(list, func(s stored) bool { return s.holds(g) }) {
			where = "in the account"
		}
		said = append(said, fmt.Sprintf("%d terms %s to %s %s", g.count, g.from, g.to, where))
	}
	return strings.Join(said, ", "), nil
}

// Tidy deletes the glossaries that this program has made in the account, but for those
// of the terms in use, and returns the names of those deleted.
func (b *Backend) Tidy(ctx context.Context) ([]string, error) {
	list, err := b.stored(ctx)
	if err != nil {
		return nil, err
	}
	keep := []string{newGlossary("ar", "en", b.opt.Terms).name, newGlossary("en", "ar", b.opt.Terms).name}
	var gone []string
	for _, s := range list {
		if !ownName(s.Name) || slices.Contains(keep, s.Name) || s.ID == b.opt.Glossary {
			continue
		}
		if err := b.client.Delete(ctx, b.base+"/v3/glossaries/"+url.PathEscape(s.ID)); err != nil {
			return gone, err
		}
		gone = append(gone, s.Name)
	}
	return gone, nil
}

// ownName reports whether a name is one of newGlossary's.
func ownName(name string) bool {
	rest, ok := strings.CutPrefix(name, glossaryPrefix)
	_, sum, ok2 := strings.Cut(rest, " ")
	return ok && ok2 && len(sum) == 16 && utf8.ValidString(name)
}
