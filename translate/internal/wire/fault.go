package wire

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"

	"tarjuman/translate"
)

// broken classes a request without a whole answer.
func (c *Client) broken(ctx context.Context, err error) error {
	if errors.Is(ctx.Err(), context.Canceled) {
		return ctx.Err()
	}
	var cert *tls.CertificateVerificationError
	var host x509.HostnameError
	var authority x509.UnknownAuthorityError
	if errors.As(err, &cert) || errors.As(err, &host) || errors.As(err, &authority) {
		return c.Errorf(translate.BadRequest, "%v", err) // trying again does not change a certificate
	}
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, os.ErrDeadlineExceeded) {
		return c.Errorf(translate.Transient, "no answer in time")
	}
	e := c.Errorf(translate.Transient, "%v", err)
	e.Unbilled = neverSent(err)
	return e
}

// neverSent reports that no connection was made, so that the service cannot have
// seen the text.
func neverSent(err error) bool {
	var op *net.OpError
	if errors.As(err, &op) && op.Op == "dial" {
		return true
	}
	var dns *net.DNSError
	return errors.As(err, &dns) || errors.Is(err, syscall.ECONNREFUSED)
}

// fault classes an answer that is not a success: by what the service says, else
// by the status.
func (c *Client) fault(resp *http.Response, data []byte) error {
	kind := StatusKind(resp.StatusCode)
	message, own := "", false
	if c.Fault != nil {
		var f Fault
		if f, own = c.Fault(resp.StatusCode, data); own {
			message = f.Message
			if f.Known {
				kind = f.Kind
			}
		}
	}
	if message == "" {
		message = foreign(resp, data)
	}
	e := c.Errorf(kind, "HTTP %d: %s", resp.StatusCode, message)
	e.RetryAfter = RetryAfter(resp.Header, time.Now())
	// The service's own word for a failure means that it did nothing; a gateway's
	// says nothing about what happened behind it.
	e.Unbilled = kind == translate.Transient && own
	return e
}

// foreign describes an answer in no form the service documents.
func foreign(resp *http.Response, data []byte) string {
	if resp.StatusCode/100 == 3 {
		where := "elsewhere"
		if u, err := resp.Location(); err == nil {
			where = "to " + u.Scheme + "://" + u.Host
		}
		return "the server sends us " + where + "; set that address instead"
	}
	if title, ok := pageTitle(resp, data); ok {
		return "a web page" + title
	}
	text := strings.TrimSpace(string(data[:min(len(data), 300)]))
	if text == "" {
		text = http.StatusText(resp.StatusCode)
	}
	if text == "" {
		text = "no message"
	}
	return text
}

// StatusKind is what a status alone means (RFC 9110, RFC 6585; 456 is DeepL's and
// Azure's own).
func StatusKind(status int) translate.ErrorKind {
	switch status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusProxyAuthRequired:
		return translate.Auth
	case http.StatusPaymentRequired, 456:
		return translate.Quota
	case http.StatusRequestTimeout, http.StatusTooEarly:
		return translate.Transient
	case http.StatusRequestEntityTooLarge, http.StatusRequestURITooLong:
		return translate.TooLarge
	case http.StatusTooManyRequests, 529: // 529: overloaded
		return translate.RateLimit
	}
	if status >= 500 && status != http.StatusNotImplemented && status != http.StatusHTTPVersionNotSupported {
		return translate.Transient
	}
	return translate.BadRequest
}

// RetryAfter reads the header of that name: seconds or a date (RFC 9110 section
// 10.2.3). It returns 0 where there is none or the time has passed.
func RetryAfter(h http.Header, now time.Time) time.Duration {
	v := strings.TrimSpace(h.Get("Retry-After"))
	if v == "" {
		return 0
	}
	if s, err := strconv.ParseFloat(v, 64); err == nil && s >= 0 && s < 1e9 {
		return time.Duration(s * float64(time.Second))
	}
	if t, err := http.ParseTime(v); err == nil {
		return max(0, t.Sub(now))
	}
	return 0
}

// Endpoint checks the address of a service: http or https, with a host, without
// name, password, query or fragment. A key must not travel unencrypted except to
// this machine or where plain says so. The result has no slash at its end.
func Endpoint(address string, key, plain bool) (string, error) {
	u, err := parseAddress(address)
	if err != nil {
		return "", err
	}
	if u.Scheme == "http" && key && !plain && !loopback(u.Hostname()) {
		return "", fmt.Errorf("the key would travel unencrypted to %s: use https, or say insecure: true", u.Host)
	}
	return strings.TrimRight(u.String(), "/"), nil
}
