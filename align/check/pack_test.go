package check

import (
	"strings"
	"testing"
)

const housePack = `about: house style of the desk
lang: en
rule: house.style
severity: major
entries:
  - find: ["passed away"]
    say: died
    why: we say that people die
    bad: ["The poet passed away. | مات الشاعر."]
    good: ["The train passed slowly."]
  - find: ["utilise|utilize|utilises"]
    say: use
    why: plain words
    rule: house.plain
    severity: info
    bad: ["They utilise water."]
`

func TestPack(t *testing.T) {
	p, err := ParsePack([]byte(housePack), "house.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if bad := p.Test(); len(bad) > 0 {
		t.Error(bad)
	}
	c, err := New(Options{Packs: []*Pack{p}, Enable: []string{"house"}, Severity: map[string]Severity{"house.plain": Minor}})
	if err != nil {
		t.Fatal(err)
	}
	for _, reverse := range []bool{false, true} {
		doc := Document{SourceLang: "ar", TargetLang: "en", Pairs: []Pair{{Source: "مات الشاعر الذي يستخدم القلم.", Target: "The poet who utilises a pen passed away."}}}
		group := TargetText
		if reverse {
			doc.SourceLang, doc.TargetLang, group = "en", "ar", SourceText
			doc.Pairs[0].Source, doc.Pairs[0].Target = doc.Pairs[0].Target, doc.Pairs[0].Source
		}
		found := c.Run(doc)
		if len(found) != 2 {
			t.Fatalf("reverse %v: %v", reverse, found)
		}
		if f := found[0]; f.Rule != "house.style" || f.Severity != Major || f.MQM != packMQM || f.Suggestion != "died" || f.Group != group {
			t.Errorf("reverse %v: %+v", reverse, f)
		}
		if f := found[1]; f.Rule != "house.plain" || f.Severity != Minor {
			t.Errorf("reverse %v: %+v", reverse, f)
		}
	}
	names := ""
	for _, r := range c.Rules() {
		if strings.HasPrefix(r.Name, "house.") {
			names += r.Name + " " + r.Severity.String() + ";"
		}
	}
	if names != "house.plain info;house.style major;" {
		t.Error(names)
	}
	if _, err := New(Options{Enable: []string{"house"}}); err == nil {
		t.Error("a rule of a pack that is not loaded is accepted")
	}
}

// TestPackOfBuiltInRule: a pack may add phrases to a rule that exists.
func TestPackOfBuiltInRule(t *testing.T) {
	text := "lang: ar\nrule: calque.phrase\nentries:\n  - {find: [\"رمى الملعقة\"], why: idiom}\n"
	p, err := ParsePack([]byte(text), "more.yaml")
	if err != nil {
		t.Fatal(err)
	}
	c, err := New(Options{Packs: []*Pack{p}})
	if err != nil {
		t.Fatal(err)
	}
	if r := c.rules["calque.phrase"]; len(r.Bad) == 0 {
		t.Error("the built-in description is lost")
	}
	found := c.Run(Document{SourceLang: "ar", TargetLang: "en", Pairs: []Pair{{Source: "رمى الملعقة الطباخ.", Target: "The cook gave up."}}})
	n := 0
	for _, f := range found {
		if f.Rule == "calque.phrase" && f.Message == "idiom" {
			n++
		}
	}
	if n != 1 {
		t.Errorf("%d findings of the added phrase in %v", n, found)
	}
}

func TestPackErrors(t *testing.T) {
	head := "lang: en\nrule: house.style\nentries:\n"
	for text, want := range map[string]string{
		"":           "p.yaml: lang",
		"lang: en\n": "p.yaml: no entries",
		"lang: fr\nentries: [{find: [x], why: y}]\n":                 "p.yaml: lang",
		head + "  - find: [word]\n    why: x\n  - find: [word]\n":    "p.yaml:6: entry without why",
		head + "  - why: x\n":                                        "p.yaml:4: entry without find",
		head + "  - find: [\"_ _\"]\n    why: x\n":                   "p.yaml:4: pattern",
		head + "  - find: [\"..9 word\"]\n    why: x\n":              "p.yaml:4: pattern",
		head + "  - find: [\"@men\"]\n    why: x\n":                  "p.yaml:4: pattern",
		head + "  - find: [word]\n    why: x\n    severty: major\n":  "p.yaml:6: unknown field",
		head + "  - find: [word]\n    why: x\n    severity: awful\n": "p.yaml:",
		head + "  - find: [word]\n    why: x\n    rule: House\n":     "p.yaml:4: rule",
		"lang: en\nentries:\n  - find: [word]\n    why: x\n":         "p.yaml:3: rule",
		"lang: en\nrule: a.b\nentries: &a [*a]\n":                    "p.yaml",
		"lang: en\n\tentries:\n":                                     "p.yaml",
	} {
		_, err := ParsePack([]byte(text), "p.yaml")
		if err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

func TestPackExamplesThatFail(t *testing.T) {
	text := "lang: en\nrule: house.style\nentries:\n  - find: [very]\n    why: empty\n    say: very\n    bad: [\"A good day.\"]\n    good: [\"Very good.\"]\n"
	p, err := ParsePack([]byte(text), "p.yaml")
	if err != nil {
		t.Fatal(err)
	}
	bad := p.Test()
	if len(bad) != 3 {
		t.Fatalf("%v", bad)
	}
	for _, err := range bad {
		if !strings.HasPrefix(err.Error(), "p.yaml:4: ") {
			t.Errorf("%v: no place", err)
		}
	}
}

func FuzzParsePack(f *testing.F) {
	f.Add([]byte(housePack))
	f.Add([]byte("lang: ar\nrule: a.b\nclasses: {x: [قال]}\nentries: [{find: ['@x # ..2 _ !y', '^ ~دور', '+كوب العالم'], why: z}]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := ParsePack(data, "p.yaml")
		if err != nil {
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("%q takes several lines", err)
			}
			return
		}
		c, err := New(Options{Packs: []*Pack{p}})
		if err != nil {
			t.Fatal(err)
		}
		c.Run(Document{SourceLang: "ar", TargetLang: "en", Pairs: []Pair{{Source: "قال إن 12 دورا في كوب العالم", Target: "He said the cup"}}})
	})
}
