import { render, type Language, type WarningKind } from '@cockpit/contracts';
import { MEASURED_RULES } from '../../libs/warnings/src/rules/catalogue';
import { expectMadePart, table } from './made-part';

/** How a guide writes the rules in its language. */
interface Guide {
  readonly path: string;
  readonly language: Language;
  readonly head: readonly string[];
  readonly scope: Readonly<Record<WarningKind, string>>;
  readonly red: string;
  readonly minutes: string;
  readonly said: (of: readonly [chinese: string, english: string]) => string;
  readonly below: (limit: string) => string;
  readonly share: (percent: string) => string;
}
const GUIDES: readonly Guide[] = [
  {
    path: 'docs/live.md',
    language: 'en',
    head: ['rule', 'scope', 'fires', 'clears', 'for', 'keeps'],
    scope: {
      hall: 'hall',
      queue: 'queue',
      window: 'window',
      item: 'item',
      terminal: 'terminal',
      feed: 'feed',
      unit: 'unit',
      line: 'line',
    },
    red: ' (red)',
    minutes: 'min',
    said: ([, english]) => english,
    below: (limit) => `< ${limit}`,
    share: (percent) => `< ${percent} % of it`,
  },
  {
    path: 'docs/zh-CN/live.md',
    language: 'zh-CN',
    head: ['规则', '对象', '触发', '解除', '持续多久才触发', '恢复多久后解除'],
    scope: {
      hall: '大厅',
      queue: '队列',
      window: '窗口',
      item: '业务事项',
      terminal: '自助终端',
      feed: '来源',
      unit: '单位',
      line: '渠道',
    },
    red: '（红）',
    minutes: '分钟',
    said: ([chinese]) => chinese,
    below: (limit) => `低于 ${limit}`,
    share: (percent) => `低于其 ${percent}%`,
  },
];

it.each(GUIDES)(
  '$path says when each rule fires',
  ({ path, language, head, scope, red, minutes, said, below, share }) => {
    const lasting = (sec: number): string => (sec === 0 ? '–' : `${String(sec / 60)} ${minutes}`);
    const clearing = ({ clears, threshold, unit }: (typeof MEASURED_RULES)[number]): string => {
      if (typeof clears !== 'number') return said(clears);
      if (threshold === null) return share(String(Math.round(clears * 100)));
      return below([String(threshold * clears), unit === 'min' ? ` ${minutes}` : unit].join(''));
    };
    const rows = MEASURED_RULES.map((rule) => {
      // the heartbeat is no rule of any list: it is called what it says
      const [name = ''] = ['rule', 'warning'].flatMap(
        (as) => render({ code: `${as}.${rule.key}`, params: {} }, language) ?? [],
      );
      return [
        `\`${rule.key}\` ${name}${rule.severity === 'red' ? red : ''}`,
        scope[rule.scope],
        said(rule.fires),
        clearing(rule),
        ...[rule.forSec, rule.keepFiringSec].map(lasting),
      ];
    });
    expectMadePart(path, 'warnings', table(head, rows));
  },
);
