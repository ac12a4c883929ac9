package langtag

import "testing"

func TestPrimary(t *testing.T) {
	for tag, want := range map[string]string{"ar": "ar", "AR-SA": "ar", "ar_EG": "ar", " en-US ": "en", "en -x": "en", "": "", "-x": ""} {
		if got := Primary(tag); got != want {
			t.Errorf("Primary(%q) = %q, want %q", tag, got, want)
		}
	}
}
