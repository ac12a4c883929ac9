package bitext

import (
	"encoding/json"
	"time"

	"tarjuman/align/check"
)

// Op is what an [Event] does.
type Op string

// The operations. Approve, Reject and Edit settle the translation of a segment;
// Comment, Ignore and Mark are notes on it; Split, Merge and Move change which
// sentences belong together; Check records what the rules say of a text; Undo
// takes an earlier event back.
const (
	Edit    Op = "edit"
	Approve Op = "approve"
	Reject  Op = "reject"
	Comment Op = "comment"
	Ignore  Op = "ignore"
	MarkOp  Op = "mark"
	Split   Op = "split"
	Merge   Op = "merge"
	Move    Op = "move"
	CheckOp Op = "check"
	Undo    Op = "undo"
)

// Event is one thing somebody did, in order. Which fields count depends on Op:
//
//	edit     Text is the new translation
//	approve  nothing more
//	reject   Text is the reason
//	comment  Text
//	ignore   Finding is the key of a finding ([FindingKey]), Rule its rule, Text the reason
//	mark     an editor's own finding: MQM, Severity, Source, Target, Text
//	split    Keep: how many sentences of source and target stay; the rest
//	         becomes a segment of its own, named after Seg and Seq ("s07.12")
//	merge    joins Seg with the segment behind it
//	move     Side and Count: that many sentences from the front of the segment
//	         behind Seg, or, where negative, from the end of Seg to that segment
//	check    Flags are what the rules found in the texts whose hash is Of
//	undo     Undoes is the number of the event that is taken back; undoing an
//	         undo does it again
type Event struct {
	Seq      int             `json:"seq"`
	Time     time.Time       `json:"time"`
	By       string          `json:"by,omitempty"`
	Seg      string          `json:"seg,omitempty"`
	Op       Op              `json:"op"`
	Text     string          `json:"text,omitempty"`
	Keep     []int           `json:"keep,omitempty"`
	Side     string          `json:"side,omitempty"` // "source" or "target"
	Count    int             `json:"count,omitempty"`
	Finding  string          `json:"finding,omitempty"`
	Rule     string          `json:"rule,omitempty"`
	MQM      string          `json:"mqm,omitempty"`
	Severity *check.Severity `json:"severity,omitempty"`
	Source   [][2]int        `json:"src,omitempty"` // code points, half-open
	Target   [][2]int        `json:"tgt,omitempty"`
	Of       string          `json:"of,omitempty"`
	Flags    []flagLine      `json:"flags,omitempty"`
	Undoes   int             `json:"undoes,omitempty"`
	Spent    int             `json:"spent,omitempty"` // milliseconds the author looked at the segment before acting
	// More is set where the next event was saved together with this one: a file
	// that ends here was cut short, and none of them counts.
	More  bool                       `json:"more,omitempty"`
	Extra map[string]json.RawMessage `json:"-"`
}

// class tells which events stand in each other's way when one is undone.
type class uint8

const (
	textual class = iota // settles a translation
	noted                // adds a note
	shaping              // changes which sentences belong together
	machine              // written by the program
	undoing
)

var classes = map[Op]class{
	Edit: textual, Approve: textual, Reject: textual,
	Comment: noted, Ignore: noted, MarkOp: noted,
	Split: shaping, Merge: shaping, Move: shaping,
	CheckOp: machine, Undo: undoing,
}

// Decision is what a person last said about a segment's translation.
type Decision struct {
	By   string    `json:"by,omitempty"`
	Time time.Time `json:"time"`
	Note string    `json:"note,omitempty"`
}

// Remark is a comment on a segment.
type Remark struct {
	Seq  int       `json:"seq"`
	By   string    `json:"by,omitempty"`
	Time time.Time `json:"time"`
	Text string    `json:"text"`
}

// Ignored is a finding that an editor judged to be none.
type Ignored struct {
	Seq    int    `json:"seq"`
	By     string `json:"by,omitempty"`
	Key    string `json:"finding"` // [FindingKey]
	Rule   string `json:"rule,omitempty"`
	Reason string `json:"reason,omitempty"`
}

// Mark is an editor's own finding.
type Mark struct {
	Seq     int
	By      string
	Time    time.Time
	Finding check.Finding // Rule is [EditorRule]
}

// EditorRule is the rule name of findings that an editor marked.
const EditorRule = "editor.mark"

// Problem is an event of a working file that could not be carried out and was
// passed over: the file was written by another program, or by hand.
type Problem struct {
	Event Event
	Err   error
}
