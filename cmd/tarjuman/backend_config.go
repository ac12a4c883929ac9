package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"time"
)

// backendConfig is one named backend of the configuration. Kinds take different
// settings; one that means nothing to the kind is an error.
type backendConfig struct {
	Kind     string `yaml:"kind"`
	KeyEnv   string `yaml:"key-env"`  // variable that holds the key
	KeyFile  string `yaml:"key-file"` // file that holds the key, readable by its owner only
	Endpoint string `yaml:"endpoint"`
	Insecure bool   `yaml:"insecure"`
	Model    string `yaml:"model"`
	Glossary string `yaml:"glossary"` // id at the service
	Paid     *bool  `yaml:"paid"`

	Project  string `yaml:"project"` // google
	Location string `yaml:"location"`
	Dataset  string `yaml:"dataset"`
	Adaptive bool   `yaml:"adaptive"` // reference pairs from the memory

	English string `yaml:"english"` // deepl: US or GB
	Context string `yaml:"context"`

	Region   string `yaml:"region"` // azure
	Category string `yaml:"category"`

	MaxCharacters int `yaml:"max-characters"` // libre: --char-limit of the server

	Batch        int    `yaml:"batch"` // openai
	Instructions string `yaml:"instructions"`
	Concurrent   int    `yaml:"concurrent"`

	Command  []string      `yaml:"command"` // program and arguments
	Protocol string        `yaml:"protocol"`
	PerBatch bool          `yaml:"per-batch"`
	Network  bool          `yaml:"network"`
	Timeout  time.Duration `yaml:"timeout"`

	Path string `yaml:"path"` // file: the ready translation

	dir string // of the configuration
}

// instanceNames are the names of the configured backends, sorted.
func (c config) instanceNames() []string { return slices.Sorted(maps.Keys(c.Backends)) }

// checkBackends refuses kinds that do not exist and settings that their kind does
// not know.
func (c *config) checkBackends() error {
	for _, name := range c.instanceNames() {
		b := c.Backends[name]
		if name == "" || strings.ContainsAny(name, ", \t") {
			return wrongUse(fmt.Sprintf("%s: backends: %q cannot be a name: no commas and spaces", c.path, name), "")
		}
		kind := b.Kind
		if kind == "" {
			kind = name
		}
		k, ok := kindNamed(kind)
		if !ok {
			return wrongUse(fmt.Sprintf("%s: backends: %s: no kind %q", c.path, name, kind), "say kind: "+strings.Join(kindNames(), ", "))
		}
		for _, key := range b.given() {
			if key != "kind" && !slices.Contains(k.keys, key) {
				return wrongUse(fmt.Sprintf("%s: backends: %s: %s means nothing to a backend of kind %s", c.path, name, key, kind), "it takes "+strings.Join(k.keys, ", "))
			}
		}
		b.dir = filepath.Dir(c.path)
		b.KeyFile = relativeTo(b.dir, b.KeyFile)
		b.Path = relativeTo(b.dir, b.Path)
		if kind == "neural" {
			b.Model = relativeTo(b.dir, b.Model)
		}
		c.Backends[name] = b
	}
	return nil
}

func kindNames() []string {
	var names []string
	for _, k := range backendKinds() {
		names = append(names, k.name)
	}
	return names
}

// given are the names of the settings that are set.
func (b backendConfig) given() []string {
	var out []string
	v := reflect.ValueOf(b)
	for i := range v.NumField() {
		if key := v.Type().Field(i).Tag.Get("yaml"); key != "" && !v.Field(i).IsZero() {
			out = append(out, key)
		}
	}
	return out
}

// paid is whether a backend charges: as configured, else by its kind's habit.
func (b backendConfig) paid(habit bool) bool {
	if b.Paid != nil {
		return *b.Paid
	}
	return habit
}

// ownKeyVariable is the variable that holds the key of an instance whatever its
// kind: desk-deepl's is TARJUMAN_DESK_DEEPL_KEY.
func ownKeyVariable(name string) string {
	return "TARJUMAN_" + strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r - 'a' + 'A'
		}
		if r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, name) + "_KEY"
}

// key returns the key of an instance: from the file or the variable it names, from
// its own variable, or from the kind's usual one. The usual one counts only for
// the usual service: a key must not go to whatever server an endpoint names.
func (o opening) key(k backendKind) (string, error) {
	b := o.set
	if b.KeyFile != "" {
		return readKey(b.KeyFile)
	}
	if b.KeyEnv != "" {
		v := os.Getenv(b.KeyEnv)
		if v == "" {
			return "", wrongUse(fmt.Sprintf("backend %s: %s is not set", o.name, b.KeyEnv), "it must hold the key")
		}
		return v, nil
	}
	if v := os.Getenv(ownKeyVariable(o.name)); v != "" {
		return v, nil
	}
	if k.keyEnv != "" && b.Endpoint == "" {
		return os.Getenv(k.keyEnv), nil
	}
	return "", nil
}

// maxKey is how long a key file may be, in bytes.
const maxKey = 4096

// readKey reads a key from a file that nobody but its owner can read.
func readKey(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", wrongUse(err.Error(), "")
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return "", wrongUse(err.Error(), "")
	}
	if runtime.GOOS != "windows" && st.Mode().Perm()&0o077 != 0 {
		return "", wrongUse(fmt.Sprintf("%s holds a key and others can read it (mode %04o)", path, st.Mode().Perm()), "chmod 600 "+path)
	}
	data, err := io.ReadAll(io.LimitReader(f, maxKey+1))
	key := strings.TrimSpace(string(data))
	switch {
	case err != nil:
	case len(data) > maxKey:
		err = errors.New("too long for a key")
	case key == "":
		err = errors.New("empty")
	case strings.ContainsAny(key, "\r\n\t "):
		err = errors.New("a key file holds the key and nothing else")
	}
	if err != nil {
		return "", wrongUse(fmt.Sprintf("%s: %v", path, err), "")
	}
	return key, nil
}

// keyVariables are all variables that may hold keys: programs that are run have no
// business with them.
func (c config) keyVariables() []string {
	out := []string{openAIKey, embeddingsKey}
	for _, k := range backendKinds() {
		if k.keyEnv != "" {
			out = append(out, k.keyEnv)
		}
		out = append(out, ownKeyVariable(k.name))
	}
	for name, b := range c.Backends {
		out = append(out, ownKeyVariable(name))
		if b.KeyEnv != "" {
			out = append(out, b.KeyEnv)
		}
	}
	return out
}
