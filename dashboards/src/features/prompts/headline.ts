import {
  EFFECT_METHODS,
  pieceOf,
  type LiveHall,
  type PredictedChange,
  type Prompt,
  type PromptOrder,
} from '@cockpit/contracts';
import { minutes, timeOfDay } from '../../shared/format';

/** Message key under `prompt.do` and what goes into it; the sentence itself belongs to the language. */
export interface Headline {
  key: 'link' | 'reassign' | 'open' | 'recall' | 'selfService' | 'mobile' | 'otherHall';
  window: string;
  queues: string[];
  item: string;
  hall: string;
}

export interface Names {
  queue: (code: string) => string;
  window: (id: string) => string;
  item: (code: string) => string;
  hall: (code: string) => string;
  homeQueue: (windowId: string) => string | null;
}

export const namesOf = (
  snapshot: LiveHall,
  items: ReadonlyMap<string, string>,
  halls: ReadonlyMap<string, string>,
): Names => ({
  queue: (code) => snapshot.queues.find((queue) => queue.code === code)?.name ?? code,
  window: (id) => snapshot.windows.find((window) => window.windowId === id)?.number ?? id,
  item: (code) => items.get(code) ?? code,
  hall: (code) => halls.get(code) ?? code,
  homeQueue: (id) => snapshot.windows.find((window) => window.windowId === id)?.homeQueue ?? null,
});

/** Whether the reason of a prompt is about this queue: what is to be done and its figures begin with it. */
const isFor = ({ words }: Pick<Prompt, 'words'>, name: string): boolean => name === words?.params['queue'];

/** What is to be done, as data. A linked window is told what is *added*, not what it does anyway. */
export function headline(prompt: Prompt, names: Names): Headline {
  const home = prompt.windowId === undefined ? null : names.homeQueue(prompt.windowId);
  const added = prompt.kind === 'link' ? prompt.queues.filter((code) => code !== home) : prompt.queues;
  const key =
    prompt.kind === 'guide'
      ? prompt.channel === 'mobile'
        ? 'mobile'
        : 'selfService'
      : prompt.kind === 'other-hall'
        ? 'otherHall'
        : prompt.kind;
  return {
    key,
    window: prompt.windowId === undefined ? '' : names.window(prompt.windowId),
    queues: (added.length > 0 ? added : prompt.queues)
      .map(names.queue)
      .sort((a, b) => Number(isFor(prompt, b)) - Number(isFor(prompt, a))),
    item: prompt.item === undefined ? '' : names.item(prompt.item),
    hall: prompt.way?.name ?? (prompt.toHall === undefined ? '' : names.hall(prompt.toHall)),
  };
}

export interface QueueChange extends PredictedChange {
  code: string;
  name: string;
  /** what those wait who go to the other hall, the way included, instead of what a newcomer waits here */
  isOfGoers?: true;
  /** the figures of the reason, where it speaks of those who come within the hour or later: minutes */
  promised?: { later?: number; before: number; after: number };
}

/** Predicted changes, the queue that the reason speaks of or that gains most first; queues of which nothing is noticed in whole minutes are left out. */
export function changes(prompt: Prompt, names: Pick<Names, 'queue'>): QueueChange[] {
  const gain = (change: PredictedChange) => change.beforeP80Sec - change.afterP80Sec;
  const promised = promisedBy(prompt);
  const all = Object.entries(prompt.predicted)
    .map(([code, change]): QueueChange => ({ code, name: names.queue(code), ...change }))
    .sort((a, b) => Number(isFor(prompt, b.name)) - Number(isFor(prompt, a.name)) || gain(b) - gain(a))
    .map((change) => (promised !== null && isFor(prompt, change.name) ? { ...change, promised } : change));
  const there = goers(prompt, names);
  if (there !== null) return [there];
  return all.filter(
    (change, i) => i === 0 || Math.round(change.beforeP80Sec / 60) !== Math.round(change.afterP80Sec / 60),
  );
}

/** A measure for the rush that comes changes little for who takes a number now: what it is for is shown instead. */
function promisedBy({ words }: Prompt): NonNullable<QueueChange['promised']> | null {
  const relief = pieceOf(words, 'relief');
  if (relief?.code !== 'relief.most-hour' && relief?.code !== 'relief.most-later') return null;
  const { before, after, later } = relief.params;
  if (typeof before !== 'number' || typeof after !== 'number') return null;
  return typeof later === 'number' ? { before, after, later } : { before, after };
}

/** Who is led to another hall gains at once; the line here falls by little, and so slowly that its figure would say nothing. */
function goers({ way, queues }: Prompt, names: Pick<Names, 'queue'>): QueueChange | null {
  if (way === undefined) return null;
  const [code = ''] = queues;
  const wayThere = way.travelMin * 60;
  return {
    code,
    name: names.queue(code),
    isOfGoers: true,
    beforeP50Sec: way.hereP50Sec,
    afterP50Sec: wayThere + way.thereP50Sec,
    beforeP80Sec: way.hereP80Sec,
    afterP80Sec: wayThere + way.thereP80Sec,
  };
}

