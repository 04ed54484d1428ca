import { message, part, type Message, type Part, type PlanAsk, type PlanAskChange } from '@cockpit/contracts';
import { zoneOffset } from '@cockpit/domain';

/** What a plan asks of a window, as a message to its officer: the first thing of it in full, and how much more there is. */
export function askWords({ number, changes }: Pick<PlanAsk, 'number' | 'changes'>, timeZone: string): Message {
  const [first, ...more] = [...changes].sort((a, b) => Date.parse(a.from) - Date.parse(b.from));
  const what = first === undefined ? '' : changeWords(first, number, timeZone);
  return more.length === 0 ? message('plan.asked', { what }) : message('plan.asked-more', { what, n: more.length });
}

function changeWords(change: PlanAskChange, window: string, timeZone: string): Part {
  const at = (time: string): string => {
    const ms = Date.parse(time);
    return new Date(ms + zoneOffset(ms, timeZone)).toISOString().slice(11, 16);
  };
  const span = { window, from: at(change.from), until: at(change.until) };
  switch (change.kind) {
    case 'link':
      return part('plan-ask.link', { ...span, queues: change.names });
    case 'open':
      return part('plan-ask.open', span);
    case 'lunch':
      return part('plan-ask.lunch', { ...span, was: at(change.was) });
    case 'break':
      return part('plan-ask.break', { ...span, was: at(change.was) });
  }
}
