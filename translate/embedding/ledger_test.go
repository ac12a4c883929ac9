package embedding

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"tarjuman/translate"
	"tarjuman/translate/budget"
	"tarjuman/translate/internal/wiretest"
	"tarjuman/translate/journal"
)

// record is a journal on the disk with the vectors beside it.
func record(t *testing.T, dir string, plan budget.Plan) (*journal.Journal, translate.Ledger) {
	t.Helper()
	j, err := journal.Open(journal.Options{Dir: dir, Plan: plan, Article: "a.txt"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	return j, openStore(t, filepath.Join(dir, "vectors")).Ledger(j)
}

func texts(n int) (out []string) {
	for i := range n {
		out = append(out, fmt.Sprintf("sentence %d %s", i, strings.Repeat("x", i%17)))
	}
	return out
}

// TestNeverPaidTwice: a run that fails in the middle is gone on with, its vectors
// are not asked for again, and the third run asks for nothing.
func TestNeverPaidTwice(t *testing.T) {
	dir := t.TempDir()
	var sizes []int
	var n atomic.Int32
	good := service(t, &sizes)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if n.Add(1) == 3 {
			wiretest.JSON(401, `{"error":{"message":"key withdrawn"}}`)(w, r)
			return
		}
		good(w, r)
	}))
	t.Cleanup(srv.Close)
	all := texts(200)
	var first [][]float32
	for run, want := range [][]int{{64, 64}, {64, 64, 64, 8}, {64, 64, 64, 8}} {
		_, ledger := record(t, dir, budget.Plan{})
		got, err := clientAt(t, srv, ledger).Embed(context.Background(), all)
		if (err == nil) != (run > 0) {
			t.Fatalf("run %d: %v", run, err)
		}
		if fmt.Sprint(sizes) != fmt.Sprint(want) {
			t.Fatalf("run %d: requests of %v so far, want %v", run, sizes, want)
		}
		switch run {
		case 1:
			first = got
		case 2:
			if fmt.Sprint(got) != fmt.Sprint(first) {
				t.Error("kept vectors differ from those received")
			}
		}
	}
	if other, err := journal.Open(journal.Options{Dir: dir}); err != nil {
		t.Error(err)
	} else if list, err := other.Receipts(); err != nil || len(list) != 2 || list[0].Lines[0].Answered != 128 || list[1].Lines[0].Answered != 72 || list[0].Lines[0].Backend != Name {
		t.Errorf("receipts %+v, %v", list, err)
	}
	names, _ := filepath.Glob(filepath.Join(dir, "*.jsonl"))
	for _, name := range names {
		if data, _ := os.ReadFile(name); len(data) > 200*300 || strings.Contains(string(data), "sentence 1") {
			t.Errorf("%s holds vectors or texts: %d bytes", name, len(data))
		}
	}
}

// TestCapHolds: a request that does not fit under a cap is not sent.
func TestCapHolds(t *testing.T) {
	var sizes []int
	_, ledger := record(t, t.TempDir(), budget.Plan{All: budget.Caps{Run: budget.Cap{Characters: 1600}}})
	_, err := clientWith(t, service(t, &sizes), ledger).Embed(context.Background(), texts(150))
	var over *budget.Exceeded
	var refused *translate.LedgerError
	if !errors.As(err, &over) || !errors.As(err, &refused) || len(sizes) != 1 {
		t.Errorf("error %v after requests of %v", err, sizes)
	}
}

// TestDoubtIsKept: a request that may have been charged without an answer is not
// sent again by the next run without consent.
func TestDoubtIsKept(t *testing.T) {
	dir := t.TempDir()
	var sizes []int
	var well atomic.Bool
	good := service(t, &sizes)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if well.Load() {
			good(w, r)
			return
		}
		wiretest.JSON(200, `{"data":[]}`)(w, r)
	}))
	t.Cleanup(srv.Close)
	j, ledger := record(t, dir, budget.Plan{})
	if _, err := clientAt(t, srv, ledger).Embed(context.Background(), []string{"a"}); err == nil {
		t.Fatal("no vector is a vector")
	}
	j.Close()
	well.Store(true)
	j, ledger = record(t, dir, budget.Plan{})
	_, err := clientAt(t, srv, ledger).Embed(context.Background(), []string{"a"})
	var doubt *journal.InDoubt
	if !errors.As(err, &doubt) || doubt.Backend != Name || len(sizes) != 0 {
		t.Errorf("error %v after requests of %v", err, sizes)
	}
	doubts, err := j.Doubts(nil)
	if err != nil || len(doubts) != 1 {
		t.Fatalf("doubts %+v, %v", doubts, err)
	}
	j.Agree(doubts)
	if _, err := clientAt(t, srv, ledger).Embed(context.Background(), []string{"a"}); err != nil || len(sizes) != 1 {
		t.Errorf("with consent: error %v after requests of %v", err, sizes)
	}
}

// TestTokensAreCharged: services of embeddings charge for what they read.
func TestTokensAreCharged(t *testing.T) {
	price, err := budget.ParseMoney("10000")
	if err != nil {
		t.Fatal(err)
	}
	j, ledger := record(t, t.TempDir(), budget.Plan{Rates: map[string]budget.Rate{Name: {TokensIn: price}}})
	c := clientWith(t, wiretest.JSON(200, `{"data":[{"embedding":[1]}],"usage":{"prompt_tokens":7}}`), ledger)
	if _, err := c.Embed(context.Background(), []string{"a"}); err != nil {
		t.Fatal(err)
	}
	if l := j.Receipt().Lines[0]; l.Cost.String() != "0.07" { // 7 of a million tokens at 10,000
		t.Errorf("a cost of %s", l.Cost.Decimal())
	}
}

// TestModelThatChanged: vectors of another length than those kept are refused.
func TestModelThatChanged(t *testing.T) {
	var n atomic.Int32
	_, ledger := record(t, t.TempDir(), budget.Plan{})
	c := clientWith(t, func(w http.ResponseWriter, r *http.Request) {
		wiretest.JSON(200, `{"data":[{"embedding":[1`+strings.Repeat(",2", int(n.Add(1)))+`]}]}`)(w, r)
	}, ledger)
	if _, err := c.Embed(context.Background(), []string{"a"}); err != nil {
		t.Fatal(err)
	}
	_, err := c.Embed(context.Background(), []string{"a", "b"})
	var e *translate.Error
	if !errors.As(err, &e) || e.Kind != translate.BadReply || !strings.Contains(err.Error(), "is not what it was") {
		t.Errorf("error %v", err)
	}
}