export interface ShownChange {
  label: 'prompt.nowOf' | 'prompt.p80Of' | 'prompt.goersOf' | 'prompt.hourOf' | 'prompt.laterOf';
  /** minutes from the decision until those come of whom it speaks */
  later?: number;
  beforeSec: number;
  afterSec: number;
}

/**
 * What of a change is shown large: the one wait figure, before and after; where half wait as long as before, the prompt is for those
 * who wait longest, and their figure is shown under its own name. What the reason says of those who come later stands before both.
 */
export function shownOf({
  beforeP50Sec,
  afterP50Sec,
  beforeP80Sec,
  afterP80Sec,
  isOfGoers,
  promised,
}: PredictedChange & Pick<QueueChange, 'isOfGoers' | 'promised'>): ShownChange {
  if (promised !== undefined) {
    const { later, before, after } = promised;
    const figures = { beforeSec: before * 60, afterSec: after * 60 };
    return later === undefined
      ? { label: 'prompt.hourOf', ...figures }
      : { label: 'prompt.laterOf', later, ...figures };
  }
  if (isOfGoers) return { label: 'prompt.goersOf', beforeSec: beforeP50Sec, afterSec: afterP50Sec };
  const same = Math.round(beforeP50Sec / 60) === Math.round(afterP50Sec / 60);
  return same
    ? { label: 'prompt.p80Of', beforeSec: beforeP80Sec, afterSec: afterP80Sec }
    : { label: 'prompt.nowOf', beforeSec: beforeP50Sec, afterSec: afterP50Sec };
}

/** The words above those figures, and what goes into them. */
export function labelOf(
  change: QueueChange,
  { decidedAt }: Pick<Prompt, 'decidedAt'>,
  timeZone: string,
): [label: ShownChange['label'], named: { queue: string; later: number; time: string }] {
  const { label, later = 0 } = shownOf(change);
  return [label, { queue: change.name, later, time: timeOfDay(Date.parse(decidedAt), timeZone) }];
}

/** Whether that can be read off whole minutes: “7 → 7” is no fall. */
export const isSeen = (change: PredictedChange): boolean =>
  minutes(shownOf(change).beforeSec) !== minutes(shownOf(change).afterSec);

/** a fall by less than this is not what a measure is given for */
const LARGE_SHARE = 0.1;

/** Whether it is a fall to be written large: “94 → 93” is hardly one, and what all save together is said instead. */
export function isLarge(change: PredictedChange): boolean {
  const { beforeSec, afterSec } = shownOf(change);
  return isSeen(change) && beforeSec - afterSec >= LARGE_SHARE * beforeSec;
}

/** Both figures in whole minutes, for who looks closer. */
export const likelyOf = (
  change: PredictedChange,
): { p50: string; p50After: string; p80: string; p80After: string } => ({
  p50: minutes(change.beforeP50Sec),
  p50After: minutes(change.afterP50Sec),
  p80: minutes(change.beforeP80Sec),
  p80After: minutes(change.afterP80Sec),
});

/** Seconds of hall time left to answer; 0 once it has fallen away. */
export const secondsLeft = (prompt: Pick<Prompt, 'expiresAt'>, hallNowMs: number): number =>
  Math.max(0, Math.ceil((Date.parse(prompt.expiresAt) - hallNowMs) / 1000));

/** Open and not run out; the one for the worst trouble first, then the one worth most, then the newest: the first is the prompt of the moment. */
export const openPrompts = (prompts: readonly Prompt[], hallNowMs: number): Prompt[] =>
  prompts
    .filter((prompt) => prompt.state === 'shown' && secondsLeft(prompt, hallNowMs) > 0)
    .sort(
      (a, b) =>
        (b.troubleMin ?? 0) - (a.troubleMin ?? 0) ||
        b.gainMin - a.gainMin ||
        Date.parse(b.decidedAt) - Date.parse(a.decidedAt),
    );

/** The last prompt that somebody answered with yes, for when there is nothing to decide. */
export const lastCarried = (prompts: readonly Prompt[]): Prompt | null =>
  prompts
    .filter((prompt) => prompt.state === 'accepted' || prompt.state === 'carried-out' || prompt.state === 'done')
    .sort((a, b) => Date.parse(b.decidedAt) - Date.parse(a.decidedAt))[0] ?? null;

/** Whole minutes of waiting with the range they lie in, as they are written. */
export type Ranged = Record<'n' | 'low' | 'high', string>;
const whole = (minutes: number): string => String(Math.round(minutes)).replace('-', '−');

/** Minutes of waiting that a prompt saved, where that was seen and is beyond doubt: what was only expected is claimed on no wall. */
export const savedOf = (prompt: Pick<Prompt, 'effect'> | null): Ranged | null => {
  const effect = prompt?.effect;
  return effect?.method === EFFECT_METHODS.observed && effect.lowMin > 0
    ? { n: whole(effect.savedMin), low: whole(effect.lowMin), high: whole(effect.highMin) }
    : null;
};

