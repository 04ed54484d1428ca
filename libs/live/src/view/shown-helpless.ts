import { message, type Helpless } from '@cockpit/contracts';
import { idleFor, type HallState } from '@cockpit/domain';

/**
 * What was decided at the last hall minute, each with the one reason that is true of the hall of this snapshot: beside a window that stands
 * idle and is qualified it is said of that window, never that nothing helps.
 */
export const helplessIn = (decided: readonly Helpless[], state: HallState): Helpless[] =>
  decided.map((one) => (one.because === undefined ? one : { ...one, because: trueNow(one.queue, one.because, state) }));

type Because = NonNullable<Helpless['because']>;

function trueNow(queue: string, because: Because, state: HallState): Because {
  const idle = idleFor(state, queue);
  const [fresh] = idle;
  if (fresh === undefined) return because.filter(({ windowId }) => windowId === undefined);
  const known = because.find(({ windowId }) => idle.some((window) => window.windowId === windowId));
  if (known !== undefined) return [known];
  const code = fresh.servingQueues.includes(queue) ? 'because.free' : 'because.just-free';
  const window = fresh.config?.number ?? fresh.windowId;
  return [{ words: message(code, { window }), windowId: fresh.windowId }];
}
