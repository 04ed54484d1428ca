import type { Caller, DayStaff, StaffAhead } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { inSequence, phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import { settled } from '../../testing/settled';
import AheadPage from './AheadPage.vue';

const SUPERVISOR: Caller = { kind: 'user', id: 'u', name: '李强', role: 'supervisor', halls: ['H1'] };
const at = (time: string): string => new Date(`2026-03-06T${time}:00+08:00`).toISOString();
const day = (date: number, more: Partial<DayStaff> = {}): DayStaff => ({
  day: `2026-03-0${String(date)}`,
  unknown: null,
  people: 120,
  lacking: 0,
  shortages: [],
  ...more,
});
const SHORT = day(6, {
  lacking: 2,
  people: 380,
  shortages: [
    {
      queue: 'Q1',
      name: '户政',
      spans: [{ from: at('09:00'), until: at('12:00'), people: 2 }],
      moves: [
        {
          windowId: 'w3',
          number: '3',
          kind: 'break',
          rosteredFrom: at('10:00'),
          from: at('14:30'),
          until: at('14:45'),
        },
      ],
      helps: [
        {
          from: at('09:30'),
          until: at('11:30'),
          missing: 1,
          windows: [
            { windowId: 'w5', number: '5', home: '交管' },
            { windowId: 'w9', number: '9', home: null },
          ],
        },
      ],
    },
    {
      queue: 'Q2',
      name: '出入境',
      spans: [{ from: at('15:00'), until: at('15:30'), people: 1 }],
      helps: [],
      moves: [
        {
          windowId: 'w7',
          number: '7',
          kind: 'lunch',
          rosteredFrom: at('12:00'),
          from: at('12:45'),
          until: at('13:30'),
        },
      ],
    },
  ],
});
const answer = (...days: DayStaff[]): StaffAhead => ({
  hall: 'H1',
  name: '城东大厅',
  timeZone: 'Asia/Shanghai',
  today: '2026-03-04',
  days,
});

describe('the plan for tomorrow', () => {
  let server: Server;
  let staff: () => unknown;
  beforeEach(() => {
    staff = () => answer(day(5), SHORT, day(7, { unknown: 'closed', people: null }));
    server = serve({
      'GET /v1/halls/H1/staff-ahead': () => staff(),
      'GET /v1/halls': () => ({ items: [], next: null }),
    });
  });
  afterEach(() => {
    server.close();
  });
  const shown = async (address = '/desk/H1/ahead') => {
    const all = await mounted(AheadPage, { hall: 'H1' }, { caller: SUPERVISOR, address });
    await settled();
    const open = () => all.page.findAll('.sheet:not(.aside)').map((one) => one.attributes('data-testid'));
    return { ...all, open };
  };

  it('has the days in a row and shows the one first that lacks most people', async () => {
    const { byTestId, open, page } = await shown();
    expect(page.findAll('.row button').map((one) => one.get('b').text())).toEqual([
      phrase('ahead.brief.fits'),
      phrase('ahead.short', { n: 2 }),
      phrase('ahead.brief.closed'),
    ]);
    expect(byTestId('ahead-2026-03-05').text()).toContain(phrase('ahead.tomorrow'));
    expect(open()).toEqual(['sheet-2026-03-06']);
    await byTestId('ahead-2026-03-05').trigger('click');
    await settled();
    expect(open()).toEqual(['sheet-2026-03-05']);
    expect(byTestId('sheet-2026-03-05').text()).toContain(phrase('ahead.said.fits'));
  });

  it('says when how many are lacking, which breaks to move, whom to ask, and what is left', async () => {
    const { byTestId } = await shown();
    expect(byTestId('short-Q1').text()).toMatch(
      inSequence(
        '户政',
        phrase('ahead.shortWhen', { n: 2, span: '09:00–12:00' }),
        phrase('ahead.move', { number: '3', kind: phrase('plan.absence.break'), before: '10:00', span: '14:30–14:45' }),
        phrase('ahead.helper', { number: '5', home: '交管' }),
        phrase('ahead.reserve', { number: '9' }),
        phrase('ahead.missing', { n: 1, span: '09:30–11:30' }),
      ),
    );
    expect(byTestId('short-Q2').text()).toMatch(
      inSequence(phrase('plan.absence.lunch'), '12:45–13:30', phrase('ahead.enoughAfter')),
    );
  });

  it.each(['closed', 'no-forecast', 'no-roster'] as const)(
    'says in one sentence why nothing can be said: %s',
    async (unknown) => {
      staff = () => answer(day(5, { unknown, people: null }));
      const { byTestId, page } = await shown();
      expect(byTestId('sheet-2026-03-05').text()).toContain(phrase(`ahead.said.${unknown}`));
      expect(page.find('table').exists()).toBe(false);
    },
  );

  it('opens the day that is asked for, and stands beside the plan of today', async () => {
    const { open, byTestId } = await shown('/desk/H1/ahead?day=2026-03-05');
    expect(open()).toEqual(['sheet-2026-03-05']);
    expect(byTestId('tab-today').attributes('href')).toBe('/desk/H1/plan');
    expect(byTestId('tab-ahead').attributes('aria-current')).toBe('page');
  });

  it('says that it could not be fetched, and asks again', async () => {
    const before = staff;
    staff = () => refusal(503, 'unavailable');
    const { page, open } = await shown();
    expect(page.text()).toContain(phrase('ahead.failed'));
    staff = before;
    await page.get('.note button').trigger('click');
    await settled();
    expect(open()).toEqual(['sheet-2026-03-06']);
  });
});
