import { has, NO_QUEUES, only, queuesIn, type QueueSet } from '../queueSet';
import { bestHall, type Decision } from './moves';
import type { RedirectParams } from './params';
import type { Shown } from './shown';
import type { RedirectView } from './view';

export interface QueueChange {
  readonly queue: number;
  readonly beforeP50Min: number;
  readonly afterP50Min: number;
  readonly beforeP80Min: number;
  readonly afterP80Min: number;
}

/** What is known of a measure when its sentence is written. */
export interface Told {
  readonly changes: readonly QueueChange[];
  /** Queues nobody serves now, with the wait once the measure serves them. */
  readonly begun: readonly { readonly queue: number; readonly afterP50Min: number }[];
  /** Queues nobody would serve any more. */
  readonly ended: readonly number[];
  /** The relief that has been found, where the simulation told it. */
  readonly shown?: Shown | undefined;
  /** Minutes of waiting saved. */
  readonly gainMin: number;
}

const minutes = (value: number): string => `${String(Math.round(value))} 分钟`;
const falls = (before: number, after: number): boolean => Math.round(before) > Math.round(after);

/** Queues a measure is meant to help. A link never helps its home queue: that is where it takes from. */
export function helped(view: RedirectView, decision: Decision): QueueSet {
  if (decision.queue !== undefined) return only(decision.queue);
  const window = decision.window === undefined ? undefined : view.windows[decision.window];
  const mask = decision.mask ?? NO_QUEUES;
  if (window === undefined) return NO_QUEUES;
  return decision.kind === 'link' ? mask & ~window.mask & ~only(window.home) : mask;
}

/** Of the queues that are meant to be helped the one that is helped most; none when none has a shorter wait as people read it. */
export function relieved(
  view: RedirectView,
  decision: Decision,
  { changes, begun }: Pick<Told, 'changes' | 'begun'>,
): number | undefined {
  const among = helped(view, decision);
  const start = begun.find(({ queue }) => has(among, queue));
  if (start !== undefined) return start.queue;
  const fall = (c: QueueChange): number => c.beforeP50Min - c.afterP50Min + c.beforeP80Min - c.afterP80Min;
  const best = changes.filter((c) => has(among, c.queue)).sort((a, b) => fall(b) - fall(a))[0];
  return best !== undefined && fall(best) > 0 ? best.queue : undefined;
}

/** One Chinese sentence that says why, with the figures a supervisor decides by; null when its figures would say nothing for it. */
export function sentence(view: RedirectView, params: RedirectParams, decision: Decision, told: Told): string | null {
  const name = (queue: number): string => view.queues[queue]?.name ?? '';
  const target = told.shown?.queue ?? relieved(view, decision, told);
  const window = decision.window === undefined ? undefined : view.windows[decision.window];
  const number = window?.number ?? '';
  if (decision.kind === 'other-hall') return elsewhere(view, params, decision);
  const relief = target === undefined ? null : reliefOf(target, told, name);
  if (target === undefined || relief === null) return null;
  const people = crowd(view.queues[target]?.waiting ?? 0);
  const gives = giver(view, decision, told, name);
  switch (decision.kind) {
    case 'link': {
      const home = window?.home ?? -1;
      const how = home < 0 ? '' : staysGood(view, told, home) ? `在${name(home)}空闲时` : `兼顾${name(home)}，`;
      return `${number} 号窗口${how}联动支援${name(target)}（${people}）${relief}${gives}。`;
    }
    case 'reassign': {
      const to = queuesIn(decision.mask ?? NO_QUEUES)[0] ?? -1;
      return `${number} 号窗口${window?.home === to ? '转回' : '改办'}${name(to)}（${people}）${relief}${gives}。`;
    }
    case 'open': {
      const long = decision.untilMin === undefined ? params.openMin : decision.untilMin - view.nowMin - params.replyMin;
      return `开启 ${number} 号备用窗口 ${minutes(long)}，支援${name(target)}（${people}）${relief}${gives}。`;
    }
    case 'recall':
      return `请 ${number} 号窗口提前结束小休，${name(target)}${people}${relief}${gives}，余下休息一小时后补足。`;
    case 'guide': {
      const item = decision.item === undefined ? undefined : view.items[decision.item];
      const where = decision.channel === 'mobile' ? '掌办' : '自助终端';
      const long =
        decision.untilMin === undefined ? params.guideMin : decision.untilMin - view.nowMin - params.replyMin;
      return `引导办理${item?.name ?? ''}的新到群众使用${where} ${minutes(long)}（${name(target)}${people}）${relief}。`;
    }
  }
}

