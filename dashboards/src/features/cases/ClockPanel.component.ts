import type { MatterClock } from '@cockpit/contracts';
import { i18n } from '../../shared/i18n';
import { mounted } from '../../testing/mounted';
import { inSequence, phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import ClockPanel from './ClockPanel.vue';

const AT = '2026-03-02T01:00:00.000Z';
const clock = (given: Partial<MatterClock> = {}): MatterClock => ({
  id: 'm',
  caseId: 'YJ1',
  source: 's',
  title: null,
  kind: 'case',
  item: null,
  hall: null,
  unit: null,
  officerId: null,
  stage: null,
  acceptedAt: AT,
  dueAt: '2026-03-09T09:00:00.000Z',
  closedAt: null,
  elapsedDays: 3.5,
  remainingDays: 1.5,
  card: 'none',
  overdue: false,
  provisional: false,
  paused: false,
  unattended: false,
  stageCard: 'none',
  stageDueAt: null,
  packageId: null,
  parentId: null,
  predictedOverdue: null,
  faults: [],
  rating: null,
  at: '2026-03-05T04:00:00.000Z',
  runsFrom: AT,
  yellowAt: '2026-03-06T09:00:00.000Z',
  elapsed: 3.5,
  remaining: 1.5,
  pauses: [],
  extensions: [],
  phases: [],
  limit: { amount: 5, unit: 'working-days', from: 'item', statutory: null, extensionDays: 0 },
  days: [
    { date: '2026-03-02', counted: 1, why: '工作日' },
    { date: '2026-03-03', counted: 0, why: '暂停' },
    { date: '2026-03-04', counted: 1, why: '工作日' },
    { date: '2026-03-05', counted: 0.5, why: '至读数时刻' },
  ],
  calendar: { revision: 4, timeZone: 'Asia/Shanghai', shifts: ['09:00-12:00'] },
  cardRule: { yellowShare: 0.8, shareOnlyUpToDays: 3 },
  workingDays: null,
  changes: [],
  faultDetails: [],
  ...given,
});

describe('the clock of a matter', () => {
  let server: Server;
  beforeEach(() => {
    server = serve({});
  });
  afterEach(() => {
    server.close();
    i18n.global.locale.value = 'zh-CN';
  });
  const shown = async (given: Partial<MatterClock> = {}) => await mounted(ClockPanel, { clock: clock(given) });

  it('tells limit, what was used and what is left, and is the sum of its days', async () => {
    const { byTestId, page } = await shown();
    expect(page.get('h2 small').text()).toBe(`${phrase('matter.readAt')} 2026-03-05 12:00`);
    expect(byTestId('figure-remaining').text()).toContain('1.5');
    expect(byTestId('figure-due').text()).toContain('2026-03-09 17:00');
    const rows = byTestId('explanation').findAll('tbody tr');
    expect(
      rows.map((row) =>
        row
          .findAll('th, td')
          .map((cell) => cell.text())
          .join(' '),
      ),
    ).toEqual([
      '2026-03-02 1 1 工作日',
      '2026-03-03 0 1 暂停',
      '2026-03-04 1 2 工作日',
      '2026-03-05 0.5 2.5 至读数时刻',
    ]);
    expect(rows.map((row) => row.classes('dim'))).toEqual([false, true, false, false]);
    expect(byTestId('explained-sum').text()).toBe('2.5');
    expect(byTestId('figure-from').exists()).toBe(false);
  });

  it('says from when it counts after a reopening', async () => {
    const again = { runsFrom: '2026-03-04T01:00:00.000Z' };
    expect((await shown(again)).byTestId('figure-from').text()).toContain(phrase('basis.runsAnew'));
    i18n.global.locale.value = 'en';
    const english = (await shown(again)).byTestId('figure-from').text();
    expect(english).toContain('Reopened: counts from');
    expect(english).toContain('2026-03-04 09:00');
  });

  it('is bad once it is over its limit, by how much it is', async () => {
    const late = await shown({ card: 'red', overdue: true, elapsed: 6, remaining: -1 });
    expect(late.byTestId('figure-remaining').classes()).toContain('bad');
    expect(late.byTestId('figure-remaining').text()).toMatch(
      inSequence(phrase('matter.over'), '1', phrase('limitUnit.working-days')),
    );
    const yellow = await shown({ card: 'yellow' });
    expect(yellow.byTestId('figure-remaining').classes()).toContain('warn');
  });

  it('names pauses, of which one may still go on, and what moved the due time', async () => {
    const { page, byTestId } = await shown({
      pauses: [{ from: AT, to: null, reason: 'supplement', reasonName: null }],
      extensions: [{ at: AT, days: 2, approvedBy: '张局' }],
      changes: [{ at: AT, cause: 'extended', from: AT, to: null, revision: 2 }],
      provisional: true,
    });
    expect(byTestId('pause').text()).toContain(`2026-03-02 09:00 – ${phrase('matter.now')}`);
    expect(page.text()).toContain(`+${phrase('matter.daysN', { n: 2 })}`);
    expect(page.text()).toContain(phrase('matter.by', { name: '张局' }));
    expect(byTestId('change').text()).toContain('2026-03-02 09:00');
    expect(page.text()).toContain(phrase('matter.provisional'));
  });

  it('calls first contact and answer done when they are, and by what', async () => {
    const phase = (given: Partial<MatterClock['phases'][number]>): MatterClock['phases'][number] => ({
      phase: 'answer',
      days: 5,
      dueAt: '2026-03-09T09:00:00.000Z',
      doneAt: null,
      overdue: false,
      ...given,
    });
    const said = async (given: Parameters<typeof phase>[0], whole: Partial<MatterClock> = {}) => {
      const { byTestId } = await shown({ phases: [phase(given)], ...whole });
      return byTestId(`phase-${given.phase ?? 'answer'}`)
        .get('dd')
        .text()
        .replaceAll('\u00a0', ' ');
    };
    const DUE = '2026-03-09 17:00 前（5 个工作日）';
    expect(await said({ phase: 'contact', doneAt: AT })).toBe(
      `${DUE} · ${phrase('matter.phaseDone.contact', { at: '2026-03-02 09:00' })}`,
    );
    expect(await said({ doneAt: AT })).toBe(
      `${DUE} · ${phrase('matter.phaseDone.answer', { at: '2026-03-02 09:00' })}`,
    );
    expect(await said({ doneAt: AT }, { closedAt: AT })).toBe(
      `${DUE} · ${phrase('matter.phaseClosed', { at: '2026-03-02 09:00' })}`,
    );
    expect(await said({ overdue: true })).toBe(`${DUE} · ${phrase('matter.phaseOpen')} · ${phrase('cases.late')}`);
  });

  it('makes nothing up where there is no limit', async () => {
    const { page, byTestId } = await shown({ limit: null, elapsed: null, remaining: null });
    expect(page.text()).toContain(phrase('matter.clockOff'));
    expect(byTestId('explanation').exists()).toBe(false);
  });
});
