import type { MyWarnings } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { inSequence, phrase } from '../../testing/phrase';
import SeatFacts from './SeatFacts.vue';

type Seat = NonNullable<MyWarnings['seat']>;
const seat = (over: Partial<Seat> = {}): Seat => ({
  hall: 'H32',
  hallName: '大厅',
  timeZone: 'Asia/Shanghai',
  now: '2026-10-26T10:20:00+08:00',
  windowId: 'w1',
  number: '01',
  state: 'serving',
  loadMin: 4,
  level: 'normal',
  queues: [],
  silent: false,
  next: { number: 'A092', queue: '户政', waitedSec: 250 },
  absence: null,
  nextAbsence: { kind: 'lunch', from: '2026-10-26T12:00:00+08:00', to: '2026-10-26T12:45:00+08:00' },
  ...over,
});
const shown = async (over: Partial<Seat> = {}) => {
  const { page } = await mounted(SeatFacts, { seat: seat(over) });
  return (id: string) => page.get(`[data-testid="${id}"]`).text().replace(/\s+/g, ' ');
};

describe('what an officer looks up for', () => {
  it('is who stands first in line, and when the next break is', async () => {
    const text = await shown();
    expect(text('next-ticket')).toContain(`A092 户政 · ${phrase('me.waited', { n: 4 })}`);
    expect(text('my-break')).toContain(`12:00–12:45 ${phrase('absence.lunch')}`);
  });

  it('says when a plan has moved the break away from where the roster has it, and nothing where it has not', async () => {
    const moved = { rosteredFrom: '2026-10-26T11:30:00+08:00', toldAt: '2026-10-26T10:08:00+08:00' };
    const at = { kind: 'lunch', from: '2026-10-26T13:15:00+08:00', to: '2026-10-26T14:00:00+08:00' } as const;
    const text = await shown({ nextAbsence: { ...at, moved } });
    expect(text('my-break')).toContain(`13:15–14:00 ${phrase('absence.lunch')}`);
    expect(text('my-break-moved')).toBe(phrase('me.breakMoved', { was: '11:30', time: '10:08' }));
    const { byTestId } = await mounted(SeatFacts, { seat: seat({ nextAbsence: at }) });
    expect(byTestId('my-break').exists()).toBe(true);
    expect(byTestId('my-break').find('[data-testid="my-break-moved"]').exists()).toBe(false);
  });

  it('says so when nobody waits and no break is left', async () => {
    const text = await shown({ next: null, nextAbsence: null });
    expect(text('next-ticket')).toContain(phrase('me.nobody'));
    expect(text('my-break')).toBe(phrase('me.noBreak'));
  });

  it('on a break tells until when, and that it is over', async () => {
    const on = await shown({ absence: { kind: 'break', backAt: '2026-10-26T10:25:00+08:00' } });
    expect(on('my-break')).toMatch(inSequence(phrase('me.back'), '10:25', phrase('absence.break')));
    const over = await shown({ absence: { kind: 'break', backAt: '2026-10-26T10:15:00+08:00' } });
    expect(over('my-break')).toContain(phrase('me.backLate'));
  });
});
