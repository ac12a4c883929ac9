package check

// families lists every family of rules, one line each.
func families() []Check {
	return []Check{
		spacing{},
		noise{},
		spelling{},
		scripts{},
		leftover{},
		repetition{},
		hallucination{},
		quotes{},
		brackets{},
		links{},
		structure{},
		amounts{},
		coverage{},
		negation{},
	}
}
