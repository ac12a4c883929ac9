package english

import "testing"

func TestStem(t *testing.T) {
	for _, c := range [][2]string{{"Withdrawals", "withdrawal"}, {"Iraq's", "Iraq"}, {"Iraq’s", "Iraq"}} {
		if a, b := Stem(c[0]), Stem(c[1]); a != b {
			t.Errorf("Stem(%s) = %s, Stem(%s) = %s", c[0], a, c[1], b)
		}
	}
}

func TestInflection(t *testing.T) {
	for _, c := range []struct {
		name, in, want string
		f              func(string) string
	}{
		{"Past", "announce", "announced", Past}, {"Past", "say", "said", Past}, {"Past", "give up", "gave up", Past}, {"Past", "deny", "denied", Past},
		{"Past", "stop", "stopped", Past}, {"Past", "visit", "visited", Past}, {"Past", "admit", "admitted", Past}, {"Past", "offer", "offered", Past}, {"Past", "play", "played", Past}, {"Past", "", "", Past},
		{"Participle", "take", "taken", Participle}, {"Participle", "arrest", "arrested", Participle},
		{"ThirdPerson", "have", "has", ThirdPerson}, {"ThirdPerson", "go", "goes", ThirdPerson}, {"ThirdPerson", "carry out", "carries out", ThirdPerson}, {"ThirdPerson", "push", "pushes", ThirdPerson},
		{"Plural", "foreign minister", "foreign ministers", Plural}, {"Plural", "child", "children", Plural}, {"Plural", "country", "countries", Plural}, {"Plural", "clashes", "clashes", Plural}, {"Plural", "policeman", "policemen", Plural}, {"Plural", "virus", "viruses", Plural},
	} {
		if got := c.f(c.in); got != c.want {
			t.Errorf("%s(%q) = %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

func TestIsFunctionWord(t *testing.T) {
	for w, want := range map[string]bool{"the": true, "between": true, "minister": false, "": false} {
		if IsFunctionWord(w) != want {
			t.Errorf("IsFunctionWord(%q) = %v", w, !want)
		}
	}
}
