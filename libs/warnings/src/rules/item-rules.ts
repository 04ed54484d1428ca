import { message } from '@cockpit/contracts';
import type { HallMinute } from './hall-minute';
import type { ItemSeen } from './items-seen';
import { told } from './minutes';
import type { Measured, MeasuredRule } from './rule';

/** Without a limit of its own an item is its queue's matter: no wait is as long as this. */
const NEVER_MIN = 1e9;
/** Only what is beyond doubt: long for anything, and many times what this item takes. */
const LONG_MIN = 60;
const TIMES_MEAN = 4;

function readings(
  { snapshot, items }: HallMinute,
  of: (item: ItemSeen) => Required<Pick<Measured, 'fire' | 'wordsAt'>> & { value: number },
): Measured[] {
  const silent = new Set(snapshot.queues.flatMap((queue) => (queue.level === 'unknown' ? [queue.code] : [])));
  return items.map((item) => {
    const { value, fire, wordsAt } = of(item);
    return {
      scope: { kind: 'item', code: item.code },
      value: silent.has(item.queue) ? null : value,
      fire,
      words: wordsAt(fire),
      wordsAt,
    };
  });
}

const numberOf = ({ snapshot }: HallMinute, id: string | null): string =>
  snapshot.windows.find(({ windowId }) => windowId === id)?.number ?? '';

const rule = { version: 1, severity: 'yellow', unit: 'min', scope: 'item', threshold: null } as const;

/** Limits of single items, where they have one of their own. */
export const ITEM_RULES: readonly MeasuredRule<HallMinute>[] = [
  {
    ...rule,
    key: 'item-wait',
    forSec: 60,
    keepFiringSec: 120,
    fires: [
      '有人等候达该业务事项自己的等候目标，或另行设定的值；两者都没有的不触发',
      'somebody has waited for it ≥ its own wait target, or what is set; never without either',
    ],
    firesShort: ['≥ 事项目标', '≥ its target'],
    clears: 0.8,
    read: (seen) =>
      readings(seen, ({ name, waitMin: value, targetMin }) => {
        const fire = targetMin ?? NEVER_MIN;
        const wordsAt = (limit: number) => message('warning.item-wait', { item: name, ...told(value, limit) });
        return { value, fire, wordsAt };
      }),
  },
  {
    ...rule,
    key: 'item-handling',
    forSec: 0,
    keepFiringSec: 60,
    fires: [
      `有人已办理 ≥ ${String(LONG_MIN)} 分钟，且 ≥ ${String(TIMES_MEAN)} × 平常用时`,
      `somebody is being served for it ≥ ${String(LONG_MIN)} min and ≥ ${String(TIMES_MEAN)} × what it takes`,
    ],
    firesShort: [
      `≥ ${String(LONG_MIN)} 分钟且 ≥ ${String(TIMES_MEAN)} × 平常`,
      `≥ ${String(LONG_MIN)} min and ≥ ${String(TIMES_MEAN)} × usual`,
    ],
    clears: ['办完', 'when served'],
    read: (seen) =>
      readings(seen, ({ name, handlingMin: value, meanServiceMin, windowId }) => {
        const fire = Math.max(LONG_MIN, TIMES_MEAN * meanServiceMin);
        const window = numberOf(seen, windowId);
        const wordsAt = (limit: number) =>
          message('warning.item-at-window', { item: name, window, ...told(value, limit) });
        return { value, fire, wordsAt };
      }),
  },
];
