package download

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// TestDiskFull writes to a real file system that is too small. Only root may mount
// one.
func TestDiskFull(t *testing.T) {
	dir := t.TempDir()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, "size=128k"); err != nil {
		t.Skipf("cannot mount a small file system: %v", err)
	}
	defer unix.Unmount(dir, unix.MNT_DETACH)
	s := newServer(t, size)
	path := filepath.Join(dir, "model.bin")
	err := client().Get(context.Background(), s.file(), path)
	if !errors.Is(err, ErrDisk) || !errors.Is(err, unix.ENOSPC) || !strings.Contains(err.Error(), path) {
		t.Fatalf("%v, want %v", err, ErrDisk)
	}
	kept, err := os.Stat(path + ".part")
	if err != nil || kept.Size() == 0 {
		t.Fatalf("nothing is kept: %v", err)
	}
	// Room is made, and it goes on where it stopped.
	if err := unix.Mount("tmpfs", dir, "tmpfs", unix.MS_REMOUNT, "size=1m"); err != nil {
		t.Fatal(err)
	}
	if err := client().Get(context.Background(), s.file(), path); err != nil {
		t.Fatal(err)
	}
	wantFile(t, path, s.content)
	if s.asked()[1].Get("Range") == "" {
		t.Error("the second run began anew")
	}
}

func TestFolderThatCannotBeWritten(t *testing.T) {
	s := newServer(t, size)
	path := filepath.Join(t.TempDir(), "missing", "model.bin")
	if err := client().Get(context.Background(), s.file(), path); !errors.Is(err, ErrDisk) {
		t.Errorf("%v, want %v", err, ErrDisk)
	}
}
