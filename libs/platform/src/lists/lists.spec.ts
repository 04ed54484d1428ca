import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { z } from 'zod';
import { csvOf, csvStream } from './csv';
import { formatOf } from './format';
import { InstantAndId, pageOf, readCursor, writeCursor } from './pages';

const cell = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  fc.string(),
  fc.stringMatching(/^[=+@'",;\t\r\n－＝厅a-]{0,6}$/),
  fc.array(fc.integer(), { maxLength: 3 }),
);
const table = fc
  .uniqueArray(fc.string({ minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 })
  .chain((columns) =>
    fc.record({
      columns: fc.constant(columns),
      rows: fc.array(fc.array(cell, { minLength: columns.length, maxLength: columns.length }), { maxLength: 5 }),
    }),
  );
const rowOf = (columns: readonly string[], cells: readonly unknown[]): Record<string, unknown> =>
  Object.fromEntries(columns.map((column, i) => [column, cells[i]]));

describe('a table as CSV', () => {
  it('says that it is UTF-8, names its columns, and ends every row as spreadsheets want it', () => {
    const columns = ['厅', 'n', 'isOpen', 'tags', 'a.b', 'missing'];
    const rows = [{ 厅: '一厅, "北"', n: -2, isOpen: true, tags: ['a', 'b'], 'a.b': 'line\nline' }];
    expect(csvOf(columns, rows)).toBe(
      '\ufeff厅,n,isOpen,tags,a.b,missing\r\n"一厅, ""北""",-2,true,"[""a"",""b""]","line\nline",\r\n',
    );
    expect(csvOf(['a'], [])).toBe('\ufeffa\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@a', '\tx', '\rx'])('lets no text become a formula: %j', (text) => {
    expect(csvOf(['a'], [{ a: text }])).toContain(`'${text}`);
  });

  it('leaves texts that begin with a full-width sign as they are', () => {
    expect(csvOf(['a'], [{ a: '－１楼' }])).toBe('\ufeffa\r\n－１楼\r\n');
  });

  it('is read by others as what was written', () => {
    fc.assert(
      fc.property(table, ({ columns, rows }) => {
        const written = (value: unknown): string =>
          value === null
            ? ''
            : typeof value === 'string'
              ? value.replace(/^(?=[=+\-@\t\r])/, "'")
              : JSON.stringify(value);
        const text = csvOf(
          columns,
          rows.map((cells) => rowOf(columns, cells)),
        );
        expect(parse(text, { bom: true, record_delimiter: '\r\n' })).toEqual(
          [columns, ...rows].map((row) => row.map(written)),
        );
      }),
    );
  });

  it('is the same whether it is sent at once or as it comes', async () => {
    const columns = ['a', 'b'];
    const rows = Array.from({ length: 500 }, (_, i) => ({ a: `r${String(i)}`, b: i }));
    const pieces: Buffer[] = [];
    for await (const piece of csvStream(columns, rows)) pieces.push(Buffer.from(piece as Buffer));
    expect(Buffer.concat(pieces).toString()).toBe(csvOf(columns, rows));
  });

  it('breaks off where its rows do', async () => {
    async function* failing(): AsyncGenerator<object> {
      yield await Promise.resolve({ a: 1 });
      throw new Error('the store went away');
    }
    await expect(csvStream(['a'], failing() as AsyncGenerator<Record<string, unknown>>).toArray()).rejects.toThrow(
      'the store went away',
    );
  });
});

describe('the format of a list', () => {
  it.each([
    [undefined, 'json'],
    ['*/*', 'json'],
    ['text/html, */*;q=0.8', 'json'],
    ['text/csv', 'csv'],
    ['text/csv, */*', 'csv'],
    ['Application/X-NDJSON', 'ndjson'],
    ['application/jsonl', 'ndjson'],
    ['application/json, text/csv', 'json'],
    ['text/csv, application/json;q=0.9', 'csv'],
    ['application/json; q=0.1, text/csv', 'csv'],
    ['text/csv;q=0', 'json'],
  ])('of %j is %s', (accept, format) => {
    expect(formatOf(accept)).toBe(format);
  });
});

const refusalOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('a cursor', () => {
  it('brings its place back', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 4 }), (place) => {
        expect(readCursor(writeCursor(place), z.array(z.string()))).toEqual(place);
      }),
    );
  });

  it('that is none of ours, or of another list, is refused', () => {
    for (const cursor of ['nonsense', '', writeCursor(['a', 'b']), writeCursor(['2026-11-21T10:00:00Z'])])
      expect(refusalOf(() => readCursor(cursor, InstantAndId))).toMatchObject({ code: 'invalid-cursor', status: 400 });
    expect(readCursor(undefined, InstantAndId)).toBeUndefined();
  });

  it('stands only where there is a next page', () => {
    expect(pageOf(['a', 'b', 'c'], 2, (row) => [row])).toEqual({ items: ['a', 'b'], next: writeCursor(['b']) });
    expect(pageOf(['a', 'b'], 2, (row) => [row])).toEqual({ items: ['a', 'b'], next: null });
    expect(pageOf([], 2, () => [])).toEqual({ items: [], next: null });
  });
});
