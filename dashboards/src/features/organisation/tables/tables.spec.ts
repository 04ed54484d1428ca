import { OfficerDoc, RosterDoc, WindowDoc, type TableRows } from '@cockpit/contracts';
import { organisationMessages } from '../messages';
import { officerHeadings, officerRows, officersOf } from './officers-table';
import { rosterHeadings, rosterTable, rostersOf } from './rosters-table';
import { dayIn, linesOf, timeIn, weekdaysIn, type Heading } from './table';
import type { Words } from './words';
import { windowHeadings, windowRows, windowsOf } from './windows-table';

const zh = organisationMessages['zh-CN'].organisation;
const en = organisationMessages.en.organisation;
type Named = Readonly<Record<string, string>>;
const words: Words = {
  field: (field) => (zh.field as Named)[field] ?? field,
  fieldNames: (field) => [(zh.field as Named)[field] ?? field, (en.field as Named)[field] ?? field, field],
  value: (code) => (zh.value as Named)[code] ?? code,
  valueNames: (code) => [(zh.value as Named)[code] ?? code, (en.value as Named)[code] ?? code],
  comma: '、',
};
const rowsOf = (head: readonly string[], ...rows: readonly (readonly (string | number | null)[])[]): TableRows => ({
  rows: rows.map((row, n) => ({
    at: n + 2,
    cells: Object.fromEntries(head.map((name, column) => [name, String(row[column] ?? '')])),
  })),
  faults: [],
});
const headOf = (headings: readonly Heading[]): string[] => headings.map(({ names }) => names[0] ?? '');

const queues = [
  { code: 'hz', name: '户政', branch: 'household' },
  { code: 'jg', name: '交管', branch: 'traffic' },
];
const windows = [
  { id: 'w1', number: '1', queues: ['hz'], x: 4, y: 5 },
  { id: 'w2', number: '绿色通道', label: '绿', queues: ['jg', 'hz'], kind: 'reserve' },
].map((one) => WindowDoc.parse(one));
const hall = { queues, windows };
const branches = [
  { code: 'household', name: '户政' },
  { code: 'traffic', name: '交通管理', shortName: '交管' },
];
const officers = [
  {
    id: 'o1',
    name: '王明',
    hall: 'A',
    skills: [
      { branch: 'household', from: '2026-01-01' },
      { branch: 'traffic', from: '2026-02-01', to: '2026-03-01' },
    ],
  },
  { id: 'o2', name: '李强', hall: 'A', kind: 'auxiliary', authorisations: [{ item: 'X', from: '2026-01-01' }] },
].map((one) => OfficerDoc.parse(one));
const roster = RosterDoc.parse({
  hall: 'A',
  officer: 'o1',
  window: 'w1',
  days: [1, 2, 3, 5],
  validFrom: '2026-12-28',
  validTo: '2027-01-03',
  from: '08:30',
  to: '17:30',
  counter: 'c',
  breaks: [{ kind: 'lunch', from: '12:00', minutes: 45, earliest: '11:30' }],
});
const about = { hall: 'A', branches, day: '2026-03-04', taken: ['o1', 'o2'], words };
const rosterAbout = { hall: 'A', officers, windows, day: '2026-03-04', words };

