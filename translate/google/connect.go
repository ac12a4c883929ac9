package google

import (
	"context"
	"errors"

	translateapi "cloud.google.com/go/translate/apiv3"

	"tarjuman/translate"
)

// connection is one attempt to make a client. Looking for credentials can read
// files and ask the network, so it runs beside the requests that wait for it, and
// each of them stays free to give up.
type connection struct {
	done   chan struct{}
	client *translateapi.TranslationClient
	err    error
}

var errClosed = errors.New("the backend is closed")

// client returns the shared client and makes it with the first call. A failed
// attempt is not remembered: the credentials may be there next time.
func (b *Backend) client(ctx context.Context) (*translateapi.TranslationClient, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	b.mu.Lock()
	if b.closed {
		b.mu.Unlock()
		return nil, &translate.Error{Backend: Name, Kind: translate.BadRequest, Err: errClosed}
	}
	c := b.conn
	if c == nil {
		c = &connection{done: make(chan struct{})}
		b.conn = c
		go func() {
			defer close(c.done)
			c.client, c.err = b.dial()
		}()
	}
	b.mu.Unlock()

	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-c.done:
	}
	if c.err == nil {
		return c.client, nil
	}
	b.mu.Lock()
	if b.conn == c {
		b.conn = nil
	}
	b.mu.Unlock()
	return nil, failure(translate.Auth, c.err.Error())
}

// Close closes the connection. Requests in flight fail, later ones are refused.
func (b *Backend) Close() error {
	b.mu.Lock()
	c := b.conn
	b.conn, b.closed = nil, true
	b.mu.Unlock()
	if c == nil {
		return nil
	}
	select {
	case <-c.done:
	default: // still looking for credentials: nobody waits for that
		go func() {
			<-c.done
			if c.client != nil {
				c.client.Close()
			}
		}()
		return nil
	}
	if c.client == nil {
		return nil
	}
	return c.client.Close()
}
