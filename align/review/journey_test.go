package review

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"tarjuman/align/bitext"
	"tarjuman/align/check"
)

// shownState is what the page says of every sentence.
const shownState = `[...document.querySelectorAll(".row")].map((row) => {
	const raw = (side) => {
		const bdi = row.querySelector("[data-text=" + side + "] > p:not(.diff) > bdi");
		if (!bdi) return "";
		const copy = bdi.cloneNode(true);
		for (const chip of copy.querySelectorAll(".chip")) {
			const hex = /^U\+([0-9A-F]+)/.exec(chip.title);
			chip.replaceWith(chip.matches(".kept") || !hex ? "" : String.fromCodePoint(parseInt(hex[1], 16)));
		}
		return copy.textContent;
	};
	const marks = (side) => [...row.querySelectorAll("[data-text=" + side + "] mark")].map((m) => m.textContent).join("|");
	const cell = (side) => row.querySelector("[data-text=" + side + "]").dataset;
	return [row.dataset.id, raw("source"), raw("target"), row.dataset.st, cell("source").n ?? "1", cell("target").n ?? "1", cell("source").cuts ?? "", cell("target").cuts ?? "",
		[...row.querySelectorAll(".findings li")].map((li) => li.dataset.sev + (li.matches(".ignored") ? " ignored " : " ") + li.dataset.group + " " + li.querySelector(".why").textContent).sort().join("; "),
		[...row.querySelectorAll(".comments bdi")].map((b) => b.textContent).join("; "), marks("source"), marks("target")].join(" ¦ ");
})`

func (p *tab) state() []string {
	p.t.Helper()
	got, err := chromedp.Run(p.ctx, chromedp.Evaluate[[]string](shownState))
	if err != nil {
		p.t.Fatal(err)
	}
	return got
}

// eval runs a piece of script that may wait for something.
func (p *tab) eval(script string) {
	p.t.Helper()
	awaited := "(async () => { " + script + "; return true; })()"
	if _, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool](awaited, chromedp.EvalAwaitPromise)); err != nil {
		p.t.Fatal(err)
	}
}

// reload reads the page anew and waits until it works.
func (p *tab) reload() {
	p.t.Helper()
	p.do(chromedp.Reload())
	p.want(`document.readyState`, "complete")
}

// shorterArticle is the start of the sample article, with a sentence pair whose
// sides have two sentences.
func shorterArticle(t testing.TB) *bitext.Document {
	d := article(t)
	d.Segments = d.Segments[:14]
	two := &d.Segments[5]
	for _, side := range []*bitext.Side{&two.Source, &two.Target} {
		first := strings.TrimSuffix(side.Text, ".") + "."
		side.Text = first + " " + map[bool]string{true: "ثم عاد الوفد.", false: "Then the delegation returned."}[side == &two.Source]
		side.Sentences = append(side.Sentences, 100)
		side.Parts = []bitext.Part{{At: 0}, {At: len(first) + 1}}
	}
	return d
}

func numberChecks(t testing.TB) Checks {
	t.Helper()
	c, err := check.New(check.Options{Enable: []string{"number"}})
	if err != nil {
		t.Fatal(err)
	}
	return Checks{Checker: c}
}

