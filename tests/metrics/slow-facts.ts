import { METRICS, type MetricKey, type OrganisationDoc } from '@cockpit/contracts';
import type { StoryEvent } from './story';

/** What is known without the product: events as sent (withdrawn ones taken out), the organisation, and what other modules said. */
export interface Facts {
  events: StoryEvent[];
  halls: string[];
  days: string[];
  zones: Readonly<Record<string, string>>;
  organisation: (day: string) => OrganisationDoc;
  now: Readonly<Record<string, number>>;
  quotes: { hall: string; ticketId: string; at: number; p50Sec: number; p90Sec: number }[];
  loads: { hall: string; window: string; minutes: number }[];
  cards: { hall: string; kind: string; at: number; unit: string; state: string }[];
  warnings: {
    hall: string;
    rule: string;
    since: number;
    fired: number;
    noticed: number | null;
    acknowledged: number | null;
    acting: number | null;
    resolved: number | null;
    /** null: not over */
    ended: 'action' | 'explained' | 'cleared' | 'left' | null;
    dismissed: boolean;
  }[];
  prompts: {
    hall: string;
    kind: string;
    decided: number;
    accepted: number | null;
    queue: string;
    before: number;
    after: number;
    saved: number | null;
    /** whether anybody was served by it */ served: boolean;
  }[];
}

/** What one thing adds to a metric, with what it can be told apart by. */
export interface Atom {
  hall: string;
  day: string;
  n: number;
  d: number;
  [dimension: string]: string | number;
}

export const withoutWithdrawn = (events: readonly StoryEvent[]): StoryEvent[] => {
  const gone = new Set(
    events.filter(({ type }) => type.startsWith('hall.notice.')).map(({ data }) => String(data['ofId'])),
  );
  return events
    .filter(({ id, type }) => !gone.has(id) && !type.startsWith('hall.notice.'))
    .sort((a, b) => a.time - b.time);
};

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined)
    formats.set(
      zone,
      (format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })),
    );
  return format;
}
export const localDate = (at: number, zone: string): string => formatOf(zone).format(at).slice(0, 10);
export function localHour(at: number, zone: string): { hour: number; minute: number } {
  const text = formatOf(zone).format(at);
  return { hour: Number(text.slice(11, 13)), minute: Number(text.slice(14, 16)) };
}

export interface Slow {
  value: number | null;
  numerator: number;
  denominator: number | null;
}

/** The figure atoms make, by the words of the dictionary. */
export function slowFigure(key: MetricKey, atoms: readonly Atom[]): Slow {
  const n = atoms.reduce((sum, atom) => sum + atom.n, 0);
  const d = atoms.reduce((sum, atom) => sum + atom.d, 0);
  if (key === 'wait_p50' || key === 'wait_p90')
    return percentileFigure(
      atoms.map((atom) => atom.n),
      key === 'wait_p50' ? 0.5 : 0.9,
    );
  if (key === 'balance') return balanceFigure(atoms);
  if (METRICS[key].rollUp === 'sum' || METRICS[key].rollUp === 'now')
    return { value: n, numerator: n, denominator: null };
  return { value: d === 0 ? null : n / d, numerator: n, denominator: d };
}

/** The wait at which the share is reached, between the two around it: the story has few enough days for the waits themselves. */
function percentileFigure(waits: readonly number[], share: number): Slow {
  if (waits.length === 0) return { value: null, numerator: 0, denominator: 0 };
  const sorted = waits.toSorted((a, b) => a - b);
  const whole = Math.trunc(share * (sorted.length - 1));
  const [low = NaN, high = low] = sorted.slice(whole, whole + 2);
  return {
    value: low + (high - low) * (share * (sorted.length - 1) - whole),
    numerator: share * sorted.length,
    denominator: sorted.length,
  };
}

/** One minus Gini by its definition: the mean difference of all pairs over twice the mean. */
function balanceFigure(atoms: readonly Atom[]): Slow {
  const windows = new Map<string, { busy: number; open: number }>();
  for (const { hall, window, n, d } of atoms) {
    const known = windows.get(`${hall} ${String(window)}`) ?? { busy: 0, open: 0 };
    windows.set(`${hall} ${String(window)}`, { busy: known.busy + n, open: known.open + d });
  }
  const shares = [...windows.values()].filter(({ open }) => open > 0).map(({ busy, open }) => busy / open);
  if (shares.length === 0) return { value: null, numerator: 0, denominator: 0 };
  const mean = shares.reduce((a, b) => a + b, 0) / shares.length;
  let apart = 0;
  for (const a of shares) for (const b of shares) apart += Math.abs(a - b);
  const gini = apart / (2 * shares.length ** 2 * mean);
  const denominator = shares.length ** 2 * mean;
  return { value: 1 - gini, numerator: (1 - gini) * denominator, denominator };
}
