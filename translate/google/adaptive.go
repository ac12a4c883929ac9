package google

import (
	"context"
	"strings"

	translateapi "cloud.google.com/go/translate/apiv3"
	"cloud.google.com/go/translate/apiv3/translatepb"

	"tarjuman/translate"
)

// Reference is an earlier translation that adaptive translation may imitate.
type Reference struct{ Source, Target string }

// maxReferences is how many pairs go with one sentence; the service's guide
// recommends up to five.
const maxReferences = 5

// adaptiveModel is what results of adaptive translation carry as their model.
const adaptiveModel = "adaptive"

func (b *Backend) adapts() bool { return b.refer != nil || b.names.dataset != "" }

// references looks up the pairs of every sentence.
func (b *Backend) references(from, to string, batch []translate.Segment) [][]Reference {
	out := make([][]Reference, len(batch))
	if b.refer == nil {
		return out
	}
	for i, s := range batch {
		refs := b.refer(from, to, s.Text)
		out[i] = refs[:min(len(refs), maxReferences)]
	}
	return out
}

// adaptiveText translates sentences with the pairs of each.
func (b *Backend) adaptiveText(ctx context.Context, client *translateapi.TranslationClient, from, to string, batch []translate.Segment, refs [][]Reference) ([]text, error) {
	req := &translatepb.AdaptiveMtTranslateRequest{Parent: b.names.parent, Dataset: b.names.dataset, MimeType: "text/plain"}
	for _, s := range batch {
		req.Content = append(req.Content, strings.ToValidUTF8(s.Text, "\uFFFD"))
	}
	if b.refer != nil {
		req.ReferenceSentenceConfig = referenceConfig(from, to, refs)
	}
	if b.names.glossary != "" {
		req.GlossaryConfig = &translatepb.AdaptiveMtTranslateRequest_GlossaryConfig{Glossary: b.names.glossary}
	}
	resp, err := client.AdaptiveMtTranslate(ctx, req)
	if err != nil {
		return nil, classify(err)
	}
	list := resp.GetTranslations()
	if b.names.glossary != "" {
		list = resp.GetGlossaryTranslations()
	}
	out := make([]text, len(list))
	for i, t := range list {
		out[i] = text{t.GetTranslatedText(), adaptiveModel}
	}
	return out, nil
}

// referenceConfig writes one list of pairs for each sentence, as the service
// wants it.
func referenceConfig(from, to string, refs [][]Reference) *translatepb.AdaptiveMtTranslateRequest_ReferenceSentenceConfig {
	c := &translatepb.AdaptiveMtTranslateRequest_ReferenceSentenceConfig{SourceLanguageCode: from, TargetLanguageCode: to}
	for _, list := range refs {
		l := &translatepb.AdaptiveMtTranslateRequest_ReferenceSentencePairList{}
		for _, r := range list {
			l.ReferenceSentencePairs = append(l.ReferenceSentencePairs, &translatepb.AdaptiveMtTranslateRequest_ReferenceSentencePair{
				SourceSentence: strings.ToValidUTF8(r.Source, "\uFFFD"), TargetSentence: strings.ToValidUTF8(r.Target, "\uFFFD"),
			})
		}
		c.ReferenceSentencePairLists = append(c.ReferenceSentencePairLists, l)
	}
	return c
}
