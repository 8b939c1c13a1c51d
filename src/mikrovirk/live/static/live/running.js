// The clock of an evening, as in live/domain/running.py: one set of cases is run through both. Times are milliseconds.

const FIRM_SECONDS = 0;
const GENTLE_SECONDS = 30;
const APPLAUSE_SECONDS = -20;
const REHEARSAL_MS = 3 * 60 * 60 * 1000;
const BUFFER_AT_LEAST = 15 * 60;
const TURN_PRESSES = new Set(["go", "add", "skip", "keep", "swap", "name"]);

export const current = (run) => run.turns.find((turn) => turn.key === run.nowOn) || null;

export function ahead(run) {
  const place = run.turns.findIndex((turn) => turn.key === run.nowOn);
  return run.turns.slice(place + 1).filter((turn) => !run.skipped.includes(turn.key));
}

const running = (run, now) => (run.since === null ? 0 : Math.max((now - run.since) / 1000, 0));

export function remaining(run, now) {
  const turn = current(run);
  return turn ? turn.seconds - run.spent - running(run, now) : 0;
}

const changed = (run, key, change) => ({
  ...run,
  turns: run.turns.map((turn) => (turn.key === key ? { ...turn, ...change(turn) } : turn)),
});

const RULES = {
  go(run, { turn, at }) {
    if (run.nowOn === turn && !run.endedAt) return run;
    const skipped = run.skipped.filter((key) => key !== turn);
    return { ...run, nowOn: turn, since: at, spent: 0, skipped, startedAt: run.startedAt ?? at, endedAt: null };
  },
  pause: (run, { at }) => (run.since === null ? run : { ...run, spent: run.spent + running(run, at), since: null }),
  resume: (run, { at }) => (run.since !== null || run.nowOn === null ? run : { ...run, since: at }),
  add: (run, { turn, seconds = 60 }) => changed(run, turn, (found) => ({ seconds: Math.max(found.seconds + seconds, 0) })),
  skip: (run, { turn }) => (run.nowOn === turn ? run : { ...run, skipped: [...new Set([...run.skipped, turn])].sort() }),
  keep: (run, { turn }) => ({ ...run, skipped: run.skipped.filter((key) => key !== turn) }),
  swap(run, { turn, other }) {
    const first = run.turns.findIndex((found) => found.key === turn);
    const second = run.turns.findIndex((found) => found.key === other);
    if (second < 0 || run.nowOn === turn || run.nowOn === other) return run;
    const turns = [...run.turns];
    [turns[first], turns[second]] = [turns[second], turns[first]];
    return { ...run, turns };
  },
  name: (run, { turn, who = "" }) => changed(run, turn, () => ({ who })),
  end(run, action) {
    if (run.startedAt === null) return run;
    return { ...RULES.pause(run, action), nowOn: null, spent: 0, endedAt: action.at };
  },
};

// The state after one more press; what makes no sense changes nothing.
export function after(run, action) {
  if (run.endedAt && action.kind !== "go") return run;
  if (TURN_PRESSES.has(action.kind) && !run.turns.some((turn) => turn.key === action.turn)) return run;
  return RULES[action.kind] ? RULES[action.kind](run, action) : run;
}

export const fold = (run, actions) => [...actions].sort((a, b) => a.at - b.at).reduce(after, run);

export function phase(left, seconds) {
  if (left <= APPLAUSE_SECONDS) return "applause";
  if (left <= FIRM_SECONDS) return "firm";
  return left <= Math.min(GENTLE_SECONDS, seconds / 3) ? "gentle" : "calm";
}

function stretched(turns, leftSeconds) {
  const lengths = turns.map((turn) => turn.seconds);
  const last = turns.map((turn) => turn.kind).lastIndexOf("networking");
  if (last >= 0) {
    const others = lengths.reduce((sum, each) => sum + each, 0) - lengths[last];
    lengths[last] = Math.max(Math.trunc(leftSeconds - others), Math.min(BUFFER_AT_LEAST, lengths[last]));
  }
  return lengths;
}

// The rest of the evening as it looks now: [{turn, startsAt, seconds}], when it ends, and how much later than planned.
export function plan(run, now) {
  let at = Math.max(now, run.startsAt);
  if (run.startedAt !== null) at = run.endedAt || now + Math.max(remaining(run, now), 0) * 1000;
  const isRehearsal = run.startedAt !== null && Math.abs(run.startedAt - run.startsAt) > REHEARSAL_MS;
  const plannedEnd = isRehearsal ? run.startedAt + (run.endsAt - run.startsAt) : run.endsAt;
  const turns = run.endedAt ? [] : ahead(run);
  const lengths = stretched(turns, (plannedEnd - at) / 1000);
  const rest = turns.map((turn, place) => {
    const startsAt = at;
    at += lengths[place] * 1000;
    return { turn, startsAt, seconds: lengths[place] };
  });
  return { rest, endsAt: at, overSeconds: Math.max(Math.round((at - plannedEnd) / 1000), 0) };
}
