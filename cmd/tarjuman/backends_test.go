package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const canary = "canary-77aa-AbCdEf0123456789"

// deeplServer answers as DeepL does when given the key, and fails as fail says.
func deeplServer(t *testing.T, fail http.HandlerFunc) *httptest.Server {
	t.Helper()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if fail != nil {
			fail(w, r)
			return
		}
		if r.Header.Get("Authorization") != "DeepL-Auth-Key "+canary {
			w.WriteHeader(403)
			return
		}
		if r.URL.Path == "/v2/usage" {
			fmt.Fprint(w, `{"character_count":5,"character_limit":500000}`)
			return
		}
		var in struct {
			Text   []string `json:"text"`
			Target string   `json:"target_lang"`
		}
		json.NewDecoder(r.Body).Decode(&in)
		var list []map[string]any
		for i := range in.Text {
			list = append(list, map[string]any{"text": fmt.Sprintf("Sentence number %d in %s as the service has it.", i+1, in.Target), "billed_characters": 3})
		}
		json.NewEncoder(w).Encode(map[string]any{"translations": list})
	}))
	t.Cleanup(srv.Close)
	return srv
}

// desk makes a folder with an article and a configuration of two backends, and
// goes there.
func desk(t *testing.T, server string) string {
	t.Helper()
	dir := t.TempDir()
	t.Chdir(dir)
	t.Setenv("DESK_KEY", canary)
	config := fmt.Sprintf("backends:\n  desk-deepl: {kind: deepl, key-env: DESK_KEY, endpoint: %q, english: GB}\n  leaky: {kind: command, command: [sh, -c, 'env >&2; exit 1']}\n", server)
	for name, data := range map[string]string{configName: config, "a.ar.txt": "وصل الوزير إلى العاصمة. غادر في المساء.\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// noCanary fails when the key stands in any of the texts or files.
func noCanary(t *testing.T, dir string, texts ...string) {
	t.Helper()
	for _, s := range texts {
		if strings.Contains(s, canary) {
			t.Errorf("the key is shown:\n%s", s)
		}
	}
	filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			if data, err := os.ReadFile(path); err == nil && strings.Contains(string(data), canary) {
				t.Errorf("the key stands in %s", path)
			}
		}
		return nil
	})
}

func TestNamedBackend(t *testing.T) {
	dir := desk(t, deeplServer(t, nil).URL)
	code, out, errOut := tarjuman(t, "translate", "a.ar.txt", "--backend", "desk-deepl")
	if code != 0 || !strings.Contains(out, "in EN-GB as the service has it") {
		t.Errorf("exit %d: %s%s", code, out, errOut)
	}
	noCanary(t, dir, out, errOut)
	code, out, errOut = tarjuman(t, "backends", "--check")
	if !strings.Contains(out, "answers: 5 of 500000 characters used") {
		t.Errorf("exit %d: %s%s", code, out, errOut)
	}
	noCanary(t, dir, out, errOut)
}

// Whatever a service or a program answers, the key is in no output and no file.
func TestNoFailureShowsTheKey(t *testing.T) {
	answer := func(status int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "http://127.0.0.1:1/?key="+canary)
			w.WriteHeader(status)
			fmt.Fprint(w, body)
		}
	}
	for name, fail := range map[string]http.HandlerFunc{
		"the key in an error":         answer(403, `{"message":"key `+canary+` is unknown"}`),
		"the key in a page":           answer(400, "<html><title>"+canary+"</title></html>"),
		"a redirect with the key":     answer(302, ""),
		"the key in plain text":       answer(456, "quota of "+canary),
		"the key as translations":     answer(200, `{"translations":[{"text":"`+canary+`"},{"text":"`+canary+`"}]}`),
		"the key where JSON must be":  answer(200, canary),
		"the key as an unknown field": answer(200, `{"`+canary+`":1}`),
	} {
		t.Run(name, func(t *testing.T) {
			dir := desk(t, deeplServer(t, fail).URL)
			code, out, errOut := tarjuman(t, "translate", "a.ar.txt", "--backend", "desk-deepl")
			if code != exitBackend {
				t.Errorf("exit %d: %s%s", code, out, errOut)
			}
			noCanary(t, dir, out, errOut)
			_, out, errOut = tarjuman(t, "backends", "--check")
			noCanary(t, dir, out, errOut)
		})
	}
	t.Run("a program that shows its environment", func(t *testing.T) {
		dir := desk(t, "https://deepl.example")
		code, out, errOut := tarjuman(t, "translate", "a.ar.txt", "--backend", "leaky")
		if code != exitBackend {
			t.Errorf("exit %d: %s%s", code, out, errOut)
		}
		noCanary(t, dir, out, errOut)
	})
}
