package journal

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tarjuman/translate"
	"tarjuman/translate/budget"
)

var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// options are those of a paid run at noon under a plan.
func options(dir string, plan budget.Plan) Options {
	return Options{Dir: dir, Plan: plan, Article: "bridge.ar.txt", Now: func() time.Time { return noon }}
}

func open(t testing.TB, opt Options) *Journal {
	t.Helper()
	j, err := Open(opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	return j
}

// paid is a request for texts of ten code points each.
func paid(keys ...string) translate.Request {
	r := translate.Request{Backend: "cloud", Engine: "cloud", Paid: true, From: "ar", To: "en", Keys: keys}
	for range keys {
		r.CodePoints = append(r.CodePoints, 10)
	}
	return r
}

func begun(t testing.TB, j *Journal, r translate.Request) translate.Entry {
	t.Helper()
	e, err := j.Begin(r)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func ended(t testing.TB, e translate.Entry, o translate.Outcome) {
	t.Helper()
	if err := e.End(o); err != nil {
		t.Fatal(err)
	}
}

func text(s string) translate.Result {
	return translate.Result{Text: s, Origin: translate.Origin{Kind: translate.Engine, Engine: "cloud", Model: "m"}}
}

var errLost = &translate.Error{Backend: "cloud", Kind: translate.Transient, Err: errors.New("token tk-canary: connection reset")}

func TestAnswersSurviveTheRun(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state")
	j := open(t, options(dir, budget.Plan{}))
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder is there before the first request: %v", err)
	}
	ended(t, begun(t, j, paid("a", "b", "c")), translate.Outcome{Results: []translate.Result{text("one"), {}, text("three")}, Err: errLost, MayBeCharged: true})
	j.Close()
	known, err := open(t, options(dir, budget.Plan{})).Known([]string{"a", "b", "c", "d"})
	if err != nil {
		t.Fatal(err)
	}
	if want := map[string]translate.Result{"a": text("one"), "c": text("three")}; !reflect.DeepEqual(known, want) {
		t.Errorf("known %v, want %v", known, want)
	}
}

func TestFilesAreTheOwnersAndHoldNoSecret(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state")
	j := open(t, options(dir, budget.Plan{}))
	ended(t, begun(t, j, paid("a")), translate.Outcome{Err: errLost, MayBeCharged: true})
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: mode %v", path, info.Mode())
		}
		if e.IsDir() {
			return nil
		}
		data, err := os.ReadFile(path)
		if strings.Contains(string(data), "canary") {
			t.Errorf("%s holds the words of an error: %s", path, data)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestCrashLeavesDoubt(t *testing.T) {
	dir := t.TempDir()
	j := open(t, options(dir, budget.Plan{}))
	begun(t, j, paid("a", "b"))

	other := open(t, options(dir, budget.Plan{}))
	var doubt *InDoubt
	if _, err := other.Begin(paid("b")); !errors.As(err, &doubt) || !doubt.Running {
		t.Fatalf("while the first run is at work: %v", err)
	}
	j.Close() // its process has ended
	if _, err := other.Begin(paid("b")); !errors.As(err, &doubt) || doubt.Running {
		t.Fatalf("after the crash: %v", err)
	}
	doubts, err := other.Doubts(nil)
	if err != nil || len(doubts) != 1 || doubts[0].Texts != 2 || doubts[0].Amount.Characters != 20 || doubts[0].Article != "bridge.ar.txt" {
		t.Fatalf("doubts %+v, %v", doubts, err)
	}
	if doubts, _ = other.Doubts([]string{"c"}); len(doubts) != 0 {
		t.Errorf("doubts about a text that was never sent: %+v", doubts)
	}
	begun(t, other, paid("c")) // is not affected

	opt := options(dir, budget.Plan{})
	opt.Resend = true
	agreed := open(t, opt)
	ended(t, begun(t, agreed, paid("b")), translate.Outcome{Results: []translate.Result{text("two")}})
	if doubts, _ = agreed.Doubts([]string{"a", "b"}); len(doubts) != 1 || doubts[0].Texts != 1 || doubts[0].Amount.Characters != 10 {
		t.Errorf("after b was sent again: %+v", doubts)
	}
}

// Consent is to what was listed: what comes into doubt later, or was not shown, is
// asked about again.
func TestConsentIsToWhatWasListed(t *testing.T) {
	dir := t.TempDir()
	lose := func(keys ...string) {
		j := open(t, options(dir, budget.Plan{}))
		ended(t, begun(t, j, paid(keys...)), translate.Outcome{Err: errLost, MayBeCharged: true})
		j.Close()
	}
	lose("a")
	lose("b")
	j := open(t, options(dir, budget.Plan{}))
	listed, err := j.Doubts([]string{"a"})
	if err != nil || len(listed) != 1 {
		t.Fatalf("%+v, %v", listed, err)
	}
	j.Agree(listed)
	var doubt *InDoubt
	if _, err := j.Begin(paid("b")); !errors.As(err, &doubt) {
		t.Errorf("b was not listed: %v", err)
	}
	if _, err := j.Begin(paid("a", "b")); !errors.As(err, &doubt) {
		t.Errorf("a with b: %v", err)
	}
	lose("c")
	if _, err := j.Begin(paid("c")); !errors.As(err, &doubt) {
		t.Errorf("c came later: %v", err)
	}
	ended(t, begun(t, j, paid("a")), translate.Outcome{Results: []translate.Result{text("one")}})
}

func TestFailureThatCostsNothingLeavesNoDoubt(t *testing.T) {
	dir := t.TempDir()
	j := open(t, options(dir, budget.Plan{}))
	ended(t, begun(t, j, paid("a")), translate.Outcome{Err: &translate.Error{Kind: translate.Auth}})
	ended(t, begun(t, j, paid("b")), translate.Outcome{Err: errLost, MayBeCharged: true})
	j.Close()
	other := open(t, options(dir, budget.Plan{}))
	doubts, err := other.Doubts(nil)
	if err != nil || len(doubts) != 1 || doubts[0].Texts != 1 {
		t.Errorf("doubts %+v, %v; want one about b", doubts, err)
	}
	if all, _ := other.Spent("cloud"); all.Day.Characters != 10 {
		t.Errorf("spent %+v, want what may have been charged", all.Day)
	}
}

func TestCapsHoldOverRunsAndBackends(t *testing.T) {
	dir := t.TempDir()
	plan := budget.Plan{All: budget.Caps{Day: budget.Cap{Characters: 50}}, Backends: map[string]budget.Caps{"cloud": {Month: budget.Cap{Characters: 30}}}}
	a, b := open(t, options(dir, plan)), open(t, options(dir, plan))
	begun(t, a, paid("a", "b")) // under way
	var over *budget.Exceeded
	if _, err := b.Begin(paid("c", "d")); !errors.As(err, &over) || over.Backend != "cloud" {
		t.Fatalf("over the month of a backend: %v", err)
	}
	other := paid("c", "d")
	other.Backend = "second"
	ended(t, begun(t, b, other), translate.Outcome{Err: errLost, MayBeCharged: true})
	third := paid("e", "f")
	third.Backend = "third"
	if _, err := b.Begin(third); !errors.As(err, &over) || over.Period != "day" {
		t.Fatalf("over the day: %v", err)
	}
	opt := options(dir, plan)
	opt.Now = func() time.Time { return noon.AddDate(0, 0, 1) }
	begun(t, open(t, opt), third) // another day
	free := paid("g", "h", "i")
	free.Paid = false
	begun(t, b, free)
}

func TestBilledCharactersCount(t *testing.T) {
	j := InMemory(options("", budget.Plan{Rates: map[string]budget.Rate{"cloud": {Sent: 20_000_000}}}))
	r := text("one")
	r.Billed = 7
	ended(t, begun(t, j, paid("a", "b")), translate.Outcome{Results: []translate.Result{r, text("two")}})
	want := Line{Backend: "cloud", Engine: "cloud", Paid: true, Requests: 1, Answered: 2, Sent: 20, Characters: 17, Cost: 340}
	if got := j.Receipt().Lines; len(got) != 1 || got[0] != want {
		t.Errorf("receipt %+v, want %+v", got, want)
	}
}

func TestTornLineIsCut(t *testing.T) {
	dir := t.TempDir()
	j := open(t, options(dir, budget.Plan{}))
	ended(t, begun(t, j, paid("a")), translate.Outcome{Results: []translate.Result{text("one")}})
	path := filepath.Join(dir, "2026-11.jsonl")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for cut := range len(whole) {
		if err := os.WriteFile(path, whole[:cut], 0o600); err != nil {
			t.Fatal(err)
		}
		j, err := Open(options(dir, budget.Plan{}))
		if err != nil {
			t.Fatalf("cut at %d: %v", cut, err)
		}
		rest, err := os.ReadFile(path)
		if err != nil || string(rest) != string(whole[:strings.LastIndexByte(string(whole[:cut]), '\n')+1]) {
			t.Fatalf("cut at %d leaves %q, %v", cut, rest, err)
		}
		j.Close()
	}
}

func TestDamageStopsSending(t *testing.T) {
	dir := t.TempDir()
	j := open(t, options(dir, budget.Plan{}))
	ended(t, begun(t, j, paid("a")), translate.Outcome{Results: []translate.Result{text("one")}})
	path := filepath.Join(dir, "2026-11.jsonl")
	if err := os.WriteFile(path, []byte("{\"type\":\"begin\"\n{}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(options(dir, budget.Plan{})); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("got %v, want an error that names %s", err, path)
	}
	if _, err := j.Begin(paid("b")); err == nil {
		t.Error("a journal that was damaged under way takes a request")
	}
}

func TestNothingIsSentUnrecorded(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	j := newJournal(options(file, budget.Plan{}), newDisk(file, osFiles{}))
	if _, err := j.Begin(paid("a")); err == nil {
		t.Error("no error where no folder can be made")
	}
}

func TestPruneKeepsTheAccounts(t *testing.T) {
	dir := t.TempDir()
	plan := budget.Plan{Rates: map[string]budget.Rate{"cloud": {Sent: 20_000_000}}}
	old := options(dir, plan)
	old.Now = func() time.Time { return noon.AddDate(0, 0, -10) }
	j := open(t, old)
	ended(t, begun(t, j, paid("a", "x")), translate.Outcome{Results: []translate.Result{text("one"), {}}, Err: errLost, MayBeCharged: true})
	watching := open(t, options(dir, plan))
	now := open(t, options(dir, plan))
	ended(t, begun(t, now, paid("b")), translate.Outcome{Results: []translate.Result{text("two")}})
	spent, _ := now.Spent("")
	receipts, _ := now.Receipts()

	s, err := now.Prune(noon.AddDate(0, 0, -5))
	if err != nil || s.Pruned != 1 || s.Answers != 1 {
		t.Fatalf("pruned %+v, %v", s, err)
	}
	for name, j := range map[string]*Journal{"that pruned": now, "that watched": watching, "opened later": open(t, options(dir, plan))} {
		known, err := j.Known([]string{"a", "b"})
		if _, b := known["b"]; err != nil || len(known) != 1 || !b {
			t.Errorf("the journal %s knows %v, %v; want b only", name, known, err)
		}
		if d, _ := j.Doubts(nil); len(d) != 1 || d[0].Texts != 1 {
			t.Errorf("the journal %s has doubts %+v, want one about x", name, d)
		}
		after, _ := j.Receipts()
		if !reflect.DeepEqual(after, receipts) {
			t.Errorf("the journal %s has receipts %+v, want %+v", name, after, receipts)
		}
	}
	if after, _ := now.Spent(""); after != spent {
		t.Errorf("spent %+v, was %+v", after, spent)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "prune-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// Whatever several runs do, and wherever they stop, a run that starts from the
// files knows exactly what those that were there from the start know.
func TestReadingEqualsLiving(t *testing.T) {
	keys := []string{"a", "b", "c", "d", "e"}
	rapid.Check(t, func(rt *rapid.T) {
		dir, err := os.MkdirTemp("", "journal")
		if err != nil {
			rt.Fatal(err)
		}
		defer os.RemoveAll(dir)
		opt := options(dir, budget.Plan{Rates: map[string]budget.Rate{"cloud": {Sent: 3_000_000}}, All: budget.Caps{Day: budget.Cap{Characters: 200}}})
		opt.Resend = rapid.Bool().Draw(rt, "resend")
		js := []*Journal{open(t, opt), open(t, opt)}
		for range rapid.IntRange(1, 12).Draw(rt, "requests") {
			j := rapid.SampledFrom(js).Draw(rt, "run")
			e, err := j.Begin(paid(rapid.SliceOfNDistinct(rapid.SampledFrom(keys), 1, 4, rapid.ID).Draw(rt, "keys")...))
			if err != nil {
				continue
			}
			if rapid.IntRange(0, 3).Draw(rt, "crash") == 0 {
				continue // never ended
			}
			o := translate.Outcome{MayBeCharged: rapid.Bool().Draw(rt, "charged"), Err: errLost}
			for range e.(*entry).req.Keys {
				r := translate.Result{}
				if rapid.Bool().Draw(rt, "answered") {
					r = text("t")
				}
				o.Results = append(o.Results, r)
			}
			ended(t, e, o)
		}
		fresh := open(t, opt)
		for _, j := range append(js, fresh) {
			if err := j.refresh(); err != nil {
				rt.Fatal(err)
			}
			if !reflect.DeepEqual(j.state, fresh.state) {
				rt.Fatalf("the state of a run:\n%+v\nas read from the files:\n%+v", j.state, fresh.state)
			}
		}
		if all, _ := fresh.Spent(""); all.Day.Characters > 200 {
			rt.Fatalf("%d characters spent under a cap of 200", all.Day.Characters)
		}
		for _, j := range append(js, fresh) {
			j.Close()
		}
	})
}

// Whatever a file of the journal holds, opening it says in one line what is wrong
// or goes on.
func FuzzOpen(f *testing.F) {
	f.Add([]byte("{\"type\":\"begin\",\"id\":\"1\"}\n{\"type\":\"end\"}\nx"))
	f.Fuzz(func(t *testing.T, data []byte) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "2026-01"+suffix), data, 0o600); err != nil {
			t.Fatal(err)
		}
		j, err := Open(options(dir, budget.Plan{}))
		if err == nil {
			_, err = j.Known([]string{"a"})
			j.Close()
		}
		if err != nil && strings.ContainsAny(err.Error(), "\n\r") {
			t.Errorf("%q takes several lines", err)
		}
	})
}
