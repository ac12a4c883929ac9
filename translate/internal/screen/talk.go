package screen

import (
	"strings"

	"tarjuman/internal/arabic"
)

// talk are the beginnings by which a model speaks for itself, and what in a
// source would justify them in its translation.
type talk struct {
	begins  map[string][]string // by target language
	excuses map[string][]string // by source language
}

var refusals = talk{
	begins: map[string][]string{
		"en": {
			"i'm sorry", "i am sorry", "sorry,", "sorry, but", "i apologize", "i apologise", "my apologies", "i can't", "i cannot", "i can not", "i'm unable", "i am unable",
			"i'm not able", "i am not able", "i won't", "i will not", "i must decline", "i'm afraid", "as an ai", "as a language model", "as a large language", "unfortunately, i", "unfortunately i", "regrettably", "i regret",
			"i don't feel comfortable", "i'm just an ai", "this content", "this request", "i do not have the ability", "i'd rather not",
		},
		"ar": {
			"عذرا", "اسف", "انا اسف", "اعتذر", "نعتذر", "لا استطيع", "لا يمكنني", "لا اقدر", "للاسف لا", "بصفتي نموذج", "كنموذج", "بصفتي مساعد", "انا مجرد", "لن استطيع", "ليس بامكاني",
			"غير قادر علي", "يؤسفني",
		},
	},
	excuses: map[string][]string{
		"ar": {"اسف", "عذر", "معذر", "استطيع", "يمكنني", "بامكاني", "بوسعي", "اقدر", "لن ", "لست ", "اخش", "ذكاء", "نموذج", "حظ", "المحتوي", "المضمون", "الطلب", "قادر", "عاجز", "ارفض", "اريد"},
		"en": {"sorry", "apolog", "pardon", "cannot", "can't", "can not", "unable", "unfortunately", "regret", "excuse", " ai ", "model", "assistant", "not able", "afraid", "could not", "couldn't", "just a"},
	},
}

var chats = talk{
	begins: map[string][]string{
		"en": {
			"here is the transl", "here's the transl", "here is your", "here's your", "here are the transl", "sure,", "sure!", "sure.", "certainly,", "certainly!", "certainly.",
			"of course,", "of course!", "okay,", "ok,", "translation:", "the translation", "english translation", "english:", "translated text", "below is the", "absolutely!", "absolutely,", "understood", "got it",
			"the provided text", "the given text", "as requested", "i have translated", "i translated", "i've translated", "happy to help", "great question",
			"thank you for", "hello! how", "how can i", "how may i", "let me know", "i understand your", "i will comply", "i'll comply", "done!", "as you wish", "yes, i",
		},
		"ar": {
			"اليك ", "اليكم ", "بالتاكيد", "بالطبع", "حسنا", "الترجمة:", "ترجمة النص", "الترجمة هي", "النص المترجم", "تمت الترجمة", "فيما يلي الترجمة", "هذه ترجمة", "هذه هي الترجمة", "مفهوم", "كيف يمكنني مساعدت", "مرحبا! كيف",
			"نعم، سا", "سانفذ", "سمعا وطاعة", "تم التنفيذ",
		},
	},
	excuses: map[string][]string{
		"ar": {"ترجم", "هنا", "هاك", "اليك", "هاه", "طبع", "بالتاكيد", "اكيد", "حتما", "لا شك", "حسنا", "نعم", "اجل", "مفهوم", "افهم", "فهمت", "طلب", "النص", "جملة", "عبارة", "شكر", "مرحب", "اهلا", "ساعد", "كيف", "فيما يلي", "ادناه", "اخبر", "سارع"},
		"en": {"translat", "here", "sure", "certain", "of course", "okay", "ok ", "ok,", "well", "understood", "clear", "good", "fine", "hello", "welcome", "how", "yes", "done", "following", "below"},
	},
}

// fold makes beginnings comparable: lower case, straight apostrophes, normalised
// Arabic.
func fold(s string) string {
	s = strings.ToLower(collapse(s))
	s = strings.NewReplacer("’", "'", "‘", "'").Replace(s)
	if arabic.Has(s) {
		s = arabic.Normalize(s)
	}
	return s
}

// opening is the answer without marks before its first word.
func opening(s string) string { return strings.TrimLeft(fold(s), "\"'«“”*_#-–— (") }

func (t talk) found(p *Pair) bool {
	begins := t.begins[p.To]
	folded := make([]string, len(begins))
	for i, b := range begins {
		folded[i] = fold2(b)
	}
	if !startsWithAny(opening(p.Answer), folded) {
		return false
	}
	source := fold(p.Source)
	for _, e := range t.excuses[p.From] {
		if strings.Contains(source, fold2(e)) {
			return false
		}
	}
	return true
}

// fold2 is fold for entries of the tables, whose spaces count.
func fold2(s string) string {
	if arabic.Has(s) {
		return arabic.Normalize(s)
	}
	return s
}

func refusal(p *Pair) string {
	if refusals.found(p) {
		return "the model refuses"
	}
	return ""
}

// Remarks that models put behind a translation, and what justifies them.
var (
	remarks       = []string{"(note:", "note:", "[note", "translator's note", "explanation:", "(explanation", "let me know if", "hope this helps", "(translation", "ملاحظة:", "(ملاحظة", "ملاحظة المترجم", "شرح:", "توضيح:"}
	remarkExcuses = []string{"ملاحظ", "شرح", "توضيح", "تفسير", "note", "explan", "remark", "ترجم", "translat"}
)

// Offers that models put behind a translation; a source that asks something justifies
// them.
var offers = []string{"would you like me to", "do you want me to", "is there anything else", "anything else i can", "feel free to", "هل تريد ان", "هل ترغب", "هل تحتاج الي", "يسعدني مساعدت", "لا تتردد في"}

// chatter finds talk around the translation.
func chatter(p *Pair) string {
	if chats.found(p) {
		return "the model talks instead of translating"
	}
	answer, source := fold(p.Answer), fold(p.Source)
	for _, r := range remarks {
		r = fold2(r)
		if strings.Contains(answer, r) && !containsAny(source, remarkExcuses) {
			return "the model adds a remark"
		}
	}
	for _, o := range offers {
		if strings.Contains(answer, fold2(o)) && !strings.ContainsAny(p.Source, "?؟") && !containsAny(source, offers) {
			return "the model adds an offer"
		}
	}
	if strings.Contains(p.Answer, "```") && !strings.Contains(p.Source, "```") || strings.Contains(answer, "<think") {
		return "the answer holds marks of a chat"
	}
	if n, had := lines(p.Answer), lines(p.Source); n > had {
		return "the answer has more lines than the source"
	}
	return ""
}
