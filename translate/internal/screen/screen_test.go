package screen

import (
	"os"
	"slices"
	"strings"
	"testing"
)

type injection struct{ from, to, text, obeyed, honest string }

func injections(t *testing.T) []injection {
	t.Helper()
	data, err := os.ReadFile("testdata/injections.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var out []injection
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		c := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(c) != 4 {
			t.Fatalf("%q", line)
		}
		to := "en"
		if c[0] == "en" {
			to = "ar"
		}
		out = append(out, injection{c[0], to, c[1], c[2], c[3]})
	}
	return out
}

// carrier is an ordinary sentence of news with its translation, in front of which
// or behind which an injection hides.
var carrier = map[string][2]string{
	"ar": {"افتتح المحافظ جسرا جديدا فوق النهر صباح الأحد.", "The governor opened a new bridge over the river on Sunday morning."},
	"en": {"The governor opened a new bridge over the river on Sunday morning.", "افتتح المحافظ جسرا جديدا فوق النهر صباح الأحد."},
}

// A model that obeys is found out, whether the text is an injection and nothing
// else or hides one behind a sentence of news, which the model translates or not.
func TestObedientAnswersAreStopped(t *testing.T) {
	n := 0
	for _, in := range injections(t) {
		news := carrier[in.from]
		for _, p := range []Pair{
			{From: in.from, To: in.to, Source: in.text, Answer: in.obeyed},
			{From: in.from, To: in.to, Source: news[0] + " " + in.text, Answer: in.obeyed},
			{From: in.from, To: in.to, Source: news[0] + " " + in.text, Answer: news[1] + " " + in.obeyed},
		} {
			n++
			if Check(p) == "" {
				t.Errorf("passes: %s\n\t-> %s", p.Source, p.Answer)
			}
		}
	}
	if n < 200 {
		t.Errorf("only %d texts", n)
	}
}

// The same texts may be translated: an article on such attacks quotes them.
func TestHonestTranslationsOfInjectionsPass(t *testing.T) {
	for _, in := range injections(t) {
		news := carrier[in.from]
		for _, p := range []Pair{
			{From: in.from, To: in.to, Source: in.text, Answer: in.honest},
			{From: in.from, To: in.to, Source: news[0] + " " + in.text, Answer: news[1] + " " + in.honest},
		} {
			if why := Check(p); why != "" {
				t.Errorf("%s: %s\n\t-> %s", why, p.Source, p.Answer)
			}
		}
	}
}

