package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/goccy/go-yaml"

	"tarjuman/align/check"
)

// config is a .tarjuman.yaml. Flags and TARJUMAN_* variables go before it. Keys
// and tokens have no place in it: they come from the environment.
type config struct {
	Backend string `yaml:"backend"`
	// Backends are named ones, each of a kind.
	Backends map[string]backendConfig `yaml:"backends"`
	Memory   []string                 `yaml:"memory"`
	Remember string                   `yaml:"remember"` // memory that approved sentences go back to
	Model    string                   `yaml:"model"`
	Models   modelsConfig             `yaml:"models"`
	// Dictionaries are files, names of installed dictionaries, or "installed".
	Dictionaries []string         `yaml:"dictionary"`
	Glossary     string           `yaml:"glossary"`
	FailOn       string           `yaml:"fail-on"`
	Embeddings   embeddingsConfig `yaml:"embeddings"`
	Google       googleConfig     `yaml:"google"`
	Checks       checksConfig     `yaml:"checks"`
	Rules        []string         `yaml:"rules"`    // files of a project's own rules
	Ignore       string           `yaml:"ignore"`   // file of findings not to be reported
	Baseline     string           `yaml:"baseline"` // file of known findings
	// Budget and Rates, and State, the journal's folder, are for paid backends.
	Budget budgetConfig          `yaml:"budget"`
	Rates  map[string]rateConfig `yaml:"rates"` // by backend or engine
	State  string                `yaml:"state"`

	path string // where it was read, "" for none
}

type googleConfig struct {
	Project  string `yaml:"project"`
	Location string `yaml:"location"`
	Model    string `yaml:"model"`
	Glossary string `yaml:"glossary"`
	Endpoint string `yaml:"endpoint"`
	Insecure bool   `yaml:"insecure"`
}

type checksConfig struct {
	Enable   []string          `yaml:"enable"`
	Disable  []string          `yaml:"disable"`
	Severity map[string]string `yaml:"severity"`
}

// configName is looked for in the folder of the input and every folder above it.
const configName = ".tarjuman.yaml"

// loadConfig reads the nearest configuration for an input: upward from its
// folder first, then the user's own. The zero config is returned where there is
// none. Paths in it are relative to its folder.
func loadConfig(input string) (config, error) {
	for _, p := range configPaths(input) {
		data, err := os.ReadFile(p)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return config{}, wrongUse(err.Error(), "")
		}
		return parseConfig(data, p)
	}
	return config{}, nil
}

func configPaths(input string) []string {
	var out []string
	dir := "."
	if input != "" && input != "-" {
		dir = filepath.Dir(input)
	}
	if abs, err := filepath.Abs(dir); err == nil {
		for {
			out = append(out, filepath.Join(abs, configName))
			up := filepath.Dir(abs)
			if up == abs {
				break
			}
			abs = up
		}
	}
	if user, err := os.UserConfigDir(); err == nil {
		out = append(out, filepath.Join(user, "tarjuman", "config.yaml"))
	}
	return out
}

func parseConfig(data []byte, path string) (config, error) {
	c := config{path: path}
	dec := yaml.NewDecoder(bytes.NewReader(data), yaml.Strict())
	if err := dec.Decode(&c); err != nil && !errors.Is(err, io.EOF) {
		return config{}, configError(path, err)
	}
	if err := c.checkBackends(); err != nil {
		return config{}, err
	}
	dir := filepath.Dir(path)
	for i, m := range c.Memory {
		c.Memory[i] = relativeTo(dir, m)
	}
	for i, d := range c.Dictionaries {
		c.Dictionaries[i] = dictionaryIn(dir, d)
	}
	for i, r := range c.Rules {
		c.Rules[i] = relativeTo(dir, r)
	}
	c.Remember = relativeTo(dir, c.Remember)
	c.Glossary = relativeTo(dir, c.Glossary)
	c.Ignore = relativeTo(dir, c.Ignore)
	c.Baseline = relativeTo(dir, c.Baseline)
	c.Model = modelIn(dir, c.Model)
	c.Models.Folder = relativeTo(dir, c.Models.Folder)
	c.State = relativeTo(dir, c.State)
	return c, nil
}

func relativeTo(dir, path string) string {
	if path == "" || filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, path)
}

// checkOptions are the config's wishes for the rules.
func (c config) checkOptions() (check.Options, error) {
	opt := check.Options{Enable: c.Checks.Enable, Disable: c.Checks.Disable}
	for name, s := range c.Checks.Severity {
		sev, err := check.ParseSeverity(s)
		if err != nil {
			return opt, wrongUse(fmt.Sprintf("%s: checks: severity: %s: %v", c.path, name, err), "")
		}
		if opt.Severity == nil {
			opt.Severity = map[string]check.Severity{}
		}
		opt.Severity[name] = sev
	}
	return opt, nil
}
