// Package ziptest makes archives for tests of readers of office files.
package ziptest

import (
	"archive/zip"
	"bytes"
	"maps"
	"slices"
)

// T is the part of testing.TB that is needed; rapid's tests have it too.
type T interface {
	Helper()
	Fatal(args ...any)
}

// Of makes an archive of parts, pairs of name and content, in their order. A name may
// come twice.
func Of(t T, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i+1 < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// OfMap makes an archive of parts by name; the same parts give the same bytes.
func OfMap(t T, parts map[string]string) []byte {
	t.Helper()
	var list []string
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		list = append(list, name, parts[name])
	}
	return Of(t, list...)
}
