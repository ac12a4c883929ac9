package catalog

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"tarjuman/translate/neural/internal/download"
)

// The service that tells Firefox which models there are (Remote Settings), and
// where it keeps their files unless it says otherwise.
const (
	firefoxServer      = "https://firefox.settings.services.mozilla.com/v1/"
	firefoxAttachments = "https://firefox-settings-attachments.cdn.mozilla.net/"
	firefoxRecords     = "buckets/main/collections/translations-models-v2/records"
)

// maxList bounds the answer of the service.
const maxList = 32 << 20

// listTimeout is how long the list may take.
const listTimeout = time.Minute

// Firefox fetches the list of models that Firefox uses and returns those between
// Arabic and English, best first for each direction, with the newest version of
// each architecture. server is the address of another Remote Settings service; ""
// means Mozilla's. The list is trusted because of the connection it comes over, so
// the address must begin with https:// unless it is on this machine. client may be
// nil.
func Firefox(ctx context.Context, client *http.Client, server string) ([]Model, error) {
	root, err := address(cmp.Or(server, firefoxServer))
	if err != nil {
		return nil, err
	}
	if root.Scheme != "https" && !loopback(root.Hostname()) {
		return nil, fmt.Errorf("the list of models says how to check them, so %s must be asked over https://", root.Host)
	}
	if client == nil {
		client = download.NewHTTP()
	}
	ctx, cancel := context.WithTimeout(ctx, listTimeout)
	defer cancel()
	var records struct {
		Data []record `json:"data"`
	}
	if err := getJSON(ctx, client, root.JoinPath(firefoxRecords), &records); err != nil {
		return nil, err
	}
	files, err := attachments(ctx, client, root)
	if err != nil {
		return nil, err
	}
	models := group(records.Data, files)
	if len(models) == 0 {
		return nil, fmt.Errorf("the list of %s has no complete model between Arabic and English", root.Host)
	}
	return models, nil
}

func loopback(host string) bool { return host == "localhost" || host == "127.0.0.1" || host == "::1" }

// attachments asks where the files are.
func attachments(ctx context.Context, client *http.Client, root *url.URL) (*url.URL, error) {
	var server struct {
		Capabilities struct {
			Attachments struct {
				Base string `json:"base_url"`
			} `json:"attachments"`
		} `json:"capabilities"`
	}
	if err := getJSON(ctx, client, root, &server); err != nil {
		return nil, err
	}
	return address(cmp.Or(server.Capabilities.Attachments.Base, firefoxAttachments))
}

// ErrList says that the list of models could not be had.
var ErrList = errors.New("cannot get the list of models")

func getJSON(ctx context.Context, client *http.Client, u *url.URL, out any) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return err
	}
	res, err := client.Do(req)
	if err != nil {
		var ue *url.Error
		if errors.As(err, &ue) {
			err = ue.Err // without the address
		}
		return fmt.Errorf("%w: %s: %w", ErrList, u.Host, err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("%w: %s%s answers %d %s", ErrList, u.Host, u.Path, res.StatusCode, http.StatusText(res.StatusCode))
	}
	body, err := io.ReadAll(io.LimitReader(res.Body, maxList+1))
	switch {
	case err != nil:
		return fmt.Errorf("%w: %s: %w", ErrList, u.Host, err)
	case len(body) > maxList:
		return fmt.Errorf("%w: %s%s sends more than %d bytes", ErrList, u.Host, u.Path, maxList)
	}
	if err := json.Unmarshal(body, out); err != nil {
		return fmt.Errorf("%w: %s%s does not send what was asked for: %w", ErrList, u.Host, u.Path, err)
	}
	return nil
}

// record is one file in the list.
type record struct {
	Name             string `json:"name"`
	FileType         string `json:"fileType"`
	Source           string `json:"sourceLanguage"`
	Target           string `json:"targetLanguage"`
	Architecture     string `json:"architecture"`
	Version          string `json:"version"`
	Filter           string `json:"filter_expression"`
	DecompressedSize int64  `json:"decompressedSize"`
	DecompressedHash string `json:"decompressedHash"`
	Attachment       struct {
		Hash     string `json:"hash"`
		Size     int64  `json:"size"`
		Location string `json:"location"`
	} `json:"attachment"`
}

