import { join } from 'node:path';
import { METRIC_KEYS, METRICS } from '@cockpit/contracts';
import { documentsOf } from '../../build/documents-plugin';
import { isMetric, WORD_KEYS } from '../../design/term-keys';
import { metricName } from '../figures/text';

const root = join(__dirname, '../../../..');
/** The glossary as it is written: key, name on screen, meaning. */
const rowsOf = (lang: 'zh-CN' | 'en'): string[][] =>
  (documentsOf(root, lang).find(({ name }) => name === 'glossary')?.sections ?? []).flatMap(({ html }) =>
    [...html.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row = '']) =>
      [...row.matchAll(/<td>([\s\S]*?)<\/td>/g)].map(([, cell = '']) => cell),
    ),
  );

describe.each(['zh-CN', 'en'] as const)('what is explained on pages, in %s', (lang) => {
  const rows = rowsOf(lang);

  it.each(WORD_KEYS)('%s stands once in the glossary, with a name and a meaning', (key) => {
    const found = rows.filter(([word]) => word === key);
    expect(found).toHaveLength(1);
    const [, onScreen = '', meaning = ''] = found[0] ?? [];
    expect(onScreen).toMatch(/\p{Script=Han}|%/u);
    expect(meaning.length).toBeGreaterThan(5);
    expect(/\p{Script=Han}/u.test(meaning)).toBe(lang === 'zh-CN');
  });

  it.each(METRIC_KEYS)('%s has a name and a formula', (key) => {
    expect(metricName(key, lang)).not.toBe('');
    expect(METRICS[key].formula[lang === 'en' ? 'en' : 'zh']).not.toBe('');
    expect(METRICS[key].leftOut.zh === '').toBe(METRICS[key].leftOut.en === '');
  });
});

describe('the words that pages explain', () => {
  it('are not called as a metric is', () => {
    expect(WORD_KEYS.filter(isMetric)).toEqual([]);
  });
});
