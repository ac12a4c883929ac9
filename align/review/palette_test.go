package review

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"
)

// TestColoursCanBeRead holds the text colours of both schemes to WCAG 2.2
// contrast AA (success criterion 1.4.3: 4.5 to 1) on every ground they stand on.
func TestColoursCanBeRead(t *testing.T) {
	css, err := pageFiles.ReadFile("page/page.css")
	if err != nil {
		t.Fatal(err)
	}
	roots := regexp.MustCompile(`(?s):root \{.*?\}`).FindAllString(string(css), -1)
	if len(roots) != 3 {
		t.Fatalf("%d palettes, want light, dark and print", len(roots))
	}
	for i, name := range []string{"light", "dark", "print"} {
		colours := map[string]string{}
		for _, m := range regexp.MustCompile(`--([a-z]+): (#[0-9a-f]{3,6});`).FindAllStringSubmatch(roots[i], -1) {
			colours[m[1]] = m[2]
		}
		for _, ground := range []string{"paper", "panel"} {
			for _, text := range []string{"ink", "muted", "critical", "major", "minor", "info"} {
				if c := contrast(t, colours[text], colours[ground]); c < 4.5 {
					t.Errorf("%s: %s on %s has a contrast of %.1f", name, text, ground, c)
				}
			}
		}
	}
}

// contrast is the ratio of WCAG 2.2, "contrast ratio" and "relative luminance".
func contrast(t *testing.T, a, b string) float64 {
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	h := strings.TrimPrefix(colour, "#")
	if len(h) == 3 {
		h = string([]byte{h[0], h[0], h[1], h[1], h[2], h[2]})
	}
	var c [3]uint8
	if _, err := fmt.Sscanf(h, "%02x%02x%02x", &c[0], &c[1], &c[2]); err != nil {
		t.Fatalf("colour %q: %v", colour, err)
	}
	l := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		v := float64(c[i]) / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		l += weight * v
	}
	return l
}
