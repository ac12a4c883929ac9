package review

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"tarjuman/align/bitext"
	"tarjuman/align/check"
)

// orders are texts and what must be seen in them from left to right. Of an Arabic
// text that is the last word first, but for what is Latin in it.
var orders = []struct {
	name, source, target string
	see                  string // "source" or "target"
	leftToRight          []string
}{
	{"Latin, digits and an emoji in Arabic", "قال تقرير لـ BBC إن 12 شخصًا وصلوا 👩\u200d👧 أمس.", "A BBC report said 12 people came.", "source",
		[]string{"أمس", "👩\u200d👧", "وصلوا", "شخصًا", "12", "إن", "BBC", "تقرير", "قال"}},
	{"Latin in brackets", "ارتفع السعر (USD 14.5) بسرعة.", "The price (USD 14.5) rose.", "source",
		[]string{"بسرعة", "USD", "14.5", "السعر", "ارتفع"}},
	{"a full stop ends at the left", "وصلت شركة Intel.", "Intel came.", "source",
		[]string{".", "Intel", "شركة", "وصلت"}},
	{"a date and a range", "من 3 إلى 5 مارس 2024 فقط", "From 3 to 5 March 2024 only", "source",
		[]string{"فقط", "2024", "مارس", "5", "إلى", "3", "من"}},
	{"Arabic in English", "قال.", "He told قناة الجزيرة that 5 came.", "target",
		[]string{"He", "told", "الجزيرة", "قناة", "that", "5", "came", "."}},
	{"an override does not reorder", "قبل \u202Eabc\u202C بعد", "Before abc after", "source",
		[]string{"بعد", "PDF", "abc", "RLO", "قبل"}},
	{"an isolate left open stays in its text", "اسم \u2066open", "Name open", "source",
		[]string{"open", "LRI", "اسم"}},
	{"digits and quotation marks", "وقال \"نعم\" 7 مرات!", "He said \"yes\" 7 times!", "source",
		[]string{"!", "مرات", "7", "نعم", "وقال"}},
}

// places is a script that gives, for words in a text, the middle of each on the
// screen and the line it stands in, and where the text's marks are.
const places = `((id, side, words) => {
	const cell = document.querySelector("#" + id + " [data-text=" + side + "]"), bdi = cell.querySelector("bdi");
	const nodes = [], walk = document.createTreeWalker(bdi, NodeFilter.SHOW_TEXT);
	let all = "";
	while (walk.nextNode()) { nodes.push([walk.currentNode, all.length]); all += walk.currentNode.data; }
	const at = (i, end) => { const [n, from] = nodes.findLast(([, f]) => end ? f < i : f <= i); return [n, i - from]; };
	return words.map((w) => {
		const i = all.indexOf(w), range = new Range();
		if (i < 0) return null;
		range.setStart(...at(i, false));
		range.setEnd(...at(i + w.length, true));
		const r = range.getBoundingClientRect();
		return (r.left + r.right) / 2;
	});
})`

// TestRightToLeft looks at where words stand on the screen: what a screenshot
// would show, whatever the fonts are. With TARJUMAN_SCREENSHOTS it also writes
// pictures to that folder, for people to look at.
func TestRightToLeft(t *testing.T) {
	d := &bitext.Document{Header: bitext.Header{Source: bitext.File{Path: "mixed.ar.txt", Lang: "ar"}, Target: bitext.File{Lang: "en"}}}
	for i, o := range orders {
		s := add(d, o.source, o.target, i/3)
		words := []string{o.leftToRight[0], o.leftToRight[len(o.leftToRight)-1]}
		if o.see == "source" && !strings.Contains(o.source, "\u202E") {
			s.Findings = []check.Finding{{Rule: "name.spelling", Severity: check.Severity(i % 4), Group: check.SourceText, Message: o.name, Source: append(spanOf(t, o.source, words[0]), spanOf(t, o.source, words[1])...)}}
		}
	}
	p := startBrowser(t).open(t, write(t, d))
	p.do(chromedp.EmulateViewport(1280, 900))
	look := func(when string) {
		t.Helper()
		for i, o := range orders {
			words, err := json.Marshal(o.leftToRight)
			if err != nil {
				t.Fatal(err)
			}
			at, err := chromedp.Run(p.ctx, chromedp.Evaluate[[]*float64](fmt.Sprintf("%s(%q, %q, %s)", places, d.Segments[i].ID, o.see, words)))
			if err != nil {
				t.Fatal(err)
			}
			for k := range at {
				if at[k] == nil {
					t.Errorf("%s, %s: %q is not there", when, o.name, o.leftToRight[k])
				} else if k > 0 && at[k-1] != nil && *at[k-1] >= *at[k] {
					t.Errorf("%s, %s: %q stands at %.0f, not right of %q at %.0f", when, o.name, o.leftToRight[k], *at[k], o.leftToRight[k-1], *at[k-1])
				}
			}
		}
		// A mark lies over its words and stays in its column; nothing is cut off.
		p.want(`[...document.querySelectorAll("mark")].every((m) => { const r = m.getBoundingClientRect(), c = m.closest("[data-text]").getBoundingClientRect(); return r.width > 0 && r.left >= c.left - 1 && r.right <= c.right + 1; })`, true)
		p.want(`document.documentElement.scrollWidth <= innerWidth`, true)
	}
	look("wide")
	p.picture("rtl-light")
	p.press("n")
	p.press("e", "c") // a text that the script shows is shown like one of the server's
	p.eval(typeInto + `press("Escape"); document.querySelector("#s06").focus(); press("c"); fill("رأي \u202Eabc"); document.getElementById("ask-yes").click(); await until(() => document.querySelector("#s06 .comments"))`)
	look("after an action")
	p.dark()
	p.picture("rtl-dark")
	p.do(chromedp.EmulateViewport(600, 1400))
	look("narrow")
	p.picture("rtl-narrow-dark")
	if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.EmulateViewport(800, 1100))
	look("print")
	p.want(`[...document.querySelectorAll(".tools, .first, .bar2, dialog")].some((e) => e.checkVisibility())`, false)
	p.picture("rtl-print")
	p.quiet()
}

// TestChangesFromRightToLeft: the page of changes has the Arabic at the right edge,
// its end at the left.
func TestChangesFromRightToLeft(t *testing.T) {
	var b bytes.Buffer
	if err := WriteChanges(&b, Comparison{Segments: 1, Changes: []Change{{ID: "s01", Source: "وصل الوفد أمس.", Before: "It came.", After: "It arrived."}}}); err != nil {
		t.Fatal(err)
	}
	p := startBrowser(t).open(t, b.Bytes())
	p.want(`(() => {
		const p = document.querySelector(".right p"), text = p.firstChild, words = new Range(), stop = new Range();
		words.selectNodeContents(p);
		stop.setStart(text, text.length - 1);
		stop.setEnd(text, text.length);
		const all = words.getBoundingClientRect();
		return [Math.abs(all.right - p.getBoundingClientRect().right) < 2, stop.getBoundingClientRect().left - all.left < 2];
	})()`, []bool{true, true})
	p.quiet()
}

// picture writes a picture of the page where pictures are wanted.
func (p *tab) picture(name string) {
	p.t.Helper()
	dir := os.Getenv("TARJUMAN_SCREENSHOTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(p.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644); err != nil {
		p.t.Fatal(err)
	}
}
