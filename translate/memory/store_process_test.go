//go:build unix

package memory

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestMain lets the test binary be another process that works on a memory.
func TestMain(m *testing.M) {
	if task := os.Getenv("STORE_TASK"); task != "" {
		if err := perform(strings.Fields(task)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// perform does what the words say: "import PATH SET UNITS", "limit BYTES" before it;
// "hold PATH" begins to write and says so, until its input ends.
func perform(words []string) error {
	ctx := context.Background()
	switch words[0] {
	case "limit":
		n, err := strconv.ParseUint(words[1], 10, 63)
		if err != nil {
			return err
		}
		var lim syscall.Rlimit
		if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &lim); err != nil {
			return err
		}
		lim.Cur = n
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &lim); err != nil {
			return err
		}
		return perform(words[2:])
	case "import":
		n, err := strconv.Atoi(words[3])
		if err != nil {
			return err
		}
		s, err := OpenStore(ctx, words[1], true)
		if err != nil {
			return err
		}
		defer s.Close()
		s.batch = 2 * chunkUnits
		st, err := s.Import(ctx, sequence(words[2], n))
		fmt.Println(st.Added, st.Known)
		return err
	case "use":
		s, err := OpenStore(ctx, words[1], false)
		if err != nil {
			return err
		}
		defer s.Close()
		st, err := s.Stats(ctx)
		if err != nil {
			return err
		}
		ms, err := s.Lookup(ctx, Query{From: "ar", To: "en", Text: numberedUnit("a", 3).Source, MinPercent: 100})
		if err != nil {
			return err
		}
		fmt.Println(st.Units, len(ms))
		_, err = s.Import(ctx, sequence("more", 10))
		return err
	case "hold":
		s, err := OpenStore(ctx, words[1], false)
		if err != nil {
			return err
		}
		defer s.Close()
		tx, err := s.db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		fmt.Println("held")
		os.Stdin.Read(make([]byte, 1))
		return tx.Rollback()
	}
	return fmt.Errorf("no task %q", words)
}

// another prepares another process; what it says is in out and errs.
func another(t *testing.T, task ...any) (cmd *exec.Cmd, out, errs *bytes.Buffer) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	out, errs = new(bytes.Buffer), new(bytes.Buffer)
	cmd = exec.Command(exe)
	cmd.Env = append(os.Environ(), "STORE_TASK="+strings.TrimSpace(fmt.Sprintln(task...)))
	cmd.Stdout, cmd.Stderr = out, errs
	return cmd, out, errs
}

// holds fails unless a memory is sound and holds exactly the first units of a set, all
// of which can be found, and returns how many.
func holds(t *testing.T, s *Store, set string) int {
	t.Helper()
	ctx := context.Background()
	st, err := s.Stats(ctx)
	if err != nil {
		t.Fatal(err)
	}
	i := 0
	for u, err := range s.Units(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		if want := numberedUnit(set, i); u.Source != want.Source || u.Target != want.Target {
			t.Fatalf("unit %d is %q", i, u.Source)
		}
		i++
	}
	if i != st.Units {
		t.Fatalf("%d units of %d", i, st.Units)
	}
	for _, k := range []int{0, i / 2, i - 1} {
		if i == 0 {
			break
		}
		u := numberedUnit(set, k)
		ms := lookup(t, s, Query{From: "ar", To: "en", Text: u.Source + " اليوم", MinPercent: 50, Limit: 3})
		if len(ms) == 0 {
			t.Errorf("unit %d of %d is not found by a similar sentence", k, i)
		}
	}
	return i
}

// An import killed at any instant leaves a sound memory of whole batches, in order,
// and importing again completes it.
func TestImportKilledAtAnyInstant(t *testing.T) {
	const units, kills = 6000, 20
	r := rand.New(rand.NewPCG(3, 9))
	path := filepath.Join(t.TempDir(), "m.db")
	killed, partly := 0, 0
	took := 400 * time.Millisecond
	for range kills {
		cmd, _, errs := another(t, "import", path, "a", units)
		begun := time.Now()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(time.Duration(r.Int64N(int64(took))), func() { cmd.Process.Kill() })
		err := cmd.Wait()
		timer.Stop()
		if err != nil && cmd.ProcessState.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
			t.Fatalf("%v: %s", err, errs)
		}
		if err == nil {
			took = time.Since(begun)
		} else {
			killed++
		}
		s, openErr := OpenStore(context.Background(), path, false)
		if errors.Is(openErr, os.ErrNotExist) || errors.Is(openErr, ErrNoStore) {
			continue // killed before there was anything
		}
		if openErr != nil {
			t.Fatal(openErr)
		}
		n := holds(t, s, "a")
		s.Close()
		switch {
		case err == nil && n != units:
			t.Fatalf("%d units after a whole import", n)
		case n > 0 && n < units:
			partly++
		}
		if err == nil || n == units {
			path = filepath.Join(t.TempDir(), "m.db") // begin anew
		}
	}
	if killed < kills/4 || partly < 3 {
		t.Errorf("only %d kills, %d of them left a part", killed, partly)
	}
	cmd, out, errs := another(t, "import", path, "a", units)
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %s", err, errs)
	}
	s, err := OpenStore(context.Background(), path, false)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if n := holds(t, s, "a"); n != units {
		t.Errorf("%d units, said %s", n, out)
	}
}

