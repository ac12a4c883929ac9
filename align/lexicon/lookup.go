package lexicon

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tarjuman/internal/arabic"
)

// How tells by which way a match was found.
type How string

// The ways, surest first.
const (
	Exact    How = "exact"          // the word as listed, spelling variants and diacritics aside
	Clitic   How = "clitic"         // behind conjunctions, prepositions, the article or before a pronoun
	Inflect  How = "inflection"     // dual, plural, feminine, tanwin
	VerbForm How = "verb form"      // a conjugated form
	Derived  How = "derived"        // a verbal noun, participle or plural by regular pattern
	Phrase   How = "phrase"         // part of a multi-word entry
	Respelt  How = "other spelling" // as another country or an older rule spells it
	Glued    How = "two words"      // words that lost the space between them
	Learned  How = "learned"        // from a translation memory
	Sounds   How = "similar name"   // by sound
)

// Match is one rendering of a word.
type Match struct {
	Gloss string
	// Cost is about 0 for an exact first gloss, more for every letter cut off, every
	// gloss passed over and every doubt about the spelling.
	Cost float64
	// Reading is how the word was read to get there. Matches by one reading share
	// it; it must not be changed.
	*Reading
}

// Reading is one way to read a written word: as a form of an entry.
type Reading struct {
	Lemma string
	POS   string
	How   How
	// Source is the name of the dictionary or table that says so, "" for the
	// built-in lexicon.
	Source string
	// Form is what the written word shows besides its lemma.
	Form Form
	// prior moves the place of its matches among those of other readings.
	prior float64
}

// Rank is what matches are ordered by: in Lookup the cost, in Senses the cost and how
// common the reading is.
func (m *Match) Rank() float64 { return m.Cost + m.prior }

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
	written := arabic.Strip(word)
	if written == "" {
		return nil
	}
	return l.cache.get(written, func() []Match { return l.lookup(written, limits{}) })
}

// Senses returns the renderings that Lookup does in the order in which they come to a
// reader of news: by how near the form is and by how common the word. It serves those
// who show or choose one; Lookup's order is that of evidence, for which a rare word
// that is spelled just so is as good as a common one. The result must not be changed.
func (l *Lexicon) Senses(word string) []Match {
	written := arabic.Strip(word)
	if written == "" {
		return nil
	}
	return l.senses.get(written, func() []Match { return l.lookup(written, limits{likely: true}) })
}

// Near returns the renderings that Lookup does, but no more than most, and none that
// costs far more than the best. It remembers nothing, for those who do so themselves.
func (l *Lexicon) Near(word string, most int, far float64) []Match {
	written := arabic.Strip(word)
	if written == "" {
		return nil
	}
	want := limits{most: most, far: far}
	out := l.lookup(written, want)
	n := len(out)
	for n > most || n > 0 && out[n-1].Cost > out[0].Cost+far { // glosses of several readings were joined
		n--
	}
	return out[:n]
}

type hit struct {
	entry int32
	cost  int
	how   How
	form  Form
	// onPlural says that a regular ending stands on a listed plural.
	onPlural bool
	// bound is how much likelier the attached pronoun makes the ending than its cost
	// says: ة has to be written ت there (مدرستها), and ا is hardly a dual (قتلاهم).
	bound int8
	// prior is 0 unless the likeliest are wanted first.
	prior float64
}

// lookup explains a word that is stripped but not normalised: its spelling
// decides between readings that normalising makes alike.
func (l *Lexicon) lookup(written string, want limits) []Match {
	w := arabic.Normalize(written)
	var room [16]hit
	hits := l.nominalHits(room[:0], w)
	hits = l.verbHits(hits, w)
	if !sure(hits) {
		hits = l.derivedHits(hits, w)
	}
	hits = slices.DeleteFunc(hits, func(h hit) bool { return !l.possible(written, h) })
	learned := l.learnedMatches(written, want)
	if len(learned) > 0 {
		want = limits{likely: want.likely} // what they repeat may come nearer
	}
	out := merge(l.rank(written, hits, want), learned)
	if len(out) == 0 {
		out = l.respelled(w, want)
	}
	if len(out) == 0 {
		out = l.unglued(written, want)
	}
	return out
}

