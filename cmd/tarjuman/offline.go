package main

import (
	"net/http"

	"github.com/urfave/cli/v2"

	"tarjuman/internal/nonet"
)

// offlineFlag forbids the network. A backend that needs it is refused before it is
// opened; whatever were to get past that is given a network that refuses every
// connection.
func offlineFlag() cli.Flag {
	return &cli.BoolFlag{Name: "offline", Usage: "make any use of the network an error", EnvVars: []string{"TARJUMAN_OFFLINE"}}
}

// forbidsNetwork reports whether the network is forbidden.
func forbidsNetwork(c *cli.Context) bool { return c.Bool("offline") }

// httpClient does the calls of a command's services; nil stands for the usual one.
func httpClient(c *cli.Context) *http.Client {
	if forbidsNetwork(c) {
		return nonet.Client()
	}
	return nil
}
