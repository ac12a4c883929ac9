package align

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// invented makes a pair of texts in invented languages whose words correspond
// one to one and look nothing alike, with gaps on either side; gold holds the
// pairs that belong together.
func invented(rng *rand.Rand, n int) (source, target []string, gold map[[2]int]bool) {
	gold = map[[2]int]bool{}
	for range n {
		var s, t []string
		for range 6 + rng.IntN(5) {
			w := int(rng.Float64() * rng.Float64() * 300)
			s, t = append(s, spell(w, "bdfglmn", "aeo")), append(t, spell(w, "kprstvz", "iuy"))
		}
		rng.Shuffle(len(t), func(a, b int) { t[a], t[b] = t[b], t[a] })
		drop := rng.IntN(8)
		if drop != 0 {
			source = append(source, strings.Join(s, " ")+".")
		}
		if drop != 1 {
			target = append(target, strings.Join(t, " ")+".")
		}
		if drop > 1 {
			gold[[2]int{len(source) - 1, len(target) - 1}] = true
		}
	}
	return source, target, gold
}

func spell(w int, consonants, vowels string) string {
	var b strings.Builder
	for range 3 {
		b.WriteByte(consonants[w%len(consonants)])
		w /= len(consonants)
		b.WriteByte(vowels[w%len(vowels)])
		w = w/len(vowels) + w%5
	}
	return b.String() + fmt.Sprintf("%c", vowels[w%len(vowels)])
}

func right(links []Link, gold map[[2]int]bool) int {
	n := 0
	for _, l := range links {
		if len(l.Source) == 1 && len(l.Target) == 1 && gold[[2]int{l.Source[0], l.Target[0]}] {
			n++
		}
	}
	return n
}

func TestBatchLearnsFromItself(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	type doc struct {
		source, target []string
		gold           map[[2]int]bool
	}
	var docs []doc
	for range 60 {
		s, tg, g := invented(rng, 20)
		docs = append(docs, doc{s, tg, g})
	}
	opt := Options{SourceLang: "x", TargetLang: "y"}
	pass := func() (hits, gold int, l *Learner) {
		l = &Learner{}
		for _, d := range docs {
			res, err := Align(d.source, d.target, opt)
			if err != nil {
				t.Fatal(err)
			}
			checkPartition(t, res.Links, len(d.source), len(d.target))
			hits += right(res.Links, d.gold)
			gold += len(d.gold)
			l.Add(d.source, d.target, res.Links, opt)
		}
		return hits, gold, l
	}
	first, gold, l := pass()
	opt.Table = l.Train()
	if opt.Table.Len() == 0 {
		t.Fatal("nothing learned")
	}
	second, _, _ := pass()
	if second <= first || second < gold*95/100 {
		t.Errorf("right links: %d before, %d after learning, of %d", first, second, gold)
	}
}
