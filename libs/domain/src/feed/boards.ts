import { calledNumber } from '../live/observations';

/** One display-board snapshot of a queue. */
export interface BoardSeen {
  hall: string;
  queue: string;
  /** epoch ms */ at: number;
  waiting: number;
  lastCalled: string | null;
}

/** An implausible pattern in a feed. Times epoch ms. */
export interface FoundAnomaly {
  kind: 'backwards' | 'frozen' | 'closed-day';
  hall: string;
  subject: string;
  count: number;
  firstAt: number;
  lastAt: number;
}

const HOUR_MS = 3_600_000;
/** An unchanged board counts as stuck after this many boards in a row over at least the minimum time. */
const STUCK_BOARDS = 6;

/**
 * Anomalies of a day's boards: called numbers that decrease, boards with people waiting that stay unchanged for an hour or more, and boards
 * that run unchanged on a day on which the hall is closed. Boards may come in any order; repeats count once.
 */
export function boardAnomalies(boards: Iterable<BoardSeen>, isClosed: (hall: string) => boolean): FoundAnomaly[] {
  const queues = new Map<string, BoardSeen[]>();
  for (const board of boards) {
    const key = `${board.hall}\n${board.queue}`;
    const seen = queues.get(key);
    if (seen === undefined) queues.set(key, [board]);
    else seen.push(board);
  }
  return [...queues.values()].flatMap((seen) => {
    const ordered = inOrderOfTime(seen);
    const closed = isClosed(ordered[0]?.hall ?? '');
    return [backwards(ordered), frozen(ordered), closed ? closedDay(ordered) : null].filter((found) => found !== null);
  });
}

function inOrderOfTime(seen: readonly BoardSeen[]): BoardSeen[] {
  const ordered = [...seen].sort(
    (a, b) => a.at - b.at || a.waiting - b.waiting || ((a.lastCalled ?? '') < (b.lastCalled ?? '') ? -1 : 1),
  );
  return ordered.filter((board, i) => i === 0 || board.at !== ordered[i - 1]?.at || !same(board, ordered[i - 1]));
}

function backwards(boards: readonly BoardSeen[]): FoundAnomaly | null {
  const steps: BoardSeen[] = [];
  let before: number | null = null;
  for (const board of boards) {
    const number = calledNumber(board.lastCalled);
    if (number === null) continue;
    if (before !== null && number < before) steps.push(board);
    before = number;
  }
  return anomaly('backwards', steps, steps.length);
}

function frozen(boards: readonly BoardSeen[]): FoundAnomaly | null {
  const stuck: BoardSeen[] = [];
  let run: BoardSeen[] = [];
  const close = (): void => {
    const [first] = run;
    const last = run.at(-1);
    if (
      first !== undefined &&
      last !== undefined &&
      first.waiting > 0 &&
      run.length >= STUCK_BOARDS &&
      last.at - first.at >= HOUR_MS
    )
      stuck.push(...run);
    run = [];
  };
  for (const board of boards) {
    if (run.length > 0 && !same(board, run[0])) close();
    run.push(board);
  }
  close();
  return anomaly('frozen', stuck, stuck.length);
}

function closedDay(boards: readonly BoardSeen[]): FoundAnomaly | null {
  return boards.every((board) => same(board, boards[0])) ? anomaly('closed-day', boards, boards.length) : null;
}

const same = (a: BoardSeen, b: BoardSeen | undefined): boolean =>
  a.waiting === b?.waiting && a.lastCalled === b.lastCalled;

function anomaly(kind: FoundAnomaly['kind'], boards: readonly BoardSeen[], count: number): FoundAnomaly | null {
  const [first] = boards;
  const last = boards.at(-1);
  return first === undefined || last === undefined
    ? null
    : { kind, hall: first.hall, subject: first.queue, count, firstAt: first.at, lastAt: last.at };
}
