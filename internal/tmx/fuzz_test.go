package tmx

import (
	"bytes"
	"io"
	"strings"
	"testing"
)

func FuzzRead(f *testing.F) {
	f.Add([]byte(`<tmx version="1.4"><header srclang="ar"/><body><tu tuid="1"><prop type="x-a">b</prop><tuv xml:lang="ar"><seg>a<bpt i="1">x</bpt>b<ept i="1"/></seg></tuv></tu></body></tmx>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := NewReader(bytes.NewReader(data))
		for err == nil {
			_, err = r.Next()
		}
		if err != io.EOF && strings.ContainsAny(err.Error(), "\n\r") {
			t.Fatalf("an error of several lines: %q", err)
		}
	})
}
