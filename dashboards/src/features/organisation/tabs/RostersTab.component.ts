import { HallDoc, OfficerDoc, RosterDoc } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { reactive } from 'vue';
import { mounted } from '../../../testing/mounted';
import type { Draft } from '../draft';
import RostersTab from './RostersTab.vue';

/** A Wednesday. */
const DAY = '2026-03-04';
const officer = (id: string, name: string) => OfficerDoc.parse({ id, name, hall: 'H1' });
const roster = (more: object) =>
  RosterDoc.parse({
    hall: 'H1',
    officer: 'o1',
    window: 'w1',
    days: [1, 3],
    validFrom: '2026-01-01',
    from: '09:00',
    to: '12:00',
    ...more,
  });
const draftOf = (rosters: RosterDoc[]): Draft =>
  reactive({
    hall: HallDoc.parse({
      code: 'H1',
      name: '大厅',
      tier: 'hall',
      hours: [
        { days: [1, 2, 3, 4, 5], from: '08:30', to: '12:00' },
        { days: [1, 2, 3, 4, 5], from: '13:30', to: '17:15' },
      ],
      queues: [{ code: 'a', name: '户政', branch: 'a' }],
      windows: [{ id: 'w1', number: '03', queues: ['a'], kind: 'specialised' }],
    }),
    officers: [officer('o1', '王芳'), officer('o2', '李强')],
    rosters,
    ways: [],
    branches: [],
    bureau: null,
  });

const shown = async (draft: Draft) => {
  const all = await mounted(RostersTab, { draft, code: 'H1', day: DAY });
  await flushPromises();
  /** texts of the shifts of somebody, Monday first */
  const week = (id: string) =>
    all
      .byTestId(`roster-${id}`)
      .findAll('td')
      .map((day) => day.findAll('[data-testid="roster-shift"]').map((one) => one.text()));
  return { ...all, week };
};

describe('the roster as a week', () => {
  it('has a row for everybody, and each shift on its days, with window, times and breaks', async () => {
    const { page, week } = await shown(
      draftOf([
        roster({ breaks: [{ kind: 'lunch', from: '11:30', minutes: 45 }] }),
        roster({ days: [3], from: '08:30' }),
      ]),
    );
    expect(week('o1').map((day) => day.length)).toEqual([1, 0, 2, 0, 0, 0, 0]);
    expect(week('o1')[2]?.[0]).toContain('08:30–12:00');
    expect(week('o1')[0]?.[0]).toMatch(/03.*09:00–12:00.*11:30/s);
    expect(week('o2').flat()).toEqual([]);
    page.unmount();
  });

  it('copies the week that is shown to the next one, and says before what collides', async () => {
    const until = { validTo: '2026-03-08' };
    const draft = draftOf([
      roster(until),
      roster({ ...until, officer: 'o2', window: 'w1', from: '13:00', to: '17:00' }),
      roster({ officer: 'o2', days: [3], validFrom: '2026-03-09', from: '16:00', to: '18:00' }),
    ]);
    const { page, byTestId, week } = await shown(draft);
    await byTestId('copy-week-open').trigger('click');
    expect(byTestId('copy-week-count').text()).toContain('3');
    expect(byTestId('copy-week-collisions').text()).toMatch(/2026-03-11.*李强.*16:00–18:00/s);
    expect(draft.rosters).toHaveLength(3);
    await byTestId('copy-week-do').trigger('click');
    expect(draft.rosters.slice(3).map(({ officer: who, days, validFrom }) => [who, days, validFrom])).toEqual([
      ['o1', [1, 3], '2026-03-09'],
      ['o2', [1], '2026-03-09'],
    ]);
    expect(week('o1').map((day) => day.length)).toEqual([1, 0, 1, 0, 0, 0, 0]);
    page.unmount();
  });

  it('makes a shift of the hall’s whole hours from the day on that is edited, opens it, and shows the week in which it is first worked', async () => {
    const draft = draftOf([]);
    const { page, byTestId, week } = await shown(draft);
    const add = async (weekday: number): Promise<void> => {
      await byTestId('roster-o2').findAll('[data-testid="roster-add"]')[weekday - 1]?.trigger('click');
    };
    await add(5);
    expect(draft.rosters).toEqual([
      { ...roster({ officer: 'o2', days: [5], validFrom: DAY, from: '08:30', to: '17:15' }), breaks: [] },
    ]);
    expect(byTestId('roster-fields').exists()).toBe(true);
    expect(week('o2')[4]).toHaveLength(1);
    expect(page.text()).toContain('03-06');
    // Monday of this week is over: the shift begins with the next
    await add(1);
    expect(page.text()).toContain('03-09');
    expect(week('o2')[0]).toHaveLength(1);
    expect(page.emitted('changed')).toHaveLength(2);
    page.unmount();
  });

  it('takes out the shift that is open, and no other', async () => {
    const draft = draftOf([roster({ days: [1] }), roster({ days: [2] })]);
    const { page, byTestId } = await shown(draft);
    await page.findAll('[data-testid="roster-shift"]')[1]?.trigger('click');
    await byTestId('roster-remove').trigger('click');
    expect(draft.rosters.map(({ days }) => days)).toEqual([[1]]);
    expect(byTestId('roster-fields').exists()).toBe(false);
    page.unmount();
  });
});
