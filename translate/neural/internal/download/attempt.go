package download

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"
)

// errStalled says that a server sent nothing for too long.
var errStalled = errors.New("the server sends nothing any more")

// attempt makes one request and writes what it brings.
func (c *Client) attempt(ctx context.Context, f File, p *partial) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	stall := orDefault(c.Stall, 30*time.Second)
	watch := time.AfterFunc(stall, func() { cancel(errStalled) })
	defer watch.Stop()

	req, err := c.request(ctx, f, p)
	if err != nil {
		return err
	}
	client := c.HTTP
	if client == nil {
		client = NewHTTP()
	}
	res, err := client.Do(req)
	if err != nil {
		return unreachable(ctx, err)
	}
	defer res.Body.Close()
	body := &watched{res.Body, func() { watch.Reset(stall) }}
	watch.Reset(stall)

	out, limit, err := accept(res, body, f, p)
	if err != nil {
		return err
	}
	defer out.Close()
	if err := c.copy(ctx, out, body, f, p, limit); err != nil {
		return err
	}
	if err := out.Close(); err != nil {
		return diskError(err)
	}
	return nil
}

// request asks for what is missing.
func (c *Client) request(ctx context.Context, f File, p *partial) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, f.URL, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: the address is no URL", ErrNetwork)
	}
	if err := fetchable(req.URL); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNetwork, err)
	}
	// The bytes are counted and hashed as they are stored; no compression on the way.
	req.Header.Set("Accept-Encoding", "identity")
	if c.UserAgent != "" {
		req.Header.Set("User-Agent", c.UserAgent)
	}
	if p.size > 0 {
		req.Header.Set("Range", fmt.Sprintf("bytes=%d-", p.size))
		if p.validator != "" {
			req.Header.Set("If-Range", p.validator)
		}
	}
	return req, nil
}

// accept judges an answer by its head and first bytes and opens the file its body
// belongs to; limit is how many bytes of the body may follow.
func accept(res *http.Response, body *watched, f File, p *partial) (out *os.File, limit int64, err error) {
	switch {
	case res.StatusCode == http.StatusPartialContent && p.size > 0:
		return acceptRest(res, f, p)
	case res.StatusCode == http.StatusRequestedRangeNotSatisfiable && p.size > 0:
		p.discard()
		return nil, 0, &retryable{err: errors.New("the server has no such part of the file")}
	case res.StatusCode != http.StatusOK:
		return nil, 0, refused(res)
	}
	if err := body.lookAhead(res); err != nil {
		return nil, 0, err
	}
	if n := res.ContentLength; f.Size > 0 && n >= 0 && n != f.Size {
		p.discard()
		return nil, 0, fmt.Errorf("%w: the server offers %d bytes instead of %d", ErrContent, n, f.Size)
	}
	if res.ContentLength > MaxSize {
		return nil, 0, fmt.Errorf("%w: the server offers %d bytes; at most %d are taken", ErrContent, res.ContentLength, MaxSize)
	}
	out, err = p.restart(f, res.Header)
	limit = f.Size
	if limit == 0 {
		limit = MaxSize
	}
	return out, limit, err
}

// acceptRest judges an answer that carries the rest of a file.
func acceptRest(res *http.Response, f File, p *partial) (*os.File, int64, error) {
	first, last, total, ok := contentRange(res.Header.Get("Content-Range"))
	tag := validator(res.Header)
	switch {
	case !ok || first != p.size || last < first || total >= 0 && last >= total:
		p.discard()
		return nil, 0, &retryable{err: errors.New("the server sends another part than was asked for")}
	case p.validator != "" && tag != "" && tag != p.validator:
		p.discard()
		return nil, 0, &retryable{err: errors.New("the file has changed on the server")}
	case f.Size > 0 && total >= 0 && total != f.Size:
		p.discard()
		return nil, 0, fmt.Errorf("%w: the server offers %d bytes instead of %d", ErrContent, total, f.Size)
	}
	limit := MaxSize - p.size
	if f.Size > 0 {
		limit = f.Size - p.size
	}
	out, err := p.resume()
	return out, limit, err
}

