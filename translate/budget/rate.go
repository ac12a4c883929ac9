package budget

// Rate is what a service charges, as the user's contract says. The zero Rate
// charges nothing.
type Rate struct {
	// Sent and Received are prices of a million characters of the text that is sent
	// and of its translation.
	Sent, Received Money
	// TokensIn and TokensOut are prices of a million tokens, for language models.
	TokensIn, TokensOut Money
	// Free is how many characters sent in a month of the calendar cost nothing.
	Free int
}

// Use is what a request consists of.
type Use struct {
	Sent, Received      int // characters
	TokensIn, TokensOut int
}

// Before an answer is there its length is not known. English is longer than the
// Arabic it renders by a fifth or so, and a token is a letter or more; so that caps
// hold, twice the length is set aside, and for every request the length of a prompt.
const (
	longestAnswer = 2
	promptTokens  = 1000
)

// Expect returns what sending so many characters in so many requests may come to at
// most.
func Expect(sent, requests int) Use {
	return Use{Sent: sent, Received: longestAnswer * sent, TokensIn: sent + promptTokens*requests, TokensOut: longestAnswer*sent + promptTokens*requests}
}

// Cost is the price of a use, rounded up. Before is how many characters have been
// sent this month.
func (r Rate) Cost(u Use, before int) Money {
	charged := u.Sent
	if left := r.Free - before; left > 0 {
		charged = max(0, charged-left)
	}
	m := Cost(r.Sent, charged) + Cost(r.TokensIn, u.TokensIn) + Cost(r.TokensOut, u.TokensOut)
	if charged == 0 && u.Sent > 0 {
		return m // the answer to what is free is free
	}
	return m + Cost(r.Received, u.Received)
}
