// Package command translates with a program on this machine.
//
// The program reads sentences from its standard input and writes translations to
// its standard output, one line each way ([Lines]), or one JSON object a line each
// way ([JSONL]: {"id":1,"text":"…","from":"ar","to":"en"} in, {"id":1,"text":"…"}
// out, in any order). It is started with the first batch, kept while batches
// follow, and started again when it has ended. Where it only writes after its
// input ends, [Options.PerBatch] starts it for every batch.
//
//	b, err := command.New(command.Options{Args: []string{"my-translator", "--from", "{from}"}})
//	...
//	defer b.Close()
package command

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"sync"
	"time"

	"tarjuman/translate"
	"tarjuman/translate/internal/wire"
)

// Engine is the name of this kind of backend in results.
const Engine = "command"

// Protocol is what the program speaks.
type Protocol string

// The protocols.
const (
	Lines Protocol = "lines" // a line in, a line out, in order
	JSONL Protocol = "jsonl" // a JSON object a line, answers by id
)

// Limits of a batch, small enough to show progress.
const (
	maxSegments    = 32
	maxCodePoints  = 5000
	DefaultTimeout = 2 * time.Minute
	// settle is how long a line more than asked for is waited for after a batch:
	// such a line means that any answer may be another's.
	settle = 10 * time.Millisecond
)

// ErrNoCommand says that [Options] name no program.
var ErrNoCommand = errors.New("command: no program")

// Options set up the backend. Args is needed.
type Options struct {
	Name string // of this instance; "command" when empty
	// Args are the program and its arguments; no shell is involved. {from} and {to}
	// stand for the languages.
	Args     []string
	Protocol Protocol // Lines when empty
	// PerBatch starts the program for every batch and closes its input.
	PerBatch bool
	Dir      string // to run in; the current one when empty
	// Env is added to the environment, as NAME=value.
	Env []string
	// HiddenEnv are names taken out of the environment: keys of other backends are
	// none of the program's business.
	HiddenEnv []string
	// Paid and Network say what the program does; nobody else can know.
	Paid, Network bool
	// Timeout bounds one batch; 0 means DefaultTimeout.
	Timeout time.Duration
}

// Backend implements [translate.Backend]. Batches follow one another.
type Backend struct {
	opt Options

	mu   sync.Mutex
	proc *process
	pair string // the languages proc was started for

	// started, when set, is told of every start: for tests.
	started func(*process)
}

// New checks the options. It starts nothing.
func New(opt Options) (*Backend, error) {
	if opt.Name == "" {
		opt.Name = Engine
	}
	if len(opt.Args) == 0 || opt.Args[0] == "" {
		return nil, ErrNoCommand
	}
	switch opt.Protocol {
	case "":
		opt.Protocol = Lines
	case Lines, JSONL:
	default:
		return nil, fmt.Errorf("%s: protocol %q: want %s or %s", opt.Name, opt.Protocol, Lines, JSONL)
	}
	if opt.Timeout <= 0 {
		opt.Timeout = DefaultTimeout
	}
	return &Backend{opt: opt}, nil
}

// Name returns the name of this instance.
func (b *Backend) Name() string { return b.opt.Name }

// Info describes the program.
func (b *Backend) Info() translate.Info {
	return translate.Info{
		Engine: Engine, Model: b.opt.Args[0], Paid: b.opt.Paid, Network: b.opt.Network,
		Settings: wire.Settings("args", strings.Join(b.opt.Args[1:], "\x00"), "protocol", string(b.opt.Protocol)),
		Limits:   translate.Limits{Segments: maxSegments, CodePoints: maxCodePoints, Concurrent: 1, Timeout: b.opt.Timeout},
	}
}

// Check reports whether the program can be found.
func (b *Backend) Check(context.Context) (string, error) {
	path, err := exec.LookPath(b.opt.Args[0])
	if err != nil {
		return "", b.fail(translate.BadRequest, "%v", err)
	}
	return path, nil
}

// Close ends the program.
func (b *Backend) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.stop()
	return nil
}

