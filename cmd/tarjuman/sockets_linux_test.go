//go:build linux && (amd64 || arm64)

package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"
)

// programs are what the tests can start: the program, and one that runs several
// command lines after one another, with sockets forbidden or not.
func programs() map[string]func() {
	return map[string]func(){"tarjuman": main, "tarjuman-lines": runLines, "tarjuman-without-sockets": func() {
		if err := forbidSockets(); err != nil {
			fmt.Println(noFilter, err)
			return
		}
		runLines()
	}}
}

// runLines runs the command lines of its input, each in its words, and prints
// what they say and their exit codes. A line before each says which it is, so that
// the last one tells where the process was killed.
func runLines() {
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		fmt.Println("$", in.Text())
		code := run(context.Background(), append([]string{"tarjuman"}, strings.Fields(in.Text())...), strings.NewReader(""), os.Stdout, os.Stdout)
		fmt.Println("exit", code)
	}
}

const noFilter = "system calls cannot be filtered here:"

// forbidSockets has the kernel kill this process, and every one it starts, at the
// moment it makes a socket of any kind.
func forbidSockets() error {
	arch := uint32(unix.AUDIT_ARCH_X86_64)
	if runtime.GOARCH == "arm64" {
		arch = unix.AUDIT_ARCH_AARCH64
	}
	const (
		load     = unix.BPF_LD | unix.BPF_W | unix.BPF_ABS
		equal    = unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K
		give     = unix.BPF_RET | unix.BPF_K
		callAt   = 0 // offsets into struct seccomp_data
		archAt   = 4
		die, run = unix.SECCOMP_RET_KILL_PROCESS, unix.SECCOMP_RET_ALLOW
	)
	filter := []unix.SockFilter{
		{Code: load, K: archAt},
		{Code: equal, K: arch, Jt: 1},
		{Code: give, K: die}, // the calls of another architecture have other numbers
		{Code: load, K: callAt},
		{Code: equal, K: unix.SYS_SOCKET, Jt: 1},
		{Code: give, K: run},
		{Code: give, K: die},
	}
	prog := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return err
	}
	// For all threads: the runtime has started several.
	_, _, errno := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, unix.SECCOMP_FILTER_FLAG_TSYNC, uintptr(unsafe.Pointer(&prog)))
	runtime.KeepAlive(filter)
	if errno != 0 {
		return errno
	}
	return nil
}

// offlineLines are command lines of every command; none may open a socket. They run
// in this order in one folder.
var offlineLines = []string{
	"translate a.ar.txt --offline",
	"translate a.ar.txt --offline --force --format jsonl --backend offline --memory m.tmx",
	"translate a.ar.txt --offline --segmented --backend mine",
	"translate a.ar.txt --offline --segmented --backend mine,offline",
	"translate a.ar.txt --offline --segmented --backend file --translation a.en.txt",
	"translate a.ar.txt --offline --compare file,a.en.txt --translation a.en.txt",
	"translate a.ar.txt --offline --dry-run",
	"translate a.ar.txt --offline --backend neural", // no model: refused
	"translate a.ar.txt --offline --backend google",
	"translate a.ar.txt --offline --backend google --google-project p",
	"translate a.ar.txt --offline --backend deepl",
	"translate a.ar.txt --offline --backend azure",
	"translate a.ar.txt --offline --backend libre",
	"translate a.ar.txt --offline --backend openai",
	"translate a.ar.txt --offline --backend netted",
	"translate a.ar.txt --offline --backend offline,deepl",
	"translate a.ar.txt --offline --compare deepl,a.en.txt",
	"cost a.ar.txt --offline",
	"cost a.ar.txt --offline --backend deepl",
	"cost --receipts",
	"cache",
	"backends",
	"backends --check --offline",
	"align a.ar.txt a.en.txt --offline",
	"align a.ar.txt a.en.txt --offline --embeddings http://127.0.0.1:9/v1 --embeddings-model m",
	"align a.ar.txt a.en.txt -o pair.jsonl",
	"check a.ar.txt a.en.txt",
	"check pair.jsonl --format sarif",
	"review a.ar-en.jsonl --terminal",
	"status a.ar-en.jsonl",
	"verify a.ar-en.jsonl",
	"diff a.ar-en.jsonl",
	"names a.ar-en.jsonl",
	"export pair.jsonl --to html,tmx,xliff,docx,xlsx",
	"apply pair.jsonl pair.review.docx",
	"convert pair.tmx pair.csv",
	"update a.ar-en.jsonl b.ar.txt --offline --backend deepl",
	"update a.ar-en.jsonl b.ar.txt --offline",
	"segment a.ar.txt",
	"score a.en.txt a.en.txt",
	"memory import --memory m.db m.tmx",
	"memory search --memory m.db وصل",
	"memory stats --memory m.db",
	"memory export --memory m.db",
	"memory learn --memory m.db -o m.learned",
	"lexicon lookup وزير",
	"rules",
	"model list",
	"model path",
	"model get ar-en --offline",
	"model list --source firefox --offline",
	"completion bash",
	"version",
	"help",
}

