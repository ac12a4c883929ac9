//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package neural

import "syscall"

// offHeap returns n zero bytes outside the garbage-collected heap and a function
// that gives them back. Weights live there because the collector lets the heap
// grow to twice what is in use, and they are most of it.
func offHeap(n int) ([]byte, func()) {
	b, err := syscall.Mmap(-1, 0, n, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		return make([]byte, n), func() {}
	}
	return b, func() { _ = syscall.Munmap(b) } // cannot fail for a mapping of our own
}
