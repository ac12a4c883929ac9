//go:build unix

package command

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"tarjuman/translate/internal/wiretest"
)

// What a program has started may leave its group and keep its pipes: the program is
// killed all the same, and nobody waits for the other. The shell's setsid stands for
// such a program.
func TestChildThatLeavesTheGroup(t *testing.T) {
	for _, tool := range []string{"sh", "setsid", "sleep"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip("no " + tool + " here")
		}
	}
	pid := t.TempDir() + "/pid"
	b, err := New(Options{Args: []string{"sh", "-c", `setsid sh -c 'echo $$ > "$0"; exec sleep 300' "` + pid + `" & while [ ! -s "` + pid + `" ]; do sleep 0.01; done; read x; echo ready >&2; sleep 300`}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		b.Close()
		if data, err := os.ReadFile(pid); err == nil {
			exec.Command("kill", strings.TrimSpace(string(data))).Run()
		}
	})
	ctx, cancel := context.WithCancel(context.Background())
	b.started = func(p *process) {
		go func() {
			for p.said() == "" {
				time.Sleep(time.Millisecond)
			}
			cancel()
		}()
	}
	if _, err := b.Translate(ctx, "ar", "en", wiretest.Segments("a", "b")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
