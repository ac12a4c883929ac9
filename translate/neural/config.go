package neural

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// config is the part of a model's configuration that is not fixed.
type config struct {
	dim, ffn, heads    int
	encoders, decoders int
	vocab              int
	alignLayer         int // decoder layer, from 0, whose first head aligns
}

// fixed lists the settings that must have one of the given values when they are
// there: everything else would need other mathematics.
var fixed = map[string][]string{
	"type":                                  {"transformer"},
	"transformer-decoder-autoreg":           {"rnn"},
	"dec-cell":                              {"ssru"},
	"transformer-preprocess":                {""},
	"transformer-postprocess":               {"dan", "an"},
	"transformer-postprocess-emb":           {"d", ""},
	"transformer-postprocess-top":           {""},
	"transformer-ffn-activation":            {"relu"},
	"transformer-ffn-depth":                 {"2"},
	"transformer-decoder-ffn-depth":         {"0", "2"},
	"transformer-train-position-embeddings": {"false"},
	"transformer-tied-layers":               {"[]", ""},
	"transformer-no-projection":             {"false"},
	"transformer-no-bias":                   {"false"},
	"transformer-no-affine":                 {"false"},
	"transformer-rnn-projection":            {"false"},
	"tied-embeddings-all":                   {"true"},
	"layer-normalization":                   {"false"},
	"output-omit-bias":                      {"false"},
	"right-left":                            {"false"},
	"lemma-dim-emb":                         {"0"},
	"ulr":                                   {"false"},
}

// parseConfig reads the configuration stored in a model and refuses models of
// another architecture than the one implemented here.
func parseConfig(yaml string) (config, error) {
	keys := settings(yaml)
	for key, allowed := range fixed {
		if v, ok := keys[key]; ok && !slices.Contains(allowed, v) {
			return config{}, fmt.Errorf("%s: %s is not supported", key, v)
		}
	}
	for _, key := range []string{"type", "transformer-decoder-autoreg", "dec-cell", "tied-embeddings-all"} {
		if _, ok := keys[key]; !ok {
			return config{}, fmt.Errorf("%s is missing", key)
		}
	}
	var c config
	for _, f := range []struct {
		key   string
		to    *int
		limit int
	}{
		{"dim-emb", &c.dim, 4096}, {"transformer-dim-ffn", &c.ffn, 1 << 14}, {"transformer-heads", &c.heads, 64},
		{"enc-depth", &c.encoders, 64}, {"dec-depth", &c.decoders, 64},
	} {
		n, err := strconv.Atoi(keys[f.key])
		if err != nil || n < 1 || n > f.limit {
			return config{}, fmt.Errorf("%s: %q is not between 1 and %d", f.key, keys[f.key], f.limit)
		}
		*f.to = n
	}
	if d := keys["transformer-decoder-dim-ffn"]; d != "" && d != "0" && d != strconv.Itoa(c.ffn) {
		return config{}, fmt.Errorf("transformer-decoder-dim-ffn: %s differs from the encoder's", d)
	}
	vocabs := keys["dim-vocabs"]
	first, second, _ := strings.Cut(vocabs, " ")
	var err error
	if c.vocab, err = strconv.Atoi(first); err != nil || first != second || c.vocab < 1 || c.vocab > 1<<20 {
		return config{}, fmt.Errorf("dim-vocabs: %q are not two equal sizes", vocabs)
	}
	if c.dim%16 != 0 || c.dim%c.heads != 0 {
		return config{}, fmt.Errorf("dim-emb: %d does not divide into %d heads and blocks of 16", c.dim, c.heads)
	}
	return c, c.setAlignLayer(keys["transformer-guided-alignment-layer"])
}

func (c *config) setAlignLayer(v string) error {
	c.alignLayer = c.decoders - 1
	if v == "" || v == "last" {
		return nil
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < 1 || n > c.decoders {
		return fmt.Errorf("transformer-guided-alignment-layer: %q", v)
	}
	c.alignLayer = n - 1
	return nil
}

// settings reads the flat subset of YAML the trainer writes: "key: value" at the
// left margin and lists of plain values, which are joined by spaces.
func settings(yaml string) map[string]string {
	out := map[string]string{}
	key := ""
	for line := range strings.Lines(yaml) {
		line = strings.TrimRight(line, " \r\n")
		item := strings.TrimSpace(line)
		if item == "" || item[0] == '#' {
			continue
		}
		k, v, isKey := strings.Cut(line, ":")
		if isKey && line[0] != ' ' && line[0] != '-' {
			key, out[k] = k, strings.Trim(strings.TrimSpace(v), `"'`)
			continue
		}
		item = strings.TrimSpace(strings.TrimPrefix(item, "-"))
		out[key] = strings.TrimSpace(out[key] + " " + item)
	}
	return out
}
