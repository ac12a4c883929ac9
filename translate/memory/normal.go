package memory

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"tarjuman/internal/arabic"
)

// exactForm is the form in which the same sentence is equal to itself however
// it was typed. Composition comes first: a hamza written as a separate mark would
// be stripped with the vowel signs otherwise.
func exactForm(s string) string {
	return strings.Join(strings.Fields(arabic.Strip(norm.NFC.String(s))), " ")
}
