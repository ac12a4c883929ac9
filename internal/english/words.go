// Package english holds the little that several packages need to know about
// English words: stems for comparing them and the function words that carry no
// content.
package english

import (
	"strings"

	"github.com/blevesearch/snowballstem"
	snowball "github.com/blevesearch/snowballstem/english"
)

// Stem returns the Porter2 (Snowball) stem of a lower-cased English word, without
// a possessive ending. It is meant for comparing words, not for showing.
func Stem(word string) string {
	w := strings.ToLower(strings.ReplaceAll(word, "’", "'"))
	w = strings.TrimSuffix(w, "'s")
	env := snowballstem.NewEnv(strings.Trim(w, "'."))
	snowball.Stem(env)
	return env.Current()
}

// IsFunctionWord reports whether a lower-cased English word is an article,
// preposition, pronoun, auxiliary, conjunction or another word without content
// of its own. Negations are function words too; ask for them separately.
func IsFunctionWord(word string) bool {
	_, ok := functionWords[word]
	return ok
}

var functionWords = func() map[string]struct{} {
	m := map[string]struct{}{}
	for _, w := range strings.Fields(`
a an the this that these those such same other another each every either neither some any no none all both
i you he she it we they me him her us them my your his its our their mine yours hers ours theirs
myself yourself himself herself itself ourselves themselves who whom whose which what when where why how
of in on at by for from to into onto with without within about above across after against along among around as before
behind below beneath beside besides between beyond despite down during except inside like near off out outside over past
per since than through throughout till toward towards under until up upon via
and or but nor so yet if unless because although though while whereas whether
be am is are was were been being have has had having do does did doing done can could may might must shall should will would
not there here then now just also too only even very more most much many few less least own well still
s t re ve ll d m don didn doesn isn wasn weren aren hasn haven hadn won wouldn couldn shouldn`) {
		m[w] = struct{}{}
	}
	return m
}()
