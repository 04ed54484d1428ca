import type { MetricChange } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import ChangeNote from './ChangeNote.vue';

const answer: MetricChange = {
  key: 'service_level',
  unit: 'share',
  hall: 'H1',
  by: 'queue',
  from: '2026-02-06',
  to: '2026-03-05',
  before: { from: '2026-01-09', to: '2026-02-05' },
  change: {
    before: 0.8,
    after: 0.83,
    mix: -0.01,
    rate: 0.04,
    parts: [
      { by: 'same', mix: 0, rate: 0 },
      { by: 'slow', mix: -0.01, rate: 0 },
      { by: 'quick', mix: 0, rate: 0.04 },
    ],
  },
};

describe('why a figure changed', () => {
  let server: Server;
  beforeEach(() => {
    server = serve({ 'GET /v1/metrics/service_level/change': () => answer });
  });
  afterEach(() => {
    server.close();
  });
  const shown = async (metric = 'service_level') => {
    const period = { from: answer.from, to: answer.to };
    const nameOf = (code: string) => `队列 ${code}`;
    const all = await mounted(ChangeNote, { metric, hall: 'H1', by: 'queue', period, against: 'before', nameOf });
    await flushPromises();
    return all;
  };

  it('tells mix and rate in points, and the parts that did most of it first', async () => {
    const text = (await shown()).byTestId('change-note').text();
    expect(text).toContain(phrase('analysis.moved', { change: '+3.0 pp', mix: '−1.0 pp', rate: '+4.0 pp' }));
    expect(text).toContain(
      `${phrase('analysis.movedMost')}${phrase('analysis.movedPart', { name: `${phrase('analysis.kind.queue')} quick`, sum: '+4.0 pp', mix: '0.0 pp', rate: '+4.0 pp' })}；`,
    );
    expect(text).toContain('slow −1.0 pp');
    expect(text).not.toContain('same');
    expect(server.asked[0]?.query.get('against')).toBe('before');
  });

  it('is not asked of what is no share or mean', async () => {
    const { page } = await shown('wait_p90');
    expect(server.asked).toEqual([]);
    expect(page.text()).toBe('');
  });
});
