package nonet

import (
	"errors"
	"net"
	"net/http"
	"testing"
)

func TestClientConnectsToNothing(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		if conn, err := l.Accept(); err == nil {
			t.Error("a connection was made")
			conn.Close()
		}
	}()
	for _, address := range []string{"http://" + l.Addr().String(), "https://" + l.Addr().String(), "https://service.example/"} {
		resp, err := Client().Get(address)
		if !errors.Is(err, ErrForbidden) {
			t.Errorf("%s: %v", address, err)
		}
		if resp != nil {
			resp.Body.Close()
		}
	}
	if Client().Transport.(*http.Transport).Proxy != nil {
		t.Error("a proxy would be asked")
	}
}
