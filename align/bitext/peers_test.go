package bitext

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// TestDocumentsForPeersAreLaidOut writes a thousand drawn documents and one of
// 10,000 segments in every format made of XML, for other programs to read: see
// .ci/formats.
func TestDocumentsForPeersAreLaidOut(t *testing.T) {
	folder := os.Getenv("TARJUMAN_PEERS")
	if folder == "" {
		t.Skip("TARJUMAN_PEERS names no folder")
	}
	documents := genDocument(0, 12)
	for seed := range 1001 {
		d := documents.Example(seed)
		if seed == 1000 {
			d = story(10_000)
		}
		for _, f := range []Format{tmxFormat{}, xliffFormat{}, xliff12Format{}} {
			w, err := os.Create(filepath.Join(folder, fmt.Sprintf("d%04d%s", seed, f.Extension())))
			if err != nil {
				t.Fatal(err)
			}
			if err := f.Write(w, d); err != nil {
				t.Fatal(err)
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
}
