import type { Sample } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import ColumnsStep from './ColumnsStep.vue';

const FILE = { id: '0'.repeat(32), name: 'x.csv', bytes: 0, received: 0 };
const sample = (name: string): Sample => ({
  file: FILE,
  rows: 'csv',
  encoding: 'utf8',
  delimiter: ',',
  sheets: [],
  rowsRead: 1,
  whole: true,
  columns: [{ name, filled: 1, distinct: 1, examples: ['A001'], formats: [], role: null }],
  missing: [],
  suggestion: null,
});
const shown = (name: string) =>
  mounted(ColumnsStep, { sample: sample(name), halls: [], hall: '', hallName: '', own: false });

describe('the columns of a file', () => {
  it('say that the encoding is a wrong one where letters cannot be read', async () => {
    expect((await shown('票号')).byTestId('connect-garbled').exists()).toBe(false);
    expect((await shown('\uFFFD\uFFFD')).byTestId('connect-garbled').text()).toContain(phrase('connect.encoding'));
  });

  it('name encodings as people look for them', async () => {
    expect((await shown('票号')).page.text()).toContain('GBK');
  });
});
