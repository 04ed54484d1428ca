import type { LiveQueue } from '@cockpit/contracts';
import { timeOfDay } from '../../shared/format';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { SAMPLE_HALL } from '../../testing/sample-hall';
import QueueTable from './QueueTable.vue';

const MIN = 60_000;
const START = Date.parse(SAMPLE_HALL.now);
const [first, second] = SAMPLE_HALL.queues as [LiveQueue, LiveQueue];
const table = (queues: readonly LiveQueue[], at = START) => ({
  queues,
  at: new Date(at).toISOString(),
  timeZone: SAMPLE_HALL.timeZone,
  stale: false,
});
const queue = (of: LiveQueue, level: LiveQueue['level'], longestMin: number | null, targetMin = 15): LiveQueue => ({
  ...of,
  level,
  targetMin,
  predictedP50Sec: 300,
  longestWaitSec: longestMin === null ? null : longestMin * 60,
});

describe('the rows of queues', () => {
  it('say the longest wait beside the target of the queue, and mark what is beyond it', async () => {
    const { page } = await mounted(QueueTable, table([queue(first, 'busy', 29), queue(second, 'normal', null, 20)]));
    const said = (code: string) => page.get(`[data-testid="queue-${code}"] [data-testid="longest-figure"]`);
    expect(said(first.code).text()).toBe(`29 / ${phrase('unit.minutes', { n: 15 })}`);
    expect(said(first.code).find('.beyond').text()).toBe('29');
    expect(said(second.code).text()).toBe(`— / ${phrase('unit.minutes', { n: 20 })}`);
    expect(said(second.code).find('.beyond').exists()).toBe(false);
    expect(page.text()).toContain(phrase('queue.longestTarget'));
  });

  it('say no wait of somebody who takes a number while nobody can', async () => {
    const waits = async (closed: boolean) => {
      const { page } = await mounted(QueueTable, { ...table([queue(first, 'normal', null)]), closed });
      return page.findAll('tbody td.num')[2]?.text();
    };
    expect([await waits(false), await waits(true)]).toEqual([phrase('unit.minutes', { n: 5 }), '—']);
  });

  it('say no nought of a queue that nobody hears of', async () => {
    const waiting = async (level: LiveQueue['level'], quiet: boolean) => {
      const of = { ...queue(first, level, null), waiting: 0 };
      return (await mounted(QueueTable, { ...table([of]), quiet })).page.findAll('tbody td.num')[0]?.text();
    };
    expect([await waiting('normal', true), await waiting('unknown', true)]).toEqual(['0', '—']);
  });

  it('say in minutes what the curve of the next two hours comes to', async () => {
    const step = (minute: number, p50Min: number) => ({
      at: new Date(START + minute * MIN).toISOString(),
      p50Sec: p50Min * 60,
      p80Sec: p50Min * 60,
    });
    const rising = { ...queue(first, 'normal', null), forecast: [step(0, 5), step(60, 31), step(120, 24)] };
    const { byTestId, page } = await mounted(QueueTable, table([rising]));
    expect([byTestId('forecast-end').text(), page.get('thead .ahead').text()]).toEqual(['24', phrase('queue.ahead')]);
  });

  it('say when the curve ends, where the hall closes before two hours are over', async () => {
    const steps = [0, 15, 75].map((minute) => ({
      at: new Date(START + minute * MIN).toISOString(),
      p50Sec: 1860,
      p80Sec: 2400,
    }));
    const closing = { ...queue(first, 'normal', null), forecast: steps };
    const { byTestId, page } = await mounted(
      QueueTable,
      table([closing, { ...queue(second, 'normal', null), forecast: [] }]),
    );
    const end = timeOfDay(START + 75 * MIN, SAMPLE_HALL.timeZone);
    expect([byTestId('forecast-end').text(), page.get('thead .ahead').text()]).toEqual([
      '31',
      phrase('queue.aheadUntil', { time: end }),
    ]);
  });

  it('put trouble first, and stay where they are while a queue is only just better', async () => {
    const { page } = await mounted(QueueTable, table([queue(first, 'normal', 2), queue(second, 'busy', 10)]));
    const order = () => page.findAll('tbody tr').map((row) => row.attributes('data-testid'));
    const [worst, well] = [`queue-${second.code}`, `queue-${first.code}`];
    expect(order()).toEqual([worst, well]);
    const turned = [queue(first, 'busy', 3), queue(second, 'normal', 2)];
    await page.setProps(table(turned, START + 1000));
    expect(order()).toEqual([worst, well]);
    await page.setProps(table(turned, START + 1000 + 2 * MIN));
    expect(order()).toEqual([well, worst]);
  });
});