// TestEditingJourney goes the whole way of an editor with nothing but a keyboard,
// in a page that is served, and finds every step in the working file.
func TestEditingJourney(t *testing.T) {
	s := serve(t, shorterArticle(t), ServerOptions{By: "ed", Checks: numberChecks(t)})
	p := startBrowser(t).visit(t, s.URL())
	p.want(`location.pathname.startsWith("/review/") && document.querySelectorAll(".row").length`, 14)
	saved := func() *bitext.Document {
		d, err := bitext.Open(s.path)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	count := func(ops ...bitext.Op) int {
		n := 0
		for _, e := range saved().Events {
			for _, op := range ops {
				if e.Op == op {
					n++
				}
			}
		}
		return n
	}
	said := func(words string) { t.Helper(); p.want(`document.getElementById("said").textContent`, words) }

	p.press("n", "e")
	p.want(`document.activeElement.tagName`, "TEXTAREA")
	p.eval(`const a = document.activeElement; const at = a.value.indexOf("38"); a.setSelectionRange(at, at + 2)`)
	p.press("83", kb.Enter)
	said("s04 edited")
	if d := saved(); !strings.Contains(d.Segments[3].Target.Text, "83 members") || d.Segments[3].Status != bitext.Edited || d.Segments[3].Decision.By != "ed" {
		t.Errorf("after editing: %+v", d.Segments[3])
	}
	p.want(`[...document.querySelectorAll("#s04 .findings li")].some((li) => li.dataset.sev === "critical")`, false) // the check is content
	p.press("d")
	p.want(`[...document.querySelectorAll("#s04 .diff del, #s04 .diff ins")].map((e) => e.tagName + " " + e.textContent)`, []string{"DEL 38", "INS 83"})
	p.press("d", "a")
	said("s04 approved")
	p.want(focusedRow, "s05")
	p.press("u")
	said("undone")
	p.want(`document.getElementById("s04").dataset.st`, "edited")
	p.press("U")
	said("done again")
	if s := saved().Segments[3]; s.Status != bitext.Approved {
		t.Errorf("done again: %s", s.Status)
	}
	p.press("j", "c")
	p.want(`document.getElementById("ask").open`, true)
	p.press("ask the desk", kb.Enter)
	said("comment on s05")
	p.press("x", "too long", kb.Enter)
	said("s05 rejected")
	p.press("n", "n", "i", "a quotation", kb.Enter)
	said("finding passed over")
	p.press("m", kb.Enter)
	said("fault marked in s12")
	p.want(`[...document.querySelectorAll("#s12 .findings .where")].some((w) => w.textContent === "marked by ed")`, true)
	p.eval(`document.getElementById("s06").focus()`)
	p.press("l", "6", kb.Enter) // split off the second pair
	p.want(`document.getElementById("said").textContent`, "links of s06 changed")
	p.eval(`document.getElementById("s02").focus()`)
	p.press("l", kb.Enter) // join
	said("links of s02 changed")
	p.want(`document.querySelectorAll(".row").length`, 14)
	for op, want := range map[bitext.Op]int{bitext.Edit: 1, bitext.Approve: 1, bitext.Undo: 2, bitext.Comment: 1, bitext.Reject: 1, bitext.Ignore: 1, bitext.MarkOp: 1, bitext.Split: 1, bitext.Merge: 1} {
		if got := count(op); got != want {
			t.Errorf("%d events %s, want %d", got, op, want)
		}
	}
	if d := saved(); len(d.Problems) > 0 || d.Events[0].Spent == 0 {
		t.Errorf("problems %v, time %d", d.Problems, d.Events[0].Spent)
	}
	before := p.state()
	p.reload()
	if after := p.state(); !reflect.DeepEqual(before, after) {
		t.Errorf("the page shows\n%s\nand read anew\n%s", strings.Join(before, "\n"), strings.Join(after, "\n"))
	}
	p.press("u") // of what was done before this page was read
	p.want(`document.querySelectorAll(".row").length`, 15)
	if c := p.heard(); len(c) > 0 {
		t.Errorf("the browser complains: %v", c)
	}
}

// typeInto is a script that presses a key as a keyboard does.
const typeInto = `
	const press = (key, more = {}) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key, code: /^[a-z]$/i.test(key) ? "Key" + key.toUpperCase() : key, bubbles: true, cancelable: true, ...more}));
	const rest = (ms = 0) => new Promise((r) => setTimeout(r, ms));
	const until = async (f) => { for (let i = 0; i < 400; i++) { if (f()) return; await rest(5); } throw new Error("waited in vain for " + f); };
	const fill = (text) => { document.activeElement.value = text; };
`

// TestQuickActionsAreKept answers one dialog and opens the next in the same
// moment, before the browser has told of the first that it closed.
func TestQuickActionsAreKept(t *testing.T) {
	p := startBrowser(t).open(t, write(t, shorterArticle(t)))
	p.eval(typeInto + `
		const rows = document.querySelectorAll(".row");
		for (const [i, words] of ["one", "two", "three"].entries()) {
			rows[i].focus();
			press("c");
			fill(words);
			document.getElementById("ask-yes").click();
			for (let k = 0; k < 50; k++) await null; // the action is done; the browser had no time for anything of its own
		}
		await until(() => document.getElementById("save").textContent === "Save (3)");`)
	p.want(`[...document.querySelectorAll(".row .comments")].map((c) => c.textContent).filter(Boolean).length`, 3)
	p.want(`document.getElementById("ask").open`, false)
	p.eval(typeInto + `
		document.querySelector(".row").focus();
		press("c");
		document.getElementById("ask").dispatchEvent(new KeyboardEvent("keydown", {key: "Escape", bubbles: true}));
		document.getElementById("ask-no").click();
		await rest(50);`)
	p.want(`document.getElementById("save").textContent`, "Save (3)") // a dialog that was left does nothing
}

// TestPageAndRecordAgree does at random what an editor can do, in a page that is
// a file, takes the decisions over with Go, and finds what the page showed.
func TestPageAndRecordAgree(t *testing.T) {
	b := startBrowser(t)
	for seed := range uint64(2) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			d := shorterArticle(t)
			for i := range d.Segments {
				d.Segments[i].Findings = d.Segments[i].Findings[:min(1, len(d.Segments[i].Findings))]
			}
			p := b.open(t, write(t, d))
			rng := rand.New(rand.NewPCG(seed, 7))
			for range 25 {
				p.eval(typeInto + fmt.Sprintf(`
					const rows = [...document.querySelectorAll(".row")];
					rows[%d %% rows.length].focus();
					const key = "eaxcmluUil"[%d];
					press(key);
					await rest();
					const ask = document.getElementById("ask");
					if (key === "e") {
						fill(%q);
						press("Enter");
					} else if (ask.open) {
						const radios = ask.querySelectorAll("input[type=radio]");
						if (radios.length) radios[%d %% radios.length].click();
						else if (document.activeElement.tagName === "TEXTAREA") fill("noted");
						document.getElementById("ask-yes").click();
					}
					await rest();`,
					rng.IntN(1000), rng.IntN(10), []string{"Other words.", "He said so. She did not.", "", "قال \u200fذلك 👨‍👩‍👧."}[rng.IntN(4)], rng.IntN(1000)))
			}
			p.eval(typeInto + `
				const make = URL.createObjectURL;
				URL.createObjectURL = (blob) => { window.taken = blob; return make.call(URL, blob); };
				document.querySelector(".row").focus();
				press("w");
				await rest();
				if (document.getElementById("ask").open) document.getElementById("ask-yes").click();
				await until(() => window.taken || document.getElementById("save").disabled);
				if (window.taken) document.body.dataset.taken = await window.taken.text();
			`)
			text, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](`document.body.dataset.taken ?? ""`))
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), "a.jsonl")
			if err := bitext.Save(path, d); err != nil {
				t.Fatal(err)
			}
			s, err := bitext.OpenSession(path, "ed")
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			dec, err := bitext.ReadDecisions(strings.NewReader(text))
			if err != nil {
				t.Fatalf("%v in %s", err, text)
			}
			if _, left, err := s.Apply(dec, false); err != nil {
				t.Fatalf("%v %v in\n%s", err, left, text)
			}
			now := b.open(t, write(t, s.Document()))
			want, got := lessFindings(p.state()), lessFindings(now.state())
			for i := range max(len(want), len(got)) {
				if i >= len(want) || i >= len(got) || want[i] != got[i] {
					t.Fatalf("sentence %d: the page shows\n%s\nthe record gives\n%s\ndecisions:\n%s", i, strings.Join(want, "\n"), strings.Join(got, "\n"), text)
				}
			}
			if c := p.heard(); len(c) > 0 {
				t.Errorf("the browser complains: %v", c)
			}
		})
	}
}

