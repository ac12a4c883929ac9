package google

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"cloud.google.com/go/translate/apiv3/translatepb"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"tarjuman/translate"
	"tarjuman/translate/internal/wiretest"
)

// AdaptiveMtTranslate answers every sentence with the target of its first pair,
// and refuses what the real service refuses.
func (s *server) AdaptiveMtTranslate(_ context.Context, req *translatepb.AdaptiveMtTranslateRequest) (*translatepb.AdaptiveMtTranslateResponse, error) {
	if s.adaptive != nil {
		return s.adaptive(req)
	}
	return likePairs(req)
}

func likePairs(req *translatepb.AdaptiveMtTranslateRequest) (*translatepb.AdaptiveMtTranslateResponse, error) {
	lists := req.GetReferenceSentenceConfig().GetReferenceSentencePairLists()
	if req.GetDataset() == "" && len(lists) != len(req.GetContent()) {
		return nil, status.Error(codes.InvalidArgument, "the number of pair lists must be that of contents")
	}
	resp := &translatepb.AdaptiveMtTranslateResponse{}
	for i, c := range req.GetContent() {
		t := "like the dataset: " + c
		if req.GetDataset() == "" {
			t = "like " + lists[i].GetReferenceSentencePairs()[0].GetTargetSentence()
		}
		resp.Translations = append(resp.Translations, &translatepb.AdaptiveMtTranslation{TranslatedText: t})
		if req.GetGlossaryConfig() != nil {
			resp.GlossaryTranslations = append(resp.GlossaryTranslations, &translatepb.AdaptiveMtTranslation{TranslatedText: t + " (GLOSSARY)"})
		}
	}
	return resp, nil
}

// knows has pairs for sentences that hold the word.
func knows(word string, pairs ...Reference) func(from, to, text string) []Reference {
	return func(from, to, text string) []Reference {
		if from == "ar" && to == "en" && strings.Contains(text, word) {
			return pairs
		}
		return nil
	}
}

func TestAdaptiveOnlyWhereThereArePairs(t *testing.T) {
	s := serve(t)
	pairs := []Reference{{"a", "A1"}, {"b", "B"}, {"c", "C"}, {"d", "D"}, {"e", "E"}, {"f", "F"}}
	var sent int
	s.adaptive = func(req *translatepb.AdaptiveMtTranslateRequest) (*translatepb.AdaptiveMtTranslateResponse, error) {
		c := req.GetReferenceSentenceConfig()
		sent = len(c.GetReferenceSentencePairLists()[0].GetReferenceSentencePairs())
		if c.GetSourceLanguageCode() != "ar" || c.GetTargetLanguageCode() != "en" || req.GetMimeType() != "text/plain" {
			t.Errorf("sent %v", req)
		}
		return likePairs(req)
	}
	b := s.backend(t, Options{Name: "desk", References: knows("known", pairs...)})
	if !b.Info().References || !strings.Contains(b.Info().Settings, "adaptive") {
		t.Errorf("%+v", b.Info())
	}
	res, err := b.Translate(context.Background(), "ar", "en", wiretest.Segments("new one", "known one", "another"))
	if err != nil {
		t.Fatal(err)
	}
	got := []string{res[0].Text, res[1].Text, res[2].Text, res[0].Origin.Model, res[1].Origin.Model}
	if want := []string{"NEW ONE", "like A1", "ANOTHER", "general/nmt", "adaptive"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if sent != maxReferences {
		t.Errorf("%d pairs sent with a sentence", sent)
	}
}

func TestAdaptiveFailureKeepsTheOthers(t *testing.T) {
	s := serve(t)
	s.adaptive = func(*translatepb.AdaptiveMtTranslateRequest) (*translatepb.AdaptiveMtTranslateResponse, error) {
		return nil, status.Error(codes.Unavailable, "try again")
	}
	b := s.backend(t, Options{Name: "desk", References: knows("known", Reference{"a", "A"})})
	res, err := b.Translate(context.Background(), "ar", "en", wiretest.Segments("new", "known"))
	var e *translate.Error
	if !errors.As(err, &e) || e.Kind != translate.Transient || e.Backend != "desk" {
		t.Fatalf("got %v", err)
	}
	if len(res) != 2 || res[0].Text != "NEW" || res[1].Done() {
		t.Errorf("got %+v", res)
	}
}

func TestDataset(t *testing.T) {
	b := serve(t).backend(t, Options{Location: "us-central1", Dataset: "news", Glossary: "g"})
	res, err := b.Translate(context.Background(), "ar", "en", wiretest.Segments("one", "two"))
	if err != nil || res[1].Text != "like the dataset: two (GLOSSARY)" {
		t.Errorf("got %+v, %v", res, err)
	}
	if want := "projects/p/locations/us-central1/adaptiveMtDatasets/news"; b.names.dataset != want {
		t.Errorf("dataset %s, want %s", b.names.dataset, want)
	}
}

func (s *server) GetSupportedLanguages(context.Context, *translatepb.GetSupportedLanguagesRequest) (*translatepb.SupportedLanguages, error) {
	return &translatepb.SupportedLanguages{Languages: make([]*translatepb.SupportedLanguage, 3)}, s.languages
}

func TestCheckNeedsTheSameCredentials(t *testing.T) {
	s := serve(t)
	b := s.backend(t, Options{Name: "desk"})
	if said, err := b.Check(context.Background()); err != nil || said != "3 languages" {
		t.Errorf("%q, %v", said, err)
	}
	s.languages = status.Error(codes.Unauthenticated, "token ya29."+wiretest.Canary)
	_, err := b.Check(context.Background())
	wiretest.Check(t, err, "desk", wiretest.Fault{Kind: translate.Auth})
}
