package check

// families lists every family of rules, one line each.
func families() []Check {
	return []Check{
		spacing{},
		noise{},
		hamzas{},
		misspellings{},
		grammar{},
		marks{},
		scripts{},
		leftover{},
		repetition{},
		hallucination{},
		quotes{},
		attributions{},
		brackets{},
		links{},
		structure{},
		calques{},
		ages{},
		lightVerbs{},
		amounts{},
		directions{},
		oppositeWords{},
		coverage{},
		negation{},
		modality{},
		names{},
		capitals{},
		variants{},
		terms{},
		genders{},
	}
}