// offlineDesk makes a folder in which every backend is set up, so that nothing but
// --offline keeps it from connecting.
func offlineDesk(t *testing.T) (dir string, env []string) {
	t.Helper()
	dir = t.TempDir()
	for name, data := range map[string]string{
		"a.ar.txt": "وصل الوزير إلى العاصمة.\nغادر في المساء.\n",
		"b.ar.txt": "وصل الوزير إلى العاصمة.\nغادر في الصباح.\n",
		"a.en.txt": "The minister arrived in the capital.\nHe left in the evening.\n",
		"m.tmx":    `<tmx version="1.4"><header srclang="ar" creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" datatype="plaintext"/><body><tu><tuv xml:lang="ar"><seg>غادر في المساء.</seg></tuv><tuv xml:lang="en"><seg>He left in the evening.</seg></tuv></tu></body></tmx>`,
		configName: "backends:\n  mine: {kind: command, command: [tr, a-z, A-Z], per-batch: true}\n  netted: {kind: command, command: [tr, a-z, A-Z], network: true}\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	env = append(os.Environ(), "CI=1", "XDG_CONFIG_HOME="+dir, "XDG_STATE_HOME="+dir, "XDG_DATA_HOME="+dir, "DEEPL_AUTH_KEY="+canary, "AZURE_TRANSLATOR_KEY="+canary, "OPENAI_API_KEY="+canary,
		"TARJUMAN_GOOGLE_KEY="+canary, openAIModel+"=m", libreEndpoint+"=http://127.0.0.1:9")
	return dir, env
}

// runAll has a program run command lines and returns what each said, and the line
// at which the program was killed.
func runAll(program, dir string, env, lines []string, attr *syscall.SysProcAttr) (said map[string]string, killed string, err error) {
	cmd := exec.Command(program)
	cmd.Dir, cmd.Env, cmd.SysProcAttr = dir, env, attr
	cmd.Stdin = strings.NewReader(strings.Join(lines, "\n"))
	out, err := cmd.CombinedOutput()
	said = map[string]string{}
	for part := range strings.SplitSeq("\n"+string(out), "\n$ ") {
		killed, _, _ = strings.Cut(part, "\n")
		said[killed] += part
	}
	var ee *exec.ExitError
	if errors.As(err, &ee) {
		return said, killed, nil
	}
	return said, "", err
}

// No command line without a service makes a socket, and with --offline none does:
// the kernel would kill the program.
func TestOfflineOpensNoSocket(t *testing.T) {
	const program = "tarjuman-without-sockets"
	dir, env := offlineDesk(t)
	// Without --offline the same program is killed: the filter works.
	line := "translate a.ar.txt --yes --backend libre"
	said, killed, err := runAll(program, dir, env, []string{line}, nil)
	if why := said[""]; strings.Contains(why, noFilter) {
		t.Skip(why)
	}
	if err != nil || killed != line {
		t.Fatalf("a line that uses the network was not stopped: %v %q", err, said)
	}
	said, killed, err = runAll(program, dir, env, offlineLines, nil)
	if err != nil || killed != "" {
		t.Fatalf("killed: it made a socket in %q (%v)", killed, err)
	}
	tried := map[string]bool{}
	for _, line := range offlineLines {
		tried[strings.Fields(line)[0]] = true
		refused := strings.Contains(said[line], "--offline forbids") && strings.HasSuffix(said[line], fmt.Sprint("exit ", exitUse))
		if refused != networked(line) {
			t.Errorf("%s: %s", line, said[line])
		}
	}
	for _, c := range newApp(newUI(nil, nil, nil)).Commands {
		if !c.Hidden && !tried[c.Name] {
			t.Errorf("no line tries %s", c.Name)
		}
	}
}

// networked reports whether a line asks for the network in spite of --offline.
func networked(line string) bool {
	return slices.ContainsFunc([]string{"google", "deepl", "azure", "libre", "openai", "netted", "embeddings", "model get", "firefox"}, func(s string) bool { return strings.Contains(line, s) })
}

// In a network namespace without any interface every command line says the same as
// outside.
func TestOfflineInAnEmptyNamespace(t *testing.T) {
	outside, env := offlineDesk(t)
	want, _, err := runAll("tarjuman-lines", outside, env, offlineLines, nil)
	if err != nil {
		t.Fatal(err)
	}
	inside, env := offlineDesk(t)
	said, _, err := runAll("tarjuman-lines", inside, env, offlineLines, &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNET,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: os.Getuid(), HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: os.Getgid(), HostID: os.Getgid(), Size: 1}},
	})
	if err != nil {
		t.Skip("no network namespace can be made here: ", err)
	}
	for _, line := range offlineLines {
		if want := strings.ReplaceAll(want[line], outside, inside); said[line] != want || want == "" {
			t.Errorf("in an empty namespace:\n%s\noutside:\n%s", said[line], want)
		}
	}
}
