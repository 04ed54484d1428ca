import type {
  AnsweredPrompt,
  HallConfig,
  HallState,
  PastPrompt,
  PromptProposal,
  RedirectParams,
} from '@cockpit/domain';
import {
  bestHall,
  consider,
  type ConsiderOptions,
  helpless,
  isFair,
  learnHabits,
  promptsNow,
  redirectView,
  setOfCodes,
  type OtherHallView,
  type RedirectView,
  type Unchanged,
} from '@cockpit/domain';
import { Helpless, PromptKind, PromptState, type HallPlan } from '@cockpit/contracts';
import { leadsAway } from './life/leads-away';
import { paramsOf } from './params-of';
import type { OrderedNow } from './plan/ordered-now';
import { plannedGuides } from './plan/planned-guides';
import type { PromptRow } from './prompt.entity';

const MINUTE_MS = 60_000;
/** Whoever looks at a simulated hall answers in minutes of their own, however fast it is played. */
const LEAST_REAL_MIN = 2;

export interface Known {
  /** the hall at the minute decided on: its state may be a moment further, and the same minute must give the same futures */
  readonly unchanged: Unchanged;
  /** what was prompted earlier today */
  readonly today: readonly PromptRow[];
  /** how prompts of earlier days were answered in this hall */
  readonly answers: readonly AnsweredPrompt[];
  /** what the wall quotes newcomers, minutes by queue code */
  readonly predicted?: ReadonlyMap<string, { readonly p50Min: number; readonly p80Min: number }>;
  /** the plan of the day: the one that was sent, else as it was made last */
  readonly plan: HallPlan | null;
  /** what a plan that was sent has ordered for now or for the next minutes */
  readonly ordered?: OrderedNow | null;
  /** hall seconds in a second of those who answer: above 1 in a simulated hall */
  readonly speed?: number;
  /** halls within reach as they are now */
  readonly otherHalls?: readonly OtherHallView[];
}

export interface Proposed {
  readonly proposal: PromptProposal;
  readonly way: PromptRow['way'];
}

/** What to prompt now. The same that is known gives the same proposals. */
export function propose(known: Known): Proposed[] {
  const { params, view } = looking(known);
  return promptsNow(known.unchanged, view, params).map((proposal) => ({
    proposal,
    way: wayOf(proposal, view, params),
  }));
}

/** The worst troubles for which nothing is prompted. @param proposed what is prompted at this minute */
export function standstill(known: Known, proposed: readonly Proposed[]): Helpless[] {
  const { params, view } = looking(known);
  const options: ConsiderOptions = { allowed: (fluid, move) => isFair(fluid, move, params) };
  const prompted = new Set(proposed.map(({ proposal }) => proposal.trouble.queue));
  return helpless(view, params, consider(view, params, options), prompted, options).map((found) =>
    Helpless.parse(found),
  );
}

function looking({ unchanged, today, answers, predicted, otherHalls, plan, ordered, speed = 1 }: Known): {
  params: RedirectParams;
  view: RedirectView;
} {
  const { state } = unchanged;
  const { config } = state;
  const habits = learnHabits(paramsOf(config), answers);
  const params = speed > 1 ? { ...habits, expiryMin: Math.max(habits.expiryMin, LEAST_REAL_MIN * speed) } : habits;
  const view = redirectView(state, params, {
    past: today.map((row) => pastPrompt(row, config)),
    plannedGuides: new Map([...plannedGuides(plan, state, promptedWindows(today)), ...(ordered?.guides ?? [])]),
    ...(ordered ? { ordered: ordered.measures } : {}),
    ...(predicted === undefined ? {} : { predicted }),
    ...(otherHalls === undefined ? {} : { otherHalls }),
  });
  return { params, view };
}

const promptedWindows = (today: readonly PromptRow[]): ReadonlySet<string> =>
  new Set(today.flatMap(({ windowId }) => windowId ?? []));

/** Staying and going, side by side: what somebody needs who sends people to another hall. */
function wayOf({ kind, queues: [code] }: PromptProposal, view: RedirectView, params: RedirectParams): PromptRow['way'] {
  const queue = kind === 'other-hall' ? view.queues.find((one) => one.code === code) : undefined;
  const there = queue === undefined ? undefined : bestHall(view, params, queue.code);
  if (queue?.predictedP50Min === undefined || queue.predictedP80Min === undefined || there === undefined) return null;
  const { name, travelMin } = there.hall;
  return {
    name,
    travelMin,
    hereP50Sec: sec(queue.predictedP50Min),
    hereP80Sec: sec(queue.predictedP80Min),
    thereP50Sec: sec(there.totalP50Min - travelMin),
    thereP80Sec: sec(there.totalP80Min - travelMin),
  };
}

