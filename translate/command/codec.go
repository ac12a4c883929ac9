package command

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"tarjuman/translate"
	"tarjuman/translate/internal/wire"
)

// codec writes sentences and reads answers in one of the protocols.
type codec struct {
	protocol Protocol
	from, to string
}

// item is one line of JSONL.
type item struct {
	ID   int    `json:"id"`
	Text string `json:"text"`
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
}

var oneLine = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ")

func (c codec) encode(batch []translate.Segment) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	for i, t := range wire.Texts(batch) {
		if c.protocol == JSONL {
			enc.Encode(item{i + 1, t, c.from, c.to}) // writing to a buffer cannot fail
			continue
		}
		b.WriteString(oneLine.Replace(t))
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// decode returns the index and the text of answer n.
func (c codec) decode(line string, n, of int) (int, string, error) {
	if c.protocol == Lines {
		return n, strings.ToValidUTF8(line, "\uFFFD"), nil
	}
	var it struct {
		ID    *int   `json:"id"`
		Text  string `json:"text"`
		Error string `json:"error"`
	}
	if err := json.Unmarshal([]byte(line), &it); err != nil {
		return 0, "", fmt.Errorf("%.60q is not JSON", line)
	}
	switch {
	case it.Error != "":
		return 0, "", errors.New(it.Error)
	case it.ID == nil:
		return 0, "", errors.New("no id")
	case *it.ID < 1 || *it.ID > of:
		return 0, "", fmt.Errorf("id %d was not asked for", *it.ID)
	}
	return *it.ID - 1, it.Text, nil
}