// lessFindings leaves findings and marks out: which of them survive an edit
// until the next check is decided word by word in the record and letter by letter
// in the page.
func lessFindings(rows []string) []string {
	out := make([]string, len(rows))
	for i, r := range rows {
		f := strings.Split(r, " ¦ ")
		out[i] = strings.Join(append(f[:7:7], f[9]), " ¦ ")
	}
	return out
}

// TestHostileWordsOfAnEditor types hostile texts into every field there is.
func TestHostileWordsOfAnEditor(t *testing.T) {
	typed := hostile[:12]
	d := document("قال ١٢.", "He said 21.")
	for range len(typed) - 1 {
		add(d, "قال ١٢.", "He said 21.", len(d.Segments)/3)
	}
	for i := range d.Segments {
		d.Segments[i].Findings = []check.Finding{{Rule: "r", Severity: check.Major, Group: check.SourceText, Message: "m"}}
	}
	s := serve(t, d, ServerOptions{By: `<img src=x onerror=alert(1)>`})
	p := startBrowser(t).visit(t, s.URL())
	p.want(`document.querySelectorAll(".row").length`, len(typed))
	list, err := json.Marshal(typed)
	if err != nil {
		t.Fatal(err)
	}
	p.eval(typeInto + `
		const said = () => document.getElementById("said").textContent;
		const ask = document.getElementById("ask"), yes = document.getElementById("ask-yes");
		for (const [i, text] of ` + string(list) + `.entries()) {
			const row = () => document.querySelectorAll(".row")[i];
			const dialog = async (key, fill) => {
				row().focus();
				document.getElementById("said").textContent = "";
				press(key);
				await until(() => ask.open);
				fill();
				yes.click();
				await until(() => said() !== "");
				await rest();
			};
			const all = () => ask.querySelectorAll("textarea").forEach((a) => { a.value = text; });
			await dialog("i", all);
			row().focus();
			press("e");
			await until(() => document.activeElement.tagName === "TEXTAREA");
			fill(text);
			press("Enter");
			await until(() => !document.querySelector("textarea.edit"));
			await rest();
			await dialog("c", all);
			await dialog("m", () => { const a = ask.querySelectorAll("textarea"); a[0].value = text.trim(); a[a.length - 1].value = text; });
			await dialog("x", all);
		}
		press("d");
		const find = document.getElementById("find");
		find.value = "<script>";
		find.dispatchEvent(new Event("input"));
		find.value = "";
		find.dispatchEvent(new Event("input"));
	`)
	now, err := bitext.Open(s.path)
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range typed {
		got := now.Segments[i]
		if got.Target.Text != strings.TrimSpace(text) || len(got.Comments) != 1 || len(got.Marks) != 1 || len(got.Ignored) != 1 || got.Decision == nil || got.Decision.Note != strings.TrimSpace(text) {
			t.Errorf("%q: saved %+v", text, got)
		}
	}
	before := p.state()
	p.reload()
	if after := p.state(); !reflect.DeepEqual(before, after) {
		for i := range before {
			if before[i] != after[i] {
				t.Fatalf("shows %q, read anew %q", before[i], after[i])
			}
		}
	}
	if c := p.heard(); len(c) > 0 {
		t.Errorf("the browser complains: %v", c)
	}
}

