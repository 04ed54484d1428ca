import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { serve } from '../../testing/server';
import PlannedGuides from './PlannedGuides.vue';

const at = (time: string) => `2026-11-16T${time}:00+08:00`;
const guide = (item: string, name: string, from: string, until: string) => ({
  item,
  name,
  queue: 'household',
  from: at(from),
  until: at(until),
});
const ITEMS = [
  guide('a', '换领身份证', '09:00', '10:00'),
  guide('a', '换领身份证', '10:00', '11:00'),
  guide('b', '居住登记', '09:50', '10:20'),
];

describe('what a plan of the day lets guides do', () => {
  async function shown(now: string, items: object[]): Promise<string[]> {
    const server = serve({ 'GET /v1/halls/H32/plan/guides': () => ({ madeAt: at('08:00'), items }) });
    const { page } = await mounted(PlannedGuides, { hall: 'H32', now: Date.parse(at(now)), timeZone: 'Asia/Shanghai' });
    await flushPromises();
    server.close();
    return page.findAll('p').map((one) => one.text());
  }
  const until = (item: string, time: string) => phrase('guide.plan.until', { item, time });

  it('stands there while it is time, with what begins within half an hour', async () => {
    expect(await shown('09:30', ITEMS)).toEqual([
      phrase('guide.plan.now', { items: until('换领身份证', '10:00') }),
      phrase('guide.plan.next', { time: '09:50', items: '居住登记' }),
    ]);
  });

  it('is nothing before its time, after it, and without a plan', async () => {
    expect(await shown('08:20', ITEMS)).toEqual([]);
    expect(await shown('11:00', ITEMS)).toEqual([]);
    expect(await shown('09:30', [])).toEqual([]);
  });

  it('says of two that begin one after the other when each ends', async () => {
    expect(await shown('09:55', ITEMS)).toEqual([
      phrase('guide.plan.now', { items: `${until('换领身份证', '10:00')}、${until('居住登记', '10:20')}` }),
    ]);
  });
});
