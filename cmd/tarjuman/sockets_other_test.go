//go:build !linux || !(amd64 || arm64)

package main

// programs are what the tests can start.
func programs() map[string]func() { return map[string]func(){"tarjuman": main} }