describe('tables that people fill in', () => {
  it('come back as they were taken away', () => {
    const w = linesOf(rowsOf(headOf(windowHeadings(words)), ...windowRows(hall, words)), windowHeadings(words));
    expect([windowsOf(w.lines, hall, words), w.faults]).toEqual([windows, []]);
    const o = linesOf(
      rowsOf(headOf(officerHeadings(words)), ...officerRows(officers, branches, words)),
      officerHeadings(words),
    );
    expect([officersOf(o.lines, officers, about), o.faults]).toEqual([officers, []]);
    const table = rosterTable([roster], rosterAbout, (days) => days.join('、'));
    const r = linesOf(rowsOf(headOf(rosterHeadings(words)), ...table), rosterHeadings(words));
    expect([rostersOf(r.lines, [roster], rosterAbout), r.faults]).toEqual([[roster], []]);
  });

  it('read a short break by its word of now and by the one of tables filled in before', () => {
    const head = ['人员', '窗口', '星期', '开始', '结束', '休息'];
    const row = ['王明', '1', '周一', '8:30', '17:30', '午餐 12:00 45；小休 10:00 10；休息 15:00 10分钟'];
    const { lines, faults } = linesOf(rowsOf(head, row), rosterHeadings(words));
    expect([rostersOf(lines, [], rosterAbout)[0]?.breaks.map(({ kind }) => kind), faults]).toEqual([
      ['lunch', 'break', 'break'],
      [],
    ]);
  });

  it('may be in another order, in English, and with new things; what they do not name stays', () => {
    const w = linesOf(rowsOf(['Queues', 'Number', 'Kind'], ['户政；交管', '3', '综合窗口']), windowHeadings(words));
    expect(windowsOf(w.lines, hall, words)).toEqual([
      { id: 'w3', number: '3', kind: 'comprehensive', queues: ['hz', 'jg'], switchMin: 2 },
      ...windows,
    ]);
    const o = linesOf(
      rowsOf(['Name', 'Branch', 'From'], ['新人', '交管', '2026/11/20'], ['新人', '户政', '']),
      officerHeadings(words),
    );
    expect(officersOf(o.lines, officers, about)[2]).toMatchObject({
      id: 'A-3',
      name: '新人',
      hall: 'A',
      skills: [
        { branch: 'traffic', from: '2026-11-20' },
        { branch: 'household', from: '2026-03-04' },
      ],
    });
  });

  it('tell each fault with its row and column', () => {
    const w = linesOf(
      rowsOf(['窗口号', '队列', '横坐标'], ['1', '户政', 'x'], ['1', '社保', ''], ['', '户政', '']),
      windowHeadings(words),
    );
    windowsOf(w.lines, hall, words);
    expect(w.faults.map(({ row, field, code }) => [row, field, code])).toEqual([
      [2, 'x', 'not-number'],
      [3, 'number', 'twice'],
      [3, 'queues', 'no-such'],
      [4, 'number', 'missing'],
    ]);
    const head = ['人员', '窗口', '星期', '开始', '结束', '第一天', '休息'];
    const r = linesOf(
      rowsOf(head, ['谁', '9', '周八', '8点', '25:00', '2026-02-30', '午饭 12:00 45']),
      rosterHeadings(words),
    );
    rostersOf(r.lines, [], rosterAbout);
    expect(r.faults.map(({ field, code }) => `${field} ${code}`).sort()).toEqual([
      ...['breaks not-a-break', 'days not-weekdays', 'from not-a-time', 'officer no-such', 'to not-a-time'],
      ...['validFrom not-a-day', 'window no-such'],
    ]);
    expect(linesOf(rowsOf(['x'], ['1']), rosterHeadings(words)).faults.map(({ params }) => params['column'])).toEqual([
      ...['人员', '窗口', '星期', '开始', '结束'],
    ]);
  });

  it.each<[(text: string) => unknown, string[], unknown]>([
    [dayIn, ['2026/1/2', '2026-01-02', '2026年1月2日', '20260102', '46024', '2026-01-02 00:00:00'], '2026-01-02'],
    [dayIn, ['2026-02-30', 'soon', '2/1/2026'], null],
    [timeIn, ['9:05', '09:05:00', '9：05', '9时05分', '2026-11-20 9:05'], '09:05'],
    [timeIn, ['25:00', 'noon', '9'], null],
    [
      weekdaysIn,
      ['周一至周三、周五', '1-3,5', 'Mon to Wed, Fri', '星期一、二、三、五', '周一、周二 周三；周五'],
      [1, 2, 3, 5],
    ],
    [weekdaysIn, ['', '周八', '5-1', '1-2-3'], null],
  ])('%p reads what people write', (read, texts, meant) => {
    expect(texts.map((text) => read(text))).toEqual(texts.map(() => meant));
  });
});
