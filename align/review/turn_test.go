package review

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"tarjuman/align/bitext"
)

// heldBack is a script that keeps saving requests from the server until release
// is called, or has the next one refused.
const heldBack = `
	const real = window.fetch;
	let held = new Promise((r) => { window.release = r; });
	window.refuseNext = () => { window.refused = true; };
	window.fetch = async (what, how) => {
		if (what !== "do") return real(what, how);
		await held;
		if (!window.refused) return real(what, how);
		window.refused = false;
		return new Response(JSON.stringify({error: "no room on the disk."}), {status: 507});
	};
	window.hold = () => { held = new Promise((r) => { window.release = r; }); };
`

// did lists the events of a working file in short, without those of the checks.
func did(t testing.TB, path string) []string {
	t.Helper()
	d, err := bitext.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Problems) > 0 {
		t.Errorf("problems: %+v", d.Problems)
	}
	var out []string
	for _, e := range d.Events {
		if e.Op != bitext.CheckOp {
			out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %.12s", e.Op, e.Seg, e.Text)))
		}
	}
	return out
}

// TestActionsTakeTurns acts faster than the server saves: everything is done, in
// order, each on the sentence that it was meant for.
func TestActionsTakeTurns(t *testing.T) {
	p, s := openServed(t, shorterArticle(t))
	p.eval(heldBack)
	p.press("j", "a", "a") // s01, s02
	p.want(focusedRow, "s03")
	p.press("c", "ask first", kb.Enter, "e")
	p.want(`document.activeElement.tagName`, "TEXTAREA")
	p.press("!", kb.Enter, "a") // s03 is edited, then approved
	p.want(focusedRow, "s04")
	p.press("l", kb.Enter) // join s04 and s05
	p.press("j", "a")      // s05, which is not there any more by then
	p.want(`[...document.querySelectorAll(".row")].filter((r) => r.dataset.st !== "draft").map((r) => r.id)`, []string{"s02", "s03"})
	if got := did(t, s.path); len(got) > 0 {
		t.Errorf("saved already: %q", got)
	}
	p.eval(`release()`)
	p.want(`document.getElementById("trouble").textContent`, "s05 was joined with another sentence before this could be done.")
	want := []string{"approve s01", "comment s03 ask first", "edit s03 The meeting", "approve s03", "merge s04"}
	if got := did(t, s.path); !slices.Equal(got, want) {
		t.Errorf("saved %q, want %q", got, want)
	}
	p.press("u", "u", "u", "U")
	p.want(`document.getElementById("said").textContent`, "done again")
	p.want(`document.getElementById("trouble").hidden`, true)
	p.want(`document.getElementById("s03").dataset.st`, "edited")
	p.quiet()
}

// TestRefusedActionStopsWhatRestsOnIt: what was done after an action that could
// not be saved was done to something that is not there.
func TestRefusedActionStopsWhatRestsOnIt(t *testing.T) {
	p, s := openServed(t, shorterArticle(t))
	p.eval(heldBack + "refuseNext()")
	p.press("j", "e", "?", "!", kb.Enter, "a", "a")
	p.eval(`release()`)
	p.want(`document.getElementById("trouble").textContent`, "no room on the disk. What was done after it was not carried out either: 2 actions.")
	p.want(`document.activeElement.value?.slice(-2)`, "?!") // to be tried again
	if got := did(t, s.path); len(got) > 0 {
		t.Errorf("saved %q", got)
	}
	p.press(kb.Enter)
	p.want(`document.getElementById("said").textContent`, "s01 edited")
	p.want(`document.getElementById("trouble").hidden`, true)
	p.press("e", "1")
	p.eval(`hold()`)
	p.press(kb.Enter, "e", "2") // goes on writing while it is saved
	p.eval(`release()`)
	p.want(`document.getElementById("s01").dataset.st + document.activeElement.value?.slice(-2)`, "edited12")
	p.press(kb.Enter)
	p.want(`document.querySelectorAll("textarea.edit").length`, 0)
	p.want(`document.querySelector("#s01 [data-text=target] > p").textContent.slice(-4)`, "?!12")
	p.quiet()
}

// TestUndoneActionsAreDoneAgain takes a split and what was done to its new half
// back, and does both again: the half has its name again.
func TestUndoneActionsAreDoneAgain(t *testing.T) {
	p, s := openServed(t, shorterArticle(t))
	p.eval(`document.getElementById("s06").focus()`)
	p.press("l", "6", kb.Enter)
	p.want(`document.getElementById("said").textContent`, "links of s06 changed")
	p.press("j", "e", "!", kb.Enter)
	p.want(`document.querySelectorAll(".row")[6].dataset.st`, "edited")
	p.press("u", "u")
	p.want(`document.querySelectorAll(".row").length`, 14)
	p.press("U", "U")
	p.want(`document.querySelectorAll(".row")[6].dataset.st`, "edited")
	p.press("u")
	p.want(`document.querySelectorAll(".row")[6].dataset.st`, "draft")
	d, err := bitext.Open(s.path)
	if err != nil || len(d.Problems) > 0 {
		t.Fatal(err, d.Problems)
	}
	if got := d.Segments[6]; got.ID != "s06.1" || got.Status == bitext.Edited || len(d.Segments) != 15 {
		t.Errorf("%d segments, the seventh %s, %s", len(d.Segments), got.ID, got.Status)
	}
	p.quiet()
}

// TestNobodyApprovesByLeaningOnAKey: the repeats of a key that is held down do
// nothing but move.
func TestNobodyApprovesByLeaningOnAKey(t *testing.T) {
	p, s := openServed(t, shorterArticle(t))
	p.press("j")
	p.eval(typeInto + `
		press("a");
		for (let i = 0; i < 5; i++) press("a", {repeat: true});
		for (let i = 0; i < 3; i++) press("j", {repeat: true});`)
	p.want(focusedRow, "s05")
	p.want(`document.getElementById("said").textContent`, "s01 approved")
	if got := did(t, s.path); !slices.Equal(got, []string{"approve s01"}) {
		t.Errorf("saved %q", got)
	}
	p.quiet()
}

// openServed opens the served page of a document.
func openServed(t *testing.T, d *bitext.Document) (*tab, *served) {
	t.Helper()
	s := serve(t, d, ServerOptions{By: "ed"})
	return startBrowser(t).visit(t, s.URL()), s
}

// quiet fails if the browser complained of anything.
func (p *tab) quiet() {
	p.t.Helper()
	if c := p.heard(); len(c) > 0 {
		p.t.Errorf("the browser complains: %v", c)
	}
}
