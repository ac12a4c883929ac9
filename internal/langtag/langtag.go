// Package langtag compares languages as the files of many programs name them.
package langtag

import "strings"

// Primary is the language of a tag (BCP 47, the primary subtag), in lower case and
// without white space around it: "ar" of "AR-SA" or "ar_EG".
func Primary(tag string) string {
	tag, _, _ = strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-")
	return strings.ToLower(strings.TrimSpace(tag))
}
