package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestGlob(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, p := range []string{"a.ar.md", "x/a.ar.md", "x/y/b.ar.md", "x/y/b.en.md", ".git/c.ar.md", "x/.hidden.ar.md", "خبر/د.ar.md"} {
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("..", "x/up"); err != nil {
		t.Skip(err)
	}
	for pattern, want := range map[string][]string{
		"**/*.ar.md":      {"a.ar.md", "x/a.ar.md", "x/y/b.ar.md", "خبر/د.ar.md"},
		"x/**/*.md":       {"x/a.ar.md", "x/y/b.ar.md", "x/y/b.en.md"},
		"*/?.ar.md":       {"x/a.ar.md", "خبر/د.ar.md"},
		"x/[y]/b.*":       {"x/y/b.ar.md", "x/y/b.en.md"},
		".git/*":          {".git/c.ar.md"},
		"**/**/b.en.md":   {"x/y/b.en.md"},
		"nosuch/**/*.txt": nil,
	} {
		ms, err := glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range ms {
			got = append(got, m.path)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", pattern, got, want)
		}
	}
	if _, err := glob("[x"); err == nil {
		t.Error("a bad pattern is accepted")
	}
}

func TestTargetPath(t *testing.T) {
	for _, tt := range []struct {
		pattern, from string
		m             globMatch
		want          string
	}{
		{"{dir}/{name}.en.{ext}", "", globMatch{path: "c/d/post.ar.md"}, "c/d/post.en.md"},
		{"{dir}/{name}.ar.{ext}", "", globMatch{path: "post.en.md"}, "post.ar.md"},
		{"{dir}/{name}.en.md", "", globMatch{path: "c/v1.2.md"}, "c/v1.2.en.md"},
		{"en/{1}/{2}.md", "", globMatch{"ar/x/y/a.md", []string{"x/y", "a"}}, "en/x/y/a.md"},
		{"en/{1}/{2}.md", "", globMatch{"ar/a.md", []string{"", "a"}}, "en/a.md"},
	} {
		got, err := targetPath(tt.pattern, tt.m, tt.from)
		if err != nil || got != tt.want {
			t.Errorf("%s of %s: %s, %v; want %s", tt.pattern, tt.m.path, got, err, tt.want)
		}
	}
	for _, bad := range []string{"{nam}.md", "{1}.md", "{dir"} {
		if _, err := targetPath(bad, globMatch{path: "a.md"}, ""); err == nil {
			t.Errorf("%s is accepted", bad)
		}
	}
}