// TestHostileDecisionsInStorage lets a page find every hostile text in every
// field of the actions that it kept when it was closed.
func TestHostileDecisionsInStorage(t *testing.T) {
	d := document("قال ١٢.", "He said 21.")
	for range len(hostile) - 1 {
		add(d, "قال ١٢.", "He said 21.", len(d.Segments)/3)
	}
	var events []map[string]any
	for i, text := range hostile {
		s := &d.Segments[i]
		s.ID = fmt.Sprintf("s%03d", i+1)
		s.Findings = []check.Finding{{Rule: "r", Severity: check.Major, Group: check.SourceText, Message: "m"}}
		act := func(op bitext.Op, more map[string]any) {
			e := map[string]any{"seq": len(events) + 1, "time": "2026-01-02T03:04:05Z", "by": text, "seg": s.ID, "op": op, "text": text}
			for k, v := range more {
				e[k] = v
			}
			events = append(events, e)
		}
		act(bitext.Ignore, map[string]any{"finding": bitext.FindingKey(s.Source.Text, s.Target.Text, s.Findings[0]), "rule": text})
		act(bitext.Edit, nil)
		act(bitext.Comment, nil)
		act(bitext.MarkOp, map[string]any{"mqm": text, "severity": "major", "tgt": [][2]int{{0, 3}}})
		act(bitext.Reject, nil)
	}
	state, err := d.State(0)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := json.Marshal(events)
	if err != nil {
		t.Fatal(err)
	}
	p := startBrowser(t).open(t, write(t, d))
	if _, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool](`localStorage.setItem("tarjuman.decisions.`+state+`", JSON.stringify(`+string(kept)+`)); true`)); err != nil {
		t.Fatal(err)
	}
	p.reload()
	p.want(`document.getElementById("save").textContent`, fmt.Sprintf("Save (%d)", len(events)))
	p.press("d")
	p.want(`[...document.querySelectorAll(".row")].filter((r) => r.dataset.st === "rejected" && r.querySelector(".comments, .ignored, mark")).length`, len(hostile))
	for i, row := range p.state() {
		if f := strings.Split(row, " ¦ "); !strings.Contains(row, hostile[i]) || f[3] != "rejected" {
			t.Errorf("%q: shows %q", hostile[i], row)
		}
	}
	p.eval("localStorage.clear()")
	if c := p.heard(); len(c) > 0 {
		t.Errorf("the browser complains: %v", c)
	}
}

