package review

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// browserNames are the programs the browser tests look for.
var browserNames = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "headless-shell"}

// A tab is a browser tab with everything it complained about.
type tab struct {
	t   testing.TB
	ctx context.Context

	mu         sync.Mutex
	complaints []string // errors, policy violations, dialogs and requests
}

// A browser opens tabs.
type browser struct{ ctx context.Context }

// startBrowser gives a test a window of its own, with storage of its own, in the
// browser that all tests share. Without a browser the test is skipped, or fails
// where one is required.
func startBrowser(t testing.TB) browser {
	t.Helper()
	if testing.Short() {
		t.Skip("browser tests take minutes: skipped by -short")
	}
	running, err := shared()
	if errors.Is(err, errNoBrowser) && os.Getenv("TARJUMAN_REQUIRE_BROWSER") != "1" {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := chromedp.NewContext(running, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return browser{ctx}
}

var errNoBrowser = errors.New("no browser to test the page in: none of " + strings.Join(browserNames, ", ") + " is installed")

// shared is the browser of all tests, and stopBrowser what ends it.
var (
	shared      = sync.OnceValues(launch)
	stopBrowser = func() {}
)

func launch() (context.Context, error) {
	path := ""
	for _, name := range browserNames {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		return nil, errNoBrowser
	}
	profile, err := os.MkdirTemp("", "tarjuman-browser")
	if err != nil {
		return nil, err
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.UserDataDir(profile),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), opts...)
	started, stop := chromedp.NewContext(ctx)
	stopBrowser = func() {
		stop()
		cancel()
		os.RemoveAll(profile)
	}
	if err := chromedp.Do(started); err != nil {
		return nil, fmt.Errorf("%s does not start: %w", path, err)
	}
	return started, nil
}

// open opens a page from a file, which may ask for nothing.
func (b browser) open(t testing.TB, page []byte) *tab {
	t.Helper()
	file := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(file, page, 0o600); err != nil {
		t.Fatal(err)
	}
	url := "file://" + filepath.ToSlash(file)
	return b.tab(t, url, func(asked string) bool {
		return strings.Split(asked, "#")[0] == url || strings.HasPrefix(asked, "blob:")
	})
}

// visit opens the page of a server, which may ask that server only.
func (b browser) visit(t testing.TB, url string) *tab {
	t.Helper()
	base, _, _ := strings.Cut(url, "#")
	p := b.tab(t, url, func(asked string) bool { return strings.HasPrefix(asked, base) })
	p.want(`location.pathname.startsWith("/review/") && document.readyState`, "complete") // its script has run
	return p
}

func (b browser) tab(t testing.TB, url string, ours func(string) bool) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(b.ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(ctx, 5*time.Minute)
	t.Cleanup(stop)
	p := &tab{t: t, ctx: ctx}
	if err := chromedp.Listen(ctx, func(ev any) { p.hear(ev, ours) }); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.EmulateViewport(1280, 900), chromedp.Navigate(url))
	return p
}

// hear keeps what must not happen on a page.
func (p *tab) hear(ev any, ours func(url string) bool) {
	say := ""
	switch ev := ev.(type) {
	case *log.EventEntryAdded:
		say = fmt.Sprintf("%s: %s", ev.Entry.Source, ev.Entry.Text)
	case *runtime.EventConsoleAPICalled:
		say = fmt.Sprintf("console.%s", ev.Type)
	case *runtime.EventExceptionThrown:
		say = "exception: " + ev.ExceptionDetails.Text
		if x := ev.ExceptionDetails.Exception; x != nil {
			say += ": " + x.Description
		}
	case *network.EventRequestWillBeSent:
		if ours(ev.Request.URL) {
			return
		}
		say = "request: " + ev.Request.URL
	default:
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.complaints = append(p.complaints, say)
}

func (p *tab) heard() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.complaints
}

func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, steps...); err != nil {
		p.t.Fatal(err)
	}
}

// press types keys one after the other, each with the raw event of a real
// keyboard: only then does a page that handles a key keep its letter from being
// typed.
func (p *tab) press(keys ...string) {
	p.t.Helper()
	for _, k := range keys {
		p.do(chromedp.KeyEvent(k, func(e *input.DispatchKeyEventParams) {
			if e.Type == input.DispatchKeyEventTypeKeyDown {
				e.Type = input.DispatchKeyEventTypeRawKeyDown
			}
		}))
	}
}

