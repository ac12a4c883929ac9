package review

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"tarjuman/align/bitext"
	"tarjuman/align/check"
)

// served is a server of the sample article with what its page knows.
type served struct {
	*Server
	t     testing.TB
	path  string // of the working file
	base  string // "http://127.0.0.1:1234"
	key   string // the one-time key
	ended chan error
	stop  context.CancelFunc
}

func serve(t testing.TB, d *bitext.Document, opt ServerOptions) *served {
	t.Helper()
	path := filepath.Join(t.TempDir(), "article.ar-en.jsonl")
	if err := bitext.Save(path, d); err != nil {
		t.Fatal(err)
	}
	s, err := bitext.OpenSession(path, "ed")
	if err != nil {
		t.Fatal(err)
	}
	srv, err := NewServer(s, opt)
	if err != nil {
		t.Fatal(err)
	}
	base, key, _ := strings.Cut(srv.URL(), "/#")
	ctx, stop := context.WithCancel(t.Context())
	out := &served{Server: srv, t: t, path: path, base: base, key: key, ended: make(chan error, 1), stop: stop}
	go func() { out.ended <- srv.Serve(ctx) }()
	t.Cleanup(func() {
		stop()
		<-out.ended
		s.Close()
	})
	return out
}

// send makes a request and returns its status and body.
func (s *served) send(r *http.Request) (int, string) {
	s.t.Helper()
	reply, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer reply.Body.Close()
	body, err := io.ReadAll(reply.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store", "Access-Control-Allow-Origin": ""} {
		if got := reply.Header.Get(name); got != want && reply.StatusCode != http.StatusBadRequest && reply.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
			s.t.Errorf("%s %s: %s is %q, want %q", r.Method, r.URL.Path, name, got, want)
		}
	}
	return reply.StatusCode, string(body)
}