/** Minutes of waiting that a prompt is expected to save; without the range where none is known. */
export const gainOf = ({ gainMin, gainBand }: Pick<Prompt, 'gainMin' | 'gainBand'>): Ranged | Record<'n', string> => ({
  n: whole(gainMin),
  ...(gainBand === undefined ? {} : { low: whole(gainBand.lowMin), high: whole(gainBand.highMin) }),
});
/** The word of it. */
export const gainKey = ({ gainBand }: Pick<Prompt, 'gainBand'>): string =>
  gainBand === undefined ? 'prompt.gain' : 'prompt.gainRanged';

/** A prompt that has just come to nothing: fallen away, cancelled, declined, taken back. The snapshot carries it for a couple of minutes. */
export const lastEnded = (prompts: readonly Prompt[]): Prompt | null =>
  prompts
    .filter(({ state }) => state === 'expired' || state === 'cancelled' || state === 'undone' || state === 'declined')
    .sort((a, b) => Date.parse(b.decidedAt) - Date.parse(a.decidedAt))[0] ?? null;

/** Whether a measure was agreed to and has not ended: so long the server takes an undo. */
export const isInForce = (prompt: Pick<Prompt, 'state' | 'until'>, hallNowMs: number): boolean =>
  (prompt.state === 'accepted' || prompt.state === 'carried-out') &&
  (prompt.until === undefined || Date.parse(prompt.until) > hallNowMs);

/** What the hall works by now, what was agreed to last first. */
export const promptsInForce = (prompts: readonly Prompt[], hallNowMs: number): Prompt[] =>
  prompts.filter((prompt) => isInForce(prompt, hallNowMs)).sort((a, b) => agreed(b) - agreed(a));
const agreed = ({ answeredAt, decidedAt }: Prompt): number => Date.parse(answeredAt ?? decidedAt);

/** Whether its window ends first the ticket it had when this was accepted. */
const isFinishing = (prompt: Pick<Prompt, 'orders' | 'freeAt'>): boolean =>
  prompt.freeAt === null && firstTold(prompt)?.to === 'window';

/**
 * What somebody asked to do it has said so far: not all of them have confirmed it, its window ends its ticket first, all have confirmed it,
 * it is being done, or it cannot be done; null where nobody is asked.
 */
export function stageOf(
  prompt: Pick<Prompt, 'orders' | 'freeAt'>,
): 'cannot' | 'waits' | 'finishes' | 'received' | 'doing' | null {
  const { orders = [] } = prompt;
  if (orders.length === 0) return null;
  if (orders.some(({ state }) => state === 'cannot')) return 'cannot';
  if (isFinishing(prompt)) return 'finishes';
  if (orders.some(({ state }) => state === 'told')) return 'waits';
  return orders.some(({ state }) => state === 'received') ? 'received' : 'doing';
}

/** Less than this is the time that everybody needs to look. */
const SOON_MIN = 5;

/** What was asked first and is not confirmed yet; undefined: nothing. */
export const firstTold = ({ orders = [] }: Pick<Prompt, 'orders'>): PromptOrder | undefined =>
  orders.filter(({ state }) => state === 'told').sort((a, b) => Date.parse(a.toldAt) - Date.parse(b.toldAt))[0];

/** For how many minutes whoever was asked first could have confirmed it and has not; null: for no longer than anybody takes. */
export function unconfirmedMin(prompt: Pick<Prompt, 'orders' | 'freeAt'>, hallNowMs: number): number | null {
  const told = firstTold(prompt);
  if (told === undefined || isFinishing(prompt)) return null;
  const free = told.to === 'window' && prompt.freeAt ? Date.parse(prompt.freeAt) : 0;
  const min = Math.floor((hallNowMs - Math.max(Date.parse(told.toldAt), free)) / 60_000);
  return min >= SOON_MIN ? min : null;
}

/** What is in force for one queue, what was agreed to last first. */
export const agreedTo = (
  queue: string,
  prompts: readonly Prompt[],
  names: Pick<Names, 'queue'>,
  hallNowMs: number,
): Prompt[] => promptsInForce(prompts, hallNowMs).filter((prompt) => changes(prompt, names)[0]?.code === queue);

/** Somebody has yet to confirm it or to begin, or it cannot be done. */
const AWAITED = new Set<ReturnType<typeof stageOf>>(['cannot', 'waits', 'finishes']);
/** What is agreed to for one queue: how many measures are done by now, and the one that somebody has yet to confirm. */
export function agreedFor(
  queue: string,
  prompts: readonly Prompt[],
  names: Pick<Names, 'queue'>,
  hallNowMs: number,
): { doing: number; waiting: Prompt | null } {
  const all = agreedTo(queue, prompts, names, hallNowMs);
  return {
    doing: all.filter((prompt) => !AWAITED.has(stageOf(prompt))).length,
    waiting:
      all.findLast((prompt) => stageOf(prompt) === 'waits') ??
      all.findLast((prompt) => stageOf(prompt) === 'finishes') ??
      null,
  };
}
