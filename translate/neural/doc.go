// Package neural translates with the open models of Firefox Translations, without
// network, in pure Go.
//
//	m, err := neural.Load("models/aren", neural.Options{})
//	...
//	t, err := m.Translate(ctx, "أين المحطة؟")
//	fmt.Println(t.Text) // Where is the station?
//
// A model is a folder of three files: the weights of a small transformer trained
// by knowledge distillation (Marian's binary format, 8-bit integers), a
// SentencePiece vocabulary and a lexical shortlist. [Open] makes a
// [translate.Backend] of it.
//
// # How a sentence is translated
//
// The vocabulary cuts the sentence into pieces, the shortlist names the target
// pieces worth considering, the encoder (six layers of self-attention and
// feed-forward) turns the pieces into vectors, and the decoder, whose
// self-attention is replaced by a simple recurrent unit (SSRU), chooses one target
// piece after the other, always the best (greedy search), until it chooses the
// end symbol. The first attention head of one decoder layer was trained to align;
// it comes back as [Translation].Alignment.
//
// Vaswani et al. 2017, "Attention Is All You Need"; Kim et al. 2019, "From
// Research to Production and Back: Ludicrously Fast Neural Machine Translation";
// Junczys-Dowmunt et al. 2018, "Marian: Fast Neural Machine Translation in C++".
//
// # Determinism
//
// The same model and text give the same translation on every processor, alone or
// in a batch. Matrix products are exact in integers; all other sums have a fixed
// order. Each sentence has its own shortlist: in the original, all sentences of a
// batch share one, so that what a sentence becomes depends on its neighbours.
// [Model.Reproduce] works that way, to compare with published outputs. The
// original engine's results also differ between processors, because without VNNI
// instructions it lets sums of products overflow; its VNNI results are the ones
// matched here.
//
// # Speed and memory
//
// With AVX2 or AVX-512 VNNI a sentence of twenty words takes some 10 to 25 ms on
// one core; without assembly, some tenths of a second. `go test -bench Translate`
// measures models of the published sizes. A loaded model takes the size of its
// files, a translation in progress up to 10 MB more.
package neural
