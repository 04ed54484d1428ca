import type { TableRows } from '@cockpit/contracts';
import type { Cell } from '../../shared/table-file';
import { calendarsMessages } from '../calendars/messages';
import { noticeHeadings, noticeOf, noticeRows } from '../calendars/notice-table';
import { linesOf, type Heading } from '../organisation/tables/table';
import type { Words } from '../organisation/tables/words';
import { dayHeadings, dayRows, formsOf, hoursIn, type Hall } from './days-table';
import { daysMessages } from './messages';
import { wishesOf } from './month';

type Named = Readonly<Record<string, unknown>>;
const wordsOf = (zh: [Named, Named], en: [Named, Named]): Words => ({
  field: (field) => String(zh[0][field]),
  fieldNames: (field) => [String(zh[0][field]), String(en[0][field]), field],
  value: (code) => String(zh[1][code]),
  valueNames: (code) => [String(zh[1][code]), String(en[1][code])],
  comma: '、',
});
const [zhDays, enDays] = [daysMessages['zh-CN'].days, daysMessages.en.days];
const words = wordsOf([zhDays.field, zhDays.value], [enDays.field, enDays.value]);
const rowsOf = (head: readonly string[], ...rows: readonly (readonly Cell[])[]): TableRows => ({
  rows: rows.map((row, n) => ({
    at: n + 2,
    cells: Object.fromEntries(head.map((name, column) => [name, String(row[column] ?? '')])),
  })),
  faults: [],
});
const headOf = (headings: readonly Heading[]): string[] => headings.map(({ names }) => names[0] ?? '');
const TODAY = '2026-09-01';
const hours = [
  { from: '09:00', to: '12:00' },
  { from: '13:30', to: '17:00' },
];
const halls: Hall[] = [
  {
    code: 'A',
    name: '一厅',
    closures: ['2026-08-01', '2026-09-07'],
    specialDays: [
      { day: '2026-10-02', hours, reason: '国庆' },
      { day: '2026-10-01', hours, reason: '国庆' },
      { day: '2026-10-04', hours: [], reason: '国庆' },
    ],
  },
  { code: 'B', name: '二厅', closures: [] },
];
const read = (head: readonly string[], ...rows: readonly (readonly Cell[])[]) => {
  const table = linesOf(rowsOf(head, ...rows), dayHeadings(words));
  return { forms: formsOf(table.lines, halls, TODAY, words), faults: table.faults };
};

