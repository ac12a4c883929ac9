package check

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func day(t testing.TB, s string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

var (
	fallPair = Pair{ID: "a", Source: "سقط 12 طائرا في الحديقة.", Target: "21 birds fell in the garden."}
	fallFind = Finding{Rule: "number.value", Group: Translation, Source: []Span{{7, 9}}, Target: []Span{{0, 2}}, SourceValue: "12", TargetValue: "21"}
)

func TestFingerprint(t *testing.T) {
	base := Fingerprint(fallPair, fallFind)
	same := func(name string, p Pair, f Finding, want bool) {
		t.Helper()
		if got := Fingerprint(p, f) == base; got != want {
			t.Errorf("%s: same %v, want %v", name, got, want)
		}
	}
	moved := fallPair
	moved.ID, moved.Paragraph, moved.Target = "b", 7, "21 birds fell in the garden today."
	same("moved, target edited elsewhere", moved, fallFind, true)
	vowels := fallPair
	vowels.Source = "سَقَط 12 طائراً في الحديقة."
	f := fallFind
	f.Source = []Span{{11, 13}}
	same("vowel signs added", vowels, f, true)
	worded := fallFind
	worded.Message, worded.Severity = "put otherwise", Minor
	same("message and severity", fallPair, worded, true)
	other := fallFind
	other.TargetValue = "22"
	same("another value", fallPair, other, false)
	other = fallFind
	other.Rule = "date.value"
	same("another rule", fallPair, other, false)
	text := fallPair
	text.Source = "سقط 12 طائرا في الحقل."
	same("another sentence", text, fallFind, false)
	habit := Finding{Rule: "spacing.punctuation", Group: SourceText, Source: []Span{{0, 1}}, Count: 40}
	if Fingerprint(fallPair, habit) != Fingerprint(text, habit) {
		t.Error("a habit of the whole text changes its name with the sentence it is shown at")
	}
	if Fingerprint(Pair{}, Finding{Source: []Span{{5, 9}}}) == "" {
		t.Error("spans outside the text must not matter")
	}
}

func TestIgnoreList(t *testing.T) {
	list := func(entry string) *IgnoreList {
		t.Helper()
		l, err := ParseIgnoreList([]byte("ignore:\n  - {reason: agreed, "+entry+"}\n"), "i.yaml", Rules())
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	today := day(t, "2026-05-10")
	for entry, want := range map[string]bool{
		"rule: number.value": true,
		"rule: number":       true,
		"rule: date":         false,
		"term: '12'":         true,
		"term: '2'":          false, // part of a number
		"term: birds":        false, // not what the finding points at
		"hash: " + Fingerprint(fallPair, fallFind):     true,
		"hash: " + Fingerprint(fallPair, fallFind)[:8]: true,
		"hash: 00000000":                    false,
		"rule: number, term: '13'":          false,
		"rule: number, path: news/":         true,
		"rule: number, path: news/*.md":     true,
		"rule: number, path: sport/":        false,
		"rule: number, expires: 2026-05-10": true,
		"rule: number, expires: 2026-05-09": false,
	} {
		if _, got := list(entry).Match("news/one.md", fallPair, fallFind, today); got != want {
			t.Errorf("%s: %v, want %v", entry, got, want)
		}
	}
	arabic := Finding{Rule: "name.variant", Source: []Span{{0, len("والبصرة")}}}
	pair := Pair{Source: "والبصرة"}
	if _, ok := list("term: بصره").Match("", pair, arabic, today); !ok {
		t.Error("a term is not found behind joined particles")
	}
	if n := len(list("rule: number, expires: 2026-05-09").Expired(today)); n != 1 {
		t.Errorf("%d expired, want 1", n)
	}
}

func TestIgnoreListErrors(t *testing.T) {
	for text, want := range map[string]string{
		"ignore:\n  - rule: number\n    reason: x\n  - rule: number\n":      "i.yaml:4: has no reason",
		"ignore:\n  - reason: x\n":                                          "i.yaml:2: says nothing",
		"ignore:\n  - rule: nosuch\n    reason: x\n":                        `i.yaml:2: unknown rule "nosuch"`,
		"ignore:\n  - rule: number\n    reson: x\n":                         "i.yaml:3: unknown field",
		"ignore:\n  - hash: xyz\n    reason: x\n":                           "i.yaml:2: hash",
		"ignore:\n  - rule: number\n    reason: x\n    expires: tomorrow\n": "i.yaml:2: expires",
		"ignore: [\n": "i.yaml:",
	} {
		_, err := ParseIgnoreList([]byte(text), "i.yaml", Rules())
		if err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

func TestBaseline(t *testing.T) {
	finding := func(rule string) Finding { return Finding{Rule: rule, Severity: Major, Message: rule} }
	first := (*Baseline)(nil).Compare()
	for _, path := range []string{"a", "b"} {
		first.Document(path)
	}
	for _, k := range [][2]string{{"a", "1"}, {"a", "1"}, {"a", "2"}, {"b", "1"}} {
		if _, ok := first.Known(k[0], k[1], finding("number.value")); ok {
			t.Fatal("known without a baseline")
		}
	}
	b, ch := first.Update(day(t, "2026-01-02"))
	if ch != (Change{Added: 4}) || b.Findings() != 4 {
		t.Fatalf("%+v, %d findings", ch, b.Findings())
	}

	// A month later, only a is checked: one of two equal findings is gone, one is new.
	second := b.Compare()
	second.Document("a")
	if since, ok := second.Known("a", "1", finding("number.value")); !ok || since != day(t, "2026-01-02") {
		t.Errorf("known %v since %v", ok, since)
	}
	if _, ok := second.Known("a", "3", finding("number.value")); ok {
		t.Error("3 is new")
	}
	if _, ok := second.Known("a", "2", finding("number.value")); !ok {
		t.Error("2 is known")
	}
	if _, ok := second.Known("a", "2", finding("number.value")); ok {
		t.Error("the second 2 is new: it was recorded once")
	}
	b, ch = second.Update(day(t, "2026-02-02"))
	if ch != (Change{Added: 2, Kept: 2, Settled: 1}) {
		t.Errorf("%+v", ch)
	}
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	again, err := ReadBaseline(&out)
	if err != nil {
		t.Fatal(err)
	}
	if again.Findings() != 5 || again.Oldest() != day(t, "2026-01-02") {
		t.Errorf("%d findings since %v; b was not part of the run and must stay", again.Findings(), again.Oldest())
	}
}

func TestBaselineRefused(t *testing.T) {
	for _, text := range []string{"", "[]", `{"version":2,"findings":[]}`, `{"version":1,"findings":[{"fingerprint":"x","count":0,"since":"2026-01-01"}]}`,
		`{"version":1,"findings":[{"fingerprint":"x","count":1,"since":"soon"}]}`, `{"version":1,"extra":1}`} {
		if _, err := ReadBaseline(strings.NewReader(text)); err == nil {
			t.Errorf("%s is accepted", text)
		}
	}
}

// TestBaselineSettles: a run held against the baseline it has made finds nothing
// new, whatever the order.
func TestBaselineSettles(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		keys := rapid.SliceOf(rapid.SampledFrom([]string{"1", "2", "3"})).Draw(rt, "findings")
		c := (*Baseline)(nil).Compare()
		c.Document("a")
		for _, k := range keys {
			c.Known("a", k, Finding{})
		}
		b, _ := c.Update(time.Unix(0, 0))
		again := b.Compare()
		again.Document("a")
		for _, k := range rapid.Permutation(keys).Draw(rt, "order") {
			if _, ok := again.Known("a", k, Finding{}); !ok {
				rt.Fatalf("%s is new", k)
			}
		}
		if _, ch := again.Update(time.Unix(0, 0)); ch.Added != 0 || ch.Settled != 0 || ch.Kept != len(keys) {
			rt.Fatalf("%+v", ch)
		}
	})
}
