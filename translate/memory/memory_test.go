package memory

import (
	"slices"
	"sync"
	"testing"
)

func arEn(pairs ...string) *Memory {
	m := New()
	for i := 0; i < len(pairs); i += 2 {
		m.Add("ar", pairs[i], "en", pairs[i+1])
	}
	return m
}

func TestExact(t *testing.T) {
	m := arEn("وصل الوزير إلى عمّان.", "The minister arrived in Amman.")
	for name, c := range map[string]struct {
		source string
		found  bool
	}{
		"itself":             {"وصل الوزير إلى عمّان.", true},
		"without marks":      {"وصل الوزير إلى عمان.", true},
		"with other marks":   {"وَصَلَ الوزيرُ إلى عمان.", true},
		"tatweel":            {"وصــل الوزير إلى عمان.", true},
		"white space":        {"  وصل\tالوزير \n إلى عمان. ", true},
		"no-break space":     {"وصل الوزير إلى\u00a0عمان.", true},
		"invisible controls": {"\u200fوصل الوزير إلى عمان.\u200f", true},
		"decomposed hamza":   {"وصل الوزير \u0627\u0655لى عمان.", true},
		"another spelling":   {"وصل الوزير الى عمان.", false},
		"without the stop":   {"وصل الوزير إلى عمان", false},
		"another word":       {"وصل الوزير إلى القاهرة.", false},
		"empty":              {"", false},
	} {
		got, ok := m.Exact("ar", "en", c.source)
		if ok != c.found {
			t.Errorf("%s: found %v, want %v", name, ok, c.found)
		}
		if ok && (got.Target != "The minister arrived in Amman." || got.Score != 100 || got.Source != "وصل الوزير إلى عمّان.") {
			t.Errorf("%s: got %+v", name, got)
		}
	}
}

func TestExactPrefersTheNewest(t *testing.T) {
	m := arEn("شكرا", "Thanks", "شكرا", "Thank you", "شكراً", "Cheers", "شكرا", "Thanks")
	got, _ := m.Exact("ar", "en", "شكرا")
	if got.Target != "Thanks" || !slices.Equal(got.Others, []string{"Cheers", "Thank you"}) {
		t.Errorf("got %q, others %q", got.Target, got.Others)
	}
}

func TestLanguagesMatchByPrimarySubtag(t *testing.T) {
	m := New()
	m.Add("AR-sa", "نعم", "en_GB", "Yes")
	for _, dir := range [][2]string{{"ar", "en"}, {"ar-EG", "en-US"}, {"AR", " En"}} {
		if got, ok := m.Exact(dir[0], dir[1], "نعم"); !ok || got.Target != "Yes" {
			t.Errorf("%v: got %+v, %v", dir, got, ok)
		}
	}
	if got, ok := m.Exact("en", "ar", "Yes"); !ok || got.Target != "نعم" {
		t.Errorf("backwards: got %+v, %v", got, ok)
	}
	for _, dir := range [][2]string{{"ar", "fr"}, {"fa", "en"}, {"ar", "ar"}, {"", "en"}} {
		if got, ok := m.Exact(dir[0], dir[1], "نعم"); ok {
			t.Errorf("%v: got %+v", dir, got)
		}
	}
}

func TestAddIgnoresWhatIsEmpty(t *testing.T) {
	m := New()
	m.Add("ar", " ", "en", "x")
	m.Add("ar", "س", "en", "")
	m.Add("", "س", "en", "x")
	m.Add("ar", "س", "ar", "ص")
	if m.Len() != 0 {
		t.Errorf("%d units stored", m.Len())
	}
}

func TestInvisibleSourcesAreNotFound(t *testing.T) {
	m := arEn("\u200f\u0640", "T")
	for _, s := range []string{"\u200f\u0640", "", "\u200e"} {
		if _, ok := m.Exact("ar", "en", s); ok || len(m.Fuzzy("ar", "en", s, 1, 1)) > 0 {
			t.Errorf("%q was found", s)
		}
	}
}

func TestAddAfterLookup(t *testing.T) {
	var m Memory
	if _, ok := m.Exact("ar", "en", "نعم"); ok || len(m.Fuzzy("ar", "en", "نعم", 50, 3)) != 0 {
		t.Fatal("an empty memory found something")
	}
	m.Add("ar", "نعم بالتأكيد", "en", "Yes, surely")
	if got := m.Fuzzy("ar", "en", "نعم بالتأكيد", 50, 3); len(got) != 1 || got[0].Score != 100 {
		t.Fatalf("got %+v", got)
	}
	m.Add("ar", "نعم بالتأكيد يا صديقي", "en", "Yes, surely, my friend")
	if got := m.Fuzzy("ar", "en", "نعم بالتأكيد", 50, 3); len(got) != 2 || got[1].Score != 50 {
		t.Errorf("got %+v", got)
	}
}

func TestConcurrentUse(t *testing.T) {
	m := New()
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			for i := range 50 {
				s := corpus(1, uint64(w*100+i))[0]
				m.Add("ar", s, "en", s)
				if _, ok := m.Exact("ar", "en", s); !ok {
					t.Errorf("added sentence not found: %s", s)
				}
				if got := m.Fuzzy("ar", "en", s+" اليوم", 60, 1); len(got) != 1 {
					t.Errorf("similar sentence not found: %s", s)
				}
			}
		})
	}
	wg.Wait()
	if m.Len() != 200 {
		t.Errorf("%d units, want 200", m.Len())
	}
}
