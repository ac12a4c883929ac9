package align

// Table x.
type Table struct{}