// architectures are those this program can run, best first.
var architectures = []string{"base", "base-memory", "tiny"}

// usable leaves out records for other languages, for browsers under development,
// and whatever cannot be checked or must not become a path.
func (r record) usable() bool {
	pair := r.Source + r.Target
	return (pair == "aren" || pair == "enar") && r.Filter == "" && slices.Contains(architectures, r.Architecture) &&
		slices.Contains([]string{"model", "lex", "vocab", "srcvocab", "trgvocab"}, r.FileType) && IsModelFile(r.Name) && strings.HasPrefix(r.Name, r.FileType+".") &&
		len(r.Attachment.Hash) == 64 && r.Attachment.Size > 0 && r.Attachment.Location != "" && !strings.Contains(r.Attachment.Location, "..")
}

// group puts the files of a model together.
func group(records []record, files *url.URL) []Model {
	type key struct{ from, to, architecture, version string }
	groups := map[key][]record{}
	for _, r := range records {
		if r.usable() {
			k := key{r.Source, r.Target, r.Architecture, r.Version}
			groups[k] = append(groups[k], r)
		}
	}
	newest := map[string]Model{}
	for k, rs := range groups {
		m, ok := assemble(rs, files)
		if !ok {
			continue
		}
		if old, ok := newest[m.Name]; !ok || versionLess(old.Version, k.version) {
			newest[m.Name] = m
		}
	}
	var out []Model
	for _, m := range newest {
		out = append(out, m)
	}
	slices.SortFunc(out, func(a, b Model) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(slices.Index(architectures, a.Architecture), slices.Index(architectures, b.Architecture)))
	})
	return out
}

// assemble makes a model of its records; it has weights, a shortlist, and one
// vocabulary or one for each language.
func assemble(rs []record, files *url.URL) (Model, bool) {
	r := rs[0]
	m := Model{
		Name: r.Source + "-" + r.Target + "-" + r.Architecture, From: r.Source, To: r.Target, Architecture: r.Architecture, Version: r.Version,
		Source: "Firefox Translations, https://github.com/mozilla/translations",
	}
	count := map[string]int{}
	for _, r := range rs {
		count[r.FileType]++
		f := File{Name: PlainName(r.Name), URL: files.JoinPath(r.Attachment.Location).String(), Packed: Digest{r.Attachment.Size, r.Attachment.Hash}}
		f.Plain = Digest{r.DecompressedSize, r.DecompressedHash}
		if known, ok := Identify(f.Plain); ok {
			m.BLEU = known.BLEU
		}
		m.Files = append(m.Files, f)
	}
	slices.SortFunc(m.Files, func(a, b File) int { return cmp.Compare(a.Name, b.Name) })
	vocabularies := count["vocab"] == 1 && count["srcvocab"]+count["trgvocab"] == 0 || count["vocab"] == 0 && count["srcvocab"] == 1 && count["trgvocab"] == 1
	return m, count["model"] == 1 && count["lex"] == 1 && vocabularies
}

// versionLess compares versions like 2.1 and 2.10a3 by their numbers; what has a
// letter in it comes before the finished version.
func versionLess(a, b string) bool {
	x, y := strings.Split(a, "."), strings.Split(b, ".")
	for i := range max(len(x), len(y)) {
		var p, q string
		if i < len(x) {
			p = x[i]
		}
		if i < len(y) {
			q = y[i]
		}
		n, nok := leading(p)
		m, mok := leading(q)
		switch {
		case n != m:
			return n < m
		case nok != mok:
			return mok
		case p != q:
			return p < q
		}
	}
	return false
}

// leading is the number a part of a version begins with; whole reports that
// nothing follows it.
func leading(s string) (n int, whole bool) {
	digits := s[:len(s)-len(strings.TrimLeft(s, "0123456789"))]
	n, _ = strconv.Atoi(digits)
	return n, digits == s
}
