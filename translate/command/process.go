package command

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"time"
)

const (
	// maxLine is the longest line a program may write, in bytes.
	maxLine = 4 << 20
	// drain is how long the pipes of a program that has ended are read on: what it
	// started may hold them open, and need not end.
	drain = time.Second
	// keptStderr is how much of the end of its standard error is kept.
	keptStderr = 2 << 10
)

// process is a running program.
type process struct {
	cmd   *exec.Cmd
	in    io.WriteCloser
	out   *os.File
	lines chan string // closed at the end of the output
	err   error       // why the output ended; set before lines is closed
	gone  chan struct{}
	quit  chan struct{} // closed by kill
	once  sync.Once

	stderr tail
}

func start(opt Options, from, to string) (*process, error) {
	languages := strings.NewReplacer("{from}", from, "{to}", to)
	args := make([]string, len(opt.Args))
	for i, a := range opt.Args {
		args[i] = languages.Replace(a)
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir = opt.Dir
	cmd.Env = append(visible(os.Environ(), opt.HiddenEnv), opt.Env...)
	ownGroup(cmd)
	p := &process{cmd: cmd, lines: make(chan string), gone: make(chan struct{}), quit: make(chan struct{})}
	cmd.Stderr = &p.stderr
	cmd.WaitDelay = drain
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	// A pipe of our own: Wait would close the command's as soon as the program
	// ends, before its last lines are read.
	out, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	cmd.Stdout = w
	p.in, p.out = in, out
	if err := cmd.Start(); err != nil {
		out.Close()
		w.Close()
		return nil, err
	}
	w.Close()
	go p.readLines()
	go func() {
		cmd.Wait()
		close(p.gone)
		// Lines that the program wrote itself are there by now; whoever else holds the
		// pipe has nothing to say.
		p.out.SetReadDeadline(time.Now().Add(drain))
	}()
	return p, nil
}

// visible is an environment without the names.
func visible(env, hidden []string) []string {
	return slices.DeleteFunc(env, func(e string) bool {
		name, _, _ := strings.Cut(e, "=")
		return slices.Contains(hidden, name)
	})
}

func (p *process) readLines() {
	defer p.out.Close()
	defer close(p.lines)
	sc := bufio.NewScanner(p.out)
	sc.Buffer(make([]byte, 64<<10), maxLine)
	for sc.Scan() {
		select {
		case p.lines <- strings.TrimSuffix(sc.Text(), "\r"):
		case <-p.quit:
			return
		}
	}
	if p.err = sc.Err(); p.err == nil {
		p.err = io.EOF
	}
}

// write gives the program its input; last closes it.
func (p *process) write(data []byte, last bool) error {
	_, err := p.in.Write(data)
	if last {
		p.in.Close()
	}
	return err
}

// read returns the next line.
func (p *process) read(ctx context.Context) (string, error) {
	select {
	case line, ok := <-p.lines:
		if !ok {
			return "", p.ending()
		}
		return line, nil
	case <-ctx.Done():
		p.kill()
		return "", ctx.Err()
	}
}

// ending says how the program ended.
func (p *process) ending() error {
	if p.err != nil && !errors.Is(p.err, io.EOF) && !errors.Is(p.err, os.ErrDeadlineExceeded) {
		return p.err // a line too long
	}
	<-p.gone
	if s := p.cmd.ProcessState; s != nil {
		return errors.New(s.String())
	}
	return io.EOF
}

// extra returns a line that nobody asked for, if one comes within d or before the
// output ends.
func (p *process) extra(d time.Duration) (string, bool) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case line, ok := <-p.lines:
		return line, ok
	case <-t.C:
		return "", false
	}
}

func (p *process) ended() bool {
	select {
	case <-p.gone:
		return true
	default:
		return false
	}
}

// kill ends the program and what it started, and waits for it.
func (p *process) kill() {
	p.once.Do(func() {
		close(p.quit)
		p.in.Close()
		killGroup(p.cmd)
	})
	<-p.gone
}

// said is the end of what the program wrote to standard error, for an error.
func (p *process) said() string {
	s := strings.TrimSpace(p.stderr.String())
	if s == "" {
		return ""
	}
	return "; it says: " + s
}

// tail keeps the end of what is written to it.
type tail struct {
	mu sync.Mutex
	b  []byte
}

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.b = append(t.b, p...)
	if n := len(t.b) - keptStderr; n > 0 {
		t.b = append(t.b[:0], t.b[n:]...)
	}
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return strings.ToValidUTF8(string(t.b), "")
}
