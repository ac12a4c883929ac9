package file

import (
	"context"
	"errors"
	"strings"
	"testing"

	"tarjuman/translate"
)

func TestBackend(t *testing.T) {
	pairs, err := Lines([]string{"نعم.", "وصل أمس.", "نعم.", "لا."}, []string{"Yes.", "He arrived yesterday.", "Indeed.", " "})
	if err != nil {
		t.Fatal(err)
	}
	b := New(Options{Name: "mine", Path: "a.en.txt", Pairs: pairs})
	batch := []translate.Segment{{ID: "s1", Text: "نعم. "}, {ID: "s2", Text: "وصل أمس."}, {ID: "s3", Text: "نعم."}}
	res, err := b.Translate(context.Background(), "ar", "en", batch)
	if err != nil || res[0].Text != "Yes." || res[1].Text != "He arrived yesterday." || res[2].Text != "Indeed." {
		t.Errorf("%+v, %v", res, err)
	}
	if res[0].Origin != (translate.Origin{Kind: translate.Human, Engine: "file", Model: "a.en.txt"}) || b.Info().Paid || b.Info().Network {
		t.Errorf("%+v, %+v", res[0].Origin, b.Info())
	}
	// sent again after all: the last one stands
	if res, err = b.Translate(context.Background(), "ar", "en", batch[2:]); err != nil || res[0].Text != "Indeed." {
		t.Errorf("%+v, %v", res, err)
	}
	res, err = b.Translate(context.Background(), "ar", "en", []translate.Segment{{ID: "s4", Text: "لا."}, {ID: "s2", Text: "وصل أمس."}, {ID: "s9", Text: "جديد"}})
	var e *translate.Error
	if !errors.As(err, &e) || e.Kind != translate.Refused || e.Backend != "mine" || !strings.Contains(err.Error(), "sentence s4 and 1 more") || res[0].Done() || !res[1].Done() {
		t.Errorf("%+v, %v", res, err)
	}
}

func TestUnevenLines(t *testing.T) {
	if _, err := Lines([]string{"a"}, nil); !errors.Is(err, ErrUneven) {
		t.Error(err)
	}
}
