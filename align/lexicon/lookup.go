package lexicon

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"tarjuman/internal/arabic"
)

// How tells by which way a match was found.
type How string

// The ways, surest first.
const (
	Exact    How = "exact"        // the word as listed, spelling variants and diacritics aside
	Clitic   How = "clitic"       // behind conjunctions, prepositions, the article or before a pronoun
	Inflect  How = "inflection"   // dual, plural, feminine, tanwin
	VerbForm How = "verb form"    // a conjugated form
	Derived  How = "derived"      // a verbal noun, participle or plural by regular pattern
	Phrase   How = "phrase"       // part of a multi-word entry
	Learned  How = "learned"      // from a translation memory
	Sounds   How = "similar name" // by sound
)

// Match is one rendering of a word.
type Match struct {
	Gloss string
	Lemma string
	POS   string
	How   How
	// Cost ranks matches: 0 for an exact first gloss, more for every letter cut
	// off and every gloss passed over.
	Cost float64
	// Form is what the written word shows besides its lemma.
	Form Form
}

// Form is the grammar of a written word, as far as its letters show it.
type Form struct {
	Proclitics string // letters in front, normalised, without the article: "و", "وس", "ب"
	Pronoun    string // attached pronoun, normalised: "ه", "هم"
	Definite   bool   // the article is there
	Plural     bool   // a regular plural ending, or a listed form other than the lemma
	Dual       bool
	Perfect    bool // a verb of the past
	Imperfect  bool // a verb of the present or future
}

// Lookup returns the renderings of a written Arabic word, best first, each gloss
// once. It returns nil for a word the lexicon cannot explain. The result must
// not be changed: lookups are remembered.
func (l *Lexicon) Lookup(word string) []Match {
	w := arabic.Normalize(word)
	if w == "" {
		return nil
	}
	if m, ok := l.cache.get(w); ok {
		return m
	}
	m := l.lookup(w)
	l.cache.put(w, m)
	return m
}

type hit struct {
	entry int32
	cost  int
	how   How
	form  Form
}

func (l *Lexicon) lookup(w string) []Match {
	var hits []hit
	hits = l.nominalHits(hits, w)
	hits = l.verbHits(hits, w)
	if !sure(hits) {
		hits = l.derivedHits(hits, w)
	}
	return l.rank(hits)
}

// sure reports whether a reading that needs no pattern was found.
func sure(hits []hit) bool {
	for _, h := range hits {
		if h.cost <= 3 {
			return true
		}
	}
	return false
}

func (l *Lexicon) nominalHits(hits []hit, w string) []hit {
	for _, p := range nominalProclitics {
		rest, ok := strings.CutPrefix(w, p.text)
		if !ok || len(rest) < 4 && p.text != "" && len(rest) < 2 {
			continue
		}
		for _, pr := range pronouns {
			if pr.text != "" && strings.HasSuffix(p.text, "ال") {
				continue // the article excludes a pronoun
			}
			body, ok := strings.CutSuffix(rest, pr.text)
			if !ok || len(body) < 4 {
				if pr.text != "" || body == "" {
					continue
				}
			}
			form := Form{Pronoun: pr.text}
			form.Proclitics, form.Definite = splitArticle(p.text)
			hits = l.inflectedHits(hits, body, p.cost+pr.cost, form)
		}
	}
	return hits
}

// splitArticle takes the article off a proclitic cluster.
func splitArticle(p string) (rest string, definite bool) {
	if rest, ok := strings.CutSuffix(p, "ال"); ok {
		return rest, true
	}
	if rest, ok := strings.CutSuffix(p, "لل"); ok {
		return rest + "ل", true
	}
	return p, false
}

func (l *Lexicon) inflectedHits(hits []hit, body string, cost int, form Form) []hit {
	for _, e := range nominalEndings {
		if form.Pronoun != "" && !e.construct {
			continue
		}
		base, ok := strings.CutSuffix(body, e.ending)
		if !ok || e.ending != "" && utf8.RuneCountInString(base) < 2 {
			continue
		}
		how := Exact
		switch {
		case e.ending != "":
			how = Inflect
		case cost > 0:
			how = Clitic
		}
		key := base
		if e.lemma != "" {
			key += e.lemma
		}
		for _, i := range l.nominals[key] {
			if e.ending != "" && !inflects(l.entries[i].POS) {
				continue
			}
			f := form
			f.Plural = e.number == plural || e.ending == "" && l.listedForm(i, key)
			f.Dual = e.number == dual
			hits = append(hits, hit{i, cost + e.cost, how, f})
		}
	}
	return hits
}

// listedForm reports whether a normalised form of entry i comes from its forms
// column, which holds broken plurals, rather than from its lemma.
func (l *Lexicon) listedForm(i int32, form string) bool {
	e := &l.entries[i]
	return len(e.Forms) > 0 && e.POS != Adjective && arabic.Normalize(e.Lemma) != form
}

