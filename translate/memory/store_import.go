package memory

import (
	"context"
	"iter"
	"runtime"
	"time"
)

// ImportStats says what became of the units of an import.
type ImportStats struct {
	Added   int // new ones
	Known   int // the memory had them; they count as the newest again
	Skipped int // without two texts in two languages
}

const (
	// importBatch is how many units are committed at once.
	importBatch = 20_000
	// chunkUnits is how many are prepared and written at a time.
	chunkUnits = 256
)

// Import adds units. What was read before an error of theirs, or before ctx was
// done, stays in the memory; before one of the memory's own, a [*StoreError], what
// the statistics count. A unit whose two texts the memory has already is not added again:
// its author, origin and context are brought up to date.
func (s *Store) Import(ctx context.Context, units iter.Seq2[Unit, error]) (ImportStats, error) {
	im := &importing{store: s, ctx: ctx, ahead: runtime.GOMAXPROCS(0)}
	err := im.read(units)
	if ferr := im.finish(); ferr != nil {
		err = ferr
	}
	return im.stats, err
}

// importing is one import: units are read in chunks, several chunks are prepared at
// once, and they are written in order.
type importing struct {
	store *Store
	ctx   context.Context
	ahead int // chunks that may be in preparation

	open  chunk
	queue []*preparation
	batch *batch // nil between transactions
	stats ImportStats
}

// preparation is a chunk that is being prepared.
type preparation struct {
	chunk
	done chan struct{}
}

// read goes through the units up to the first error.
func (im *importing) read(units iter.Seq2[Unit, error]) error {
	for u, err := range units {
		if err == nil {
			err = im.ctx.Err()
		}
		if err != nil {
			return err
		}
		im.open.units = append(im.open.units, u)
		if len(im.open.units) < chunkUnits {
			continue
		}
		im.prepare()
		if len(im.queue) > im.ahead {
			if err := im.writeNext(); err != nil {
				return err
			}
		}
	}
	return nil
}

// prepare starts the preparation of the units read last.
func (im *importing) prepare() {
	p := &preparation{chunk: im.open, done: make(chan struct{})}
	im.open = chunk{units: make([]Unit, 0, chunkUnits)}
	im.queue = append(im.queue, p)
	go func() {
		defer close(p.done)
		p.chunk.prepare()
	}()
}

// writeNext writes the oldest chunk and commits when that makes a full batch.
func (im *importing) writeNext() (err error) {
	p := im.queue[0]
	im.queue = im.queue[1:]
	<-p.done
	if im.batch == nil {
		if im.batch, err = im.store.begin(im.ctx); err != nil {
			return im.drop(err)
		}
	}
	if err := im.batch.write(&p.chunk); err != nil {
		return im.drop(err)
	}
	if im.batch.added+im.batch.known < im.store.batch {
		return nil
	}
	err = im.commit()
	if err == nil {
		time.Sleep(courtesy)
	}
	return err
}

// finish writes what has been read.
func (im *importing) finish() error {
	if len(im.open.units) > 0 {
		im.prepare()
	}
	for len(im.queue) > 0 {
		if err := im.writeNext(); err != nil {
			return err
		}
	}
	return im.commit()
}

func (im *importing) commit() error {
	b := im.batch
	if b == nil {
		return nil
	}
	if err := b.commit(); err != nil {
		return im.drop(err)
	}
	im.batch = nil
	im.stats.Added += b.added
	im.stats.Known += b.known
	im.stats.Skipped += b.skipped
	return nil
}

// drop gives up the transaction and all that waits for it: the database refuses to
// take more, and what came later must not be there without what came before. It
// returns the reason.
func (im *importing) drop(err error) error {
	if im.batch != nil {
		im.batch.tx.Rollback()
	}
	im.batch, im.queue, im.open = nil, nil, chunk{}
	return im.store.failure(err)
}

// chunk is a number of units with what is needed to write them: their hashes and
// the trigrams of their texts.
type chunk struct {
	units []Unit
	keys  [][2]int64
	good  []bool // what can be stored
	// terms are the trigrams of all texts, source and target of each unit in turn;
	// ends says where each text's end.
	terms []uint32
	ends  []int
}

func (c *chunk) prepare() {
	c.keys, c.good, c.ends = make([][2]int64, len(c.units)), make([]bool, len(c.units)), make([]int, 0, 2*len(c.units))
	c.terms = make([]uint32, 0, 128*len(c.units))
	for i := range c.units {
		c.units[i], c.keys[i], c.good[i] = normalUnit(c.units[i])
		for _, text := range [2]string{c.units[i].Source, c.units[i].Target} {
			if c.good[i] {
				for _, w := range storedWords(text) {
					c.terms = trigrams(c.terms, w)
				}
			}
			c.ends = append(c.ends, len(c.terms))
		}
	}
}

// textTerms are the trigrams of the source, side 0, or target, side 1, of a unit.
func (c *chunk) textTerms(unit, side int) []uint32 {
	at := 2*unit + side
	from := 0
	if at > 0 {
		from = c.ends[at-1]
	}
	return c.terms[from:c.ends[at]]
}
