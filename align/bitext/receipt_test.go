package bitext

import (
	"bytes"
	"reflect"
	"testing"
	"time"
)

func TestReceiptsAreKept(t *testing.T) {
	want := []Receipt{
		{Run: "AAAA", Time: time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC), Sentences: 41, Kept: 2, Memory: 3, Known: 4, Services: []Service{
			{Backend: "desk-deepl", Engine: "deepl", Requests: 3, Answered: 30, Sent: 6000, Characters: 5930, Cost: "0.1186", Currency: "€", Lost: 1},
			{Backend: "google", Engine: "google", Model: "general/nmt", Requests: 1, Answered: 2, Sent: 80, Characters: 80}}},
		{Run: "BBBB", Time: time.Date(2026, 5, 5, 0, 0, 0, 0, time.UTC), Sentences: 41, Services: []Service{}},
	}
	d := &Document{Header: Header{Source: File{Lang: "ar"}, Target: File{Lang: "en"}}, Receipts: want}
	if d.Holds()[History] == 0 {
		t.Error("a format that carries no history would not name the loss")
	}
	var b bytes.Buffer
	if err := Write(&b, d); err != nil {
		t.Fatal(err)
	}
	got, err := Read(bytes.NewReader(b.Bytes()))
	if err != nil || !reflect.DeepEqual(got.Receipts, want) {
		t.Errorf("%+v, %v", got.Receipts, err)
	}
}