// inflects reports whether words of this part of speech take nominal endings.
func inflects(pos string) bool {
	switch pos {
	case Noun, Adjective, Demonym, Title, Unit, Currency, Numeral:
		return true
	}
	return false
}

func (l *Lexicon) verbHits(hits []hit, w string) []hit {
	for _, p := range verbalProclitics {
		rest, ok := strings.CutPrefix(w, p.text)
		if !ok || len(rest) < 4 {
			continue
		}
		for _, pr := range pronouns {
			body, ok := strings.CutSuffix(rest, pr.text)
			if !ok || len(body) < 4 {
				continue
			}
			cost := p.cost + pr.cost
			form := Form{Proclitics: p.text, Pronoun: pr.text}
			if !strings.HasSuffix(p.text, "س") {
				form.Perfect = true
				hits = l.conjugated(hits, l.perfect, body, perfectEndings, cost, form)
				form.Perfect = false
			}
			form.Imperfect = true
			for _, person := range imperfectPrefixes {
				if stem, ok := strings.CutPrefix(body, person.text); ok {
					hits = l.conjugated(hits, l.imperfect, stem, imperfectEndings, cost+person.cost, form)
				}
			}
		}
	}
	return hits
}

func (l *Lexicon) conjugated(hits []hit, stems map[string][]int32, body string, endings []affix, cost int, form Form) []hit {
	for _, e := range endings {
		stem, ok := strings.CutSuffix(body, e.text)
		if !ok || len(stem) < 2 {
			continue
		}
		for _, i := range stems[stem] {
			how := VerbForm
			if cost+e.cost == 0 && stem == body && arabic.Normalize(l.entries[i].Lemma) == body {
				how = Exact
			}
			extra := 0
			if utf8.RuneCountInString(stem) < 2 {
				extra = 3 // a one-letter stem (يفي, يقي) fits too much
			}
			hits = append(hits, hit{i, cost + e.cost + extra, how, form})
		}
	}
	return hits
}

// derivedHits tries the regular patterns on the word with its clitics and
// regular endings off.
func (l *Lexicon) derivedHits(hits []hit, w string) []hit {
	for _, p := range nominalProclitics {
		rest, ok := strings.CutPrefix(w, p.text)
		if !ok || len(rest) < 6 {
			continue
		}
		for _, s := range derivedEndings {
			body, ok := strings.CutSuffix(rest, s.text)
			if !ok || len(body) < 6 {
				continue
			}
			form := Form{}
			form.Proclitics, form.Definite = splitArticle(p.text)
			hits = l.templateHits(hits, body, p.cost+s.cost, form)
		}
	}
	return hits
}

var derivedEndings = []affix{{"", 0}, {"ه", 1}, {"ها", 1}, {"هم", 1}, {"ات", 1}, {"ون", 1}, {"ين", 1}, {"ان", 1}, {"ا", 1}, {"ته", 2}, {"تها", 2}, {"تهم", 2}, {"ي", 2}, {"يه", 2}, {"نا", 2}, {"اتها", 3}, {"اته", 3}, {"اتهم", 3}}

func (l *Lexicon) templateHits(hits []hit, body string, cost int, form Form) []hit {
	word := []rune(body)
	for k := range templates {
		t := &templates[k]
		lemma, ok := t.match(word)
		if !ok {
			continue
		}
		if t.pos == Verb {
			for _, i := range l.perfect[lemma] {
				if arabic.Normalize(l.entries[i].Lemma) == lemma {
					hits = append(hits, hit{i, cost + t.cost, Derived, form})
				}
			}
			continue
		}
		for _, i := range l.nominals[lemma] {
			if pos := l.entries[i].POS; pos == Noun || pos == Adjective || pos == Title {
				hits = append(hits, hit{i, cost + t.cost, Derived, form})
			}
		}
	}
	return hits
}

// glossStep is what each gloss passed over adds to the cost of the next: half a
// letter, so that the second gloss of a close reading beats a far reading.
const glossStep = 0.5

func (l *Lexicon) rank(hits []hit) []Match {
	if len(hits) == 0 {
		return nil
	}
	var out []Match
	at := map[string]int{}
	for _, h := range hits {
		e := &l.entries[h.entry]
		for k, g := range e.Glosses {
			m := Match{g, e.Lemma, e.POS, h.how, float64(h.cost) + glossStep*float64(k), h.form}
			if j, ok := at[g]; ok {
				if m.Cost < out[j].Cost {
					out[j] = m
				}
				continue
			}
			at[g] = len(out)
			out = append(out, m)
		}
	}
	slices.SortStableFunc(out, func(a, b Match) int { return cmp.Compare(a.Cost, b.Cost) })
	return out
}

// POSOf returns the part of speech of a word's best reading, or "".
func (l *Lexicon) POSOf(word string) string {
	if m := l.Lookup(word); len(m) > 0 {
		return m[0].POS
	}
	return ""
}
