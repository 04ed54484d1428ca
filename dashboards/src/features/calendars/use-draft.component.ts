import type { CalendarInForce } from '@cockpit/contracts';
import { nextTick, ref } from 'vue';
import { composed } from '../../testing/mounted';
import { useDraft } from './use-draft';

const off = (date: string, name = '元旦') => ({ name, date, isOffDay: true });
const inForce = (change: Partial<CalendarInForce> = {}): CalendarInForce => ({
  year: 2026,
  version: 4,
  revision: 9,
  published: true,
  offDays: 2,
  makeUpDays: 0,
  papers: ['https://gov.example/1'],
  days: [off('2026-01-01'), off('2026-01-02')],
  importedAt: '2025-11-20T02:00:00.000Z',
  actor: '李',
  ...change,
});
const NOTICE = { year: 2026, papers: ['https://gov.example/2'], days: [off('2026-02-17', '春节')] };

describe('a year of days off that is being written', () => {
  const year = ref(2026);
  const shown = ref<CalendarInForce | null>(inForce());
  let at: { value: ReturnType<typeof useDraft>; page: { unmount: () => void } };
  beforeEach(async () => {
    [year.value, shown.value] = [2026, inForce()];
    at = await composed(() => useDraft(year, shown));
  });
  afterEach(() => {
    at.page.unmount();
  });
  const read = (text: string): Promise<void> =>
    at.value.read([{ text: () => Promise.resolve(text) } as unknown as File]);

  it('is what is in force until somebody changes it', () => {
    const { lines, changed, wrong, draft } = at.value;
    expect(lines.value).toEqual([{ name: '元旦', isOffDay: true, from: '2026-01-01', to: '2026-01-02' }]);
    lines.value = [];
    expect([lines.value.length, changed.value, wrong.value.size, draft.value]).toEqual([1, 0, 0, null]);
  });

  it('counts what it changes, names lines that cannot be saved, and is dropped whole', () => {
    const { lines, changed, wrong, days, edit, leave, draft } = at.value;
    edit(lines.value);
    expect(draft.value).toMatchObject({ madeFrom: 4, papers: ['https://gov.example/1'] });
    lines.value = [...lines.value, { name: ' ', isOffDay: false, from: '2026-02-14', to: '2026-02-14' }];
    expect([[...wrong.value], changed.value > 0]).toEqual([[1], true]);
    expect(days.value.map(({ date }) => date)).toEqual(['2026-01-01', '2026-01-02', '2026-02-14']);
    leave();
    expect([draft.value, changed.value, lines.value.length]).toEqual([null, 0, 1]);
  });

  it('does not write into what is in force', () => {
    const { lines, edit } = at.value;
    edit(lines.value);
    const [line] = lines.value;
    if (line !== undefined) line.name = '别的';
    expect(shown.value?.days.map(({ name }) => name)).toEqual(['元旦', '元旦']);
  });

  it('takes the days and pages of a notice that is read, made from the version in force', async () => {
    const { draft, days, fault } = at.value;
    await read(JSON.stringify(NOTICE));
    expect(draft.value).toMatchObject({ madeFrom: 4, papers: NOTICE.papers });
    expect([days.value, fault.value]).toEqual([NOTICE.days, '']);
  });

  it.each([
    ['is no notice', 'days,2026-01-01', 'JSON'],
    ['has no days', JSON.stringify({ year: 2026 }), 'days'],
    ['has one that is none', JSON.stringify({ ...NOTICE, days: [off('2026-02-30')] }), 'days.0.date'],
    ['is of another year', JSON.stringify({ ...NOTICE, year: 2027, days: [] }), '2027'],
  ])('says why a file is not taken which %s, and keeps what was written', async (_, text, said) => {
    const { draft, fault, edit, lines } = at.value;
    edit([{ name: '元旦', isOffDay: true, from: '2026-01-01', to: '2026-01-03' }]);
    await read(text);
    await nextTick();
    expect(draft.value?.lines).toEqual(lines.value);
    expect(lines.value).toEqual([{ name: '元旦', isOffDay: true, from: '2026-01-01', to: '2026-01-03' }]);
    expect(fault.value).toContain(said);
    await read(JSON.stringify(NOTICE));
    expect(fault.value).toBe('');
  });

  it('stays as it was written when somebody else was faster, and can be said to be made from theirs', () => {
    const { lines, edit, draft, catchUp } = at.value;
    catchUp();
    expect(draft.value).toBeNull();
    edit([{ name: '元旦', isOffDay: true, from: '2026-01-01', to: '2026-01-03' }]);
    shown.value = inForce({ version: 5, days: [off('2026-05-01', '劳动节')] });
    expect([draft.value?.madeFrom, lines.value[0]?.to]).toEqual([4, '2026-01-03']);
    catchUp();
    expect([draft.value?.madeFrom, lines.value[0]?.to]).toEqual([5, '2026-01-03']);
  });

  it('of a year nobody wrote yet is made from nothing', () => {
    shown.value = null;
    at.value.edit([]);
    expect(at.value.draft.value).toEqual({ madeFrom: 0, papers: [], lines: [] });
  });
});
