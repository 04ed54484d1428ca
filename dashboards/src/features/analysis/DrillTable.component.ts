import type { MetricAnswer, MetricCompared } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { inSequence, phrase } from '../../testing/phrase';
import DrillTable from './DrillTable.vue';

type Part = MetricAnswer['parts'][number];
const part = (by: string, value: number | null, given: Partial<Part> = {}): Part => ({
  by,
  value,
  numerator: value === null ? null : value * 4,
  denominator: value === null ? 0 : 4,
  ...given,
});
const compared = (by: string, now: number, then: number, matched = 5): MetricCompared['parts'][number] => ({
  by,
  matched,
  now,
  then,
});
const shown = async (parts: Part[], given: object = {}) =>
  mounted(DrillTable, {
    metric: 'wait_mean',
    parts,
    compared: [],
    nameOf: (code: string) => `${code}大厅`,
    into: true,
    visitsOf: () => null,
    begun: [],
    comparable: true,
    known: 5,
    ...given,
  });

describe('the parts of a figure', () => {
  it('stand with the largest first, each with what it is made of; one of which there is nothing is left out', async () => {
    const { page } = await shown([part('H1', 300), part('H2', 900), part('H3', null)]);
    const rows = page.findAll('tbody tr').map((row) => row.text());
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatch(inSequence('H2大厅', '15.0', '60', '/ 4'));
    expect(rows[1]).toMatch(inSequence('H1大厅', '5.0', '20', '/ 4'));
    const widths = page
      .findAll<HTMLElement>('.col-bars i')
      .map(({ element }) => Math.round(parseFloat(element.style.width)));
    expect(widths).toEqual([100, 33]);
  });

  it('tell how they changed, and whether that is for the better, where enough days have a counterpart', async () => {
    const sides = [compared('H1', 330, 300), compared('H2', 810, 900), compared('H3', 100, 50, 1)];
    const parts = [part('H1', 330), part('H2', 810), part('H3', 100)];
    const changes = async (given: object) =>
      (await shown(parts, { compared: sides, ...given })).page
        .findAll('tbody tr')
        .map((row) => row.findAll('td').at(-1))
        .map((cell) => [cell?.text(), cell?.classes().filter((name) => !['num', 'col-change'].includes(name))]);
    expect(await changes({})).toEqual([
      ['−10%', ['good']],
      ['+10%', ['bad']],
      ['—', []],
    ]);
    expect((await changes({ comparable: false })).map(([text]) => text)).toEqual(['—', '—', '—']);
  });

  it('say since when one is there that began in the middle', async () => {
    const { byTestId } = await shown([part('H1', 1), part('H2', 2)], { begun: [{ hall: 'H2', since: '2026-03-05' }] });
    expect(byTestId('since-H2').text()).toContain('2026-03-05');
    expect(byTestId('since-H1').exists()).toBe(false);
  });

  it('show targets where some are set, and mark the one that is missed', async () => {
    const missed = part('H1', 900, { target: { target: 600, met: false, by: 300 } });
    const { page } = await shown([missed, part('H2', 300)]);
    expect(page.get('tbody tr').findAll('td.bad')).toHaveLength(1);
    expect(page.get('thead').text()).toContain(phrase('analysis.target'));
    expect((await shown([part('H2', 300)])).page.get('thead').text()).not.toContain(phrase('analysis.target'));
  });

  it('lead one step down, or to the visits behind them where nothing splits any more', async () => {
    const inner = await shown([part('H1', 300)]);
    await inner.byTestId('drill-H1').trigger('click');
    expect(inner.page.emitted('into')).toEqual([['H1']]);
    const last = await shown([part('H1', 300)], { into: false, visitsOf: () => '/cases/x' });
    expect(last.byTestId('visits-of-H1').attributes('href')).toBe('/cases/x');
  });

  it('are saved as they are read: in this order, with their change', async () => {
    const { byTestId, page } = await shown([part('H1', 300), part('H2', 900)], {
      compared: [compared('H2', 900, 600)],
    });
    await byTestId('save-csv').trigger('click');
    expect(page.emitted<[string, object[]]>('save')?.[0]?.[1]).toMatchObject([
      { by: 'H2', changeText: '+50%', was: 600 },
      { by: 'H1', changeText: '', was: null },
    ]);
  });

  it('say that there are none', async () => {
    expect((await shown([part('H3', null)])).page.find('table').exists()).toBe(false);
  });
});
