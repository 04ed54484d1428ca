import {
  openPrompts,
  promptsInForce,
  type Helpless,
  type LiveHall,
  type LiveQueue,
  type Prompt,
} from '@cockpit/contracts';
import { needsAct } from './queues';
import { freeWindows } from './windows';

/**
 * The decisions of the last hall minute that are still valid: without recovered queues, without queues that an open prompt names a window
 * for, and without options that are already proposed or sent.
 */
export function helplessNow(
  decided: readonly Helpless[],
  { queues, windows, prompts }: Pick<LiveHall, 'queues' | 'windows' | 'prompts'>,
  now: number,
): Helpless[] {
  const open = openPrompts(prompts, now);
  const beside = [...open, ...promptsInForce(prompts, now).filter(({ windowId }) => windowId === undefined)];
  const isAnswered = (code: string): boolean =>
    open.some((prompt) => prompt.windowId !== undefined && prompt.queues.includes(code));
  // advice for a busy queue would read as the answer for an overloaded one
  const isOutdone = ({ level }: LiveQueue): boolean =>
    level !== 'overloaded' && queues.some((other) => other.level === 'overloaded' && other.waiting > 0);
  return decided.flatMap((decision) => {
    const queue = queues.find(({ code }) => code === decision.queue);
    if (queue === undefined || !needsAct(queue) || isAnswered(queue.code) || isOutdone(queue)) return [];
    const remains = decision.remains.filter((way) => !beside.some((prompt) => proposes(prompt, way, queue.code)));
    return [{ ...decision, remains, free: freeWindows(windows, queue.code) }];
  });
}

const proposes = (
  { kind, item, queues }: Prompt,
  { code, params }: Helpless['remains'][number],
  queue: string,
): boolean =>
  code === 'guide'
    ? kind === 'guide' && item !== undefined && item === params['itemCode']
    : kind === code && queues.includes(queue);
