import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { importFile } from './import-file';
import { rowMapper } from './map-row';
import { Mapping } from './mapping';

const mapping = (extra: object = {}, data: object = {}, format: string | string[] = 'yyyy-MM-dd HH:mm') =>
  Mapping.parse({
    format: 'mapping/1',
    name: 'tickets',
    timeZone: 'Asia/Shanghai',
    events: [
      {
        type: 'hall.queue.observed',
        time: { column: '时间', as: 'instant', format },
        data: {
          hallId: { value: 'H01' },
          queue: { column: '业务' },
          waiting: { column: '人数', as: 'integer', required: true },
          ...data,
        },
      },
    ],
    ...extra,
  });
const row = { 时间: '2026-11-20 09:05', 业务: 'a', 人数: '3' };

describe('values as real files write them', () => {
  it.each(['1,234', '1234', ' 1，234 ', '1234.0', '+1,234'])('%j is a number', (text) => {
    expect(rowMapper(mapping())({ ...row, 人数: text }).events[0]?.data['waiting']).toBe(1234);
  });
  it.each(['1,23', '12,34', '1.234.567', ',123', '1,2345', '一'])('%j is none', (text) => {
    expect(rowMapper(mapping())({ ...row, 人数: text }).problems).toMatchObject([
      { path: 'data.waiting', column: '人数', cause: { code: 'column-not-number' } },
    ]);
  });

  it('a number with separators is the number that it is without', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (n) => {
        expect(rowMapper(mapping())({ ...row, 人数: n.toLocaleString('en') }).events[0]?.data['waiting']).toBe(n);
      }),
    );
  });

  it('a time may be written in several ways, the first that fits is taken, and a serial date is wall time', () => {
    const map = rowMapper(mapping({}, {}, ['yyyy-MM-dd HH:mm:ss', 'yyyy/M/d H:mm', 'serial']));
    const at = (text: string): string | undefined => map({ ...row, 时间: text }).events[0]?.time;
    for (const text of ['2026-11-20 09:05:00', '2026/11/20 9:05', '46346.378472222219', ' 2026/11/20 9:05 '])
      expect(at(text)).toBe('2026-11-20T09:05:00+08:00');
    expect(map({ ...row, 时间: '20.11.2026' }).problems[0]).toMatchObject({
      column: '时间',
      cause: { code: 'column-not-time', params: { form: 'yyyy-MM-dd HH:mm:ss / yyyy/M/d H:mm / serial' } },
    });
    for (const text of ['0', '-3', '999999', '4e4']) expect(at(text)).toBeUndefined();
  });

  it.each(['gbk', 'gb2312', 'gb18030'])('%s is gb18030', (encoding) => {
    expect(mapping({ encoding }).encoding).toBe('gb18030');
  });

  it('what is wrong says which column it is about, whoever finds it', () => {
    const wrong = rowMapper(mapping({ valueMaps: { queue: { a: 'A' } } }, { queue: { column: '业务', map: 'queue' } }));
    expect(wrong({ ...row, 业务: 'b', 人数: '' }).problems).toMatchObject([
      { column: '业务', cause: { code: 'column-not-in-map' }, unknown: { map: 'queue', value: 'b' } },
      { column: '人数', cause: { code: 'column-empty', params: { column: '人数' } } },
    ]);
    // the contract finds this one
    expect(rowMapper(mapping())({ ...row, 人数: '-1' }).problems).toMatchObject([{ kind: 'invalid', column: '人数' }]);
  });
});

describe('a file in another encoding than its mapping says', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'encodings-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const imported = async (content: Buffer, encoding: string) => {
    const file = join(folder, 'tickets.csv');
    await writeFile(file, content);
    return importFile({ file, mapping: mapping({ encoding }) });
  };
  /** 时间,业务,人数 / …,户政,3 in GBK */
  const gbk = Buffer.concat([
    Buffer.from('cab1bce42cd2b5cef12cc8cbcafd0d0a', 'hex'),
    Buffer.from('2026-11-20 09:05,'),
    Buffer.from('bba7d5fe', 'hex'),
    Buffer.from(',3\r\n'),
  ]);

  it('is refused at its heading, with the encoding to try', async () => {
    await expect(imported(gbk, 'utf8')).rejects.toMatchObject({
      code: 'file-not-encoded',
      params: { other: 'gb18030' },
    });
    expect(await imported(gbk, 'gbk')).toMatchObject({ events: 1, rejected: {} });
  });

  it('loses the rows that cannot be read, and says so by column', async () => {
    const mixed = Buffer.concat([
      Buffer.from('时间,业务,人数\n2026-11-20 09:05,户政,3\n2026-11-20 09:06,'),
      Buffer.from('bba7d5fe', 'hex'),
      Buffer.from(',4\n'),
    ]);
    expect(await imported(mixed, 'utf8')).toMatchObject({
      events: 1,
      faults: [
        {
          path: 'data.queue',
          column: '业务',
          count: 1,
          firstRow: 3,
          cause: { code: 'column-not-encoded', params: { encoding: 'utf8', other: 'gb18030' } },
        },
      ],
    });
  });
});
