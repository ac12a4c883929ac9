package download

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"
)

// maxRedirects is how many times a server may send the client elsewhere.
const maxRedirects = 10

// NewHTTP returns a client for downloads: it follows redirects to other hosts, but
// not for ever and not from https to http, and uses the proxy of the environment.
func NewHTTP() *http.Client {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.ResponseHeaderTimeout = time.Minute
	t.DisableCompression = true
	return &http.Client{Transport: t, CheckRedirect: checkRedirect}
}

// redirectError says why a redirect was not followed.
type redirectError struct{ err error }

func (e *redirectError) Error() string { return e.err.Error() }

func checkRedirect(req *http.Request, via []*http.Request) error {
	if len(via) >= maxRedirects {
		return &redirectError{fmt.Errorf("%s redirects more than %d times", place(via[0].URL), maxRedirects)}
	}
	if err := fetchable(req.URL); err != nil {
		return &redirectError{fmt.Errorf("%s redirects: %w", place(via[0].URL), err)}
	}
	if via[0].URL.Scheme == "https" && req.URL.Scheme != "https" {
		return &redirectError{fmt.Errorf("%s redirects to a connection without TLS", place(via[0].URL))}
	}
	return nil
}

// fetchable accepts addresses of web servers.
func fetchable(u *url.URL) error {
	switch {
	case u.Scheme != "https" && u.Scheme != "http":
		return errors.New("an address must begin with https:// or http://")
	case u.Host == "":
		return errors.New("an address has no host")
	}
	return nil
}

// place is an address as it may be shown: no password, no query.
func place(u *url.URL) string {
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}).String()
}
