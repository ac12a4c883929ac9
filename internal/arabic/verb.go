package arabic

import "slices"

// VerbForms returns the forms of a verb in the active voice, normalised (see
// [Normalize]), sorted, each once: all persons of the past, of the present with its
// indicative and shortened endings, and of the future with سـ. The verb is named as
// dictionaries do, by the past and the present of the third person singular (قال, يقول;
// أنهى, ينهي), in careful spelling: a final ى differs from ي.
//
// Duals and the plural of women are left out, which news hardly uses and which are
// spelled like other words. It returns nil when present does not begin with ي.
func VerbForms(past, present string) []string {
	p, q := []rune(Strip(past)), []rune(Strip(present))
	if len(p) < 2 || len(q) < 3 || q[0] != 'ي' {
		return nil
	}
	var f verbForms
	f.past(p)
	f.present(q[1:])
	slices.Sort(f)
	return slices.Compact(f)
}

type verbForms []string

// add adds the form that the parts make.
func (f *verbForms) add(parts ...[]rune) {
	w := Normalize(string(slices.Concat(parts...)))
	if r := []rune(w); len(r) > 2 && r[0] == 'ا' && r[1] == 'ا' {
		w = string(r[1:]) // أ and أ make آ
	}
	*f = append(*f, w)
}

// The endings of the first and second persons of the past begin with a consonant.
var consonantEndings = [][]rune{[]rune("ت"), []rune("نا"), []rune("تم")}

func (f *verbForms) past(p []rune) {
	last := len(p) - 1
	root := p[:last]
	f.add(p)
	joint := p // what the consonant endings are put to
	switch p[last] {
	case 'ى': // أنهى: أنهت, أنهوا, أنهيت; أنهاه
		f.add(root, []rune("ا"))
		f.add(root, []rune("ت"))
		f.add(root, []rune("وا"))
		joint = slices.Concat(root, []rune("ي"))
	case 'ا': // دعا: دعت, دعوا, دعوت
		f.add(root, []rune("ت"))
		f.add(root, []rune("وا"))
		joint = slices.Concat(root, []rune("و"))
	case 'ي': // بقي: بقيت, بقوا
		f.add(root, []rune("وا"))
	default:
		f.add(p, []rune("ت"))
		f.add(p, []rune("وا"))
		switch {
		case len(p) == 2: // عض: عضضت
			joint = slices.Concat(p, p[last:])
		case p[last-1] == 'ا': // قال: قلت; أصاب: أصبت
			joint = slices.Concat(p[:last-1], p[last:])
		}
	}
	for _, e := range consonantEndings {
		f.add(joint, e)
	}
}

func (f *verbForms) present(body []rune) {
	last := len(body) - 1
	root := body // what the endings of the plural are put to
	short := body
	switch body[last] {
	case 'ى': // يبقى: يبقون, لم يبق; يلقاه
		root, short = body[:last], body[:last]
		f.persons(root, []rune("ا"))
	case 'ي', 'و': // ينهي: ينهون, لم ينه
		root, short = body[:last], body[:last]
	default:
		if m := last - 1; m > 0 && (body[m] == 'و' || body[m] == 'ي' || body[m] == 'ا') { // يقول: لم يقل
			short = slices.Concat(body[:m], body[last:])
		}
	}
	f.persons(body, nil)
	f.persons(short, nil)
	for _, end := range []string{"ون", "وا"} {
		f.person('ي', root, []rune(end))
		f.person('ت', root, []rune(end))
	}
	f.person('ت', root, []rune("ين"))
}

func (f *verbForms) persons(body, end []rune) {
	for _, p := range "يتأن" {
		f.person(p, body, end)
	}
}

// person adds a person of the present and of the future.
func (f *verbForms) person(prefix rune, body, end []rune) {
	f.add([]rune{prefix}, body, end)
	f.add([]rune{'س', prefix}, body, end)
}
