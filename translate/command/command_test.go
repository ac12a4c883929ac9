package command

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tarjuman/translate"
	"tarjuman/translate/internal/wiretest"
)

// TestMain lets the test binary play the programs.
func TestMain(m *testing.M) {
	if role := os.Getenv("COMMAND_TEST_ROLE"); role != "" {
		play(role)
		return
	}
	os.Exit(m.Run())
}

func play(role string) {
	sc := bufio.NewScanner(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	switch role {
	case "upper": // a line in, a line out; says its pid and how many lines it has seen
		for n := 1; sc.Scan(); n++ {
			fmt.Printf("%d:%d:%s\n", os.Getpid(), n, strings.ToUpper(sc.Text()))
		}
	case "args":
		for sc.Scan() {
			fmt.Println(strings.Join(os.Args[1:], " "), os.Getenv("DEEPL_AUTH_KEY"), os.Getenv("EXTRA"))
		}
	case "at-end":
		all, _ := io.ReadAll(os.Stdin)
		fmt.Print(strings.ToUpper(string(all)))
	case "jsonl": // answers in reverse order, in pairs
		var held []item
		for sc.Scan() {
			var it item
			json.Unmarshal(sc.Bytes(), &it)
			if held = append(held, it); len(held) == 2 {
				for i := 1; i >= 0; i-- {
					b, _ := json.Marshal(item{ID: held[i].ID, Text: held[i].From + ">" + held[i].To + ": " + held[i].Text})
					fmt.Printf("%s\n", b)
				}
				held = nil
			}
		}
	case "jsonl-bad":
		for sc.Scan() {
			fmt.Println(os.Getenv("ANSWER"))
		}
	case "chatty":
		for sc.Scan() {
			fmt.Printf("one\ntwo\n")
		}
	case "dies":
		sc.Scan()
		fmt.Println("first")
		fmt.Fprintln(os.Stderr, "cannot allocate memory\nkey="+wiretest.Canary)
		os.Exit(3)
	case "empty":
		for sc.Scan() {
			fmt.Println()
		}
	case "hangs": // starts a child that would outlive it, and says its pid
		child := exec.Command("sleep", "300")
		child.Start()
		fmt.Fprintln(os.Stderr, "child", child.Process.Pid)
		time.Sleep(5 * time.Minute)
	case "leaves-a-child": // which holds its output open
		sc.Scan()
		child := exec.Command("sleep", "300")
		child.Stdout, child.Stderr = os.Stdout, os.Stderr
		child.Start()
		fmt.Println("first")
		os.Exit(3)
	case "large":
		fmt.Fprintln(out, strings.Repeat("x", maxLine+10))
		out.Flush()
		time.Sleep(time.Minute)
	}
}

func open(t *testing.T, role string, opt Options) *Backend {
	t.Helper()
	opt.Args = append([]string{os.Args[0]}, opt.Args...)
	opt.Env = append(opt.Env, "COMMAND_TEST_ROLE="+role)
	b, err := New(opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b
}

func send(t *testing.T, b *Backend, texts ...string) []translate.Result {
	t.Helper()
	res, err := b.Translate(context.Background(), "ar", "en", wiretest.Segments(texts...))
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func TestLinesKeptAlive(t *testing.T) {
	b := open(t, "upper", Options{})
	one := send(t, b, "a", "b\nc")
	two := send(t, b, "d")
	pid, _, _ := strings.Cut(one[0].Text, ":")
	if one[0].Text != pid+":1:A" || one[1].Text != pid+":2:B C" || two[0].Text != pid+":3:D" {
		t.Errorf("got %+v then %+v", one, two)
	}
	if o := one[0].Origin; o.Kind != translate.Engine || o.Engine != "command" {
		t.Errorf("origin %+v", o)
	}
	// another language pair is another program
	res, err := b.Translate(context.Background(), "en", "ar", wiretest.Segments("e"))
	if err != nil || strings.HasPrefix(res[0].Text, pid+":") || !strings.HasSuffix(res[0].Text, ":1:E") {
		t.Errorf("got %+v, %v", res, err)
	}
}

func TestStartedAgainWhenItHasEnded(t *testing.T) {
	b := open(t, "upper", Options{})
	send(t, b, "a")
	b.proc.in.Close() // as if it ended by itself
	<-b.proc.gone
	if res := send(t, b, "b"); !strings.HasSuffix(res[0].Text, ":1:B") {
		t.Errorf("got %+v", res)
	}
}

func TestLanguagesAndEnvironment(t *testing.T) {
	t.Setenv("DEEPL_AUTH_KEY", wiretest.Canary)
	b := open(t, "args", Options{Args: []string{"-m", "{from}-{to}"}, Env: []string{"EXTRA=more"}, HiddenEnv: []string{"DEEPL_AUTH_KEY"}})
	if res := send(t, b, "x"); res[0].Text != "-m ar-en  more" {
		t.Errorf("got %q", res[0].Text)
	}
}

func TestPerBatch(t *testing.T) {
	b := open(t, "at-end", Options{PerBatch: true})
	for range 2 {
		if res := send(t, b, "a", "b"); res[0].Text != "A" || res[1].Text != "B" {
			t.Errorf("got %+v", res)
		}
	}
}

func TestJSONL(t *testing.T) {
	b := open(t, "jsonl", Options{Protocol: JSONL})
	res := send(t, b, "سطر\nثان", "b", "c", "d")
	for i, want := range []string{"ar>en: سطر\nثان", "ar>en: b", "ar>en: c", "ar>en: d"} {
		if res[i].Text != want {
			t.Errorf("%d: %q, want %q", i, res[i].Text, want)
		}
	}
}

func TestFailures(t *testing.T) {
	jsonl := func(answer string) Options { return Options{Protocol: JSONL, Env: []string{"ANSWER=" + answer}} }
	for name, c := range map[string]struct {
		role string
		opt  Options
		kind translate.ErrorKind
		says string
	}{
		"not JSON":        {"jsonl-bad", jsonl("hello"), translate.BadReply, "not JSON"},
		"no id":           {"jsonl-bad", jsonl(`{"text":"x"}`), translate.BadReply, "no id"},
		"unknown id":      {"jsonl-bad", jsonl(`{"id":9,"text":"x"}`), translate.BadReply, "not asked for"},
		"same id twice":   {"jsonl-bad", jsonl(`{"id":1,"text":"x"}`), translate.BadReply, "two answers"},
		"its own error":   {"jsonl-bad", jsonl(`{"id":1,"error":"no model"}`), translate.BadReply, "no model"},
		"empty text":      {"empty", Options{}, translate.BadReply, "empty text"},
		"dies":            {"dies", Options{}, translate.Transient, "cannot allocate memory"},
		"a line too long": {"large", Options{}, translate.Transient, "too long"},
	} {
		t.Run(name, func(t *testing.T) {
			b := open(t, c.role, c.opt)
			_, err := b.Translate(context.Background(), "ar", "en", wiretest.Segments("a", "b"))
			var e *translate.Error
			if !errors.As(err, &e) || e.Kind != c.kind || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v", err)
			}
			wiretest.NoSecret(t, err.Error())
			if b.proc != nil {
				t.Error("the program is kept after a failure")
			}
		})
	}
}

func TestMoreLinesThanGiven(t *testing.T) {
	b := open(t, "chatty", Options{})
	_, err := b.Translate(context.Background(), "ar", "en", wiretest.Segments("a"))
	if err == nil || !strings.Contains(err.Error(), "more lines") {
		t.Errorf("got %v", err)
	}
}

func TestCancelKillsTheWholeGroup(t *testing.T) {
	if _, err := exec.LookPath("sleep"); err != nil {
		t.Skip("no sleep here")
	}
	b := open(t, "hangs", Options{})
	var started atomic.Pointer[process]
	b.started = started.Store
	ctx, cancel := context.WithCancel(context.Background())
	child := make(chan int, 1)
	go func() {
		for {
			said := ""
			if p := started.Load(); p != nil {
				said = p.stderr.String()
			}
			if f := strings.Fields(said); len(f) == 2 {
				pid, _ := strconv.Atoi(f[1])
				child <- pid
				cancel()
				return
			}
			time.Sleep(time.Millisecond)
		}
	}()
	_, err := b.Translate(ctx, "ar", "en", wiretest.Segments("a"))
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	pid := <-child
	for range 2000 {
		if gone(pid) {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Errorf("child %d outlives the program", pid)
}

// A program that ends while something it started holds its output open has ended.
func TestEndsThoughItsChildGoesOn(t *testing.T) {
	if _, err := exec.LookPath("sleep"); err != nil {
		t.Skip("no sleep here")
	}
	_, err := open(t, "leaves-a-child", Options{}).Translate(context.Background(), "ar", "en", wiretest.Segments("a", "b"))
	if err == nil || !strings.Contains(err.Error(), "ended after 1 of 2 answers (exit status 3)") {
		t.Errorf("got %v", err)
	}
}

// gone reports whether a process has ended; a zombie nobody waits for has.
func gone(pid int) bool {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return true
	}
	_, after, _ := strings.Cut(string(data), ") ")
	return strings.HasPrefix(after, "Z")
}

func TestTimeoutSaysWhatMayHelp(t *testing.T) {
	b := open(t, "hangs", Options{Timeout: 50 * time.Millisecond})
	_, err := b.Translate(context.Background(), "ar", "en", wiretest.Segments("a"))
	var e *translate.Error
	if !errors.As(err, &e) || e.Kind != translate.Transient || !e.Unbilled || !strings.Contains(err.Error(), "per-batch") {
		t.Errorf("got %v", err)
	}
}

func TestOptions(t *testing.T) {
	if _, err := New(Options{}); !errors.Is(err, ErrNoCommand) {
		t.Error(err)
	}
	if _, err := New(Options{Args: []string{"x"}, Protocol: "xml"}); err == nil {
		t.Error("protocol xml is accepted")
	}
	b, err := New(Options{Args: []string{"no-such-program-here"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Check(context.Background()); err == nil {
		t.Error("a missing program is found")
	}
	if _, err := b.Translate(context.Background(), "ar", "en", wiretest.Segments("a")); err == nil || !strings.Contains(err.Error(), "no-such-program-here") {
		t.Errorf("got %v", err)
	}
}
