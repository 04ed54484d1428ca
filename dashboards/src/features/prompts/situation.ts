import type { LiveHall, LiveQueue, Prompt, Warning } from '@cockpit/contracts';
import { agreedTo, shownOf, unconfirmedMin, type Names, type QueueChange } from './headline';

/** What the hall comes down to, as it is written at the left of the wall's band. */
export interface Situation {
  kind: 'worst' | 'expected' | 'calm-now';
  level: LiveQueue['level'];
  /** code of the queue that it is of; null: of none */
  queue: string | null;
  /** the queue, or that all is calm */
  name: string;
  figures: string[];
  /** what to do about it, or that nothing is suggested, where that does not stand beside it; null: it does */
  todo: string | null;
}

/** A wait beyond its target that is foretold, while nobody who stands in the line needs help yet. */
export interface Expected {
  /** name of the queue */
  queue: string;
  min: number;
  /** the usual wait that a prompt foretells, one that four in five stay below, or that of whoever takes a number now, as the table has it */
  said: 'expected' | 'expectedUpTo' | 'expectedNow';
}

/** The wait that a prompt prevents, where it is beyond the target of its queue; null: it only makes a good wait shorter. */
export function expectedByPrompt(main: QueueChange | null, queues: readonly LiveQueue[]): Expected | null {
  const target = queues.find(({ code }) => code === main?.code)?.targetMin;
  if (main === null || target === undefined) return null;
  const min = Math.round(shownOf(main).beforeSec / 60);
  return min > target ? { queue: main.name, min, said: 'expected' } : null;
}

/** The longest wait that a warning foretells and that still holds; null: none does. */
export function expectedByWarning(warnings: readonly Pick<Warning, 'rule' | 'condition' | 'words'>[]): Expected | null {
  const found = warnings.flatMap(({ rule, condition, words }): Expected[] => {
    const { queue, value } = words?.params ?? {};
    return rule === 'queue-predicted-wait' &&
      condition === 'firing' &&
      typeof queue === 'string' &&
      typeof value === 'number'
      ? [{ queue, min: value, said: 'expectedUpTo' }]
      : [];
  });
  return found.sort((a, b) => b.min - a.min)[0] ?? null;
}

/** The longest wait of who would take a number now in a queue marked as busy although hardly anybody stands there; null: there is none. */
export function expectedByQueue(queues: readonly LiveQueue[]): Expected | null {
  const found = queues.flatMap(({ name, level, targetMin, predictedP50Sec }): Expected[] => {
    const sec = predictedP50Sec ?? 0;
    const min = Math.round(sec / 60);
    return level === 'busy' && targetMin !== undefined && sec >= targetMin * 60
      ? [{ queue: name, min, said: 'expectedNow' }]
      : [];
  });
  return found.sort((a, b) => b.min - a.min)[0] ?? null;
}

/** Minutes that whoever takes a number now would wait, where that alone makes a queue bad: nobody in it has waited beyond its target yet. */
export function waitAhead({ longestWaitSec, predictedP50Sec, targetMin = Infinity }: LiveQueue): number | null {
  const targetSec = targetMin * 60;
  const isAhead = (predictedP50Sec ?? 0) >= targetSec && (longestWaitSec ?? 0) < targetSec;
  return isAhead ? Math.round((predictedP50Sec ?? 0) / 60) : null;
}

/** Whoever is away from a window of a queue and back there first. */
export function firstBack(
  queue: string,
  { windows }: Pick<LiveHall, 'windows'>,
): { number: string; at: number } | null {
  const away = windows.flatMap(({ number, queues, absence }) =>
    absence !== undefined && queues.includes(queue) ? [{ number, at: Date.parse(absence.backAt) }] : [],
  );
  return away.sort((a, b) => a.at - b.at)[0] ?? null;
}

/** Measures that nobody has confirmed for long, that for longest first. */
export const unconfirmed = (prompts: readonly Prompt[], now: number): { prompt: Prompt; min: number }[] =>
  prompts
    .flatMap((prompt) => {
      const min = unconfirmedMin(prompt, now);
      return min === null ? [] : [{ prompt, min }];
    })
    .sort((a, b) => b.min - a.min);

/** The measure for a queue that was agreed to first and that nobody has confirmed for long: somebody has to be asked after it. */
export function toChase(
  queue: string,
  { prompts }: Pick<LiveHall, 'prompts'>,
  names: Pick<Names, 'queue'>,
  now: number,
): { prompt: Prompt; min: number } | null {
  return unconfirmed(agreedTo(queue, prompts, names, now), now)[0] ?? null;
}