/** What is said of those who wait: their number, or that nobody does and the prompt speaks of what is expected. */
const crowd = (waiting: number): string =>
  waiting > 0 ? `现有 ${String(waiting)} 人等候` : '现无人等候，按预测将有排队';

/** The number of people a sentence says are waiting; null when it speaks of the forecast, or of no queue. */
export function saidWaiting(why: string): number | null {
  const found = /现有 (\d+) 人等候/.exec(why);
  return found === null ? null : Number(found[1]);
}

/**
 * The figure that shows the relief: the wait of half the people, or of four in five where that of half stays the same as people read it, or
 * the minutes saved by all where neither moves by a minute.
 */
function reliefOf(
  queue: number,
  { changes, begun, gainMin, shown }: Told,
  name: (queue: number) => string,
): string | null {
  const start = begun.find((one) => one.queue === queue);
  if (start !== undefined) return `，现无窗口受理，支援后预计约等 ${minutes(start.afterP50Min)}`;
  if (shown !== undefined)
    return `，预计${whose(shown, name(queue))}等候（八成把握）由 ${minutes(shown.beforeP80Min)}降至 ${minutes(shown.afterP80Min)}`;
  const change = changes.find((one) => one.queue === queue);
  if (change === undefined) return null;
  const { beforeP50Min, afterP50Min, beforeP80Min, afterP80Min } = change;
  if (falls(beforeP50Min, afterP50Min))
    return `，预计${name(queue)}等候由 ${minutes(beforeP50Min)}降至 ${minutes(afterP50Min)}`;
  if (falls(beforeP80Min, afterP80Min))
    return `，预计${name(queue)}等候（八成把握）由 ${minutes(beforeP80Min)}降至 ${minutes(afterP80Min)}`;
  return Math.round(gainMin) >= 1 ? `，预计一小时内来的人共少等 ${minutes(gainMin)}` : null;
}

const whose = ({ of }: Shown, name: string): string =>
  of === 'now' ? name : of === 'hour' ? '一小时内新到群众' : `${minutes(of)}后新到群众`;

/** Whether a queue stays under its target, also for four in five: only then it is said to have time to spare. */
function staysGood(view: RedirectView, { changes, ended }: Told, queue: number): boolean {
  const change = changes.find((one) => one.queue === queue);
  const target = view.queues[queue]?.waitTargetMin ?? 15;
  return (
    !ended.includes(queue) &&
    (change === undefined
      ? (view.queues[queue]?.waiting ?? 0) === 0
      : Math.max(change.afterP50Min, change.afterP80Min) < target)
  );
}

/** What happens to the queue that gives: said whenever it shows, and of a window that leaves its queue also when it does not. */
function giver(
  view: RedirectView,
  decision: Decision,
  { changes, ended }: Told,
  name: (queue: number) => string,
): string {
  const [left] = ended;
  if (left !== undefined) return `，${name(left)}将无窗口受理`;
  const among = helped(view, decision);
  const rise = (c: QueueChange): number => Math.max(c.afterP50Min - c.beforeP50Min, c.afterP80Min - c.beforeP80Min);
  const worst = changes.filter((c) => !has(among, c.queue)).sort((a, b) => rise(b) - rise(a))[0];
  if (worst === undefined) return '';
  if (falls(worst.afterP50Min, worst.beforeP50Min))
    return `，${name(worst.queue)}由 ${minutes(worst.beforeP50Min)}升至 ${minutes(worst.afterP50Min)}`;
  if (falls(worst.afterP80Min, worst.beforeP80Min))
    return `，${name(worst.queue)}（八成把握）由 ${minutes(worst.beforeP80Min)}升至 ${minutes(worst.afterP80Min)}`;
  return decision.kind === 'reassign' ? `，${name(worst.queue)}基本不受影响` : '';
}

function elsewhere(view: RedirectView, params: RedirectParams, decision: Decision): string | null {
  const queue = decision.queue === undefined ? undefined : view.queues[decision.queue];
  const there = queue === undefined ? undefined : bestHall(view, params, queue.code);
  if (queue?.predictedP50Min === undefined || there === undefined) return null;
  return `${queue.name}此处约等 ${minutes(queue.predictedP50Min)}，${there.hall.name}路程 ${minutes(there.hall.travelMin)}、等候 ${minutes(there.totalP50Min - there.hall.travelMin)}，合计更快，可引导新到群众前往。`;
}
