//go:build unix

package dictionary_test

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"tarjuman/align/lexicon/dictionary"
)

// TestPipeIsRefused: a pipe nobody writes to is not waited for.
func TestPipeIsRefused(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "words.tsv")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip("no named pipes here: ", err)
	}
	done := make(chan error, 1)
	go func() {
		_, err := dictionary.Open(pipe, nil)
		done <- err
	}()
	select {
	case err := <-done:
		if err == nil || !strings.Contains(err.Error(), "not a file") {
			t.Errorf("a pipe: %v", err)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("a pipe is waited for")
	}
}
