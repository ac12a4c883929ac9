package review

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tarjuman/align/bitext"
)

// serveEnv has this test program be a server of the working file it names, which
// prints where its page is and the page's token, and serves until it is killed.
const serveEnv = "TARJUMAN_TEST_SERVE"

func TestMain(m *testing.M) {
	if path := os.Getenv(serveEnv); path != "" {
		if err := serveUntilKilled(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	code := m.Run()
	stopBrowser()
	os.Exit(code)
}

func serveUntilKilled(path string) error {
	s, err := bitext.OpenSession(path, "ed")
	var torn *bitext.Torn
	if err != nil && !errors.As(err, &torn) {
		return err
	}
	srv, err := NewServer(s, ServerOptions{})
	if err != nil {
		return err
	}
	base, _, _ := strings.Cut(srv.URL(), "/#")
	fmt.Println(base+srv.room, srv.token)
	return srv.Serve(context.Background())
}

// TestKilledServerLosesNothing kills servers at random moments while actions are
// sent to them: every action that was answered is in the file, once, and the file
// opens.
func TestKilledServerLosesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "article.ar-en.jsonl")
	if err := bitext.Save(path, shorterArticle(t)); err != nil {
		t.Fatal(err)
	}
	const kills = 60
	var answered []string
	for life := range kills {
		answered = append(answered, commentUntilKilled(t, path, life)...)
		d, err := bitext.Open(path)
		var torn *bitext.Torn
		if err != nil && !errors.As(err, &torn) {
			t.Fatalf("life %d: %v", life, err)
		}
		if len(d.Problems) > 0 {
			t.Fatalf("life %d: problems %+v", life, d.Problems)
		}
		saved := map[string]int{}
		for _, e := range d.Events {
			saved[e.Text]++
		}
		for _, text := range answered {
			if saved[text] != 1 {
				t.Fatalf("life %d: %q was answered and is in the file %d times", life, text, saved[text])
			}
		}
	}
	if len(answered) < kills {
		t.Errorf("only %d actions in %d lives", len(answered), kills)
	}
	t.Logf("%d kills, %d actions answered, none lost", kills, len(answered))
}

// commentUntilKilled starts a server, sends comments from two pages at once until
// it is killed, and returns those that were answered.
func commentUntilKilled(t *testing.T, path string, life int) []string {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program)
	cmd.Env = append(os.Environ(), serveEnv+"="+path)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Wait()
	defer cmd.Process.Kill()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("life %d: no server: %v", life, err)
	}
	url, token, _ := strings.Cut(strings.TrimSpace(line), " ")
	time.AfterFunc(time.Duration(rand.IntN(40_000))*time.Microsecond, func() { cmd.Process.Kill() })
	answered := make(chan []string)
	for page := range 2 {
		go func() {
			var texts []string
			for n := 0; ; n++ {
				text := fmt.Sprintf("life %d, page %d, comment %d", life, page, n)
				if !sendComment(url, token, text) {
					answered <- texts
					return
				}
				texts = append(texts, text)
			}
		}()
	}
	return append(<-answered, <-answered...)
}

// sendComment reports whether the server answered that a comment is saved.
func sendComment(url, token, text string) bool {
	r, err := http.NewRequest(http.MethodPost, url+"do", strings.NewReader(fmt.Sprintf(`{"events":[{"op":"comment","seg":"s01","text":%q}]}`, text)))
	if err != nil {
		return false
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set(tokenHeader, token)
	reply, err := http.DefaultClient.Do(r)
	if err != nil {
		return false
	}
	defer reply.Body.Close()
	_, err = io.Copy(io.Discard, reply.Body)
	return err == nil && reply.StatusCode == http.StatusOK
}
