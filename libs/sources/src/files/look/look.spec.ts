import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { workbookOf, type Mapping } from '@cockpit/contracts';
import { instantReader } from '../instants';
import { formatsOf } from './formats';
import { look, type KnownCodes } from './look';
import { preview } from '../../connect/samples';

const KNOWN: KnownCodes = {
  timeZone: 'Asia/Shanghai',
  halls: [
    {
      code: 'H32',
      name: '城西分局办证大厅',
      queues: [
        { code: 'household', name: '户政' },
        { code: 'exit-entry', name: '出入境' },
      ],
      windows: [
        { id: 'W03', number: '3' },
        { id: 'W04', number: '4' },
      ],
    },
  ],
};
const CHINESE = `票号,取号时间,叫号时间,结束时间,窗口,业务,状态
A001,2026/11/20 9:05,2026/11/20 9:10,2026/11/20 9:20,3号窗口,户政业务,办结
A002,2026/11/20 9:06,2026/11/20 9:21,,04号窗口,户政业务,过号
B001,2026/11/20 9:07,,,,交通违法,等待
`;
const ENGLISH = `Ticket No;Printed;Called;Counter;Service;Office
1;2026-11-20 09:05:00;2026-11-20 09:06:00;3;Household;H32
2;2026-11-20 09:06:00;;;Passports;H32
`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'look-'));
});
afterAll(() => rm(folder, { recursive: true }));
let count = 0;
async function kept(content: string | Uint8Array, ending = 'csv'): Promise<string> {
  const path = join(folder, `${String(++count)}.${ending}`);
  await writeFile(path, content);
  return path;
}
const rolesOf = (columns: readonly { name: string; role: string | null }[]) =>
  Object.fromEntries(columns.map(({ name, role }) => [name, role]));
const eventsOf = async (path: string, mapping: Mapping | null) => {
  if (mapping === null) throw new Error('nothing was suggested');
  return preview(path, mapping);
};

