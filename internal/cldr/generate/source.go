package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"tarjuman/internal/cldr"
)

// packages are the npm packages, by the part of their name that differs, with the
// hash npm publishes for the version in use.
var packages = map[string]string{
	"localenames": "sha512-4o0paYDz0UXhfhChAVFkmVl2CP0YTSEqE6WrC0fNafaSC5u5DAXphxH3SZ1Ujczarikr8DToKZfiok6EqWLdNQ==",
	"dates":       "sha512-zMrKvjMO414HDftLr6vKH1fNQHakFNe+F1h4S0eg+zmL4WRi9pI41fxB3UrTJDY42MEM87jCuAw/qlqCgYKcAQ==",
	"numbers":     "sha512-0EQ+UkVDsyXOlxnWnL1RIENVZFqCnb04D1Yrku0obnOyttbuZz8tHmUd5c5AEvhGS/Gg2zI4fTaCm51LSGITog==",
}

// source holds the files of the packages that are needed, by package and path.
type source struct{ files map[string][]byte }

// fetch packs the npm packages into dir and unpacks what is needed of them.
func fetch(dir string) (*source, error) {
	s := &source{files: map[string][]byte{}}
	for name, want := range packages {
		full := fmt.Sprintf("cldr-%s-full", name)
		cmd := exec.Command("npm", "pack", "--silent", full+"@"+cldr.Version)
		cmd.Dir = dir
		cmd.Stderr = os.Stderr
		if err := cmd.Run(); err != nil {
			return nil, fmt.Errorf("npm pack %s: %w", full, err)
		}
		data, err := os.ReadFile(filepath.Join(dir, fmt.Sprintf("%s-%s.tgz", full, cldr.Version)))
		if err != nil {
			return nil, err
		}
		sum := sha512.Sum512(data)
		if got := "sha512-" + base64.StdEncoding.EncodeToString(sum[:]); got != want {
			return nil, fmt.Errorf("%s: hash %s, want %s", full, got, want)
		}
		if err := s.unpack(name, data); err != nil {
			return nil, fmt.Errorf("%s: %w", full, err)
		}
	}
	return s, nil
}

func (s *source) unpack(name string, data []byte) error {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return err
	}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		path := strings.TrimPrefix(h.Name, "package/")
		if path != "LICENSE" && !strings.HasPrefix(path, "main/ar") && !strings.HasPrefix(path, "main/en/") {
			continue
		}
		content, err := io.ReadAll(r)
		if err != nil {
			return err
		}
		s.files[name+"/"+path] = content
	}
}

func (s *source) file(pkg, path string) ([]byte, error) {
	data, ok := s.files[pkg+"/"+path]
	if !ok {
		return nil, fmt.Errorf("package %s has no %s", pkg, path)
	}
	return data, nil
}

// read decodes the part of a locale's file that lies below the keys.
func read[T any](s *source, pkg, locale, file string, keys ...string) (T, error) {
	var out T
	data, err := s.file(pkg, fmt.Sprintf("main/%s/%s.json", locale, file))
	if err != nil {
		return out, err
	}
	raw := json.RawMessage(data)
	for _, k := range append([]string{"main", locale}, keys...) {
		var m map[string]json.RawMessage
		if err := json.Unmarshal(raw, &m); err != nil {
			return out, fmt.Errorf("%s %s: %w", locale, file, err)
		}
		if raw = m[k]; raw == nil {
			return out, fmt.Errorf("%s %s: no %s", locale, file, k)
		}
	}
	err = json.Unmarshal(raw, &out)
	return out, err
}

// calendar returns the full names of months ("1" to "12") or days ("mon").
func calendar(s *source, locale, what string) (map[string]string, error) {
	return read[map[string]string](s, "dates", locale, "ca-gregorian", "dates", "calendars", "gregorian", what, "stand-alone", "wide")
}

// exemplars returns the exemplar city of every time zone that has one, by zone.
func exemplars(s *source, locale string) (map[string]string, error) {
	tree, err := read[map[string]any](s, "dates", locale, "timeZoneNames", "dates", "timeZoneNames", "zone")
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	var walk func(prefix string, node map[string]any)
	walk = func(prefix string, node map[string]any) {
		if city, ok := node["exemplarCity"].(string); ok {
			out[prefix] = city
		}
		for k, v := range node {
			if child, ok := v.(map[string]any); ok {
				walk(strings.TrimPrefix(prefix+"/"+k, "/"), child)
			}
		}
	}
	walk("", tree)
	return out, nil
}
