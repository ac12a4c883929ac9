package wire

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
)

func parseAddress(address string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return nil, errors.New("the address is no URL") // the error would repeat it, and it may hold a password
	}
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, fmt.Errorf("the address must begin with http:// or https://")
	case u.Host == "":
		return nil, fmt.Errorf("the address has no host")
	case u.User != nil:
		return nil, fmt.Errorf("the address holds a name or password: set a key instead")
	case u.RawQuery != "" || u.Fragment != "":
		return nil, fmt.Errorf("the address of %s must have no query and no fragment", u.Host)
	}
	return u, nil
}

func loopback(host string) bool {
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// Local reports whether an address is one of this machine.
func Local(address string) bool {
	u, err := url.Parse(address)
	return err == nil && loopback(u.Hostname())
}

// Host returns the host and port of an address, for messages.
func Host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "?"
	}
	return u.Host
}
