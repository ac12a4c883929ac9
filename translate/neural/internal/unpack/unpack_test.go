package unpack

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"sync"
	"testing"

	"github.com/klauspost/compress/zstd"
	"pgregory.net/rapid"
)

func gzipped(t testing.TB, b []byte) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	w.Write(b)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

var encoder = sync.OnceValue(func() *zstd.Encoder {
	w, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		panic(err)
	}
	return w
})

func zstandard(b []byte) []byte { return encoder().EncodeAll(b, nil) }

func read(b []byte, limit int64) ([]byte, error) {
	r, err := NewReader(bytes.NewReader(b), limit)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

func TestWhatWasPackedComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		plain := rapid.SliceOf(rapid.Byte()).Draw(t, "plain")
		forms := map[string][]byte{"gzip": gzipped(tb{}, plain), "zstd": zstandard(plain)}
		if len(plain) == 0 || !Compressed(plain) {
			forms["plain"] = plain
		}
		for name, packed := range forms {
			got, err := read(packed, int64(len(plain)))
			if err != nil || !bytes.Equal(got, plain) {
				t.Fatalf("%s: %d bytes became %d, %v", name, len(plain), len(got), err)
			}
			if len(plain) > 0 {
				if _, err := read(packed, int64(len(plain)-1)); !errors.Is(err, ErrTooLarge) {
					t.Fatalf("%s: a byte too many: %v", name, err)
				}
			}
		}
	})
}

// tb stands for a test where the packing cannot fail.
type tb struct{ testing.TB }

func TestBombIsBounded(t *testing.T) {
	const limit = 1 << 16
	zeros := make([]byte, 64<<20)
	for name, packed := range map[string][]byte{"gzip": gzipped(t, zeros), "zstd": zstandard(zeros)} {
		got, err := read(packed, limit)
		if !errors.Is(err, ErrTooLarge) || len(got) != limit {
			t.Errorf("%s: %d bytes of a bomb, %v; want %d and %v", name, len(got), err, limit, ErrTooLarge)
		}
	}
}

func TestCutAndDamagedFilesAreErrors(t *testing.T) {
	plain := bytes.Repeat([]byte("weights and biases "), 500)
	for name, packed := range map[string][]byte{"gzip": gzipped(t, plain), "zstd": zstandard(plain)} {
		for _, n := range []int{4, 5, 9, len(packed) / 2, len(packed) - 1} {
			if got, err := read(packed[:n], 1<<20); err == nil && !bytes.Equal(got, plain) {
				t.Errorf("%s cut to %d of %d bytes is no error and gives %d bytes", name, n, len(packed), len(got))
			}
		}
		for at := 4; at < len(packed); at += 7 {
			bad := bytes.Clone(packed)
			bad[at] ^= 0x55
			if got, err := read(bad, 1<<20); err == nil && !bytes.Equal(got, plain) {
				t.Errorf("%s with byte %d changed is no error and gives other bytes", name, at)
			}
		}
	}
}

func FuzzNewReader(f *testing.F) {
	f.Add(gzipped(f, []byte("abc")))
	f.Add(zstandard([]byte("abc")))
	f.Add([]byte("abc"))
	f.Fuzz(func(t *testing.T, b []byte) {
		const limit = 1 << 12
		if got, _ := read(b, limit); len(got) > limit {
			t.Fatalf("%d bytes, the bound is %d", len(got), limit)
		}
	})
}
