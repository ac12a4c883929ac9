package main

import (
	"context"
	"flag"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/urfave/cli/v2"

	"tarjuman/internal/nonet"
	"tarjuman/translate"
)

// watched is a server that only counts who connects.
func watched(t *testing.T) (address string, connections *atomic.Int32) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	connections = new(atomic.Int32)
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			connections.Add(1)
			conn.Close()
		}
	}()
	return l.Addr().String(), connections
}

// contextWith is the context of a command with these flags and arguments.
func contextWith(t *testing.T, flags []cli.Flag, args ...string) *cli.Context {
	t.Helper()
	set := flag.NewFlagSet("test", flag.ContinueOnError)
	for _, f := range flags {
		if err := f.Apply(set); err != nil {
			t.Fatal(err)
		}
	}
	if err := set.Parse(args); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	t.Cleanup(cancel)
	return cli.NewContext(newApp(newUI(nil, nil, nil)), set, &cli.Context{Context: ctx})
}

// Behind the refusal to open a backend there is a network that refuses every
// connection. Here each kind that uses the network is opened all the same.
func TestOfflineBackendsCannotConnect(t *testing.T) {
	address, connections := watched(t)
	set := map[string]backendConfig{
		"google": {Kind: "google", Project: "p", Endpoint: address, Insecure: true},
		"deepl":  {Kind: "deepl", Endpoint: "http://" + address},
		"azure":  {Kind: "azure", Endpoint: "http://" + address},
		"libre":  {Kind: "libre", Endpoint: "http://" + address},
		"openai": {Kind: "openai", Endpoint: "http://" + address, Model: "m"},
	}
	named := map[string]backendConfig{"google with a key": {Kind: "google", Endpoint: "http://" + address}}
	for _, k := range backendKinds() {
		if !k.network {
			continue
		}
		if set[k.name].Kind == "" {
			t.Errorf("%s uses the network and is not tried here", k.name)
		}
		named[k.name] = set[k.name]
	}
	for name, b := range named {
		t.Run(name, func(t *testing.T) {
			t.Setenv(ownKeyVariable("x"), canary)
			c := contextWith(t, backendFlags(), "--offline")
			u := newUI(nil, nil, nil)
			o := opening{u: u, c: c, name: "x", set: b, cfg: config{Backends: map[string]backendConfig{"x": b}}}
			if _, err := u.openNamed(c, o.cfg, "x", "ar", "en"); err == nil || !strings.Contains(err.Error(), "--offline forbids") {
				t.Errorf("opened in spite of --offline: %v", err)
			}
			backend, err := o.kind().open(o)
			if err != nil {
				t.Fatal(err)
			}
			_, err = backend.Translate(c.Context, "ar", "en", []translate.Segment{{ID: "s1", Text: "وصل الوزير."}})
			if err == nil || !strings.Contains(err.Error(), nonet.ErrForbidden.Error()) {
				t.Errorf("translating: %v", err)
			}
			_, err = backend.(checker).Check(c.Context)
			if err == nil || !strings.Contains(err.Error(), nonet.ErrForbidden.Error()) {
				t.Errorf("checking: %v", err)
			}
		})
	}
	if n := connections.Load(); n > 0 {
		t.Errorf("%d connections were made", n)
	}
}

// The same server is reached without --offline, or the test above proves nothing.
func TestWatchedServerCanBeReached(t *testing.T) {
	address, connections := watched(t)
	t.Setenv(ownKeyVariable("x"), canary)
	b := backendConfig{Kind: "deepl", Endpoint: "http://" + address}
	o := opening{u: newUI(nil, nil, nil), c: contextWith(t, backendFlags()), name: "x", set: b}
	backend, err := o.kind().open(o)
	if err != nil {
		t.Fatal(err)
	}
	backend.Translate(o.c.Context, "ar", "en", []translate.Segment{{ID: "s1", Text: "وصل الوزير."}})
	if connections.Load() == 0 {
		t.Error("no connection was made")
	}
}
