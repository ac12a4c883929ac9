package wire

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// maxSetting is the longest value that is written out; longer ones are hashed.
const maxSetting = 80

// Settings joins names and values, in pairs, for [translate.Info]; pairs without a
// value are left out.
func Settings(pairs ...string) string {
	var out []string
	for i := 0; i+1 < len(pairs); i += 2 {
		v := pairs[i+1]
		if v == "" {
			continue
		}
		if len(v) > maxSetting || strings.ContainsAny(v, " =\n") {
			sum := sha256.Sum256([]byte(v))
			v = "sha256:" + hex.EncodeToString(sum[:8])
		}
		out = append(out, pairs[i]+"="+v)
	}
	return strings.Join(out, " ")
}
