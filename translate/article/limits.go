package article

// DefaultMaxBytes is the largest input read when Options.MaxBytes is 0. A long
// news article is some 20 kilobytes of text; a saved page with everything
// inlined reaches a few megabytes.
const DefaultMaxBytes = 50 << 20
