import { bestHall, type Decision } from './moves';
import type { RedirectParams } from './params';
import type { RedirectView } from './view';

export interface QueueChange {
  readonly queue: number;
  readonly beforeP50Min: number;
  readonly afterP50Min: number;
  readonly beforeP80Min: number;
  readonly afterP80Min: number;
}

const minutes = (value: number): string => `${String(Math.round(value))} 分钟`;

/** One Chinese sentence that says why, with the two figures a supervisor decides by. */
export function sentence(view: RedirectView, params: RedirectParams, decision: Decision, changes: readonly QueueChange[]): string {
  const name = (queue: number): string => view.queues[queue]?.name ?? '';
  const most = [...changes].sort((a, b) => b.beforeP50Min - b.afterP50Min - (a.beforeP50Min - a.afterP50Min))[0];
  const relief = most === undefined ? '' : `，${fall(most, name(most.queue))}`;
  const window = decision.window === undefined ? undefined : view.windows[decision.window];
  const waiting = most === undefined ? 0 : (view.queues[most.queue]?.waiting ?? 0);
  const target = most === undefined ? '' : name(most.queue);
  switch (decision.kind) {
    case 'link':
      return `${window?.number ?? ''} 号窗口${window === undefined || window.home < 0 ? '' : `在${name(window.home)}空闲时`}联动支援${target}（现有 ${String(waiting)} 人等候）${relief}。`;
    case 'reassign': {
      const to = decision.mask === undefined ? 0 : 31 - Math.clz32(decision.mask);
      const home = window?.home === to;
      return `${window?.number ?? ''} 号窗口${home ? '转回' : '改办'}${name(to)}（现有 ${String(view.queues[to]?.waiting ?? 0)} 人等候）${relief}${giver(changes, to, name)}。`;
    }
    case 'open':
      return `开启 ${window?.number ?? ''} 号备用窗口 ${minutes(params.openMin)}，支援${target}（现有 ${String(waiting)} 人等候）${relief}。`;
    case 'recall':
      return `请 ${window?.number ?? ''} 号窗口提前结束小休，${target}现有 ${String(waiting)} 人等候${relief}，余下休息一小时后补足。`;
    case 'guide': {
      const item = decision.item === undefined ? undefined : view.items[decision.item];
      const where = decision.channel === 'mobile' ? '掌办' : '自助终端';
      return `引导办理${item?.name ?? ''}的新到群众使用${where} ${minutes(params.guideMin)}${relief}。`;
    }
    case 'other-hall': {
      const queue = decision.queue === undefined ? undefined : view.queues[decision.queue];
      const there = queue === undefined ? undefined : bestHall(view, params, queue.code);
      if (queue === undefined || there === undefined) return '';
      return `${queue.name}此处约等 ${minutes(queue.predictedP50Min ?? 0)}，${there.hall.name}路程 ${minutes(there.hall.travelMin)}、等候 ${minutes(there.totalP50Min - there.hall.travelMin)}，合计更快，可引导新到群众前往。`;
    }
  }
}

/** Where half wait as long before as after, rounded as people read it, the prompt is for those who wait longest: then theirs is the figure. */
function fall({ beforeP50Min, afterP50Min, beforeP80Min, afterP80Min }: QueueChange, queue: string): string {
  return Math.round(beforeP50Min) > Math.round(afterP50Min)
    ? `预计${queue}等候由 ${minutes(beforeP50Min)}降至 ${minutes(afterP50Min)}`
    : `预计${queue}等候（八成把握）由 ${minutes(beforeP80Min)}降至 ${minutes(afterP80Min)}`;
}

/** What happens to the queue that gives: always said, also when it is nothing. */
function giver(changes: readonly QueueChange[], to: number, name: (queue: number) => string): string {
  const worst = [...changes].filter((c) => c.queue !== to).sort((a, b) => b.afterP50Min - b.beforeP50Min - (a.afterP50Min - a.beforeP50Min))[0];
  if (worst === undefined) return '';
  if (worst.afterP50Min - worst.beforeP50Min < 0.5) return `，${name(worst.queue)}基本不受影响`;
  return `，${name(worst.queue)}由 ${minutes(worst.beforeP50Min)}升至 ${minutes(worst.afterP50Min)}`;
}