// post is a request as the page makes it.
func (s *served) post(path, body string) *http.Request {
	r, err := http.NewRequest(http.MethodPost, s.base+path, strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Origin", s.base)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.Header.Set(tokenHeader, s.token)
	return r
}

func (s *served) ask(path, body string, want int) string {
	s.t.Helper()
	code, reply := s.send(s.post(s.room+path, body))
	if code != want {
		s.t.Fatalf("%s %s: %d %s, want %d", path, body, code, reply, want)
	}
	return reply
}

func TestServerOpensOnce(t *testing.T) {
	s := serve(t, article(t), ServerOptions{By: "ed"})
	open := func() (int, string) {
		r := s.post("/open", "{}")
		r.Header.Set(tokenHeader, s.key)
		return s.send(r)
	}
	r, _ := http.NewRequest(http.MethodGet, s.base+"/", nil)
	if code, body := s.send(r); code != 200 || strings.Contains(body, "Blinken") || strings.Contains(body, s.token) || strings.Contains(body, s.room) {
		t.Errorf("the door: %d %s", code, body)
	}
	code, body := open()
	var place struct{ Path string }
	if err := json.Unmarshal([]byte(body), &place); code != 200 || err != nil || place.Path != s.room {
		t.Fatalf("first time: %d %s", code, body)
	}
	if code, _ := open(); code != http.StatusForbidden {
		t.Errorf("second time: %d", code)
	}
	r, _ = http.NewRequest(http.MethodGet, s.base+place.Path, nil)
	code, body = s.send(r)
	if code != 200 || !strings.Contains(body, "Blinken") || !strings.Contains(body, s.token) || strings.Contains(body, "http-equiv=\"Content-Security-Policy\"") {
		t.Errorf("the page: %d, %d bytes", code, len(body))
	}
	nonces := regexp.MustCompile(`nonce="([^"]+)"`).FindAllStringSubmatch(body, -1)
	_, again := s.send(r)
	if len(nonces) != 2 || strings.Contains(again, nonces[0][1]) {
		t.Errorf("nonces %v, the same the next time", nonces)
	}
}

func TestServerSavesEveryAction(t *testing.T) {
	s := serve(t, article(t), ServerOptions{})
	s.ask("do", `{"events":[{"op":"edit","seg":"s04","text":"Eighty-three members.","spent":1200}]}`, 200)
	s.ask("do", `{"events":[{"op":"approve","seg":"s04","by":"mallory","time":"2001-01-01T00:00:00Z"}]}`, 200)
	d, err := bitext.Open(s.path)
	if err != nil {
		t.Fatal(err)
	}
	got := d.Segments[3]
	if got.Status != bitext.Approved || got.Target.Text != "Eighty-three members." || got.Decision.By != "ed" || got.Decision.Time.Year() < 2020 || d.Events[0].Spent != 1200 {
		t.Errorf("%+v %+v", got, d.Events)
	}
	s.ask("do", `{"events":[{"op":"merge","seg":"s27"}]}`, http.StatusConflict)
	s.ask("do", `{"events":[{"op":"approve","seg":"s14"}]}`, http.StatusConflict)
	if reply := s.ask("undo", `{"redo":false}`, 200); !strings.Contains(reply, `"s04"`) {
		t.Errorf("undo: %s", reply)
	}
	if d, _ = bitext.Open(s.path); d.Segments[3].Status != bitext.Edited {
		t.Errorf("after undo: %s", d.Segments[3].Status)
	}
	s.ask("undo", `{"redo":true}`, 200)
	if d, _ = bitext.Open(s.path); d.Segments[3].Status != bitext.Approved {
		t.Errorf("done again: %s", d.Segments[3].Status)
	}
}

func TestServerChecksAgain(t *testing.T) {
	c, err := check.New(check.Options{Enable: []string{"number"}})
	if err != nil {
		t.Fatal(err)
	}
	d := document("قُتل 12 شخصًا في الهجوم.", "Twelve people were killed in the attack.")
	s := serve(t, d, ServerOptions{Checks: Checks{Checker: c}})
	s.ask("do", `{"events":[{"op":"edit","seg":"s01","text":"In the attack 21 people were killed."}]}`, 200)
	var reply struct {
		Segs []struct {
			ID       string
			Findings []found
		}
	}
	if err := json.Unmarshal([]byte(s.ask("check", `{"segs":["s01"]}`, 200)), &reply); err != nil {
		t.Fatal(err)
	}
	if len(reply.Segs) != 1 || len(reply.Segs[0].Findings) == 0 || reply.Segs[0].Findings[0].Key == "" {
		t.Fatalf("%+v", reply)
	}
	f := reply.Segs[0].Findings[0]
	text := "In the attack 21 people were killed."
	if len(f.Target) == 0 || !strings.Contains(text[f.Target[0][0]:f.Target[0][1]], "21") {
		t.Errorf("target %v", f.Target)
	}
	now, err := bitext.Open(s.path)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(now.Segments[0].Findings); n == 0 {
		t.Error("the finding is not in the working file")
	}
	s.ask("do", fmt.Sprintf(`{"events":[{"op":"undo","undoes":%d}]}`, now.Events[0].Seq), 200)
	if now, _ = bitext.Open(s.path); len(now.Segments[0].Findings) != 0 {
		t.Errorf("after undo %+v", now.Segments[0].Findings)
	}
}

// document is an article of one sentence.
func document(src, tgt string) *bitext.Document {
	d := &bitext.Document{Header: bitext.Header{Source: bitext.File{Path: "a.txt", Lang: "ar"}, Target: bitext.File{Lang: "en"}}}
	add(d, src, tgt, 0)
	return d
}

func TestServerQuitsWhenIdle(t *testing.T) {
	s := serve(t, article(t), ServerOptions{Idle: 50 * time.Millisecond})
	err := <-s.ended
	s.ended <- err
	if !errors.Is(err, ErrIdle) {
		t.Errorf("ended with %v", err)
	}
	if _, err := net.Dial("tcp", s.listener.Addr().String()); err == nil {
		t.Error("still listening")
	}
}

func TestServerListensOnThisMachineOnly(t *testing.T) {
	s := serve(t, article(t), ServerOptions{})
	if ip := s.listener.Addr().(*net.TCPAddr).IP; !ip.IsLoopback() {
		t.Errorf("listens on %s", ip)
	}
}

// TestHostileRequestsAreRefused makes requests as other pages, other programs and
// the curious would. None may get a text, change anything or be allowed more.
func TestHostileRequestsAreRefused(t *testing.T) {
	s := serve(t, article(t), ServerOptions{})
	port := s.listener.Addr().(*net.TCPAddr).Port
	edit := `{"events":[{"op":"edit","seg":"s01","text":"owned"}]}`
	type attack struct {
		name string
		make func() *http.Request
	}
	var attacks []attack
	add := func(name string, change func(r *http.Request)) {
		attacks = append(attacks, attack{name, func() *http.Request {
			r := s.post(s.room+"do", edit)
			change(r)
			return r
		}})
	}
	for _, host := range []string{"evil.example", fmt.Sprintf("evil.example:%d", port), "127.0.0.1", "127.0.0.1:1", fmt.Sprintf("127.0.0.1.evil.example:%d", port),
		fmt.Sprintf("localhost.evil.example:%d", port), fmt.Sprintf("0.0.0.0:%d", port), fmt.Sprintf("127.0.0.2:%d", port), fmt.Sprintf("[::]:%d", port), fmt.Sprintf("2130706433:%d", port), fmt.Sprintf("localhost.:%d", port)} {
		add("host "+host, func(r *http.Request) { r.Host = host })
	}
	for _, origin := range []string{"null", "http://evil.example", "https://" + strings.TrimPrefix(s.base, "http://"), "http://127.0.0.1:1", fmt.Sprintf("http://localhost:%d", port), "file://", "http://127.0.0.1", s.base + ".evil.example", "chrome-extension://abc"} {
		add("origin "+origin, func(r *http.Request) { r.Header.Set("Origin", origin) })
	}
	for _, site := range []string{"cross-site", "same-site", "evil"} {
		add("site "+site, func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", site); r.Header.Del("Origin") })
	}
	for _, token := range []string{"", "x", s.key, strings.ToLower(s.token), s.token + "x", s.token[1:], " " + s.token[:10]} {
		add("token "+token, func(r *http.Request) { r.Header.Set(tokenHeader, token) })
	}
	add("no token", func(r *http.Request) { r.Header.Del(tokenHeader) })
	add("token in a cookie", func(r *http.Request) {
		r.Header.Del(tokenHeader)
		r.AddCookie(&http.Cookie{Name: tokenHeader, Value: s.token})
	})
	add("token in the address", func(r *http.Request) { r.Header.Del(tokenHeader); r.URL.RawQuery = tokenHeader + "=" + s.token })
	for _, kind := range []string{"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "", "application/json-patch+json"} {
		add("type "+kind, func(r *http.Request) { r.Header.Set("Content-Type", kind) })
	}
	for _, method := range []string{"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "CONNECT"} {
		add("method "+method, func(r *http.Request) { r.Method = method })
	}
	for _, path := range []string{"/do", "/review/do", "/review/x/do", s.room + "do/", s.room + "../do", s.room + "DO", s.room + "%64o/x", "/review/" + strings.ToLower(s.room[8:]) + "do", "//" + s.room + "do"} {
		add("path "+path, func(r *http.Request) { r.URL.Opaque = s.base + path })
	}
	body := func(name, text string) {
		attacks = append(attacks, attack{"body " + name, func() *http.Request { return s.post(s.room+"do", text) }})
	}
	body("too large", `{"events":[{"op":"edit","seg":"s01","text":"`+strings.Repeat("x", maxBody)+`"}]}`)
	body("deep", strings.Repeat(`{"events":[`, 200_000/10))
	body("broken", edit[:20])
	body("two values", edit+edit)
	body("empty", "")
	body("no action", `{"events":[]}`)
	body("unknown fields", `{"events":[{"op":"edit","seg":"s01","text":"owned","path":"/etc/passwd"}]}`)
	body("unknown operation", `{"events":[{"op":"exec","seg":"s01","text":"owned"}]}`)
	body("findings made up", `{"events":[{"op":"check","seg":"s01","of":"","flags":[]}]}`)
	body("nul", "\x00")
	attacks = append(attacks,
		attack{"the page without its place", func() *http.Request { r, _ := http.NewRequest("GET", s.base+"/review/", nil); return r }},
		attack{"the page of a guess", func() *http.Request {
			r, _ := http.NewRequest("GET", s.base+"/review/AAAAAAAAAAAAAAAAAAAAAAAAAA/", nil)
			return r
		}},
		attack{"the page in a frame of another site", func() *http.Request {
			r, _ := http.NewRequest("GET", s.base+s.room, nil)
			r.Header.Set("Sec-Fetch-Site", "cross-site")
			r.Header.Set("Sec-Fetch-Dest", "iframe")
			return r
		}},
		attack{"the working file", func() *http.Request {
			r, _ := http.NewRequest("GET", s.base+"/article.ar-en.jsonl", nil)
			return r
		}},
		attack{"a way up", func() *http.Request {
			r, _ := http.NewRequest("GET", s.base+"/", nil)
			r.URL.Opaque = s.base + "/../../etc/passwd"
			return r
		}},
		attack{"a websocket", func() *http.Request {
			r, _ := http.NewRequest("GET", s.base+s.room+"do", nil)
			r.Header.Set("Connection", "Upgrade")
			r.Header.Set("Upgrade", "websocket")
			return r
		}},
		attack{"headers without end", func() *http.Request {
			r := s.post(s.room+"do", edit)
			r.Header.Set("X", strings.Repeat("x", 64<<10))
			return r
		}},
		attack{"opening with a guess", func() *http.Request { r := s.post("/open", "{}"); r.Header.Set(tokenHeader, "AAAA"); return r }},
		attack{"opening with the page's token", func() *http.Request { return s.post("/open", "{}") }},
	)
	if len(attacks) < 40 {
		t.Errorf("%d attacks, want 40 at least", len(attacks))
	}
	for _, a := range attacks {
		r := a.make()
		reply, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			continue // not even a request
		}
		text, _ := io.ReadAll(reply.Body)
		reply.Body.Close()
		if reply.StatusCode < 400 && reply.StatusCode != http.StatusMovedPermanently && reply.StatusCode != http.StatusTemporaryRedirect || bytes.Contains(text, []byte("Blinken")) {
			t.Errorf("%s: answered with %d %.200s", a.name, reply.StatusCode, text)
		}
		for name := range reply.Header {
			if strings.HasPrefix(name, "Access-Control-") {
				t.Errorf("%s: %s is allowed", a.name, name)
			}
		}
	}
	d, err := bitext.Open(s.path)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Events) != 0 {
		t.Errorf("events were saved: %+v", d.Events)
	}
	s.ask("do", edit, 200) // and the page itself is still served
}

// TestSlowRequestsDoNotKeepOthersOut: requests that never end wait alone.
func TestSlowRequestsDoNotKeepOthersOut(t *testing.T) {
	s := serve(t, article(t), ServerOptions{})
	for range 20 {
		c, err := net.Dial("tcp", s.listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		fmt.Fprintf(c, "POST %sdo HTTP/1.1\r\nHost: %s\r\n%s: %s\r\nContent-Type: application/json\r\nContent-Length: 900000\r\n\r\n{", s.room, strings.TrimPrefix(s.base, "http://"), tokenHeader, s.token)
	}
	s.ask("do", `{"events":[{"op":"comment","seg":"s01","text":"still here"}]}`, 200)
}
