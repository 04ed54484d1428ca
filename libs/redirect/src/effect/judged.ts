import { EFFECT_AHEAD_MIN, type LoggedEvent } from '@cockpit/contracts';
import {
  changeOf,
  counterfactual,
  HallState,
  type Counterfactual,
  type HallConfig,
  type HallPast,
  type Newcomer,
  type RedirectParams,
} from '@cockpit/domain';
import type { PromptRow } from '../prompt.entity';

const MINUTE_MS = 60_000;

export interface Judged {
  readonly outcome: 'done' | 'missed';
  /** hall time at which the futures with and without part, epoch ms */
  readonly from: number;
}

/** Whether a prompt that is over is to be judged, and from when; null for what was taken back or fell away by itself. */
export function judgedFrom(
  row: Pick<PromptRow, 'state' | 'kind' | 'decidedAt' | 'answeredAt' | 'carriedOutAt'>,
): Judged | null {
  switch (row.state) {
    case 'done': {
      // Just before it was carried out, so that the change itself is not yet in the state.
      const at = row.carriedOutAt?.getTime() ?? row.answeredAt?.getTime();
      return at === undefined ? null : { outcome: 'done', from: row.carriedOutAt === null ? at : at - 1 };
    }
    case 'declined':
      return { outcome: 'missed', from: (row.answeredAt ?? row.decidedAt).getTime() };
    case 'expired':
      return { outcome: 'missed', from: row.decidedAt.getTime() };
    default:
      return null;
  }
}

/** From when a prompt that was carried out, or that is guided by, is looked at while it may still be under way. */
export function lookedAtFrom(row: Pick<PromptRow, 'answeredAt' | 'carriedOutAt'>): Judged | null {
  if (row.carriedOutAt !== null) return { outcome: 'done', from: row.carriedOutAt.getTime() - 1 };
  return row.answeredAt === null ? null : { outcome: 'done', from: row.answeredAt.getTime() };
}

export interface DayOf {
  readonly config: HallConfig;
  /** every event of the hall day, in any order */
  readonly events: readonly LoggedEvent[];
  readonly apply: (state: HallState, event: LoggedEvent) => void;
  readonly pastOf: (state: HallState) => HallPast | null;
}

export type Verdict =
  | (Counterfactual & { readonly unknown: null })
  | { readonly unknown: string; readonly horizonMin: number };

/** Folds the day up to the moment in question and plays on from there with those who really came. */
export function judge(
  row: Pick<PromptRow, 'kind' | 'windowId' | 'queues' | 'item' | 'channel'>,
  { from }: Judged,
  day: DayOf,
  params: RedirectParams,
  withinMin = EFFECT_AHEAD_MIN,
): Verdict {
  const { config, events } = day;
  const closing = config.open.at(-1)?.to ?? Infinity;
  const horizonMin = Math.max(0, Math.min(withinMin, Math.floor((closing - from) / MINUTE_MS)));
  if (horizonMin === 0) return { unknown: 'the hall was closing', horizonMin };
  const channel = row.channel === 'mobile' ? 'mobile' : 'self-service';
  const change = changeOf(
    {
      kind: kindOf(row.kind),
      windowId: row.windowId ?? undefined,
      queues: row.queues,
      item: row.item ?? undefined,
      channel,
    },
    params,
  );
  if (change === null) return { unknown: 'it names nothing that could be changed', horizonMin };
  const state = new HallState({ ...config, hall: { ...config.hall, clock: 'wall' } });
  const came: Newcomer[] = [];
  for (const event of events) {
    if (event.time <= from || event.type === 'hall.notice.voided' || event.type === 'hall.notice.corrected')
      day.apply(state, event);
    else if (event.type === 'hall.ticket.issued') came.push({ queue: event.data.queue, issuedAt: event.time });
  }
  state.advance(from);
  try {
    const verdict = counterfactual(state, change, { came, horizonMin, past: day.pastOf(state) });
    return verdict === null
      ? { unknown: 'nobody was there whose wait can be told', horizonMin }
      : { ...verdict, unknown: null };
  } catch (error) {
    if (error instanceof RangeError) return { unknown: error.message, horizonMin };
    throw error;
  }
}

const KINDS = ['reassign', 'link', 'guide', 'open', 'recall', 'other-hall'] as const;
function kindOf(kind: string): (typeof KINDS)[number] {
  const known = KINDS.find((one) => one === kind);
  if (known === undefined) throw new RangeError(`there are no prompts of kind ${kind}`);
  return known;
}