// Several processes that make one memory and import into it at the same time take
// turns; nothing of any is lost.
func TestImportsAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m.db")
	const each, processes = 3000, 4
	var cmds []*exec.Cmd
	var said []*bytes.Buffer
	for p := range processes {
		cmd, _, errs := another(t, "import", path, fmt.Sprint("set", p), each)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		cmds, said = append(cmds, cmd), append(said, errs)
	}
	for p, cmd := range cmds {
		if err := cmd.Wait(); err != nil {
			t.Errorf("%v: %s", err, said[p])
		}
	}
	s, err := OpenStore(context.Background(), path, false)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	st, err := s.Stats(context.Background())
	if err != nil || st.Units != each*processes {
		t.Errorf("%d units, %v", st.Units, err)
	}
	for p := range processes {
		u := numberedUnit(fmt.Sprint("set", p), each-1)
		if ms := lookup(t, s, Query{From: "ar", To: "en", Text: u.Source, MinPercent: 100}); len(ms) != 1 || ms[0].Target != u.Target {
			t.Errorf("%q: %+v", u.Source, ms)
		}
	}
}

// While another process is writing, sentences are found all the same; an import waits,
// until its time is over or the user gives up.
func TestStoreInUse(t *testing.T) {
	path := storeFile(t, 20)
	cmd, _, errs := another(t, "hold", path)
	cmd.Stdout = nil
	said, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	release, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		release.Close()
		if err := cmd.Wait(); err != nil {
			t.Errorf("%v: %s", err, errs)
		}
	}()
	if _, err := said.Read(make([]byte, 5)); err != nil {
		t.Fatalf("%v: %s", err, errs)
	}

	s, err := OpenStore(context.Background(), path, true)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if n := holds(t, s, "a"); n != 20 {
		t.Errorf("%d units", n)
	}
	s.patience = 50 * time.Millisecond
	st, err := s.Import(context.Background(), sequence("b", 5))
	if !errors.Is(err, ErrBusy) || st != (ImportStats{}) || !strings.Contains(err.Error(), path+": another program is writing to it") {
		t.Errorf("%+v, %v", st, err)
	}
	s.patience = time.Hour
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	if st, err := s.Import(ctx, sequence("b", 5)); !errors.Is(err, context.DeadlineExceeded) || st != (ImportStats{}) {
		t.Errorf("%+v, %v", st, err)
	}
}

// Where the disk takes no more, an import says so, and what was there before is there
// still and can be read.
func TestImportOnAFullDisk(t *testing.T) {
	for _, before := range []int{0, 500} {
		path := filepath.Join(t.TempDir(), "m.db")
		if before > 0 {
			path = storeFile(t, before)
		}
		cmd, _, errs := another(t, "limit", 600_000, "import", path, "a", 20_000)
		err := cmd.Run()
		if err == nil || !strings.Contains(errs.String(), path+": the disk did not take what was written") && !strings.Contains(errs.String(), path+": there is no room left") {
			t.Fatalf("%v: %s", err, errs)
		}
		s, err := OpenStore(context.Background(), path, false)
		if err != nil {
			t.Fatal(err)
		}
		if n := holds(t, s, "a"); n < before || n%(2*chunkUnits) != 0 && n != before {
			t.Errorf("%d units, before %d", n, before)
		}
		if _, err := s.Import(context.Background(), sequence("a", 20_000)); err != nil {
			t.Errorf("with room again: %v", err)
		}
		if n := holds(t, s, "a"); n != 20_000 {
			t.Errorf("%d units", n)
		}
		s.Close()
	}
	path := filepath.Join(t.TempDir(), "m.db")
	cmd, _, errs := another(t, "limit", 100, "import", path, "a", 10)
	if err := cmd.Run(); err == nil || !strings.Contains(errs.String(), path+": ") {
		t.Errorf("no room for the first page: %v: %s", err, errs)
	}
}

// A memory that cannot be written is read all the same, also by somebody else, and
// without leaving anything beside it; adding to it is refused.
func TestReadOnlyStore(t *testing.T) {
	path := storeFile(t, 20)
	dir := filepath.Dir(path)
	for _, d := range []string{dir, filepath.Dir(dir)} {
		if err := os.Chmod(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(path, 0o444); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(dir, 0o755)
	cmd, out, errs := asOther(t, "use", path)
	if err := cmd.Run(); err == nil || out.String() != "20 1\n" || !strings.Contains(errs.String(), path+": it cannot be written") {
		t.Errorf("said %q, %v: %s", out, err, errs)
	}
	if list, err := os.ReadDir(dir); err != nil || len(list) != 1 {
		t.Errorf("beside it: %v, %v", list, err)
	}
	// Changes that a killed process has left behind cannot be carried over, and must not
	// be passed over.
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path+"-wal", make([]byte, 4096), 0o444); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	cmd, out, errs = asOther(t, "use", path)
	if err := cmd.Run(); err == nil || !strings.Contains(errs.String(), "-wal holds changes") {
		t.Errorf("said %q, %v: %s", out, err, errs)
	}
	if err := os.Chmod(path, 0); err != nil {
		t.Fatal(err)
	}
	cmd, out, errs = asOther(t, "use", path)
	if err := cmd.Run(); err == nil || !strings.Contains(errs.String(), "permission denied") {
		t.Errorf("said %q, %v: %s", out, err, errs)
	}
}

// asOther prepares a process that no permission is waived for.
func asOther(t *testing.T, task ...any) (*exec.Cmd, *bytes.Buffer, *bytes.Buffer) {
	t.Helper()
	cmd, out, errs := another(t, task...)
	if os.Getuid() != 0 {
		return cmd, out, errs
	}
	// The binary itself may lie where others cannot read.
	exe := filepath.Join(t.TempDir(), "test")
	if err := os.Chmod(filepath.Dir(exe), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Dir(filepath.Dir(exe)), 0o755); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(cmd.Path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(exe, data, 0o755); err != nil {
		t.Fatal(err)
	}
	cmd.Path, cmd.Args = exe, []string{exe}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	return cmd, out, errs
}
