package openai

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// parse returns the texts of an answer by place. It takes the object that was
// asked for, a list, or one object a line, with or without the fence of a code
// block, and with talk in front of it or behind it, which is dropped; anything else,
// a number that is missing, comes twice or was never asked for is an error.
func parse(content string, n int, to string) ([]string, error) {
	content = thought(content)
	if content == "" {
		return nil, errors.New("an empty answer")
	}
	list, err := items(unfenced(content), to)
	if err != nil {
		if list, err = items(inner(content), to); err != nil {
			return nil, err
		}
	}
	if len(list) != n {
		return nil, fmt.Errorf("%d answers for %d sentences", len(list), n)
	}
	out := make([]string, n)
	seen := make([]bool, n)
	for _, it := range list {
		if it.ID < 1 || it.ID > n {
			return nil, fmt.Errorf("an answer with id %d for %d sentences", it.ID, n)
		}
		if seen[it.ID-1] {
			return nil, fmt.Errorf("two answers with id %d", it.ID)
		}
		seen[it.ID-1] = true
		out[it.ID-1] = it.Text
	}
	return out, nil
}

// thought is an answer without what reasoning models write before it. Some servers
// keep the opening mark for themselves.
func thought(content string) string {
	content = strings.TrimSpace(content)
	if strings.HasPrefix(content, "{") || strings.HasPrefix(content, "[") {
		return content // a mark inside it is part of a text
	}
	if _, rest, ok := strings.Cut(content, "</think>"); ok {
		content = strings.TrimSpace(rest)
	}
	return content
}

// inner is what stands between the first opening and the last closing bracket.
func inner(s string) string {
	from, to := strings.IndexAny(s, "{["), strings.LastIndexAny(s, "}]")
	if from < 0 || to < from {
		return s
	}
	return s[from : to+1]
}

// unfenced takes the fence of a code block off.
func unfenced(s string) string {
	rest, ok := strings.CutPrefix(s, "```")
	if !ok {
		return s
	}
	if _, body, ok := strings.Cut(rest, "\n"); ok {
		rest = body
	}
	return strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "```"))
}

// items reads every JSON value of s; nothing else may stand before, between or
// behind them.
func items(s, to string) ([]item, error) {
	dec := json.NewDecoder(strings.NewReader(s))
	var out []item
	for {
		var raw json.RawMessage
		err := dec.Decode(&raw)
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, errors.New("the answer is not the JSON that was asked for")
		}
		more, err := itemsOf(raw, to)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
}

func itemsOf(raw json.RawMessage, to string) ([]item, error) {
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) == nil {
		var out []item
		for _, r := range list {
			it, err := itemOf(r, to)
			if err != nil {
				return nil, err
			}
			out = append(out, it)
		}
		return out, nil
	}
	var wrapped struct {
		Translations json.RawMessage `json:"translations"`
	}
	if json.Unmarshal(raw, &wrapped) == nil && wrapped.Translations != nil {
		var inner []json.RawMessage
		if json.Unmarshal(wrapped.Translations, &inner) != nil {
			return nil, errors.New("translations is no list")
		}
		return itemsOf(wrapped.Translations, to)
	}
	it, err := itemOf(raw, to)
	return []item{it}, err
}

// itemOf reads one object; models call the text what they like best.
func itemOf(raw json.RawMessage, to string) (item, error) {
	var o map[string]json.RawMessage
	if json.Unmarshal(raw, &o) != nil {
		return item{}, errors.New("an answer is no JSON object")
	}
	var it item
	if id := strings.Trim(string(o["id"]), `"`); json.Unmarshal([]byte(id), &it.ID) != nil {
		return item{}, errors.New("an answer without an id")
	}
	for _, key := range []string{"text", "translation", "translated_text", to} {
		if v, ok := o[key]; ok && json.Unmarshal(v, &it.Text) == nil {
			return it, nil
		}
	}
	return item{}, fmt.Errorf("answer %d has no text", it.ID)
}