func (b *Backend) stop() {
	if b.proc != nil {
		b.proc.kill()
		b.proc = nil
	}
}

func (b *Backend) fail(kind translate.ErrorKind, format string, args ...any) *translate.Error {
	return &translate.Error{Backend: b.opt.Name, Kind: kind, Unbilled: kind == translate.Transient && !b.opt.Paid, Err: errors.New(wire.Clean(fmt.Sprintf(format, args...)))}
}

// Translate gives one batch to the program. When ctx is done the program is
// killed with everything it started.
func (b *Backend) Translate(ctx context.Context, from, to string, batch []translate.Segment) ([]translate.Result, error) {
	if len(batch) == 0 || ctx.Err() != nil {
		return nil, ctx.Err()
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.proc != nil && (b.pair != from+" "+to || b.proc.ended()) {
		b.stop()
	}
	if b.proc == nil {
		p, err := start(b.opt, from, to)
		if err != nil {
			return nil, b.fail(translate.BadRequest, "%v", err)
		}
		b.proc, b.pair = p, from+" "+to
		if b.started != nil {
			b.started(p)
		}
	}
	call, cancel := context.WithTimeout(ctx, b.opt.Timeout)
	defer cancel()
	results, err := b.exchange(call, from, to, batch)
	if err != nil || b.opt.PerBatch {
		b.stop() // what it still writes would be taken for the next batch's
	}
	if err != nil && errors.Is(ctx.Err(), context.Canceled) {
		return results, ctx.Err()
	}
	return results, err
}

// exchange writes the batch and reads the answer, both at once: a program may
// answer before it has read everything.
func (b *Backend) exchange(ctx context.Context, from, to string, batch []translate.Segment) ([]translate.Result, error) {
	p := b.proc
	c := codec{protocol: b.opt.Protocol, from: from, to: to}
	written := make(chan error, 1)
	go func() { written <- p.write(c.encode(batch), b.opt.PerBatch) }()
	results := make([]translate.Result, len(batch))
	origin := translate.Origin{Kind: translate.Engine, Engine: Engine, Model: b.opt.Args[0]}
	for n := range batch {
		line, err := p.read(ctx)
		if err != nil {
			return b.kept(results), b.broken(ctx, err, n, len(batch))
		}
		i, text, err := c.decode(line, n, len(batch))
		if err != nil {
			return b.kept(results), b.fail(translate.BadReply, "answer %d: %v%s", n+1, err, p.said())
		}
		if results[i].Done() {
			return b.kept(results), b.fail(translate.BadReply, "two answers with id %d", i+1)
		}
		if strings.TrimSpace(text) == "" {
			return b.kept(results), b.fail(translate.BadReply, "an empty text for sentence %s%s", batch[i].ID, p.said())
		}
		results[i] = translate.Result{Text: text, Origin: origin}
	}
	if err := <-written; err != nil {
		return nil, b.fail(translate.BadReply, "the program answered without reading everything: %v%s", err, p.said())
	}
	if extra, any := p.extra(settle); any {
		return nil, b.fail(translate.BadReply, "the program writes more lines than it was given: %.60q", extra)
	}
	return results, nil
}

// kept returns the results that can be relied upon when a batch breaks off. Lines
// in order may be shifted by one that is missing, so only answers by id count.
func (b *Backend) kept(results []translate.Result) []translate.Result {
	if b.opt.Protocol == JSONL {
		return results
	}
	return nil
}

// broken says why no further answer comes.
func (b *Backend) broken(ctx context.Context, err error, n, of int) error {
	said := b.proc.said()
	if ctx.Err() != nil {
		hint := ""
		if !b.opt.PerBatch && n == 0 {
			hint = "; a program that answers only when its input ends needs per-batch: true"
		}
		return b.fail(translate.Transient, "%d of %d answers within %v%s%s", n, of, b.opt.Timeout, said, hint)
	}
	return b.fail(translate.Transient, "the program ended after %d of %d answers (%v)%s", n, of, err, said)
}