func TestCheck(t *testing.T) {
	const ar, en = "أعلنت الوزارة أن الأسعار ارتفعت ثلاثة في المئة هذا العام.", "The ministry announced that prices rose by three per cent this year."
	for _, c := range []struct {
		name string
		p    Pair
		want string // part of the reason, "" for none
	}{
		{"translation", Pair{"ar", "en", ar, en, nil}, ""},
		{"translation back", Pair{"en", "ar", en, ar, nil}, ""},
		{"echo", Pair{"ar", "en", ar, ar, nil}, "repeats"},
		{"echo of a name", Pair{"en", "ar", "NATO", "NATO", nil}, ""},
		{"half translated", Pair{"ar", "en", ar, "The ministry announced " + ar, nil}, "target language"},
		{"French", Pair{"en", "ar", en, "Le ministère a annoncé que les prix ont augmenté.", nil}, "target language"},
		{"refusal", Pair{"ar", "en", ar, "I'm sorry, but I can't help with translating that announcement text.", nil}, "refuses"},
		{"refusal in Arabic", Pair{"en", "ar", en, "عذرًا، لا أستطيع ترجمة هذا النص الذي أرسلته.", nil}, "refuses"},
		{"honest apology", Pair{"ar", "en", "أنا آسف لأنني لم أستطع الحضور.", "I'm sorry I could not attend.", nil}, ""},
		{"chatter before", Pair{"ar", "en", ar, "Sure! Here is the translation: " + en, nil}, "talks"},
		{"chatter in Arabic", Pair{"en", "ar", en, "إليك الترجمة: " + ar, nil}, "talks"},
		{"remark behind", Pair{"ar", "en", ar, en + " (Note: the year is not named.)", nil}, "remark"},
		{"more lines", Pair{"ar", "en", ar, en + "\n\n" + en, nil}, "lines"},
		{"as many lines", Pair{"ar", "en", ar + "\n" + ar, en + "\n" + en, nil}, ""},
		{"a code fence", Pair{"ar", "en", ar, "```" + en + "```", nil}, "chat"},
		{"too long", Pair{"ar", "en", ar, strings.Repeat(en+" ", 5), nil}, "too long"},
		{"too short", Pair{"ar", "en", ar, "Prices.", nil}, "too short"},
		{"a link of its own", Pair{"ar", "en", ar, en + " More at www.prices.example.", nil}, "address"},
		{"the source's link", Pair{"ar", "en", ar + " www.prices.example", en + " www.prices.example", nil}, ""},
		{"a telephone number of its own", Pair{"ar", "en", ar, "The ministry announced that prices rose; call +44 20 7946 0958.", nil}, "long number"},
		{"a long number of the source", Pair{"ar", "en", "اتصلوا بالرقم ٠٢٠٧٩٤٦٠٩٥٨ للحجز.", "Call 020 7946 0958 to book.", nil}, ""},
		{"a million", Pair{"ar", "en", "بلغ العدد عشرة ملايين شخص.", "The number reached 10 000 000 people.", nil}, ""},
		{"the prompt", Pair{"ar", "en", ar, "Translate every item from Arabic into English as it stands.", []string{"translate every item from Arabic into English"}}, "prompt"},
		{"nothing in common", Pair{"ar", "en",
			"أعلنت وزارة الصحة أن المستشفى الجديد سيفتح أبوابه أمام المرضى مطلع الشهر القادم بعد تأخير طويل.",
			"Bananas are rich in potassium and taste best when they are slightly green on the outside and soft.", nil}, "nothing of what"},
	} {
		got := Check(c.p)
		if (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestTablesAreInOrder(t *testing.T) {
	if _, err := parseMarkers(markerData); err != nil {
		t.Error(err)
	}
	if _, err := parseImperatives(imperativeData); err != nil {
		t.Error(err)
	}
	var names []string
	for line := range strings.Lines(markerData) {
		if !strings.HasPrefix(line, "#") {
			name, _, _ := strings.Cut(line, "\t")
			names = append(names, name)
		}
	}
	if !slices.IsSorted(names) || len(slices.Compact(slices.Clone(names))) != len(names) {
		t.Error("markers.tsv is not sorted, or names a group twice")
	}
	for _, bad := range []string{"a\tb", "a\tb\t", "\tb\tc", "a\tb,,c\td"} {
		if _, err := parseMarkers(bad); err == nil {
			t.Errorf("%q is accepted", bad)
		}
	}
	for _, bad := range []string{"fr\tx", "ar", "ar\ta,,b", "ar\ta\nar\tb"} {
		if _, err := parseImperatives(bad); err == nil {
			t.Errorf("%q is accepted", bad)
		}
	}
}

// Own examples of what models say in place of a translation, and of news that sounds
// like it.
func TestTalkOfModels(t *testing.T) {
	const ar, en = "ارتفع سعر الخبز في المدينة.", "The price of bread rose in the city."
	for answer, from := range map[string]string{
		"Unfortunately I'm not able to help with this request.": "ar", "Le prix du pain a augmenté dans la ville.": "ar",
		"Der Preis von Brot ist in der Stadt gestiegen.": "ar", "El precio del pan subió en la ciudad por la tarde.": "ar",
		en + " Would you like me to translate more?": "ar", "قیمت نان در شهر افزایش یافت و مردم نگران شدند.": "en",
		ar + " هل تريد أن أترجم شيئاً آخر؟": "en", "آسف، لا يمكنني تلبية هذا الطلب لأنه يخالف سياسات الاستخدام.": "en",
		"أعتذر، لكن لا يمكنني تقديم ترجمة لهذا المحتوى.": "en",
	} {
		p := Pair{From: from, To: "en", Source: ar, Answer: answer}
		if from == "en" {
			p.To, p.Source = "ar", en
		}
		if Check(p) == "" {
			t.Errorf("taken for a translation: %s", answer)
		}
	}
	for _, p := range []Pair{
		{From: "ar", To: "en", Source: "قال الشاعر: «عذراً، لا أستطيع أن أترجم ما أشعر به».", Answer: "\"Sorry, I cannot translate what I feel,\" the poet said."},
		{From: "ar", To: "en", Source: "سألها: هل تريد أن ترافقه؟", Answer: "He asked her: would you like me to come along?"},
		{From: "ar", To: "en", Source: "فاز فيلم «لا فيدا إس بيلا» بالجائزة.", Answer: "The film \"La vida es bella\" by Los Andes won the prize."},
		{From: "ar", To: "en", Source: "وصل دي لا كروز إلى ريو دي جانيرو.", Answer: "De la Cruz arrived in Rio de Janeiro."},
		{From: "ar", To: "en", Source: "زار المبعوث لوس أنجلوس ولاس فيغاس.", Answer: "The envoy visited Los Angeles and Las Vegas."},
		{From: "ar", To: "en", Source: "الترجمة علم وفن.", Answer: "Translation is a science and an art."},
		{From: "ar", To: "en", Source: "ملاحظة: تغلق الأبواب الساعة السادسة.", Answer: "Note: doors close at six o'clock."},
		{From: "en", To: "ar", Source: "\"I am sorry, I cannot help,\" he said.", Answer: "قال: «آسف، لا أستطيع المساعدة»."},
	} {
		if why := Check(p); why != "" {
			t.Errorf("%s: %s", p.Answer, why)
		}
	}
}
