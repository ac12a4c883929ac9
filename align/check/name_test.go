package check

import "testing"

func TestNames(t *testing.T) {
	for _, c := range []struct{ name, ar, en, want string }{
		{"country", "زار الوزير إيطاليا أمس.", "The minister visited Italy yesterday.", ""},
		{"people for country", "التقى مسؤولين من إيطاليا أمس.", "He met Italian officials yesterday.", ""},
		{"capital for country", "أدانت روسيا الهجوم أمس.", "Moscow condemned the attack yesterday.", ""},
		{"country changed", "زار الوزير إيطاليا أمس.", "The minister visited Portugal yesterday.", "name.changed"},
		{"country beside its capital", "زار روما عاصمة إيطاليا أمس.", "He visited Rome, the capital of Portugal, yesterday.", "name.changed"},
		{"country missing", "زار الوزير إيطاليا أمس.", "The minister paid a visit yesterday.", "name.missing"},
		{"city changed", "عقد الاجتماع في القاهرة أمس.", "The meeting was held in Istanbul yesterday.", "name.changed"},
		{"hidden article", "وصل إلى المتحف زائر للصين.", "A visitor of China arrived at the museum.", ""},
		{"unknown name by sound", "قال هيلدبراندت إن العمل مستمر.", "Hildebrandt said the work was going on.", ""},
		{"family name changed", "قال سكوت هيلدبراندت إن العمل مستمر.", "The work was going on, Scott Marlowe said.", "name.changed"},
		{"abbreviation may hold it", "وافق أعضاء برلمان إيطاليا على الخطة.", "MPI approved the plan.", ""},
		{"surname for a surname", "قال غيرهارد ليندكفيست إن العمل مستمر.", "Gerhard Montgomery said the work was going on.", "name.changed"},
		{"word for a surname", "انتخبت سارة بالتون رئيسة للنادي.", "Sarah Station was elected president of the club.", "name.changed"},
		{"mute letters", "قال كلارك دوهرتي إن العمل مستمر.", "Clark Dougherty said the work was going on.", ""},
		{"three words for one", "زار وفد قبر توت عنخ آمون أمس.", "A delegation visited the tomb of Tutankhamun yesterday.", ""},
		{"given name added", "قال لينكولن إن العمل مستمر.", "Abraham Lincoln said the work was going on.", ""},
		{"full name missing", "شكر القاضي غيرهارد ليندكفيست رجال الإطفاء.", "The judge thanked the firefighters.", "name.missing"},
		{"titled name missing", "شكر الجنرال لاستروفي رجال الإطفاء.", "The general thanked the firefighters.", "name.missing"},
		{"people missing", "أشاد الوزير بالاقتصاد النرويجي أمس.", "The minister praised the economy yesterday.", "name.missing"},
		{"country among readings", "بقي الجنود في مصر حتى الصيف.", "The soldiers stayed until the summer.", "name.missing"},
		{"speaker missing", "قال مايك كوبر، مدير المتجر، إن الأسعار سترتفع.", "He, the manager of the shop, said prices would rise.", "name.missing"},
		{"speaker missing, his surname a word", "وأضاف مارتن حارس، رئيس الاتحاد، أن القرار نهائي.", "The president of the union added that the decision was final.", "name.missing"},
		{"surname after a first word", "فاز جيمس ريد بالسباق.", "James Market won the race.", "name.changed"},
		{"country named once less", "شهدت بولندا احتجاجات حين وقعت الحكومة البولندية الاتفاق.", "There were protests when the Polish government signed the deal.", "name.missing"},
		{"country answered by its adjective", "شهدت مدن بولندا احتجاجات على حكومة بولندا.", "Polish cities saw protests against the government of Poland.", ""},
		{"place inside a word", "عبرت القافلة القارة القطبية الجنوبية.", "The convoy crossed the Transantarctica route.", ""},
		{"preposition is no name", "اعترض السكان على القرار.", "Residents objected to the decision of Lee.", ""},
		{"speaker, then what he says", "صرح بأن موسيقى الفرقة جميلة.", "He said the music of the band was beautiful.", ""},
		{"item of a list missing", "حضر الحفل سام هاربر، وروي كين، ومارك تولان.", "Sam Harper and Mark Tolan attended the party.", "name.missing"},
		{"institution by another word", "نظرت الجمعية الوطنية في الطلب.", "The National Congress considered the request.", ""},
		{"nickname", "فاز فريق ليفينغستون أمس.", "Livi won yesterday.", ""},
		{"town that is also a person", "تحدثت نانسي إلى الصحافة أمس.", "Pelosi spoke to the press yesterday.", ""},
		{"words run together", "زارالوزيرالعاصمةالكينية فيمهمةرسمية", "The minister visited Munich on an official mission.", "name.changed"},
		{"acronym by letters", "ذكرت بي بي سي أن الاجتماع انتهى.", "The BBC reported that the meeting had ended.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := findings(t, names{}, c.ar, c.en)
			if c.want == "" && len(got) != 0 || c.want != "" && (len(got) != 1 || len(got[c.want]) != 1) {
				t.Errorf("got %v, want %q", got, c.want)
			}
		})
	}
}

