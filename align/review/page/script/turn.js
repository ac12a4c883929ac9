// Actions take turns: one that is given while another is still being saved waits
// until that one is saved and shown. What an action does is made up only when its
// turn comes, from the sentences as they are then.
let turn = Promise.resolve(), round = 0;
const line = []; // the sentences whose actions wait or are being saved

// inTurn does something in its turn, at once where nothing is before it. What it
// gives is false where an action before it failed: what was given after that rested
// on it.
const inTurn = (id, how) => {
  const mine = round, first = line.length === 0;
  line.push(id);
  const over = (first ? how() : turn.then(() => mine === round && how())).finally(() => line.splice(line.indexOf(id), 1));
  turn = over.catch(() => {});
  return over;
};
const inLine = (id) => line.includes(id);

// dissolve sends away what waits, and returns how many actions that were.
const dissolve = () => {
  round++;
  return line.length - 1; // without the one whose turn it is
};
