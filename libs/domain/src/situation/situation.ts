import {
  openPrompts,
  openWarnings,
  promptsInForce,
  queueOf,
  stageOf,
  type LiveFeed,
  type LiveHall,
  type LiveQueue,
  type Prompt,
  type Situation,
  type SituationAnswer,
  type Warning,
} from '@cockpit/contracts';
import { isAwaited, unconfirmed } from './agreed';
import { expectedIn } from './expected';
import { troubleIn, waitAhead } from './queues';
import { firstBack, freeWindows } from './windows';

export type SituationInput = Pick<
  LiveHall,
  'open' | 'feeds' | 'queues' | 'windows' | 'prompts' | 'helpless' | 'warnings'
>;

/**
 * What is wrong in a hall and what to do first.
 * @param hall with `helpless` from `helplessNow`
 * @param now hall time, epoch ms
 * @param previousQueue queue of the previous situation
 */
export function situationOf(hall: SituationInput, now: number, previousQueue?: string): Situation {
  const [prompt] = openPrompts(hall.prompts, now);
  const promptQueue = prompt === undefined ? undefined : queueOf(prompt);
  const worst = worstQueue(hall, promptQueue, previousQueue);
  const expected = worst === undefined && hall.open ? expectedIn(hall, prompt) : undefined;
  const queue = worst?.code ?? expected?.queue;
  const chased = unconfirmed(hall.prompts, now);
  const warnings = openWarnings(hall.warnings).filter(({ condition }) => condition === 'firing');
  const answer = answerOf({
    hall,
    queue,
    isTrouble: worst !== undefined,
    chased,
    agreed: promptsInForce(hall.prompts, now).filter((measure) => queue === undefined || queueOf(measure) === queue),
    warnings,
  });
  const rest = { prompted: queue !== undefined && queue === promptQueue, answer, chased };
  if (worst !== undefined)
    return { kind: 'worst', level: worst.level, queue: worst.code, ...waitOfWorst(worst), ...rest };
  if (expected !== undefined) return { kind: 'expected', level: 'busy', ...expected, ...rest };
  return { kind: 'calm', level: levelOf(answer, warnings), ...rest };
}

/** The queue of the prompt among those about as bad as the worst, else one that a window can help, so that trouble and answer match. */
function worstQueue(
  { queues, helpless = [] }: SituationInput,
  promptQueue: string | undefined,
  previousQueue: string | undefined,
): LiveQueue | undefined {
  const trouble = troubleIn(queues, previousQueue);
  const hasWindow = ({ code }: LiveQueue): boolean =>
    helpless.some(({ queue, untold, free = [] }) => queue === code && (untold !== undefined || free.length > 0));
  return trouble.find(({ code }) => code === promptQueue) ?? trouble.find(hasWindow) ?? trouble[0];
}

function waitOfWorst(queue: LiveQueue): Pick<Situation, 'wait'> {
  const ahead = waitAhead(queue);
  if (ahead !== undefined) return { wait: { min: ahead, kind: 'next' } };
  return queue.longestWaitSec === null ? {} : { wait: { min: Math.round(queue.longestWaitSec / 60), kind: 'longest' } };
}

interface AnswerInput {
  readonly hall: SituationInput;
  /** queue in trouble or with an expected wait; undefined in a calm hall */
  readonly queue: string | undefined;
  readonly isTrouble: boolean;
  readonly chased: Situation['chased'];
  /** measures in force for that queue; for any queue in a calm hall */
  readonly agreed: readonly Prompt[];
  /** firing warnings, the worst first */
  readonly warnings: readonly Warning[];
}
type Case = (input: AnswerInput) => SituationAnswer | undefined;

const fault: Case = ({ hall, isTrouble, warnings }) => {
  if (isTrouble || warnings[0]?.severity === 'red') return undefined;
  const warnedWindows = new Set(warnings.flatMap(({ rule, scope }) => (rule === 'window-fault' ? [scope.code] : [])));
  const broken = hall.windows.filter(({ state, windowId }) => state === 'fault' && !warnedWindows.has(windowId));
  return broken.length === 0 ? undefined : { code: 'fault', windows: broken.map(({ windowId }) => windowId) };
};
const warned: Case = ({ queue, warnings }) => {
  const [worst] = warnings;
  return queue !== undefined || worst === undefined
    ? undefined
    : { code: 'warned', warning: worst.id, n: warnings.length };
};
const chase: Case = ({ chased, agreed }) => {
  const late = chased.find(({ prompt }) => agreed.some(({ id }) => id === prompt));
  return late === undefined ? undefined : { code: 'chase', ...late };
};
const call: Case = ({ hall, queue }) => {
  const windows = queue === undefined ? [] : freeWindows(hall.windows, queue);
  return windows.length === 0 ? undefined : { code: 'call', windows };
};
const remains: Case = ({ hall, queue }) => {
  const entry = hall.helpless?.find((decision) => decision.queue === queue);
  const hasWay = entry !== undefined && (entry.untold !== undefined || entry.remains.length > 0);
  return hasWay ? { code: 'remains' } : undefined;
};
const underWay: Case = ({ queue, agreed }) => {
  const n = agreed.filter((prompt) => !isAwaited(prompt) && stageOf(prompt) !== 'cannot').length;
  return queue === undefined || n === 0 ? undefined : { code: 'under-way', n };
};
const confirm: Case = ({ queue, agreed }) => {
  const prompt = agreed.findLast(isAwaited);
  return queue === undefined || prompt === undefined ? undefined : { code: 'confirm', prompt: prompt.id };
};
const back: Case = ({ hall, queue }) => {
  const first = queue === undefined ? undefined : firstBack(hall.windows, queue);
  return first === undefined ? undefined : { code: 'back', ...first };
};
const none: Case = ({ queue }) => (queue === undefined ? undefined : { code: 'none' });

/** The cases of decision 42 in their order; `calm` is the fallback. */
const CASES: readonly Case[] = [fault, warned, chase, call, remains, underWay, confirm, back, none];

function answerOf(input: AnswerInput): SituationAnswer {
  for (const test of CASES) {
    const answer = test(input);
    if (answer !== undefined) return answer;
  }
  return { code: 'calm', late: areAllLate(input.hall.feeds) };
}

/** Whether every feed with data is late. */
const areAllLate = (feeds: readonly LiveFeed[]): boolean =>
  feeds.some(({ lastEventAt }) => lastEventAt !== null) && feeds.every(({ state }) => state !== 'live');

function levelOf(answer: SituationAnswer, warnings: readonly Warning[]): Situation['level'] {
  if (answer.code === 'warned') return warnings[0]?.severity === 'red' ? 'overloaded' : 'busy';
  return answer.code === 'fault' || (answer.code === 'calm' && answer.late) ? 'busy' : 'normal';
}
