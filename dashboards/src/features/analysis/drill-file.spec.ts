import { METRIC_KEYS, metricText } from '@cockpit/contracts';
import fc from 'fast-check';
import { csvOf } from '../../shared/table-file';
import { fileRow, linesOf, shownNumber } from './drill-file';

describe('the table as a file', () => {
  it('has the digits that the page shows, of every metric', () => {
    fc.assert(
      fc.property(fc.constantFrom(...METRIC_KEYS), fc.double({ min: -1e7, max: 1e7, noNaN: true }), (key, value) => {
        const shown = Number(metricText(key, value, 'en').replaceAll(',', '').replace('−', '-'));
        expect(shownNumber(key, value)).toBeCloseTo(shown, 9);
      }),
    );
    expect([shownNumber('wait_mean', null), shownNumber('wait_mean', Number.NaN)]).toEqual([null, null]);
  });

  it('says below its lines what they are, and runs nothing that somebody typed', () => {
    const row = { by: 'q1', value: 90, numerator: 900, denominator: 10, was: null };
    const text = csvOf(
      linesOf({
        rows: [fileRow('wait_mean', row, '=cmd|calc', '+3.2%')],
        about: [
          ['口径', '等候之和 ÷ 号数'],
          ['网址', 'https://hall/analysis?metric=wait_mean'],
        ],
      }),
    );
    expect(text.slice(1).split('\r\n')).toEqual([
      "'=cmd|calc,q1,1.5,,900,10,,'+3.2%",
      '',
      '口径,等候之和 ÷ 号数',
      '网址,https://hall/analysis?metric=wait_mean',
      '',
    ]);
  });
});
