import type { Caller, DutyShift, DutyWeek } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted, type Mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import { useHallsStore } from '../halls/store';
import Roster from './Roster.vue';

const at = (text: string): string => new Date(`2026-03-${text}+08:00`).toISOString();
const days = [2, 3].map((n) => ({
  day: `2026-03-0${String(n)}`,
  from: at(`0${String(n)}T00:00`),
  to: at(`0${String(n + 1)}T00:00`),
  open: [],
}));
const shift = (n: number, person: string): DutyShift => ({
  id: `00000000-0000-4000-8000-00000000000${String(n)}`,
  halls: ['H1'],
  level: 'supervisor',
  unit: null,
  person,
  from: at(`0${String(n)}T09:00`),
  to: at(`0${String(n)}T17:00`),
});
const caller = (role: Caller['role']): Caller => ({ kind: 'user', id: 'u', name: '赵', role, halls: 'all' });

describe('the roster of a week', () => {
  let server: Server;
  let week: DutyWeek;
  beforeEach(() => {
    week = {
      hall: 'H1',
      timeZone: 'Asia/Shanghai',
      now: at('02T10:00'),
      days,
      levels: ['supervisor'],
      gaps: [],
      shifts: [shift(2, '王明'), shift(3, '李丽')],
      unreached: ['王明'],
    };
    server = serve({
      'GET /v1/duty/week': () => week,
      'GET /v1/duty/persons': () => ({ items: [], next: null }),
      'GET /v1/halls': () => ({ items: [], next: null }),
    });
  });
  afterEach(() => {
    server.close();
  });
  async function shown(role: Caller['role']): Promise<Mounted> {
    const all = await mounted(Roster, {}, { caller: caller(role) });
    useHallsStore().last = 'H1';
    await flushPromises();
    await flushPromises();
    return all;
  }

  it('says once whom no message of their own reaches, and marks their shifts', async () => {
    const all = await shown('manager');
    expect(all.byTestId('duty-unreached').text()).toBe(
      `${phrase('duty.unreached', { n: 1 })} · ${phrase('duty.askAdministrator')}`,
    );
    const marks = all.page.findAll('[data-testid="duty-shift"]').map((one) => one.find('.mark').exists());
    expect(marks).toEqual([true, false]);
  });

  it('leads whoever can enter addresses to where they are entered', async () => {
    expect((await shown('administrator')).byTestId('duty-unreached').get('button').text()).toBe(phrase('duty.setUp'));
  });

  it('says nothing of it while everybody is reached', async () => {
    week = { ...week, unreached: [] };
    const all = await shown('manager');
    expect(all.page.findAll('[data-testid="duty-shift"]')).toHaveLength(2);
    expect(all.byTestId('duty-unreached').exists()).toBe(false);
  });
});
