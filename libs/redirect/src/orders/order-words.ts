import { message, part, type Message, type OrderAddressee, type Part } from '@cockpit/contracts';
import type { HallConfig } from '@cockpit/domain';
import { leadsAway } from '../life/leads-away';
import type { PromptRow } from '../prompt.entity';

type Asked = Pick<PromptRow, 'kind' | 'windowId' | 'queues' | 'item' | 'channel' | 'toHall' | 'way'>;
type Names = Pick<HallConfig, 'queues' | 'windows' | 'items'>;

/** What somebody is to do now, in a sentence; null: this prompt asks nothing of them. */
export function orderOf(asked: Asked, to: OrderAddressee, names: Names | null): Message | null {
  const own = names?.windows.find(({ id }) => id === asked.windowId);
  const named = (codes: readonly string[]): string[] =>
    codes.map((code) => names?.queues.find((queue) => queue.code === code)?.name ?? code);
  const window = own?.number ?? asked.windowId ?? '';
  const item = names?.items.find(({ code }) => code === asked.item)?.name ?? asked.item ?? '';
  if (leadsAway(asked)) {
    if (to === 'window') return null;
    if (asked.kind === 'other-hall')
      return message('order.other-hall', { queues: named(asked.queues), hall: asked.way?.name ?? asked.toHall ?? '' });
    return message(asked.channel === 'mobile' ? 'order.guide-mobile' : 'order.guide-self-service', { item });
  }
  if (asked.windowId === null) return null;
  // a link goes on serving its own: what is new is what it is asked for
  const fresh = asked.queues.filter((code) => asked.kind !== 'link' || own?.queues.includes(code) !== true);
  const queues = named(fresh.length === 0 ? asked.queues : fresh);
  if (to === 'guide') return message('order.mention', { measure: measure(asked.kind, window, queues) });
  switch (asked.kind) {
    case 'link':
      return message('order.link', { window, queues });
    case 'open':
      return message('order.open', { window, queues });
    case 'recall':
      return message('order.recall', { window });
    default:
      return message('order.reassign', { window, queues });
  }
}

function measure(kind: string, window: string, queues: string[]): Part {
  if (kind === 'recall') return part('measure.recall', { window });
  return part(kind === 'open' ? 'measure.open' : kind === 'link' ? 'measure.link' : 'measure.reassign', {
    window,
    queues,
  });
}
