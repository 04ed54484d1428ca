import { reactive } from 'vue';
import { mounted } from '../../../testing/mounted';
import CellField from './CellField.vue';
import type { Column, Row } from './column';

const open = async (column: Column, written: Row) => {
  // as the draft of the page is
  const row = reactive(written);
  const { page } = await mounted(CellField, { row, column, label: '甲', wrong: false });
  return { page, row };
};

describe('one field of a row', () => {
  it('keeps what is being typed when the page is drawn anew meanwhile', async () => {
    const { page, row } = await open({ field: 'name', kind: 'text' }, { name: '' });
    const input = page.find('input');
    input.element.value = '王 ';
    await input.trigger('input');
    await page.setProps({ wrong: true });
    expect([input.element.value, row['name']]).toEqual(['王 ', '王 ']);
    await input.trigger('change');
    expect(row['name']).toBe('王');
  });

  it('lists queues in the order they were put in, and weekdays in theirs', async () => {
    const options = ['a', 'b', 'c'].map((value) => ({ value, label: value.toUpperCase() }));
    const queues = await open({ field: 'queues', kind: 'codes', options }, { queues: ['b'] });
    await queues.page.find('select').setValue('a');
    await queues.page.find('select').setValue('c');
    expect(queues.row['queues']).toEqual(['b', 'a', 'c']);
    const days = await open({ field: 'days', kind: 'days' }, { days: [3] });
    await days.page.findAll('input')[0]?.trigger('change');
    await days.page.findAll('input')[2]?.trigger('change');
    expect(days.row['days']).toEqual([1]);
  });

  it('takes an empty field away where it may be empty', async () => {
    const { page, row } = await open({ field: 'x', kind: 'number', empty: '' }, { x: 4 });
    await page.find('input').setValue('');
    await page.find('input').trigger('change');
    expect(row).toEqual({});
  });
});
