package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"tarjuman/align/bitext"
	"tarjuman/translate"
)

// TestKillLosesNoSavedAction kills a review at random moments while actions are
// sent to it: every action that was answered is in the file, and the file opens.
func TestKillLosesNoSavedAction(t *testing.T) {
	path := filepath.Join(t.TempDir(), "wire.ar-en.jsonl")
	d := &bitext.Document{Header: bitext.Header{Source: bitext.File{Lang: "ar"}, Target: bitext.File{Lang: "en"}}}
	for i := range 20 {
		d.Segments = append(d.Segments, bitext.Segment{ID: segmentID(i, 20), Status: bitext.Draft, Origin: translate.Origin{Kind: translate.Engine, Engine: "e"},
			Source: bitext.Side{Text: "نص.", Sentences: []int{i}}, Target: bitext.Side{Text: "Text.", Sentences: []int{i}}})
	}
	if err := bitext.Save(path, d); err != nil {
		t.Fatal(err)
	}
	answered := map[string]bool{}
	rounds := 8 // a killed server has more lives in align/review, where it starts faster
	for round := range rounds {
		for _, text := range reviewUntilKilled(t, path, round) {
			answered[text] = true
		}
		now, err := bitext.Open(path)
		var torn *bitext.Torn
		if err != nil && !errors.As(err, &torn) {
			t.Fatalf("round %d: %v", round, err)
		}
		if len(now.Problems) > 0 {
			t.Fatalf("round %d: %+v", round, now.Problems)
		}
		saved := map[string]bool{}
		for _, e := range now.Events {
			saved[e.Text] = true
		}
		for text := range answered {
			if !saved[text] {
				t.Fatalf("round %d: %q was answered and is not in the file", round, text)
			}
		}
	}
	if len(answered) < rounds {
		t.Errorf("only %d actions in %d rounds", len(answered), rounds)
	}
	t.Logf("%d kills, %d actions answered, none lost", rounds, len(answered))
}

// reviewUntilKilled starts a review, sends edits until it is killed, and returns
// the texts that were answered.
func reviewUntilKilled(t *testing.T, path string, round int) []string {
	t.Helper()
	binary, err := exec.LookPath("tarjuman")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(binary, "review", path, "--no-open", "--by", "ed")
	cmd.Env = append(os.Environ(), "XDG_CONFIG_HOME="+filepath.Dir(path))
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
		t.Fatalf("no address: %v", err)
	}
	base, key, _ := strings.Cut(strings.TrimSpace(line), "/#")
	post := func(path, token, body string) (*http.Response, error) {
		r, err := http.NewRequest(http.MethodPost, base+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Tarjuman-Token", token)
		return http.DefaultClient.Do(r)
	}
	reply, err := post("/open", key, "{}")
	if err != nil {
		t.Fatal(err)
	}
	var room struct{ Path string }
	if err := json.NewDecoder(reply.Body).Decode(&room); err != nil {
		t.Fatal(err)
	}
	reply.Body.Close()
	page, err := http.Get(base + room.Path)
	if err != nil {
		t.Fatal(err)
	}
	token := ""
	sc := bufio.NewScanner(page.Body)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() && token == "" {
		if m := regexp.MustCompile(`data-token="([^"]+)"`).FindStringSubmatch(sc.Text()); m != nil {
			token = m[1]
		}
	}
	page.Body.Close()
	time.AfterFunc(time.Duration(5+rand.IntN(120))*time.Millisecond, func() { cmd.Process.Kill() })
	var answered []string
	for n := 0; ; n++ {
		text := fmt.Sprintf("Round %d, text %d.", round, n)
		reply, err := post(room.Path+"do", token, fmt.Sprintf(`{"events":[{"op":"edit","seg":"s%02d","text":%q}]}`, 1+n%20, text))
		if err != nil {
			return answered
		}
		if reply.StatusCode == http.StatusOK {
			answered = append(answered, text)
		} else {
			t.Errorf("%s: %s", text, reply.Status)
		}
		reply.Body.Close()
	}
}