// dark shows the page as at night.
func (p *tab) dark() {
	p.t.Helper()
	dark := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}}
	if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, dark); err != nil {
		p.t.Fatal(err)
	}
}

// want fails unless the expression gets this value on the page soon.
func (p *tab) want(expression string, value any) {
	p.t.Helper()
	want, err := json.Marshal(value)
	if err != nil {
		p.t.Fatal(err)
	}
	var got string
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		got, err = chromedp.Run(p.ctx, chromedp.Evaluate[string]("JSON.stringify("+expression+") ?? \"\""))
		if err == nil && got == string(want) {
			return
		}
	}
	if err != nil { // a page that is being replaced answers in the end
		p.t.Fatalf("%s: %v", expression, err)
	}
	p.t.Fatalf("%s is %s, want %s; the browser complains: %v", expression, got, want, p.heard())
}

const (
	focusedFinding = `document.activeElement.closest(".findings li")?.id ?? ""`
	focusedRow     = `document.activeElement.closest(".row")?.id ?? ""`
	shownRows      = `[...document.querySelectorAll(".row")].filter((r) => r.checkVisibility()).map((r) => r.id)`
)

func TestPageInBrowser(t *testing.T) {
	open := startBrowser(t).open
	page := write(t, article(t))

	run := func(name string, f func(*tab)) {
		t.Run(name, func(t *testing.T) {
			p := open(t, page)
			p.t = t
			f(p)
			if c := p.heard(); len(c) > 0 {
				t.Errorf("the browser complains: %v", c)
			}
		})
	}
	run("layout", func(p *tab) {
		p.want(`[...document.querySelectorAll(".row")].every((r) =>
			r.querySelector("[lang=ar]").getBoundingClientRect().left >= r.querySelector("[lang=en][data-text]").getBoundingClientRect().right)`, true)
		p.want(`getComputedStyle(document.querySelector("[data-text=source] bdi")).direction`, "rtl")
		p.want(`document.documentElement.scrollWidth <= innerWidth`, true)
		p.do(chromedp.EmulateViewport(600, 900))
		p.want(`[...document.querySelectorAll(".row")].every((r) =>
			r.querySelector("[lang=ar]").getBoundingClientRect().bottom <= r.querySelector("[lang=en][data-text]").getBoundingClientRect().top)`, true)
		p.want(`document.documentElement.scrollWidth <= innerWidth`, true)
	})
	run("finding keys", func(p *tab) {
		for _, step := range []struct{ key, finding, row string }{
			{"n", "f1", "s04"}, {"n", "f2", "s04"}, {"n", "f3", "s04"}, {"n", "f4", "s12"}, {"p", "f3", "s04"}, {"p", "f2", "s04"}, {"p", "f1", "s04"}, {"p", "f1", "s04"},
		} {
			p.press(step.key)
			p.want(focusedFinding, step.finding)
			p.want(focusedRow, step.row)
		}
	})
	run("light", func(p *tab) {
		p.press("n")
		p.want(`[...document.querySelectorAll("mark.lit")].map((m) => m.textContent)`, []string{"83 عضوا", "38 members"})
		p.want(`document.getElementById("f1").getBoundingClientRect().top >= document.getElementById("head").getBoundingClientRect().bottom`, true)
		p.want(`document.getElementById("position").textContent`, "1 of 9")
	})
	run("sentence keys", func(p *tab) {
		p.press("j", "j", "j")
		p.want(focusedRow, "s03")
		p.press("k")
		p.want(focusedRow, "s02")
		p.press("n")
		p.want(focusedFinding, "f1")
		p.press("j")
		p.want(focusedRow, "s05")
		p.want(`document.activeElement.matches(".row")`, true)
	})
	run("Arabic keyboard", func(p *tab) {
		p.want(`document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "ى", code: "KeyN", bubbles: true, cancelable: true}))`, false)
		p.want(focusedFinding, "f1")
	})
	run("filters", func(p *tab) {
		p.do(chromedp.Click(chromedp.CSS(`[data-sev=critical]`)))
		p.want(shownRows, []string{"s04", "s12", "s19"})
		p.want(`document.getElementById("f2").checkVisibility()`, false)
		p.want(`document.getElementById("count").textContent`, "3 of 27 sentences")
		p.press("n", "n")
		p.want(focusedFinding, "f4")
		p.do(chromedp.Click(chromedp.CSS(`[data-group=source]`)))
		p.want(shownRows, []string{})
		p.want(`document.getElementById("nothing").checkVisibility()`, true)
		p.do(chromedp.Click(chromedp.CSS(`[data-do=clear]`)))
		p.want(shownRows+`.length`, 27)
	})
	run("search", func(p *tab) {
		p.press("/")
		p.want(`document.activeElement.id + document.getElementById("find").value`, "find")
		p.press("اوكرانيا")
		p.want(shownRows, []string{"s02"})
		p.press(kb.Escape)
		p.want(shownRows+`.length`, 27)
		p.press("إفريقيه")
		p.want(`document.getElementById("find").value`, "إفريقيه")
		p.press(kb.Escape)
		p.press("BATTLEFIELD,")
		p.want(shownRows, []string{"s10"})
		p.want(`[...CSS.highlights.get("search")].map((r) => r.startContainer.data.slice(r.startOffset, r.endOffset))`, []string{"battlefield,"})
		p.press("<b>")
		p.want(shownRows, []string{})
	})
	run("links", func(p *tab) {
		p.do(chromedp.Click(chromedp.CSS(`[data-sev=major]`)), chromedp.Click(chromedp.CSS(`.first a[href="#s07"]`)))
		p.want(focusedRow, "s07")
		p.want(`document.getElementById("s07").checkVisibility()`, true)
		p.do(chromedp.Click(chromedp.CSS(`#s12 mark`)))
		p.want(focusedFinding, "f4")
	})
	run("dialog", func(p *tab) {
		p.press("?")
		p.want(`document.getElementById("keys").open`, true)
		p.press("n")
		p.want(focusedFinding, "")
		p.press(kb.Escape)
		p.want(`document.getElementById("keys").open`, false)
		p.do(chromedp.Click(chromedp.CSS(`[data-do="?"]`)), chromedp.Click(chromedp.CSS(`#shortcuts`)), chromedp.Click(chromedp.CSS(`[data-do=close]`)))
		p.press("n")
		p.want(focusedFinding, "")
	})
	run("tab order", func(p *tab) {
		p.press(kb.Tab)
		p.want(`document.activeElement.className`, "skip")
		p.press(kb.Enter)
		p.want(`document.activeElement.id`, "texts")
	})
	run("dark", func(p *tab) {
		p.dark()
		p.want(`getComputedStyle(document.body).backgroundColor`, "rgb(21, 23, 26)")
	})
}