function pastPrompt(row: PromptRow, config: HallConfig): PastPrompt {
  const minute = (date: Date): number => (date.getTime() - config.forecast.start) / MINUTE_MS;
  const window = row.windowId === null ? -1 : config.windows.findIndex((one) => one.id === row.windowId);
  const item = row.item === null ? -1 : config.items.findIndex((one) => one.code === row.item);
  // being accepted is being carried out, where no feed shows it
  const announced = leadsAway(row) && row.state === 'accepted';
  const queue = row.windowId === null ? config.queues.findIndex(({ code }) => code === row.queues[0]) : -1;
  const mask = setOfCodes(
    config.queues.map(({ code }) => code),
    row.queues,
  );
  return {
    kind: PromptKind.parse(row.kind),
    state: announced ? 'carried-out' : PromptState.parse(row.state),
    decidedMin: minute(row.decidedAt),
    ...(row.answeredAt === null ? {} : { answeredMin: minute(row.answeredAt) }),
    ...(window < 0 ? {} : { window, mask }),
    ...(item < 0 ? {} : { item }),
    ...(queue < 0 ? {} : { queue }),
    ...(row.until === null ? {} : { untilMin: minute(row.until) }),
    ...(row.troubleMin === null ? {} : { troubleMin: row.troubleMin }),
    ...(row.origin === 'supervisor' ? { own: true } : {}),
  };
}

type HourPrompt = Pick<PromptRow, 'decidedAt' | 'origin'>;

/** Which prompt of its hour by the hall's clock the next one is: every one that was shown counts, whatever became of it. */
export function ordinalOf(today: readonly HourPrompt[], minute: number, dayStart: number): number {
  const hour = (at: number): number => Math.floor((at - dayStart) / 3_600_000);
  return (
    today.filter(
      ({ decidedAt, origin }) =>
        origin === 'recommender' && decidedAt.getTime() < minute && hour(decidedAt.getTime()) === hour(minute),
    ).length + 1
  );
}

/** A proposal as the row it becomes; the id says hall, minute and which of that minute. */
export function rowOf(
  { proposal, way }: Proposed,
  state: HallState,
  today: readonly HourPrompt[],
  minute: number,
  nth: number,
): Omit<PromptRow, 'answeredAt' | 'answeredBy' | 'reason' | 'reasonWords' | 'carriedOutAt' | 'effect' | 'help'> {
  const { config } = state;
  const date = (min: number): Date => new Date(config.forecast.start + min * MINUTE_MS);
  const hall = config.hall.code;
  return {
    id: `${hall}-${String(minute / MINUTE_MS)}-${String(nth)}`,
    hall,
    kind: proposal.kind,
    state: 'shown',
    windowId: proposal.windowId ?? null,
    queues: [...proposal.queues],
    item: proposal.item ?? null,
    toHall: proposal.toHall ?? null,
    channel: proposal.channel ?? null,
    until: proposal.untilMin === undefined ? null : date(proposal.untilMin),
    why: proposal.why,
    words: proposal.words,
    aim: proposal.aim ?? null,
    confidence: proposal.confidence,
    predicted: Object.fromEntries(
      Object.entries(proposal.predicted).map(([queue, change]) => [
        queue,
        {
          beforeP50Sec: sec(change.beforeP50Min),
          afterP50Sec: sec(change.afterP50Min),
          beforeP80Sec: sec(change.beforeP80Min),
          afterP80Sec: sec(change.afterP80Min),
        },
      ]),
    ),
    gainMin: tenths(proposal.gainMin),
    gainBand:
      proposal.gainBand === undefined
        ? null
        : { lowMin: tenths(proposal.gainBand.lowMin), highMin: tenths(proposal.gainBand.highMin) },
    decidedAt: new Date(minute),
    nth,
    expiresAt: date(proposal.expiresMin),
    ordinal: ordinalOf(today, minute, config.dayStart) + nth,
    troubleMin: proposal.trouble.waitMin,
    origin: 'recommender',
    replaces: null,
    way,
    fairness: { before: hundredths(proposal.fairness.before), after: hundredths(proposal.fairness.after) },
  };
}

const tenths = (minutes: number): number => Math.round(minutes * 10) / 10;
const hundredths = (index: number): number => Math.round(index * 100) / 100;
const sec = (min: number): number => Math.round(min * 60);
