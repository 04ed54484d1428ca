import { METRICS, METRIC_KEYS, TARGETED, isApproximate, metricEntry, type MetricEntry } from '@cockpit/contracts';
import { expectMadePart, table } from './made-part';

/** How a page writes the dictionary in its language. */
interface Page {
  readonly path: string;
  readonly head: readonly string[];
  readonly unit: Readonly<Record<MetricEntry['unit'], string>>;
  readonly approximate: string;
  readonly better: Readonly<Record<'more' | 'less', string>>;
  readonly target: string;
  readonly earlier: Readonly<Record<'anew' | 'as-before', string>>;
  readonly said: (of: MetricEntry['formula']) => string;
}
const PAGES: readonly Page[] = [
  {
    path: 'docs/metrics.md',
    head: [
      ...['key', '中文', 'unit', 'better', 'target', 'formula', 'left out, and what decides the day'],
      ...['by (*aspects*)', 'changed since'],
    ],
    unit: { count: 'count', seconds: 'seconds', minutes: 'minutes', share: 'share', days: 'days', index: 'index' },
    approximate: ', approximate',
    better: { more: 'more', less: 'less' },
    target: 'yes',
    earlier: { anew: 'earlier days are made anew', 'as-before': 'earlier days are not' },
    said: ({ en }) => en,
  },
  {
    path: 'docs/zh-CN/metrics.md',
    head: [
      '指标代码',
      '名称',
      '单位',
      '好坏',
      '目标',
      '口径',
      '不计，以及按哪一天计',
      '分解（*其他读法*）',
      '口径改变',
    ],
    unit: { count: '计数', seconds: '秒', minutes: '分钟', share: '占比', days: '天', index: '指数' },
    approximate: '，约',
    better: { more: '越高越好', less: '越低越好' },
    target: '可设',
    earlier: { anew: '此前各日已按新口径重算', 'as-before': '此前各日未重算' },
    said: ({ zh }) => zh,
  },
];

const tableOf = ({ head, unit: units, approximate, better: sides, target, earlier, said }: Page): string[] =>
  table(
    head,
    METRIC_KEYS.map((key) => {
      const { zh, unit, better, formula, leftOut, by, aspects, changes } = metricEntry(key);
      return [
        `\`${key}\``,
        zh,
        `${units[unit]}${isApproximate(key) ? approximate : ''}`,
        better === null ? '–' : sides[better],
        TARGETED.includes(key) ? target : '–',
        said(formula),
        said(leftOut),
        [...by.filter((one) => one !== 'aspect'), ...aspects.map((aspect) => `*${aspect}*`)].join(' '),
        changes.map((one) => `${one.since}: ${said(one)} (${earlier[one.earlier]})`).join('; ') || '–',
      ];
    }),
  );

describe('the dictionary', () => {
  it.each(PAGES)('is the one $path shows', (page) => {
    expectMadePart(page.path, 'dictionary', tableOf(page));
  });

  it('says of every metric how it is made, in both languages, and splits it by something', () => {
    for (const key of METRIC_KEYS) {
      const { formula, leftOut, by, rollUp, unit } = METRICS[key];
      expect([
        key,
        formula.zh.length > 3,
        formula.en.length > 6,
        by.length > 0,
        (leftOut.zh === '') === (leftOut.en === ''),
      ]).toEqual([key, true, true, true, true]);
      if (unit === 'share') expect([key, rollUp]).toEqual([key, 'ratio']);
    }
  });
});