// contentRange reads "bytes FIRST-LAST/TOTAL"; total is -1 for "*".
func contentRange(s string) (first, last, total int64, ok bool) {
	s, ok = strings.CutPrefix(s, "bytes ")
	span, all, ok2 := strings.Cut(s, "/")
	from, to, ok3 := strings.Cut(span, "-")
	if !ok || !ok2 || !ok3 {
		return 0, 0, 0, false
	}
	var err1, err2, err3 error
	first, err1 = strconv.ParseInt(from, 10, 64)
	last, err2 = strconv.ParseInt(to, 10, 64)
	total = -1
	if all != "*" {
		total, err3 = strconv.ParseInt(all, 10, 64)
	}
	return first, last, total, err1 == nil && err2 == nil && err3 == nil && first >= 0
}

// refused words an answer that brings no file.
func refused(res *http.Response) error {
	err := fmt.Errorf("%s answers %d %s", place(res.Request.URL), res.StatusCode, http.StatusText(res.StatusCode))
	switch code := res.StatusCode; {
	case code == http.StatusRequestTimeout, code == http.StatusTooManyRequests, code >= 500:
		after, _ := strconv.Atoi(res.Header.Get("Retry-After"))
		return &retryable{err, min(time.Duration(max(after, 0))*time.Second, maxWait)}
	}
	return fmt.Errorf("%w: %w", ErrNetwork, err)
}

// copy appends the body to the file.
func (c *Client) copy(ctx context.Context, out *os.File, body io.Reader, f File, p *partial, limit int64) error {
	buf := make([]byte, 64<<10)
	for {
		n, err := body.Read(buf)
		if int64(n) > limit {
			p.discard()
			return fmt.Errorf("%w: more bytes come than it has", ErrContent)
		}
		limit -= int64(n)
		if n > 0 {
			w, werr := out.Write(buf[:n])
			p.size += int64(w)
			if werr != nil {
				return diskError(werr)
			}
			if c.Progress != nil {
				c.Progress(p.size)
			}
		}
		switch {
		case err == io.EOF && p.size < f.Size:
			return &retryable{err: fmt.Errorf("the connection ended after %d bytes", p.size)}
		case err == io.EOF:
			return nil
		case err != nil:
			return unreachable(ctx, err)
		}
	}
}

// unreachable words a failure of the connection. Addresses may carry passwords and
// signatures, so the error of net/http is not repeated as it is.
func unreachable(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); errors.Is(cause, errStalled) {
		return &retryable{err: cause}
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var refuse *redirectError
	if errors.As(err, &refuse) {
		return fmt.Errorf("%w: %w", ErrNetwork, refuse)
	}
	var ue *url.Error
	if errors.As(err, &ue) {
		where := "the server"
		if u, perr := url.Parse(ue.URL); perr == nil {
			where = place(u)
		}
		err = fmt.Errorf("%s: %w", where, ue.Err)
	}
	var dns *net.DNSError
	if errors.As(err, &dns) && dns.IsNotFound {
		return fmt.Errorf("%w: there is no host %s", ErrNetwork, dns.Name)
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = errors.New("the connection broke off")
	}
	return &retryable{err: err}
}

// watched is a body that reports when something arrives.
type watched struct {
	r       io.Reader
	arrived func()
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.r.Read(p)
	if n > 0 {
		w.arrived()
	}
	return n, err
}

// lookAhead refuses pages that servers, portals and proxies send in place of a
// file.
func (w *watched) lookAhead(res *http.Response) error {
	head := make([]byte, 64)
	n, err := io.ReadFull(w.r, head)
	if err != nil && err != io.EOF && !errors.Is(err, io.ErrUnexpectedEOF) {
		return unreachable(res.Request.Context(), err)
	}
	head = head[:n]
	w.r = io.MultiReader(bytes.NewReader(head), w.r)
	text := bytes.ToLower(bytes.TrimSpace(head))
	kind, _, _ := strings.Cut(res.Header.Get("Content-Type"), ";")
	switch {
	case bytes.HasPrefix(text, []byte("version https://git-lfs")):
		return fmt.Errorf("%w: %s sends a Git LFS pointer, not the file it stands for", ErrContent, place(res.Request.URL))
	case bytes.HasPrefix(text, []byte("<!doctype")), bytes.HasPrefix(text, []byte("<html")), strings.EqualFold(strings.TrimSpace(kind), "text/html"):
		return fmt.Errorf("%w: %s sends a web page; a login or an error page, maybe", ErrContent, place(res.Request.URL))
	}
	return nil
}