// TestHostileTextsInBrowser opens pages whose every field is hostile; nothing of
// it may run or be asked for.
func TestHostileTextsInBrowser(t *testing.T) {
	open := startBrowser(t).open
	d := filledWith("harmless")
	d.Segments = nil
	for _, text := range hostile {
		d.Segments = append(d.Segments, filledWith(text).Segments...)
	}
	p := open(t, write(t, d))
	p.want(`document.querySelectorAll(".row").length`, len(hostile))
	p.press("n", "j", "n", "p")
	p.do(chromedp.Click(chromedp.CSS(".row mark")))
	if c := p.heard(); len(c) > 0 {
		t.Errorf("the browser complains: %v", c)
	}
}

// TestBrowserHearsViolations makes sure that silence in the other tests means
// something: a page with a foreign script, style and picture is complained of.
func TestBrowserHearsViolations(t *testing.T) {
	open := startBrowser(t).open
	page := write(t, article(t))
	for _, foreign := range []string{`<script>document.title = "x"</script>`, `<p style="color:red">x</p>`, `<img src="http://localhost:1/x.png">`, `<p onclick="alert(1)">x</p>`} {
		p := open(t, bytes.Replace(page, []byte("<footer>"), []byte(foreign+"<footer>"), 1))
		if len(p.heard()) == 0 {
			t.Errorf("no complaint about %s", foreign)
		}
	}
}
