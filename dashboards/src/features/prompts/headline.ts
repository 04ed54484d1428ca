import {
  EFFECT_METHODS,
  queueOf,
  shownWait,
  type LiveHall,
  type PredictedChange,
  type Prompt,
  type PromptAim,
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
    queues: [...(added.length > 0 ? added : prompt.queues)].sort(aimedFirst(prompt)).map(names.queue),
    item: prompt.item === undefined ? '' : names.item(prompt.item),
    hall: prompt.way?.name ?? (prompt.toHall === undefined ? '' : names.hall(prompt.toHall)),
  };
}

/** What is to be done and its figures begin with the queue that a prompt is for. */
const aimedFirst = (prompt: Prompt): ((a: string, b: string) => number) => {
  const aimed = queueOf(prompt);
  return (a, b) => Number(b === aimed) - Number(a === aimed);
};

export interface QueueChange extends PredictedChange {
  code: string;
  name: string;
  /** what those wait who go to the other hall, the way included, instead of what a newcomer waits here */
  isOfGoers?: true;
  /** of whom the figures are, where the prompt is for this queue */
  aim?: PromptAim;
}

/** Predicted changes, the queue that it is for or that gains most first; queues of which nothing is noticed in whole minutes are left out. */
export function changes(prompt: Prompt, names: Pick<Names, 'queue'>): QueueChange[] {
  const there = goers(prompt, names);
  if (there !== null) return [there];
  const gain = (change: PredictedChange) => change.beforeP80Sec - change.afterP80Sec;
  const aimed = aimedFirst(prompt);
  const { aim } = prompt;
  return Object.entries(prompt.predicted)
    .map(([code, change]): QueueChange => ({
      code,
      name: names.queue(code),
      ...change,
      ...(aim?.queue === code ? { aim } : {}),
    }))
    .sort((a, b) => aimed(a.code, b.code) || gain(b) - gain(a))
    .filter((change, i) => i === 0 || Math.round(change.beforeP80Sec / 60) !== Math.round(change.afterP80Sec / 60));
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

/** What of a change is shown large, and of whom that is. */
export function shownOf({
  isOfGoers,
  aim,
  ...change
}: PredictedChange & Pick<QueueChange, 'isOfGoers' | 'aim'>): ShownChange {
  if (isOfGoers) return { label: 'prompt.goersOf', beforeSec: change.beforeP50Sec, afterSec: change.afterP50Sec };
  const { isMedian, beforeSec, afterSec } = shownWait(change, aim?.horizon);
  if (aim?.horizon === 'later') return { label: 'prompt.laterOf', later: aim.laterMin ?? 0, beforeSec, afterSec };
  if (aim?.horizon === 'hour') return { label: 'prompt.hourOf', beforeSec, afterSec };
  return { label: isMedian ? 'prompt.nowOf' : 'prompt.p80Of', beforeSec, afterSec };
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
