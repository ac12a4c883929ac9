//go:build !unix

package command

import "os/exec"

func ownGroup(*exec.Cmd) {}

// killGroup kills the program alone: there are no process groups here.
func killGroup(cmd *exec.Cmd) { cmd.Process.Kill() }