// TestAccessibility runs axe-core over the page, its dialogs and the editor.
// TARJUMAN_AXE is the path of axe.min.js.
func TestAccessibility(t *testing.T) {
	path := os.Getenv("TARJUMAN_AXE")
	if path == "" {
		say := t.Skipf
		if os.Getenv("TARJUMAN_REQUIRE_BROWSER") == "1" {
			say = t.Fatalf
		}
		say("TARJUMAN_AXE names no axe.min.js (npm package axe-core)")
	}
	axe, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	p := startBrowser(t).open(t, write(t, article(t)))
	if _, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool](string(axe)+"; true")); err != nil {
		t.Fatal(err)
	}
	verdict := func(when string) {
		t.Helper()
		found, err := chromedp.Run(p.ctx, chromedp.Evaluate[[]string](`axe.run().then((r) => r.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id + ": " + v.nodes.map((n) => n.html.slice(0, 150)).slice(0, 3).join(" // ")))`, chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatal(err)
		}
		if len(found) > 0 {
			t.Errorf("%s: %s", when, strings.Join(found, "\n"))
		}
	}
	verdict("page")
	p.press("n", "e")
	verdict("editing")
	p.press("!", kb.Enter, "d")
	verdict("changes")
	for _, key := range []string{"c", "m", "l", "?"} {
		p.press(key)
		verdict("dialog " + key)
		p.press(kb.Escape)
	}
	p.dark()
	verdict("dark")
}

// tookLong is a script that measures, in ms, how long a page takes from a key to the
// answer of the server that it is saved, and until that shows.
const tookLong = typeInto + `
	let answered = 0;
	const real = window.fetch;
	window.fetch = async (what, how) => {
		const reply = await real(what, how);
		if (what === "do") answered = performance.now();
		return reply;
	};
	const shows = (row, how) => new Promise((r) => new MutationObserver((_, o) => { if (how()) { o.disconnect(); r(performance.now()); } }).observe(row, {attributes: true, childList: true, subtree: true}));
	const took = async (times, how) => {
		const saved = [], shown = [];
		for (let i = 0; i < times; i++) {
			how();
			const row = document.activeElement.closest(".row"), status = row.dataset.st;
			const from = performance.now(), seen = shows(row, () => row.dataset.st !== status);
			press(document.activeElement.matches("textarea") ? "Enter" : "a");
			shown.push(await seen - from);
			saved.push(answered - from);
			await rest(150);
		}
		return [saved, shown].map((a) => a.sort((x, y) => x - y)).map((a) => [a[a.length >> 1], a.at(-1)]);
	};
`

// TestLongArticles works in a long article and prints what that costs; with
// TARJUMAN_MEASURE set oftener and in a longer one too.
func TestLongArticles(t *testing.T) {
	b := startBrowser(t)
	lengths, times := []int{1000}, 2
	if os.Getenv("TARJUMAN_MEASURE") != "" {
		lengths, times = append(lengths, 5000), 20
	}
	for _, n := range lengths {
		d := longArticle(t, n)
		page := write(t, d)
		p := b.open(t, page)
		p.want(`document.querySelectorAll(".row").length`, n)
		paint, err := chromedp.Run(p.ctx, chromedp.Evaluate[float64](`performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? -1`))
		if err != nil {
			t.Fatal(err)
		}
		s := serve(t, d, ServerOptions{Checks: numberChecks(t)})
		live := b.visit(t, s.URL())
		live.want(`document.querySelectorAll(".row").length`, n)
		measured, err := chromedp.Run(live.ctx, chromedp.Evaluate[[4][2]float64](fmt.Sprintf(`(async () => {%s
			document.querySelectorAll(".row")[10].focus();
			await rest(300);
			const approving = await took(%d, () => {});
			document.querySelectorAll(".row")[500].focus();
			const editing = await took(%[2]d, () => {
				press("j");
				press("e");
				document.activeElement.value += "!";
			});
			return [...approving, ...editing];
		})()`, tookLong, times), chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%d sentences: %d bytes, first paint %.0f ms", n, len(page), paint)
		for i, what := range []string{"approved", "edited"} {
			saved, shown := measured[2*i], measured[2*i+1]
			t.Logf("%d sentences, %s: saved %.0f ms after the key (slowest of %d: %.0f ms), shown after %.0f ms (%.0f ms)", n, what, saved[0], times, saved[1], shown[0], shown[1])
		}
	}
}

// longArticle has n sentences, a finding in every fourth.
func longArticle(t testing.TB, n int) *bitext.Document {
	sample := article(t)
	d := &bitext.Document{Header: sample.Header}
	ar, en := sentences(t, "article.ar.txt"), sentences(t, "article.en.txt")
	for i := range n {
		s := add(d, ar[i%len(ar)], en[i%len(en)], i/3)
		s.ID = fmt.Sprintf("s%04d", i+1)
		if i%4 == 0 {
			s.Findings = sample.Segments[3].Findings[:1+i/4%2]
			s.Source.Text, s.Target.Text = sample.Segments[3].Source.Text, sample.Segments[3].Target.Text
		}
	}
	return d
}
