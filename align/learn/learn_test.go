package learn

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

// texts makes pairs of texts in two invented languages whose words correspond by
// number, with words missing on either side and one word in every text.
func texts(rng *rand.Rand, pairs int) *Trainer {
	t := NewTrainer(Options{})
	for range pairs {
		a, b := []Word{{"wa", "wa"}}, []Word{{"xe", "xe"}}
		for range 5 + rng.IntN(8) {
			n := int(rng.Float64() * rng.Float64() * 150)
			s, w := fmt.Sprintf("a%d", n), fmt.Sprintf("b%d", n)
			if rng.IntN(10) > 0 {
				a = append(a, Word{s, s})
			}
			if rng.IntN(10) > 0 {
				b = append(b, Word{w, w})
			}
		}
		rng.Shuffle(len(b), func(i, j int) { b[i], b[j] = b[j], b[i] })
		t.Add(a, b)
	}
	return t
}

func TestTrainFindsTheDictionary(t *testing.T) {
	table := texts(rand.New(rand.NewPCG(1, 2)), 1500).Train()
	right := 0
	for key, list := range table.renderings {
		if list[0].Key == "b"+key[1:] {
			right++
		}
		for i, r := range list {
			if r.Share <= 0 || r.Share > 1 || i > 0 && r.Share > list[i-1].Share {
				t.Errorf("%s: %+v", key, list)
			}
		}
	}
	if table.Len() < 110 || right < table.Len()*98/100 {
		t.Errorf("%d words learned, %d rightly", table.Len(), right)
	}
	if table.Renderings("wa") != nil {
		t.Error("a word of every text was learned")
	}
}

func TestTrainIsDeterministic(t *testing.T) {
	a, b := texts(rand.New(rand.NewPCG(5, 6)), 200).Train(), texts(rand.New(rand.NewPCG(5, 6)), 200).Train()
	if !reflect.DeepEqual(a, b) {
		t.Error("the same texts gave two tables")
	}
}

func TestAddLeavesOut(t *testing.T) {
	tr := NewTrainer(Options{MaxWords: 3})
	w := []Word{{"a", "a"}, {"b", "b"}}
	tr.Add(w, nil)
	tr.Add(nil, w)
	tr.Add(w, append(w, w...))
	tr.Add(w, w)
	if tr.Pairs() != 1 {
		t.Errorf("%d pairs were taken, want 1", tr.Pairs())
	}
	if NewTrainer(Options{}).Train().Len() != 0 {
		t.Error("something was learned from nothing")
	}
}

func TestTableShowsTheUsualSpelling(t *testing.T) {
	tr := NewTrainer(Options{})
	for i := range 6 {
		en := "harbours"
		if i == 0 {
			en = "Harbour"
		}
		tr.Add(Words("المرفأ مزدحم", "ar"), Words("The "+en, "en"))
		tr.Add(Words(fmt.Sprintf("شيء%d آخر", i), "ar"), Words("something else", "en"))
	}
	list := tr.Train().Renderings(Key("مرفأ", "ar"))
	if len(list) == 0 || list[0].Word != "harbours" || list[0].Key != "harbour" {
		t.Errorf("%+v", list)
	}
}

func TestWriteRead(t *testing.T) {
	table := texts(rand.New(rand.NewPCG(7, 8)), 400).Train()
	table.SourceLang, table.TargetLang = "xx", "yy"
	var file bytes.Buffer
	if err := table.Write(&file); err != nil {
		t.Fatal(err)
	}
	first := file.String()
	got, err := Read(&file)
	if err != nil {
		t.Fatal(err)
	}
	if got.Pairs() != 400 || got.SourceLang != "xx" || got.TargetLang != "yy" || got.Len() != table.Len() {
		t.Fatalf("%d pairs, %s-%s, %d words", got.Pairs(), got.SourceLang, got.TargetLang, got.Len())
	}
	var again bytes.Buffer
	if err := got.Write(&again); err != nil || again.String() != first {
		t.Errorf("written again, the file differs (%v)", err)
	}
}

func TestInverse(t *testing.T) {
	table := texts(rand.New(rand.NewPCG(9, 9)), 400).Train()
	back := table.Inverse()
	for key, list := range table.renderings {
		for _, r := range list {
			found := false
			for _, b := range back.Renderings(r.Key) {
				found = found || b.Key == key && b.Share == r.Share
			}
			if !found {
				t.Errorf("%s %s is lost", key, r.Key)
			}
		}
	}
}

func TestReadErrors(t *testing.T) {
	head := Signature + "\tar\ten\t5\n"
	for name, c := range map[string]struct {
		file string
		line int
		says string
	}{
		"empty":        {"", 1, "empty"},
		"other file":   {"ميناء\tport\n", 1, "not a learned table"},
		"newer":        {"# tarjuman learned table 12\tar\ten\t5\n", 1, "not a learned table"},
		"no number":    {Signature + "\tar\ten\tmany\n", 1, "no number of pairs"},
		"two columns":  {head + "ميناء\tport\n", 2, "want source word"},
		"share":        {head + "ميناء\tport\t0.5\nرصيف\tquay\t1.5\n", 3, "no share"},
		"not a number": {head + "ميناء\tport\tNaN\n", 2, "no share"},
		"bytes":        {head + "ميناء\t\xff\t0.5\n", 2, "want source word"},
		"long line":    {head + strings.Repeat("x", maxLine+1), 2, "more than 64 KB"},
	} {
		_, err := Read(strings.NewReader(c.file))
		var e *FileError
		if !errors.As(err, &e) || e.Line != c.line || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: error %v, want line %d: %s", name, err, c.line, c.says)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(Signature + "\tar\ten\t5\nميناء\tport\t0.5\n")
	f.Fuzz(func(t *testing.T, s string) {
		table, err := Read(strings.NewReader(s))
		if err != nil {
			if strings.ContainsAny(err.Error(), "\n\r") {
				t.Fatalf("error of several lines: %q", err)
			}
			return
		}
		var b bytes.Buffer
		if err := table.Write(&b); err != nil {
			t.Fatal(err)
		}
	})
}

func BenchmarkTrain(b *testing.B) {
	for b.Loop() {
		texts(rand.New(rand.NewPCG(1, 2)), 5000).Train()
	}
}
