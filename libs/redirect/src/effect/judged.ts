import { EFFECT_AHEAD_MIN, type LoggedEvent } from '@cockpit/contracts';
import {
  changeOf,
  counterfactual,
  HallState,
  observedEffect,
  type Counterfactual,
  type HallConfig,
  type HallPast,
  type ObservedMeasure,
  type Newcomer,
  type ObservedEffect,
  type RedirectParams,
  wallClocked,
} from '@cockpit/domain';
import type { PromptRow } from '../prompt.entity';

const MINUTE_MS = 60_000;

export interface Judged {
  /** `dropped`: agreed to, and nobody was seen to do it */
  readonly outcome: 'done' | 'missed' | 'dropped';
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
      return row.answeredAt === null
        ? { outcome: 'missed', from: row.decidedAt.getTime() }
        : { outcome: 'dropped', from: row.answeredAt.getTime() };
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
  /** events of the hall day that nothing took back, in any order */
  readonly events: readonly LoggedEvent[];
  readonly pastOf: (state: HallState) => HallPast | null;
}

type Row = Pick<
  PromptRow,
  'kind' | 'windowId' | 'queues' | 'item' | 'channel' | 'until' | 'answeredAt' | 'carriedOutAt'
>;

/** What was expected of a prompt: paired futures from the moment in question, with those who really came. Nobody observed it. */
export type Expected =
  | (Counterfactual & { readonly unknown: null })
  | { readonly unknown: string; readonly horizonMin: number };

/** How long after the moment newcomers are looked at: not beyond closing. */
export function horizonOf({ config }: DayOf, { from }: Judged, withinMin: number): number {
  const closing = config.open.at(-1)?.to ?? Infinity;
  return Math.max(0, Math.min(withinMin, Math.floor((closing - from) / MINUTE_MS)));
}

/** The moment in question, with the hall as it was then: folded once for everything that is asked of it. */
export interface Moment extends Judged {
  readonly state: HallState;
}

export function momentOf(judged: Judged, { config, events }: DayOf): Moment {
  const state = new HallState(wallClocked(config));
  for (const event of events) if (event.time <= judged.from) state.apply(event);
  state.advance(judged.from);
  return { ...judged, state };
}

/** Plays on from the moment in question with those who really came. */
export function expectedOf(row: Row, moment: Moment, day: DayOf, params: RedirectParams): Expected {
  const { state, from } = moment;
  const horizonMin = horizonOf(day, moment, EFFECT_AHEAD_MIN);
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
  const came = day.events.flatMap((event): Newcomer[] =>
    event.type === 'hall.ticket.issued' && event.time > from ? [{ queue: event.data.queue, issuedAt: event.time }] : [],
  );
  try {
    const expected = counterfactual(state, change, { came, horizonMin, past: day.pastOf(state) });
    return expected === null
      ? { unknown: 'nobody was there whose wait can be told', horizonMin }
      : { ...expected, unknown: null };
  } catch (error) {
    if (error instanceof RangeError) return { unknown: error.message, horizonMin };
    throw error;
  }
}

/** What was done of a prompt and what that did, from the events of the day; null where the hall was closing. */
export function observedOf(
  row: Row,
  moment: Moment,
  day: DayOf,
  { withinMin, followMin }: { readonly withinMin: number; readonly followMin: number },
): ObservedEffect | null {
  const { state, from } = moment;
  const horizonMin = horizonOf(day, moment, withinMin);
  if (horizonMin === 0) return null;
  const measure: ObservedMeasure = {
    kind: kindOf(row.kind),
    windowId: row.windowId,
    queues: row.queues,
    item: row.item,
    from,
    until: row.until?.getTime() ?? null,
  };
  const effect = observedEffect(state, day.events, measure, { horizonMin, followMin, past: day.pastOf(state) });
  // the feed named the prompt: the window did as it was told, although it served these queues before
  return effect.deed.code === 'not-executed' && row.carriedOutAt !== null
    ? { ...effect, deed: { ...effect.deed, code: 'no-ticket' } }
    : effect;
}

const KINDS = ['reassign', 'link', 'guide', 'open', 'recall', 'other-hall'] as const;
function kindOf(kind: string): (typeof KINDS)[number] {
  const known = KINDS.find((one) => one === kind);
  if (known === undefined) throw new RangeError(`there are no prompts of kind ${kind}`);
  return known;
}