describe('what a file is', () => {
  it('is found for columns named in Chinese, with codes of the hall that is chosen', async () => {
    const path = await kept(CHINESE);
    const found = await look(path, '取号记录.csv', KNOWN, {});
    expect(found).toMatchObject({
      rows: 'csv',
      encoding: 'utf8',
      delimiter: ',',
      rowsRead: 3,
      whole: true,
      missing: ['hall'],
    });
    expect(rolesOf(found.columns)).toEqual({
      票号: 'number',
      取号时间: 'issued',
      叫号时间: 'called',
      结束时间: 'finished',
      窗口: 'window',
      业务: 'queue',
      状态: 'status',
    });
    const { suggestion } = await look(path, '取号记录.csv', { ...KNOWN, hall: 'H32' }, {});
    expect(suggestion?.valueMaps).toEqual({
      queue: { 户政业务: 'household' },
      window: { '3号窗口': 'W03', '04号窗口': 'W04' },
      result: { 办结: 'done' },
    });
    const { events, unknown, report } = await eventsOf(path, suggestion);
    expect(events.map(({ row, type, time, data }) => [row, type, time, data['windowId'] ?? data['queue']])).toEqual([
      [2, 'hall.ticket.issued', '2026-11-20T09:05:00+08:00', 'household'],
      [2, 'hall.ticket.called', '2026-11-20T09:10:00+08:00', 'W03'],
      [2, 'hall.ticket.finished', '2026-11-20T09:20:00+08:00', 'W03'],
      [3, 'hall.ticket.issued', '2026-11-20T09:06:00+08:00', 'household'],
      [3, 'hall.ticket.called', '2026-11-20T09:21:00+08:00', 'W04'],
      [3, 'hall.ticket.no-show', '2026-11-20T09:21:00+08:00', undefined],
    ]);
    expect(unknown).toEqual([{ map: 'queue', value: '交通违法', count: 1 }]);
    expect(report).toMatchObject({ rows: 3, dryRun: true, faults: [{ column: '业务', count: 1, firstRow: 4 }] });
  });

  it('is found for columns named in English, with a hall in every row', async () => {
    const path = await kept(ENGLISH);
    const found = await look(path, 'tickets-2026.csv', KNOWN);
    expect(found).toMatchObject({ delimiter: ';', missing: ['finished'], suggestion: { name: 'tickets' } });
    const unsaid = await eventsOf(path, found.suggestion);
    expect(unsaid.unknown.map(({ value }) => value)).toEqual(['Household', 'Passports']);
    expect(unsaid.types).toEqual({ 'hall.ticket.called': 1 });
    const mapping = { ...found.suggestion, valueMaps: { queue: { Household: 'household', Passports: 'exit-entry' } } };
    const { types } = await eventsOf(path, mapping as Mapping);
    expect(types).toEqual({ 'hall.ticket.issued': 2, 'hall.ticket.called': 1 });
  });

  it('is found where the day stands apart, and where no name says anything', async () => {
    const apart = await kept(
      '日期,票号,取号时间,业务\n2026年11月20日,A001,9:05,户政\n2026年11月20日,A002,10:05,户政\n',
    );
    const { suggestion } = await look(apart, 'x.csv', { ...KNOWN, hall: 'H32' });
    expect((await eventsOf(apart, suggestion)).events.map(({ time }) => time)).toEqual([
      '2026-11-20T09:05:00+08:00',
      '2026-11-20T10:05:00+08:00',
    ]);
    const bare = await kept('甲,乙,丙\nA001,2026-11-20 09:05:00,2026-11-20 09:06:00\nA002,2026-11-20 09:05:00,\n');
    expect(rolesOf((await look(bare, 'x.csv', KNOWN)).columns)).toEqual({ 甲: 'number', 乙: 'issued', 丙: 'called' });
  });

  it('is found for tables whose columns are initials, and not taken from when a row was last written', async () => {
    const path = await kept(
      `xh,pdh,ywlx,ckh,qhsj,jhsj,ksbl,jssj,zt,xgsj
1,A001,户政业务,3,2026-11-24 09:00:00,2026-11-24 09:01:00,2026-11-24 09:01:20,2026-11-24 09:09:00,2,2026-11-24 09:09:01
2,A002,户政业务,,2026-11-24 09:02:00,,,,0,2026-11-24 09:02:01
`,
    );
    expect(rolesOf((await look(path, 't_jhjl.csv', KNOWN, {})).columns)).toEqual({
      xh: null,
      pdh: 'number',
      ywlx: 'queue',
      ckh: 'window',
      qhsj: 'issued',
      jhsj: 'called',
      ksbl: 'started',
      jssj: 'finished',
      zt: null,
      xgsj: null,
    });
    const unnamed = await kept(
      `甲,乙,updated_at
A001,2026-11-24 09:00:00,2026-11-24 09:09:01
A002,2026-11-24 09:02:00,2026-11-24 09:02:01
`,
    );
    expect(rolesOf((await look(unnamed, 'x.csv', KNOWN, {})).columns)).toMatchObject({
      乙: 'issued',
      updated_at: null,
    });
  });

  it('is found by its values where a column holds what became of tickets, under any name', async () => {
    const path = await kept(
      `票号,取号时间,去向,优先
A001,2026-11-24 09:00:00,办结,正常
A002,2026-11-24 09:02:00,未到,正常
`,
    );
    const found = await look(path, 'x.csv', KNOWN, {});
    expect(rolesOf(found.columns)).toMatchObject({ 去向: 'status', 优先: null });
  });

  it('is found for workbooks and records, whatever they are called', async () => {
    const book = workbookOf({
      name: '一',
      title: '记录',
      head: ['票号', '取号时间', '业务'],
      rows: [['A001', '2026-11-20 09:05', '户政']],
    });
    expect(await look(await kept(book, 'xlsx'), 'wrong.csv', KNOWN)).toMatchObject({
      rows: 'xlsx',
      sheets: ['一'],
      rowsRead: 1,
    });
    const records = await kept('{"no":"A001","t":{"issued":"2026-11-20T09:05:00+08:00"},"queue":"户政"}\n', 'ndjson');
    expect((await look(records, 'x.ndjson', KNOWN)).columns.map(({ role }) => role)).toEqual([
      'number',
      'issued',
      'queue',
    ]);
  });

  it('is what somebody says who knows better', async () => {
    const path = await kept('a,b,c,d\n7,2026-11-20 09:05:00,2026-11-20 09:06:00,x\n8,2026-11-20 09:05:00,,x\n');
    const found = await look(path, 'x.csv', KNOWN, { roles: { a: 'number', c: 'issued', b: null, d: 'queue' } });
    expect(rolesOf(found.columns)).toEqual({ a: 'number', b: null, c: 'issued', d: 'queue' });
    expect(found.suggestion?.events[0]?.time.column).toBe('c');
  });

  it.each([
    ['nothing', '', 'file-empty'],
    ['a heading alone', '票号,时间\n', 'file-empty'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'file-not-workbook'],
    ['a broken workbook', Buffer.from('PK\u0003\u0004xxxxxxxxxxxxxxxxxxxxxxxxxxxx'), 'file-not-workbook'],
    ['quotation marks without end', `a,b\n"1,2\n${'3,4\n'.repeat(10)}`, 'file-quote-open'],
  ])('is refused for %s', async (_, content, code) => {
    await expect(look(await kept(content), 'x.csv', KNOWN)).rejects.toMatchObject({ code });
  });

  it('has no mapping where nothing tells of tickets', async () => {
    expect(await look(await kept('名称,单价\n椅子,3\n桌子,4\n'), 'x.csv', KNOWN)).toMatchObject({ suggestion: null });
  });
});

describe('forms of time', () => {
  it('that are found read the values that they were found in, as what they were', () => {
    const forms = [
      'yyyy-MM-dd HH:mm:ss',
      'yyyy/M/d H:mm',
      "yyyy'年'M'月'd'日' HH:mm",
      'yyyyMMddHHmmss',
      'd.M.yyyy HH:mm',
    ];
    const times = fc.array(fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(fc.constantFrom(...forms), times, (form, dates) => {
        const values = dates.map((date) => DateTime.fromJSDate(date, { zone: 'UTC' }).toFormat(form));
        const found = formatsOf(values, 'instant');
        expect(found).not.toEqual([]);
        const [read, meant] = [instantReader(found, 'UTC'), instantReader([form], 'UTC')];
        for (const value of values) expect(read(value)).toEqual(meant(value));
      }),
      { numRuns: 60 },
    );
  });

  it('may be several in one column; a few values of another kind do not hide them, many do', () => {
    const some = Array.from({ length: 20 }, (_, n) => `2026-11-${String(n + 1).padStart(2, '0')} 09:05:00`);
    expect(formatsOf([...some, '2026/11/20 9:05'], 'instant')).toEqual(['yyyy-MM-dd HH:mm:ss', 'yyyy/M/d H:mm']);
    expect(formatsOf([...some, '?'], 'instant')).toEqual(['yyyy-MM-dd HH:mm:ss']);
    expect(formatsOf([...some.slice(0, 4), '?', '!'], 'instant')).toEqual([]);
    expect(formatsOf(['A001', '7'], 'instant')).toEqual([]);
    expect(formatsOf([], 'instant')).toEqual([]);
  });
});
