package lexicon

import "slices"

// The passive differs from the active in vowels; in writing it shows where these
// are long, or where a hamza changes its seat (Wright I sections 73-100, 159).

// passivePerfects returns the written passives of a normalised perfect that
// differ from it: قاتل to قوتل, تبادل to تبودل, قال to قيل, أقام to أقيم,
// اختار to اختير, سأل to سئل, استأنف to استؤنف, أنشأ to أنشئ, فاجأ to فوجئ.
func passivePerfects(perf string) []string {
	r := []rune(perf)
	n := len(r)
	var out []string
	with := func(i int, v rune) {
		p := slices.Clone(r)
		p[i] = v
		out = append(out, string(p))
	}
	switch {
	case n == 3 && r[1] == 'ا' && r[0] != 'ا': // hollow, form I; سأل is written سال
		with(1, 'ي')
		with(1, 'ئ')
	case n == 4 && r[1] == 'ا' && r[0] != 'ا': // form III
		with(1, 'و')
	case n == 5 && r[0] == 'ت' && r[2] == 'ا': // form VI
		p := slices.Clone(r)
		p[2] = 'و'
		out = append(out, string(p))
	case n == 6 && string(r[:3]) == "است" && r[3] == 'ا': // form X, hamza as first root letter
		with(3, 'ؤ')
	}
	if n >= 3 && r[n-1] == 'ا' { // hamza as last root letter; where it is a weak one, no word arises
		with(n-1, 'ئ')
		if n == 4 && r[1] == 'ا' && r[0] != 'ا' {
			p := slices.Clone(r)
			p[1], p[3] = 'و', 'ئ'
			out = append(out, string(p))
		}
	}
	if n >= 4 && r[0] == 'ا' && r[n-2] == 'ا' { // hollow, forms IV, VII, VIII and X
		with(n-2, 'ي')
	}
	return out
}

// passiveImperfect returns the passive of an imperfect without its prefix where the
// verb is hollow, قول of يقول to قال, قيم of يقيم to قام, ستفيد to ستفاد, or ends in
// hamza, فاجئ of يفاجئ to فاجأ.
func passiveImperfect(impf string) (string, bool) {
	r := []rune(impf)
	n := len(r)
	if n >= 3 && r[n-1] == 'ئ' {
		return string(r[:n-1]) + "ا", true
	}
	if n < 3 || r[n-2] != 'و' && r[n-2] != 'ي' {
		return "", false
	}
	r[n-2] = 'ا'
	return string(r), true
}