// TestNamesFromEnglish runs the rules on English sources.
func TestNamesFromEnglish(t *testing.T) {
	for _, c := range []struct{ name, en, ar, want string }{
		{"country", "The minister visited Italy yesterday.", "زار الوزير إيطاليا أمس.", ""},
		{"people for country", "He met Italian officials yesterday.", "التقى مسؤولين من إيطاليا أمس.", ""},
		{"country changed", "The minister visited Portugal yesterday.", "زار الوزير إيطاليا أمس.", "name.changed"},
		{"country missing", "The minister visited farms in Portugal yesterday.", "زار الوزير المزارع أمس.", "name.missing"},
		{"city missing", "The talks on trade will open in Istanbul tomorrow.", "تبدأ محادثات التجارة غدا.", "name.missing"},
		{"full name missing", "The judge Gerhard Lindqvist said the work was going on.", "قال القاضي إن العمل مستمر.", "name.missing"},
		{"surname changed", "Scott Marlowe said the work was going on.", "قال سكوت هيلدبراندت إن العمل مستمر.", "name.changed"},
		{"right by sound", "Hildebrandt said the work was going on.", "قال هيلدبراندت إن العمل مستمر.", ""},
		{"given name left out", "Scott Hildebrandt said the work was going on.", "قال هيلدبراندت إن العمل مستمر.", ""},
		{"name spelled as a word", "The new London mayor Tony Breed resigned.", "استقال عمدة لندن الجديد توني بريد.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := Document{SourceLang: "en", TargetLang: "ar", Pairs: []Pair{{ID: "1", Source: c.en, Target: c.ar}}}
			got := documentFindings(t, names{}, doc)
			if c.want == "" && len(got) != 0 || c.want != "" && (len(got) != 1 || len(got[c.want]) != 1) {
				t.Errorf("got %v, want %q", got, c.want)
			}
		})
	}
}

func TestCapitals(t *testing.T) {
	for _, c := range []struct{ name, ar, en, want string }{
		{"right", "وصل ميكلسون إلى فرنسا.", "Mickelson arrived in France.", ""},
		{"country", "وصل ميكلسون إلى فرنسا.", "Mickelson arrived in france.", "france"},
		{"address", "الموقع في فرنسا", "See www.france.example and mail@france.example", ""},
		{"handle", "الموقع في فرنسا", "Follow @france and #france in France", ""},
		{"own capitals", "أعلنت آبل عن آيفون جديد.", "iPhone sales rose.", ""},
		{"start", "وصل الوفد أمس.", "the delegation arrived yesterday.", "the"},
		{"full name", "قال كيغان لوفيتز إن العمل مستمر.", "The work was going on, keaghan lovitz said.", "keaghan"},
		{"common words that are spelled", "أقيمت الحفلة في ثندر بريدج أمس.", "The party was held at thunder bridge yesterday.", "thunder"},
		{"behind a title", "كان الملك غيرولد مريضا.", "At the time king gerold was ill.", "gerold"},
		{"behind a noun of places", "وصل إلى جزيرة ترولند أمس.", "He arrived on trolund island yesterday.", "trolund"},
		{"species", "ينمو نبات لوكاريا سيلفينس في الغابة.", "Lucaria silvensis grows in the forest.", ""},
		{"adjective of a place", "تنمو الزهرة في جبال الألب.", "The flower grows in alpine valleys.", ""},
		{"loan", "لعب الغولف أمس.", "He played golf yesterday.", ""},
		{"weekday", "وصل الوفد يوم الاثنين.", "The delegation arrived on monday.", "monday"},
		{"religion", "يصوم المسلمون شهر رمضان.", "People fast during ramadan.", "ramadan"},
		{"institution", "اجتمع أعضاء مجلس الأمن أمس.", "Members of the security council met yesterday.", "security council"},
		{"country that is a word", "سافر الوفد إلى تركيا أمس.", "The delegation went to turkey yesterday.", "turkey"},
		{"the word itself", "أكلوا ديكا روميا في العيد.", "They ate turkey at the feast.", ""},
		{"people", "صوت الأمريكيون أمس.", "Yesterday many americans voted.", "americans"},
		{"title", "تحدثت مع النائب جون كيلي.", "She spoke to rep. John Kelly.", "rep"},
		{"Latin in the source", "نزلوا في فندق Blue Heron أمس.", "They stayed at the blue heron yesterday.", "blue"},
		{"Latin in lower case", "ثبت برنامج grep على الجهاز.", "He installed grep on the machine.", ""},
		{"common word by sound behind a company", "اشترت شركة ثندر المصنع.", "The firm thunder bought the plant.", "thunder"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := findings(t, capitals{}, c.ar, c.en)["name.case"]
			switch {
			case c.want == "" && len(f) != 0:
				t.Errorf("got %v, want nothing", f)
			case c.want != "" && (len(f) == 0 || c.en[f[0].Target[0].Start:f[0].Target[0].End] != c.want):
				t.Errorf("got %v, want %q", f, c.want)
			}
		})
	}
}

func TestSlip(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"pederson", "pedersen", true}, {"mirin", "mirren", false}, {"miren", "mirren", true}, {"clarq", "clark", true}, {"kafanaugh", "kavanaugh", true},
		{"nort", "north", true}, {"ruge", "rouge", true}, {"brown", "browns", false}, {"macron", "marcon", false}, {"obama", "osama", false},
	} {
		if got := soundKey(c.a) == soundKey(c.b) && slip(c.a, c.b); got != c.want {
			t.Errorf("%s and %s: got %v, want %v", c.a, c.b, got, c.want)
		}
	}
}