// possible refuses readings that the spelling excludes: an article written with
// hamza (إلياس), a pronoun written ة, an article or pronoun on a proper name.
func (l *Lexicon) possible(written string, h hit) bool {
	if h.form.Pronoun != "" && strings.HasSuffix(written, "ة") {
		return false
	}
	if !h.form.Definite && h.form.Pronoun == "" {
		return true
	}
	if isName(l.headword(h.entry).pos()) {
		return false
	}
	if h.form.Definite {
		for _, r := range [...]string{"إل", "أل", "آل"} {
			if strings.HasPrefix(strings.TrimPrefix(written, h.form.Proclitics), r) {
				return false
			}
		}
	}
	return true
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
		for i := range l.nominals(key) {
			if e.ending != "" && !inflects(l.headword(i).pos()) {
				continue
			}
			f := form
			listed := l.listedForm(i, key)
			f.Plural = e.number == plural || e.ending == "" && listed
			f.Dual = e.number == dual
			h := hit{entry: i, cost: cost + e.cost, how: how, form: f, onPlural: listed && e.number != singular}
			switch {
			case form.Pronoun == "":
			case e.ending == "ت":
				h.bound = int8(e.cost)
			case e.ending == "ا" && e.lemma == "":
				h.bound = -1
			}
			hits = append(hits, h)
		}
	}
	return hits
}

// listedForm reports whether a normalised form of entry i comes from its forms
// column, which holds broken plurals, rather than from its lemma.
func (l *Lexicon) listedForm(i int32, form string) bool {
	e := l.headword(i)
	return e.forms() > 0 && e.pos() != Adjective && l.Lemma(int(i)) != form
}

// inflects reports whether words of this part of speech take nominal endings.
func inflects(pos string) bool {
	switch pos {
	case Noun, Adjective, Demonym, Title, Unit, Currency, Numeral, AnyWord:
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
				hits = l.conjugated(hits, perfect, body, perfectEndings, cost, form)
				form.Perfect = false
			}
			form.Imperfect = true
			for _, person := range imperfectPrefixes {
				if stem, ok := strings.CutPrefix(body, person.text); ok {
					hits = l.conjugated(hits, imperfect, stem, imperfectEndings, cost+person.cost, form)
				}
			}
		}
	}
	return hits
}

func (l *Lexicon) conjugated(hits []hit, a aspect, body string, endings []affix, cost int, form Form) []hit {
	for _, e := range endings {
		base, ok := strings.CutSuffix(body, e.text)
		if !ok || len(base) < 2 {
			continue
		}
		for st := range l.verbs(a, base) {
			if st.bound && e.text == "" && form.Pronoun == "" {
				continue
			}
			how := VerbForm
			if form.Perfect && cost+e.cost == 0 && base == body && l.Lemma(int(st.entry)) == body {
				how = Exact
			}
			extra := int(st.cost)
			if utf8.RuneCountInString(base) < 2 {
				extra += 3 // a one-letter stem (يفي, يقي) fits too much
			}
			hits = append(hits, hit{entry: st.entry, cost: cost + e.cost + extra, how: how, form: form})
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
			for st := range l.verbs(perfect, lemma) {
				if l.Lemma(int(st.entry)) == lemma {
					hits = append(hits, hit{entry: st.entry, cost: cost + t.cost, how: Derived, form: form})
				}
			}
			continue
		}
		for i := range l.nominals(lemma) {
			if pos := l.headword(i).pos(); pos == Noun || pos == Adjective || pos == Title || pos == AnyWord {
				hits = append(hits, hit{entry: i, cost: cost + t.cost, how: Derived, form: form})
			}
		}
	}
	return hits
}

// POSOf returns the part of speech of a word's best reading, or "".
func (l *Lexicon) POSOf(word string) string {
	if m := l.Lookup(word); len(m) > 0 {
		return m[0].POS
	}
	return ""
}
