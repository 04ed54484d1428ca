import { message, type Message } from '@cockpit/contracts';
import { TERMINAL_SILENT_MS } from '@cockpit/domain';
import type { HallMinute } from './hall-minute';
import { minutes } from './minutes';
import type { MeasuredRule } from './rule';

const WINDOW_FAULT_MIN = 5;
const TERMINAL_FAULT_MIN = 10;
const TERMINAL_SILENT_MIN = TERMINAL_SILENT_MS / 60_000;
/** Work of this many targets is too much for a window. */
export const OVERLOAD = 1.5;

const AT_WORK = new Set(['idle', 'called', 'serving']);

/** Who is to be called is named where somebody knows it. */
function calling(
  code: 'warning.window-fault' | 'warning.terminal-fault',
  params: Message['params'],
  people: readonly string[] = [],
): Message {
  return people.length === 0 ? { code, params } : { code: `${code}-call`, params: { ...params, people: [...people] } };
}

/** Rules about terminals. A hall minute names those that are watched now: 24-hour ones are so at night, too. */
export const TERMINAL_RULES: readonly MeasuredRule<HallMinute>[] = [
  {
    key: 'terminal-fault',
    version: 1,
    severity: 'yellow',
    unit: 'min',
    scope: 'terminal',
    threshold: TERMINAL_FAULT_MIN,
    forSec: 0,
    keepFiringSec: 60,
    fires: [`故障 ≥ ${String(TERMINAL_FAULT_MIN)} 分钟`, `out of order ≥ ${String(TERMINAL_FAULT_MIN)} min`],
    clears: ['恢复正常', 'works again'],
    read: ({ terminals, menders }) =>
      terminals.map(({ id, name, faultMin }) => ({
        scope: { kind: 'terminal', code: id },
        value: faultMin,
        fire: TERMINAL_FAULT_MIN,
        words: calling('warning.terminal-fault', { terminal: name, value: Math.round(faultMin) }, menders?.terminal),
      })),
  },
  {
    // As the page of terminals has it: whoever looks there sees the same ones silent.
    key: 'terminal-silent',
    version: 1,
    severity: 'yellow',
    unit: 'min',
    scope: 'terminal',
    threshold: TERMINAL_SILENT_MIN,
    forSec: 0,
    keepFiringSec: 60,
    fires: [
      `应在线时 ≥ ${String(TERMINAL_SILENT_MIN)} 分钟没有消息：24 小时终端任何时候，其他终端在大厅开放期间`,
      `no word for ≥ ${String(TERMINAL_SILENT_MIN)} min: of a 24-hour terminal at any time, of others while the hall is open`,
    ],
    clears: ['恢复消息', 'heard again'],
    read: ({ terminals }) =>
      terminals.map(({ id, name, silentMin }) => ({
        scope: { kind: 'terminal', code: id },
        value: silentMin,
        fire: TERMINAL_SILENT_MIN,
        words: message('warning.terminal-silent', { terminal: name, value: Math.round(silentMin) }),
      })),
  },
];

/** Rules about what is out of order, and about a hall that cannot help itself. */
export const FAULT_RULES: readonly MeasuredRule<HallMinute>[] = [
  {
    key: 'window-fault',
    version: 1,
    severity: 'yellow',
    unit: 'min',
    scope: 'window',
    threshold: WINDOW_FAULT_MIN,
    forSec: 0,
    keepFiringSec: 60,
    fires: [`故障 ≥ ${String(WINDOW_FAULT_MIN)} 分钟`, `out of order ≥ ${String(WINDOW_FAULT_MIN)} min`],
    clears: ['恢复正常', 'works again'],
    read: ({ snapshot, menders }) =>
      snapshot.windows.map(({ windowId, number, state, sinceSec, level }) => {
        const value = state === 'fault' ? (minutes(sinceSec) ?? 0) : 0;
        return {
          scope: { kind: 'window', code: windowId },
          value: level === 'unknown' && state !== 'fault' ? null : value,
          fire: WINDOW_FAULT_MIN,
          words: calling('warning.window-fault', { window: number, value: Math.round(value) }, menders?.window),
        };
      }),
  },
  {
    // Each window is measured against those beside it: where all are overloaded alike, none of them stands out.
    key: 'windows-overloaded',
    version: 1,
    severity: 'red',
    unit: 'min',
    scope: 'hall',
    threshold: null,
    forSec: 300,
    keepFiringSec: 300,
    fires: [
      `开放的窗口（至少两个）待办工作量全部 ≥ ${String(OVERLOAD)} × 目标`,
      `all open windows, two at least, have work of ≥ ${String(OVERLOAD)} × target`,
    ],
    firesShort: [`≥ ${String(OVERLOAD)} × 目标`, `≥ ${String(OVERLOAD)} × target`],
    clears: 0.7,
    read: ({ snapshot, hallTargetMin }) => {
      const open = snapshot.windows.filter(({ state }) => AT_WORK.has(state));
      const waited = new Set(snapshot.queues.flatMap(({ code, waiting }) => (waiting > 0 ? [code] : [])));
      const loads = open.flatMap(({ loadMin, queues }) =>
        loadMin === null ? [] : [queues.some((queue) => waited.has(queue)) ? loadMin : 0],
      );
      const least = loads.length < 2 || loads.length < open.length ? 0 : Math.min(...loads);
      const limit = OVERLOAD * hallTargetMin;
      const words = (fire: number) =>
        message('warning.windows-overloaded', {
          windows: loads.length,
          value: Math.round(least),
          limit: Math.round(fire),
        });
      return [
        {
          scope: { kind: 'hall', code: 'windows' },
          value: open.length > 0 && open.every(({ level }) => level === 'unknown') ? null : least,
          fire: limit,
          words: words(limit),
          wordsAt: words,
        },
      ];
    },
  },
  {
    // Whoever could have been called in has been: what waits beyond its target now needs somebody from elsewhere.
    key: 'reserve-used-up',
    version: 1,
    severity: 'yellow',
    unit: '',
    scope: 'hall',
    threshold: 1,
    forSec: 300,
    keepFiringSec: 300,
    fires: ['备用窗口全部开放，仍有人等候超过目标', 'every reserve window open, and somebody waits beyond the target'],
    firesShort: ['备用窗口用尽', 'none left'],
    clears: ['不再如此', 'no more'],
    read: ({ snapshot, reserve, targetMin }) => {
      if (reserve.length === 0) return [];
      const isUsed = reserve.every((id) =>
        snapshot.windows.some(({ windowId, state }) => windowId === id && AT_WORK.has(state)),
      );
      const late = snapshot.queues.filter(
        ({ code, waiting, longestWaitSec }) => waiting > 0 && (longestWaitSec ?? 0) >= targetMin(code) * 60,
      );
      return [
        {
          scope: { kind: 'hall', code: 'reserve' },
          value: isUsed ? late.length : 0,
          fire: 1,
          words: message('warning.reserve-used-up', {
            windows: reserve.length,
            queues: late.map(({ name }) => name).slice(0, 5),
          }),
        },
      ];
    },
  },
];
