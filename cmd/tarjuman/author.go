package main

import (
	"os/user"
	"strings"

	"github.com/urfave/cli/v2"
)

// authorFlag names who acts, for the record in the working file.
func authorFlag() cli.Flag {
	return &cli.StringFlag{Name: "by", Usage: "your `NAME` in the record (default: the system's user name)", EnvVars: []string{"TARJUMAN_AUTHOR"}}
}

func author(c *cli.Context) string {
	if by := strings.TrimSpace(c.String("by")); by != "" {
		return by
	}
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return ""
}
