package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// build builds the command once for a benchmark of the real program.
func build(b *testing.B) string {
	b.Helper()
	bin := filepath.Join(b.TempDir(), "tarjuman")
	cmd := exec.Command("go", "build", "-trimpath", "-o", bin, ".")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	return bin
}

func execute(b *testing.B, bin string, args ...string) {
	b.Helper()
	if out, err := exec.Command(bin, args...).CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
}

// BenchmarkStartup runs `tarjuman version`.
func BenchmarkStartup(b *testing.B) {
	bin := build(b)
	for b.Loop() {
		execute(b, bin, "version")
	}
}

// BenchmarkTranslateArticle runs the main job on the sample article, offline,
// from reading the file to the review page.
func BenchmarkTranslateArticle(b *testing.B) {
	bin := build(b)
	dir := b.TempDir()
	data, err := os.ReadFile("../../testdata/article.ar.txt")
	if err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(dir, "article.ar.txt")
	if err := os.WriteFile(path, data, 0o644); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		execute(b, bin, "translate", path)
	}
}

// BenchmarkCheckArticle aligns and checks the sample article and its translation.
func BenchmarkCheckArticle(b *testing.B) {
	bin := build(b)
	for b.Loop() {
		execute(b, bin, "check", "../../testdata/article.ar.txt", "../../testdata/article.en.txt", "--translation-only")
	}
}
