import type { ClockRule } from '@cockpit/contracts';
import { reactive } from 'vue';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import ClockTable from './ClockTable.vue';

const rule = (more: Partial<ClockRule>): ClockRule => ({
  kind: 'order',
  unit: null,
  channel: null,
  contact: 1,
  answer: null,
  resolution: 5,
  ...more,
});

describe('the table of default time limits', () => {
  const shown = async (rules: ClockRule[], editing: boolean, wrong: number[] = []) =>
    (await mounted(ClockTable, { rules, editing, wrong: new Set(wrong) })).page;

  it('says of each line whom it is for, and leaves a limit that is none empty', async () => {
    const page = await shown([rule({}), rule({ unit: 'U1', channel: 'phone', answer: 3 })], false);
    const rows = page.findAll('tbody tr').map((row) => row.findAll('td').map((cell) => cell.text()));
    expect(rows[0]?.slice(2)).toEqual([phrase('clocks.days', { n: 1 }), '—', phrase('clocks.days', { n: 5 })]);
    expect(rows[1]?.[0]).toBe('U1');
    expect(rows[1]?.[3]).toBe(phrase('clocks.days', { n: 3 }));
    expect(page.find('input').exists()).toBe(false);
  });

  it('writes what is typed into its line, and nothing as nothing', async () => {
    const rules = reactive([rule({}), rule({ kind: 'letter' })]);
    const page = await shown(rules, true);
    await page.get('[data-testid="days-letter-answer"]').setValue('7');
    await page.get('[data-testid="days-order-contact"]').setValue('');
    const line = page.findAll('[data-testid="clock-line"]')[1];
    await line?.get('input:not([type])').setValue('  ');
    await line?.findAll('select')[1]?.setValue('online');
    expect(rules).toEqual([rule({ contact: null }), rule({ kind: 'letter', answer: 7, channel: 'online' })]);
  });

  it('marks the lines that cannot be saved, and says which one is to go', async () => {
    const page = await shown([rule({}), rule({})], true, [1]);
    const lines = page.findAll('[data-testid="clock-line"]');
    expect(lines.map((line) => line.classes('wrong'))).toEqual([false, true]);
    await lines[1]?.get('button').trigger('click');
    expect(page.emitted('drop')).toEqual([[1]]);
  });
});
