// Package nonet is a network that refuses every connection: what --offline puts in
// the place of the real one, so that code that should not have got as far as
// connecting fails instead.
package nonet

import (
	"context"
	"errors"
	"net"
	"net/http"
)

// ErrForbidden is the error of every connection.
var ErrForbidden = errors.New("the network is forbidden by --offline")

// Dial opens nothing and returns [ErrForbidden]. It fits [http.Transport].
func Dial(context.Context, string, string) (net.Conn, error) { return nil, ErrForbidden }

// DialAddress is Dial in the form that gRPC takes.
func DialAddress(context.Context, string) (net.Conn, error) { return nil, ErrForbidden }

// Client returns an HTTP client that opens no connection, neither to the host it
// is asked for nor to a proxy, and follows no redirect.
func Client() *http.Client {
	return &http.Client{
		Transport:     &http.Transport{DialContext: Dial, DialTLSContext: Dial},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}