describe('special days as a table', () => {
  it('are days to come, a row for each stretch, and come back as they were taken away', () => {
    const rows = dayRows(halls, TODAY, words);
    expect(rows).toEqual([
      ['一厅', '2026-09-07', '2026-09-07', '不开放', '', ''],
      ['一厅', '2026-10-01', '2026-10-02', '开放', '09:00–12:00、13:30–17:00', '国庆'],
      ['一厅', '2026-10-04', '2026-10-04', '不开放', '', '国庆'],
    ]);
    const { forms, faults } = read(headOf(dayHeadings(words)), ...rows);
    expect([forms.flatMap(wishesOf), faults]).toEqual([
      [
        ...['2026-10-01', '2026-10-02'].map((day) => ({ hall: 'A', day, hours, reason: '国庆' })),
        { hall: 'A', day: '2026-10-04', hours: [], reason: '国庆' },
      ],
      [],
    ]);
  });

  it('leave a closure without a reason as it is, and ask for the reason of every other one', () => {
    const closed = (hall: string, first: string, last: string) =>
      read(headOf(dayHeadings(words)), [hall, first, last, '不开放', '', '']);
    expect(closed('A', '2026-09-07', '2026-09-07')).toEqual({ forms: [], faults: [] });
    for (const [hall, first, last] of [
      ['A', '2026-09-07', '2026-09-08'],
      ['B', '2026-09-07', '2026-09-07'],
      ['', '2026-09-07', '2026-09-07'],
    ] as const)
      expect(closed(hall, first, last).faults).toMatchObject([{ row: 2, field: 'told', code: 'missing' }]);
  });

  it('may be in English and another order; no hall means all, no last day one day, hours mean open', () => {
    const { forms, faults } = read(
      ['Reason', 'First day', 'Hours', 'Kind'],
      ['x', '2026/10/1', '9:00 - 12:00; 13:30至17:00', ''],
      ['', '20261002', '', 'usual'],
    );
    expect([forms.flatMap(wishesOf), faults]).toEqual([
      [
        { day: '2026-10-01', hours, reason: 'x' },
        { day: '2026-10-02', hours: null, reason: '' },
      ],
      [],
    ]);
  });

  it('tell each fault with its row and column', () => {
    const { faults } = read(
      headOf(dayHeadings(words)),
      ['三厅', '2026-08-31', '', '不开放', '', '搬迁'],
      ['', '2026-10-05', '2026-10-03', '半天', '9点到12点', '搬迁'],
      ['二厅', '2026-10-05', '2027-10-03', '开放', '', ''],
      ['', '2026-11-01', '2026-11-03', '', '', 'x'],
      ['', '2026-11-02', '十一月', '', '', 'x'],
      ['', '2026-11-03', '', '', '', 'x'],
      ['一厅', '2026-11-03', '', '', '', 'x'],
    );
    expect(faults.map(({ row, field, code }) => `${String(row)} ${field} ${code}`)).toEqual([
      ...['2 hall no-such', '2 firstDay day-over'].reverse(),
      ...['3 lastDay ends-first', '3 hours not-hours', '3 kind not-one-of'],
      ...['4 lastDay too-big', '4 hours missing', '4 told missing'],
      ...['6 lastDay not-a-day', '7 firstDay twice'],
    ]);
    expect(read(['原因'], ['x']).faults).toMatchObject([{ row: null, code: 'column-missing', field: 'firstDay' }]);
  });

  it('have hours as people write them', () => {
    expect(['09:00–12:00；13:30–17:00', '9:00-12:00,13:30~17:00', '9:00 to 12:00 13:30 to 17:00'].map(hoursIn)).toEqual(
      [hours, hours, hours],
    );
    expect(['09:00', '09:00-', 'all day', '9-12-14'].map(hoursIn)).toEqual([null, null, null, null]);
    expect(hoursIn('')).toEqual([]);
  });
});

describe('a notice of holidays as a table', () => {
  const [zh, en] = [calendarsMessages['zh-CN'].calendars, calendarsMessages.en.calendars];
  const ofNotice = wordsOf([zh, zh], [en, en]);
  const notice = (...rows: readonly (readonly Cell[])[]) => {
    const table = linesOf(rowsOf(headOf(noticeHeadings(ofNotice)), ...rows), noticeHeadings(ofNotice));
    return { lines: noticeOf(table.lines, ofNotice), faults: table.faults };
  };

  it('comes back as it was taken away, and tells each fault with its row and column', () => {
    const lines = [
      { name: '国庆节', isOffDay: true, from: '2026-10-01', to: '2026-10-07' },
      { name: '国庆节', isOffDay: false, from: '2026-10-10', to: '2026-10-10' },
    ];
    expect(notice(...noticeRows(lines, ofNotice))).toEqual({ lines, faults: [] });
    expect(notice(['元旦', '', '2026年1月1日', '']).lines).toEqual([
      { name: '元旦', isOffDay: true, from: '2026-01-01', to: '2026-01-01' },
    ]);
    const { faults } = notice(['', '休', '元旦', ''], ['元旦', '放假', '2026-01-03', '2026-01-01']);
    expect(faults.map(({ row, field, code }) => `${String(row)} ${field} ${code}`)).toEqual([
      ...['2 name missing', '2 from not-a-day', '2 kind not-one-of', '3 to ends-first'],
    ]);
  });
});
