package article

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkRead reads the sample article in each format.
func BenchmarkRead(b *testing.B) {
	for _, path := range []string{originalPath, "article.cp1256.txt", "article.md", "article.html", "article.docx"} {
		if path != originalPath {
			path = filepath.Join(hostileDir, path)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(filepath.Base(path), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Read(bytes.NewReader(data), Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkSourceSpan looks spans up in one paragraph of a megabyte.
func BenchmarkSourceSpan(b *testing.B) {
	p := readText(string(bytes.Repeat([]byte("كتب الكاتب "), 50_000)))[0]
	for i := 0; b.Loop(); i++ {
		at := i * 7919 % len(p.Text)
		p.SourceSpan(at, at+20)
	}
}
