// Package download fetches large files over HTTP. It goes on where an earlier run
// stopped, gives up on servers that stall, and believes nothing it can check.
//
// What has arrived of PATH is kept in PATH.part, and what the server said about it
// in PATH.part.json, until all of it is there and its size and hash are right.
package download

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"time"
)

// File is what is to be fetched.
type File struct {
	URL string
	// Size in bytes; 0 where it is not known.
	Size int64
	// SHA256 of the bytes as they are sent, in hexadecimal; "" where it is not known.
	SHA256 string
}

// MaxSize is how many bytes a file of unknown size may have.
const MaxSize = 1 << 30

// The kinds of failure a caller tells apart; all others are ctx's.
var (
	// ErrNetwork says that the server could not be reached, kept breaking off, or
	// refused. What has arrived is kept.
	ErrNetwork = errors.New("download failed")
	// ErrContent says that something else came than was wanted. It is not kept.
	ErrContent = errors.New("not the file that was asked for")
	// ErrDisk says that the file could not be written. What was written is kept.
	ErrDisk = errors.New("cannot write the download")
)

// Client fetches files. The zero value is ready for use.
type Client struct {
	// HTTP does the calls; nil means [NewHTTP].
	HTTP *http.Client
	// UserAgent names the program to the server.
	UserAgent string
	// Stall is how long a server may send nothing; 0 means 30 seconds.
	Stall time.Duration
	// Attempts is how many times in a row it is tried without getting anywhere; 0
	// means 5.
	Attempts int
	// Pause comes before the second attempt and doubles with every further one; 0
	// means a second.
	Pause time.Duration
	// Progress, if set, hears how many bytes of the file are there.
	Progress func(done int64)
}

// fruitful is how many bytes an attempt must bring so that it does not count as a
// failed one.
const fruitful = 64 << 10

// Get fetches f to path, which it replaces only by a complete and checked file. It
// must not run twice at once for the same path.
func (c *Client) Get(ctx context.Context, f File, path string) error {
	p := openPartial(path, f)
	failures, anew := 0, false
	for {
		before := p.size
		var err error
		if !p.complete(f) {
			err = c.attempt(ctx, f, p)
		}
		if err == nil {
			err = p.finish(f)
			if before > 0 && !anew && errors.Is(err, ErrContent) {
				anew = true // what two runs put together may be of two versions
				continue
			}
			return err
		}
		var again *retryable
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case !errors.As(err, &again):
			return err
		case p.size-before >= fruitful:
			failures = 0
		}
		if failures++; failures >= orDefault(c.Attempts, 5) {
			return fmt.Errorf("%w: %w", ErrNetwork, again.err)
		}
		if err := c.wait(ctx, failures, again.after); err != nil {
			return err
		}
	}
}

// retryable is a failure that may pass.
type retryable struct {
	err   error
	after time.Duration // what the server asked for
}

func (r *retryable) Error() string { return r.err.Error() }
func (r *retryable) Unwrap() error { return r.err }

// maxWait bounds what a server may ask for.
const maxWait = time.Minute

func (c *Client) wait(ctx context.Context, failures int, asked time.Duration) error {
	d := orDefault(c.Pause, time.Second) << (failures - 1)
	t := time.NewTimer(min(max(d, asked), maxWait))
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

func orDefault[T int | time.Duration](v, otherwise T) T {
	if v > 0 {
		return v
	}
	return otherwise
}

// diskError tells failures to write from those of the network.
func diskError(err error) error {
	var pe *os.PathError
	if errors.As(err, &pe) {
		return fmt.Errorf("%w: %s: %w", ErrDisk, pe.Path, pe.Err)
	}
	return fmt.Errorf("%w: %w", ErrDisk, err)
}
