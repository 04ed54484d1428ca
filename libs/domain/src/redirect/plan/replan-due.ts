import type { ReplanReason } from '@cockpit/contracts';

const MINUTE_MS = 60_000;

/** When a day is planned anew, in minutes of the hall. */
export const REPLAN = {
  /** offered in a day */
  mostADay: 3,
  /** after a plan was sent, or looked for, it is left alone so long */
  quietMin: 30,
  /** nothing changes sooner after somebody has accepted it */
  noticeMin: 20,
  /** so long it can be accepted */
  openMin: 10,
  /** an officer who is expected at a window is not there so long */
  awayMin: 15,
  /** of a day that is nearly over nothing is worth changing */
  leastLeftMin: 75,
} as const;

/** Whether a hall day that has a plan in force may be planned anew at all. Times are epoch ms, hall time. */
export interface ReplanTurn {
  readonly now: number;
  readonly closesAt: number;
  /** when the plan in force was sent, or a new one was looked for: what was so by then is known to it */
  readonly knownAt: number;
  /** offered today, answered or not */
  readonly offered: number;
  /** one of them waits for its answer */
  readonly waiting: boolean;
}

/** What is known of such a day. */
export interface ReplanFacts extends ReplanTurn {
  /** half hours that are over, in order: who came, and the band the forecast gave */
  readonly halfHours: readonly {
    readonly from: number;
    readonly came: number;
    readonly low: number;
    readonly high: number;
  }[];
  /** windows where an officer is expected who is not there, and since when */
  readonly away: readonly { readonly number: string; readonly since: number }[];
  /** reserve windows that cannot be opened as the plan in force orders, and when that was said */
  readonly refused: readonly { readonly number: string; readonly at: number }[];
}

/** Whether it is worth looking for a reason. */
export const mayReplan = ({ now, closesAt, knownAt, offered, waiting }: ReplanTurn): boolean =>
  !waiting &&
  offered < REPLAN.mostADay &&
  now - knownAt >= REPLAN.quietMin * MINUTE_MS &&
  closesAt - now >= REPLAN.leastLeftMin * MINUTE_MS;

/** Whether the rest of the day is to be planned anew now, and why; null: the plan in force goes on. */
export function replanDue(facts: ReplanFacts): ReplanReason | null {
  const { now, knownAt } = facts;
  if (!mayReplan(facts)) return null;
  const refused = facts.refused.find(({ at }) => at > knownAt);
  if (refused !== undefined) return { code: 'reserve-refused', number: refused.number };
  const away = facts.away.find(({ since }) => since >= knownAt && now - since >= REPLAN.awayMin * MINUTE_MS);
  if (away !== undefined) return { code: 'officer-away', number: away.number };
  return isMissed(facts) ? { code: 'forecast-missed', number: null } : null;
}

/** Twice in a row on the same side: once above and once below is chance. */
function isMissed({ halfHours, knownAt }: ReplanFacts): boolean {
  const [before, last] = halfHours
    .filter(({ from }) => from >= knownAt)
    .slice(-2)
    .map(sideOf);
  return last !== undefined && last !== 0 && last === before;
}

const sideOf = ({ came, low, high }: ReplanFacts['halfHours'][number]): -1 | 0 | 1 =>
  came > high ? 1 : came < low ? -1 : 0;
