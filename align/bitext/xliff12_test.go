package bitext

import (
	"strings"
	"testing"
)

// TestStatesOfXLIFF12: what another program calls unfinished is a draft, and only
// what an editor of ours rejected is rejected.
func TestStatesOfXLIFF12(t *testing.T) {
	for state, want := range map[string]Status{
		"needs-translation": Draft, "needs-adaptation": Draft, "needs-review-translation": Draft, "new": Draft,
		"translated": Edited, "final": Approved, "signed-off": Approved, "x-rejected": Rejected,
	} {
		text := `<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="wire" source-language="ar" target-language="en" datatype="plaintext"><body>
<trans-unit id="1"><source>وصل الوفد.</source><target state="` + state + `">The delegation arrived.</target></trans-unit></body></file></xliff>`
		d, _, err := xliff12Format{}.Read(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if got := d.Segments[0].Status; got != want && !(want == Draft && got == "") {
			t.Errorf("state %s is read as %q, want %q", state, got, want)
		}
	}
}
