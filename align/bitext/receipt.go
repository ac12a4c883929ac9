package bitext

import "time"

// Receipt says what one run sent to services for this article, what it need not
// send, and what that costs. It is kept with the article; the journal of the machine
// that sent it holds the same figures.
type Receipt struct {
	Run  string    `json:"run"` // the journal's name of the run
	Time time.Time `json:"time"`
	// Sentences are all of the article. Kept had a translation from an earlier run,
	// Memory came from the translation memory, Known were answered before.
	Sentences int       `json:"sentences"`
	Kept      int       `json:"kept,omitempty"`
	Memory    int       `json:"memory,omitempty"`
	Known     int       `json:"known,omitempty"`
	Services  []Service `json:"services"`
}

// Service is the part of a receipt that one backend has.
type Service struct {
	Backend  string `json:"backend"`
	Engine   string `json:"engine"`
	Model    string `json:"model,omitempty"`
	Requests int    `json:"requests"` // repetitions included
	Answered int    `json:"answered"` // sentences
	Sent     int    `json:"sent"`     // code points, repetitions included
	// Characters are those charged or, as far as Lost goes, perhaps charged.
	Characters int `json:"characters"`
	// Cost is a decimal amount at the rates of that time, "" where none was known,
	// and Currency what is written before it.
	Cost     string `json:"cost,omitempty"`
	Currency string `json:"currency,omitempty"`
	Lost     int    `json:"lost,omitempty"` // sentences perhaps charged without an answer
}
