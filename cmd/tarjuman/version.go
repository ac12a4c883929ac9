package main

import (
	"fmt"
	"runtime/debug"

	"github.com/urfave/cli/v2"
)

// release is the version of the source tree.
const release = "0.1.0"

// version is the release, with the commit where the build knows it.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return release
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return release + "+" + s.Value[:12]
		}
	}
	return release
}

func versionCommand(u *ui) *cli.Command {
	return &cli.Command{
		Name:               "version",
		Usage:              "print the version",
		CustomHelpTemplate: help("  tarjuman version"),
		OnUsageError:       usageError,
		Action: func(*cli.Context) error {
			_, err := fmt.Fprintln(u.stdout, "tarjuman", version())
			return err
		},
	}
}
