package review

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"path/filepath"
	"sync"
	"time"

	"tarjuman/align/bitext"
)

// Server serves the review page of one working file to one person's browser on
// this machine. Every action is saved before it is answered.
//
// It answers only requests that come from its own page: by the address they
// name, by where the browser says they come from, and by a key that only who
// started it knows. The address with the key ([Server.URL]) works once.
type Server struct {
	session  *bitext.Session
	checks   Checks
	by       string
	listener net.Listener
	protect  *http.CrossOriginProtection
	idle     time.Duration
	door     string // the one-time key, "" once it was used
	room     string // the path of the page
	token    string // of the page's requests

	mu       sync.Mutex // of session and door
	checking sync.Mutex // one check at a time; taken before mu
	busy     chan struct{}
}

// ServerOptions are optional settings of a Server.
type ServerOptions struct {
	Checks Checks // what an edited sentence is checked with again; none by default
	By     string // the editor's name, for the page
	// Idle is how long the server waits for a page before it quits; 10 minutes
	// if zero. An open page says every 20 seconds that it is there.
	Idle time.Duration
	Port int // 0 for any that is free
}

const defaultIdle = 10 * time.Minute

// NewServer returns a server for a session, listening on the loopback address.
func NewServer(s *bitext.Session, opt ServerOptions) (*Server, error) {
	l, err := net.Listen("tcp4", fmt.Sprintf("127.0.0.1:%d", opt.Port))
	if err != nil {
		var err6 error
		if l, err6 = net.Listen("tcp6", fmt.Sprintf("[::1]:%d", opt.Port)); err6 != nil {
			return nil, fmt.Errorf("cannot listen on this machine: %w", err)
		}
	}
	srv := &Server{
		session: s, checks: opt.Checks, by: opt.By, listener: l, protect: http.NewCrossOriginProtection(), idle: opt.Idle,
		door: rand.Text(), room: "/review/" + rand.Text() + "/", token: rand.Text(), busy: make(chan struct{}, 1),
	}
	if srv.idle <= 0 {
		srv.idle = defaultIdle
	}
	return srv, nil
}

// URL is the address to open, with the key that works once.
func (s *Server) URL() string { return "http://" + s.listener.Addr().String() + "/#" + s.door }

// ErrIdle ends a server that nobody has used for a while.
var ErrIdle = errors.New("no page has been open for a while")

// Serve answers requests until ctx is done, whose error it returns, or nobody
// has a page open, which is [ErrIdle].
func (s *Server) Serve(ctx context.Context) error {
	h := &http.Server{
		Handler: s.Handler(), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second,
		WriteTimeout: time.Minute, IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10,
	}
	failed := make(chan error, 1)
	go func() { failed <- h.Serve(s.listener) }()
	idle := time.NewTimer(s.idle)
	defer idle.Stop()
	var err error
	for err == nil {
		select {
		case <-s.busy:
			idle.Reset(s.idle)
		case <-idle.C:
			err = ErrIdle
		case <-ctx.Done():
			err = ctx.Err()
		case err = <-failed:
			return err
		}
	}
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	return errors.Join(err, h.Shutdown(stop))
}

// Handler answers the requests of the page.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.serveDoor)
	mux.HandleFunc("POST /open", s.open)
	mux.HandleFunc("GET "+s.room+"{$}", s.servePage)
	mux.HandleFunc("POST "+s.room+"do", s.authorised(s.do))
	mux.HandleFunc("POST "+s.room+"undo", s.authorised(s.undo))
	mux.HandleFunc("POST "+s.room+"check", s.authorised(s.check))
	mux.HandleFunc("POST "+s.room+"ping", s.authorised(s.ping))
	return s.guard(s.protect.Handler(mux))
}

// same compares secrets in a time that does not tell how much of them fits.
func same(a, b string) bool {
	return a != "" && subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1
}

// ours reports whether the address of a request is this server's: a name that an
// attacker's DNS points here is not.
func (s *Server) ours(host string) bool {
	name, port, err := net.SplitHostPort(host)
	if err != nil {
		return false
	}
	if _, own, _ := net.SplitHostPort(s.listener.Addr().String()); port != own {
		return false
	}
	ip, err := netip.ParseAddr(name)
	return name == "localhost" || err == nil && (ip == netip.AddrFrom4([4]byte{127, 0, 0, 1}) || ip == netip.IPv6Loopback())
}

// guard refuses what cannot come from the page, and sets the headers that every
// answer has.
func (s *Server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-store")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		origin := r.Header.Get("Origin")
		switch site := r.Header.Get("Sec-Fetch-Site"); {
		case !s.ours(r.Host):
			refuse(w, http.StatusForbidden, "this address is not the review's")
		case origin != "" && (origin != "http://"+r.Host):
			refuse(w, http.StatusForbidden, "only the review's own page may ask")
		case site != "" && site != "same-origin" && site != "none":
			refuse(w, http.StatusForbidden, "only the review's own page may ask")
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// authorised lets only requests of the page through: with its token, a JSON
// body, and not too large a one.
func (s *Server) authorised(next func(http.ResponseWriter, []byte)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !same(r.Header.Get(tokenHeader), s.token) {
			refuse(w, http.StatusForbidden, "this page is not the review's: open the address that tarjuman printed")
			return
		}
		body, ok := readBody(w, r)
		if !ok {
			return
		}
		select {
		case s.busy <- struct{}{}:
		default: // the loop has not taken the last one yet
		}
		next(w, body)
	}
}

// serveDoor is the page without any text that trades the key for the page.
func (s *Server) serveDoor(w http.ResponseWriter, r *http.Request) {
	nonce := rand.Text()
	s.html(w, nonce, func(b *bytes.Buffer) error {
		p, err := parts()
		if err != nil {
			return err
		}
		return p.tmpl.ExecuteTemplate(b, "door.tmpl", nonce)
	})
}

// open trades the one-time key for the place of the page.
func (s *Server) open(w http.ResponseWriter, r *http.Request) {
	if _, ok := readBody(w, r); !ok {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !same(r.Header.Get(tokenHeader), s.door) {
		refuse(w, http.StatusForbidden, "this address works only once and was used, or is wrong: go on in the page that is open, or start tarjuman review again")
		return
	}
	s.door = ""
	answer(w, map[string]string{"path": s.room})
}

func (s *Server) servePage(w http.ResponseWriter, r *http.Request) {
	nonce := rand.Text()
	s.html(w, nonce, func(b *bytes.Buffer) error {
		s.mu.Lock()
		defer s.mu.Unlock()
		return writePage(b, s.session.Document(), live{Nonce: nonce, Token: s.token, Name: filepath.Base(s.session.Path()), By: s.by})
	})
}

func (s *Server) html(w http.ResponseWriter, nonce string, write func(*bytes.Buffer) error) {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		refuse(w, http.StatusInternalServerError, err.Error())
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", fmt.Sprintf("default-src 'none'; script-src 'nonce-%s'; style-src 'nonce-%[1]s'; connect-src 'self'; "+
		"base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'", nonce))
	w.Write(b.Bytes())
}
