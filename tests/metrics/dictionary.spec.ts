import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { METRICS, METRIC_KEYS, TARGETED, isApproximate, metricEntry, type MetricKey } from '@cockpit/contracts';

const PAGE = join(__dirname, '../../docs/metrics.md');
const [BEGIN, END] = ['<!-- dictionary -->', '<!-- /dictionary -->'];

const row = (key: MetricKey): string => {
  const { zh, unit, better, formula, leftOut, by, aspects } = metricEntry(key);
  const parts = [...by.filter((one) => one !== 'aspect'), ...aspects.map((aspect) => `*${aspect}*`)].join(' ');
  return `| \`${key}\` | ${zh} | ${unit}${isApproximate(key) ? ', approximate' : ''} | ${better ?? '–'} | ${TARGETED.includes(key) ? 'yes' : '–'} | ${formula.en.replaceAll('|', '\\|')} | ${leftOut.en} | ${parts} |`;
};
const table = [
  '| key | 中文 | unit | better | target | formula | left out, and what decides the day | by (*aspects*) |',
  '|---|---|---|---|---|---|---|---|',
  ...METRIC_KEYS.map(row),
].join('\n');

describe('the dictionary', () => {
  it('is the one docs/metrics.md shows', () => {
    const page = readFileSync(PAGE, 'utf8');
    const shown = page.slice(page.indexOf(BEGIN) + BEGIN.length, page.indexOf(END)).trim();
    // UPDATE_DOCS=1 writes the page anew
    if (process.env['UPDATE_DOCS'] === '1')
      writeFileSync(
        PAGE,
        page.replace(shown === '' ? `${BEGIN}\n${END}` : shown, () =>
          shown === '' ? `${BEGIN}\n${table}\n${END}` : table,
        ),
      );
    else expect(shown).toBe(table);
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
