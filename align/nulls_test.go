package align

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"tarjuman/align/lexicon"
)

var arabicToEnglish = Options{SourceLang: "ar", TargetLang: "en", Lexicon: lexicon.Default()}

var bulletinAr = []string{
	"استقبل وزير الزراعة في الرباط أمس وفدا من المزارعين.",
	"وطالب الوفد بخفض أسعار الوقود قبل موسم الحصاد.",
	"ووعد الوزير بدراسة الطلب خلال 10 أيام.",
	"وتضررت مئات المزارع من الجفاف هذا العام.",
	"ويزرع القمح في شمال البلاد وجنوبها.",
	"وستصدر الوزارة تقريرا عن المحصول في يوليو.",
}

var bulletinEn = []string{
	"The agriculture minister received a delegation of farmers in Rabat yesterday.",
	"The delegation demanded lower fuel prices before the harvest season.",
	"The minister promised to study the request within 10 days.",
	"Hundreds of farms have been damaged by drought this year.",
	"Wheat is grown in the north and south of the country.",
	"The ministry will issue a report on the crop in July.",
}

func with(list []string, at int, text string) []string {
	return append(append(append([]string{}, list[:at]...), text), list[at:]...)
}

// alignBulletin aligns and returns the links by target sentence.
func alignBulletin(t *testing.T, source, target []string) (links []Link, byTarget map[int]Link) {
	t.Helper()
	res, err := Align(source, target, arabicToEnglish)
	if err != nil {
		t.Fatal(err)
	}
	checkPartition(t, res.Links, len(source), len(target))
	byTarget = map[int]Link{}
	for _, l := range res.Links {
		for _, j := range l.Target {
			byTarget[j] = l
		}
	}
	return res.Links, byTarget
}

func TestForeignSentenceStaysAlone(t *testing.T) {
	_, by := alignBulletin(t, bulletinAr, with(bulletinEn, 3, "Striker Hernan Lopez scored twice as Valencia beat Sevilla on Sunday."))
	if l := by[3]; len(l.Source) > 0 || l.Confidence < 0.9 {
		t.Errorf("a sentence about something else is linked: %+v", l)
	}
}

func TestRepeatingSentenceStaysAlone(t *testing.T) {
	// A summary says what the sentence after it says; only that one was translated.
	_, by := alignBulletin(t, bulletinAr, with(bulletinEn, 2, "Minister promises to study farmers' request"))
	if l := by[2]; len(l.Source) > 0 {
		t.Errorf("a summary is linked as well: %+v", l)
	}
	if l := by[3]; len(l.Source) != 1 || l.Source[0] != 2 {
		t.Errorf("what it sums up is linked as %+v", l)
	}
}

func TestFreeRenderingInCompleteTranslation(t *testing.T) {
	target := append([]string{}, bulletinEn...)
	target[3] = "Nobody in the village of Targa could remember anything like it, old Hassan among them."
	_, by := alignBulletin(t, bulletinAr, target)
	if l := by[3]; len(l.Source) != 1 || l.Source[0] != 3 || l.Confidence > 0.99 {
		t.Errorf("a free rendering where all else runs in parallel: %+v", l)
	}
}

func TestMovedClauseIsOneLink(t *testing.T) {
	source := append([]string{}, bulletinAr...)
	source[3] = "وتضررت مئات المزارع من الجفاف هذا العام ويزرع القمح في شمال البلاد وجنوبها."
	source[4] = "وقال مسؤول كبير إن المياه تكفي حتى نهاية أغسطس."
	target := append([]string{}, bulletinEn...)
	target[3] = "Hundreds of farms have been damaged by drought this year."
	target[4] = "Wheat is grown in the north and south of the country, and a senior official said the water would last until the end of August."
	_, by := alignBulletin(t, source, target)
	if l := by[3]; len(l.Source) != 2 || len(l.Target) != 2 {
		t.Errorf("a clause that moved over the boundary: %+v and %+v", l, by[4])
	}
}

// A path of n source and m target sentences leaves its states as often as it
// makes moves: between max(n, m)/4 and n+m times.
func TestTransitionsOfPaths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, m := rapid.IntRange(1, 8).Draw(t, "n"), rapid.IntRange(1, 8).Draw(t, "m")
		l := newLattice(n, m, fullBand(n, m), usualNulls)
		score := rapid.Float64Range(-8, 8)
		l.fill(func(i, j, k int) float64 { return score.Draw(t, "score") })
		for side := range l.alone {
			for k := range l.alone[side] {
				l.alone[side][k] = float32(score.Draw(t, "alone"))
			}
		}
		p := l.posteriors(heat)
		got := p.transitions()
		moves, nulls := 0.0, 0.0
		for s := range got {
			for next, x := range got[s] {
				moves += x
				if next != linked {
					nulls += x
				}
			}
		}
		want := 0.0
		for i := 0; i <= n; i++ {
			for j := 0; j <= m; j++ {
				want += p.of(i, j, nullSource) + p.of(i, j, nullTarget)
			}
		}
		if math.Abs(nulls-want) > 1e-3 || moves < float64(max(n, m))/longestBead-1e-3 || moves > float64(n+m)+1e-3 {
			t.Fatalf("%v moves, %v of them nulls, want %v nulls", moves, nulls, want)
		}
		model := usualNulls
		model.settle(usualNulls, got)
		for s := range model {
			if sum := model[s][0] + model[s][1] + model[s][2]; math.Abs(sum-1) > 1e-9 {
				t.Fatalf("the settled chances of state %d sum to %v", s, sum)
			}
		}
	})
}
