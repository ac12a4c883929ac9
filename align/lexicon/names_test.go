package lexicon

import "testing"

func TestNameSimilaritySameName(t *testing.T) {
	for _, c := range [][2]string{
		{"بلينكين", "Blinken"}, {"بيدرسون", "Pedersen"}, {"ترامب", "Trump"}, {"وبوتين", "Putin"}, {"ميركل", "Merkel"},
		{"جونسون", "Johnson"}, {"غوتيريش", "Guterres"}, {"شيكاغو", "Chicago"}, {"القذافي", "Gaddafi"}, {"القذافي", "Qaddafi"},
		{"هيثرو", "Heathrow"}, {"ماكرون", "Macron"}, {"نتنياهو", "Netanyahu"}, {"زيلينسكي", "Zelensky"}, {"محمد", "Mohammed"},
		{"فيسبوك", "Facebook"}, {"واشنطن", "Washington"}, {"تشانغ", "Zhang"}, {"أوباما", "Obama"}, {"كلينتون", "Clinton"},
		{"فوغان", "Vaughan"}, {"دوهرتي", "Dougherty"}, {"بوردو", "Bordeaux"}, {"فورنييه", "Fournier"}, {"زابي", "Xabi"},
	} {
		if s := NameSimilarity(c[0], c[1]); s < 0.7 {
			t.Errorf("NameSimilarity(%s, %s) = %.2f, want at least 0.7", c[0], c[1], s)
		}
	}
}

func TestNameSimilarityOtherName(t *testing.T) {
	for _, c := range [][2]string{
		{"بلينكين", "Pedersen"}, {"ترامب", "Putin"}, {"ميركل", "Macron"}, {"أوباما", "Clinton"}, {"واشنطن", "Chicago"},
		{"محمد", "Ahmed"}, {"جونسون", "Jackson"}, {"لندن", "Berlin"}, {"باريس", "Madrid"},
	} {
		if s := NameSimilarity(c[0], c[1]); s > 0.67 {
			t.Errorf("NameSimilarity(%s, %s) = %.2f, want at most 0.67", c[0], c[1], s)
		}
	}
}

func TestRomanizeLeavesNoArabic(t *testing.T) {
	for ar, want := range map[string]string{"بيدرسون": "Bidrason", "كييف": "Kiif", "جيبو": "Jibo", "ميركل": "Mirkal"} {
		if got := Romanize(ar); got != want {
			t.Errorf("Romanize(%s) = %s, want %s", ar, got, want)
		}
	}
}
