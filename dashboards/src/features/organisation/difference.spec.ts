import { filled, type PartDifference } from '@cockpit/contracts';
import { organisationMessages } from './messages';
import { linesOf } from './difference';
import type { Naming } from './naming';
import { zhCN } from '../../shared/i18n/zh-CN';
import { leaves } from '../../testing/leaves';

const words = new Map([zhCN, organisationMessages['zh-CN']].flatMap((tree) => leaves(tree)));
const naming: Naming = {
  t: (key, params = {}) => filled(words.get(key) ?? `?${key}`, (name) => String(params[name])).join(''),
  has: (key) => words.has(key),
  nameOf: (kind, code) =>
    new Map(Object.entries({ 'queue hz': '户政', 'queue jg': '交管', 'branch b': '户政', 'officer o': '王明' })).get(
      `${kind} ${code}`,
    ) ?? code,
};
const window = { id: 'w2', number: '2', kind: 'specialised', queues: ['hz'], switchMin: 2 };
const way = (minutes: number) => ({ from: 'A', to: 'P', minutes });
const said = (change: Partial<PartDifference> & Pick<PartDifference, 'kind' | 'before' | 'after'>) => {
  const how = change.before === null ? 'added' : change.after === null ? 'removed' : 'changed';
  const [line] = linesOf([{ key: 'A/x', change: how, ...change }], naming);
  return [line?.title, ...(line?.fields ?? [])];
};

describe('a preview in words', () => {
  it('says what was, what will be, and of something new what it is', () => {
    const changes: [string, Parameters<typeof said>[0]][] = [
      ['a window that is new', { kind: 'window', before: null, after: window }],
      ['one that serves more', { kind: 'window', before: window, after: { ...window, queues: ['hz', 'jg'] } }],
      ['a way that became shorter', { kind: 'travel-time', before: way(12), after: way(9) }],
      ['a way that is new', { kind: 'travel-time', before: null, after: way(12) }],
      ['one that goes', { kind: 'window', before: window, after: null }],
      [
        'hours, closures and the target of a hall',
        {
          kind: 'hall',
          before: {
            name: '大厅',
            hours: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '12:00' }],
            closures: ['2026-10-01'],
            waitTargetMin: 15,
          },
          after: {
            name: '大厅',
            hours: [{ days: [1, 3], from: '09:00', to: '12:00' }],
            closures: [],
            waitTargetMin: 20,
          },
        },
      ],
      [
        'a skill that ends and one that begins',
        {
          kind: 'officer',
          before: { id: 'o', name: '王明', skills: [{ branch: 'b', from: '2026-01-01' }] },
          after: { id: 'o', name: '王明', skills: [{ branch: 'b', from: '2026-01-01', to: '2026-05-31' }] },
        },
      ],
      ['a roster', { kind: 'roster', before: { officer: 'o', days: [1], from: '09:00', to: '17:00' }, after: null }],
    ];
    const lines = changes.map(([name, change]) => [name, ...said(change)].join('\n  '));
    expect(`\n${lines.join('\n')}\n`).toMatchInlineSnapshot(`
"
a window that is new
  新增 窗口 2
  窗口号：2
  类型：专窗
  队列：户政
  切换分钟：2
one that serves more
  修改 窗口 2
  队列：户政 → 户政、交管
a way that became shorter
  修改 路程 A → P
  分钟：12 → 9
a way that is new
  新增 路程 A → P
  分钟：12
one that goes
  移除 窗口 2
hours, closures and the target of a hall
  修改 地点 大厅
  开放时间 去掉 周一至周五 09:00–12:00
  开放时间 增加 周一、周三 09:00–12:00
  特殊闭厅 去掉 2026-10-01
  等候目标（分钟）：15 → 20
a skill that ends and one that begins
  修改 人员 王明
  技能 去掉 户政 自 2026-01-01
  技能 增加 户政 2026-01-01 至 2026-05-31
a roster
  移除 排班 王明 周一 09:00–17:00
"
`);
  });
});
