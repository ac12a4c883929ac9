package memory_test

import (
	"fmt"
	"strings"

	"tarjuman/translate/memory"
)

func Example() {
	m := memory.New()
	stats, err := m.ReadTMX(strings.NewReader(`<tmx version="1.4"><body>
	<tu><tuv xml:lang="ar"><seg>غادر الوفد القاهرة في 28 يونيو.</seg></tuv>
	    <tuv xml:lang="en"><seg>The delegation left Cairo on 28 June.</seg></tuv></tu>
	</body></tmx>`))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(stats.Units, "unit")

	if match, ok := m.Exact("ar", "en", "غادر الوفدُ القاهرة في 28 يونيو."); ok {
		fmt.Println(match.Target)
	}
	for _, match := range m.Fuzzy("ar", "en", "غادر الوفد القاهرة في 29 يونيو.", 75, 1) {
		fmt.Printf("%d%%: %s\n", match.Score, match.Target)
		fmt.Println("numbers differ:", match.Numbers.Query, match.Numbers.Memory)
	}
	// Output:
	// 1 unit
	// The delegation left Cairo on 28 June.
	// 96%: The delegation left Cairo on 28 June.
	// numbers differ: [29 يونيو] [28 يونيو]
}

func ExampleDiff() {
	for _, e := range memory.Diff("the talks ended on Monday", "the talks began on Monday") {
		switch e.Op {
		case memory.Equal:
			fmt.Print(e.Text)
		case memory.Delete:
			fmt.Print("[-", e.Text, "-]")
		case memory.Insert:
			fmt.Print("{+", e.Text, "+}")
		}
	}
	// Output: the talks [-ended-]{+began+} on Monday
}
