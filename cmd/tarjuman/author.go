package main

import (
	"cmp"
	"os"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"
)

func authorFlag() cli.Flag {
	return &cli.StringFlag{Name: "by", Usage: "your `NAME` in the record (default: the system's user name)", EnvVars: []string{"TARJUMAN_AUTHOR"}}
}

func author(c *cli.Context) string {
	if by := strings.TrimSpace(c.String("by")); by != "" {
		return by
	}
	return cmp.Or(os.Getenv("USER"), os.Getenv("LOGNAME"), os.Getenv("USERNAME"), localUser(os.Getuid()))
}

// localUser is the name of a user of this machine, "" for one it does not know. The
// system's own look-up is not used: it may ask a service, and opens a socket to find
// out whether there is one.
func localUser(id int) string {
	data, err := os.ReadFile("/etc/passwd")
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(data)) {
		if f := strings.Split(line, ":"); len(f) > 2 && f[2] == strconv.Itoa(id) {
			return f[0]
		}
	}
	return ""
}
