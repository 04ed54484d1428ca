import { cause } from '@cockpit/contracts';
import fc from 'fast-check';
import { csvRows } from './csv';
import { ndjsonRows } from './ndjson';
import type { ReadRow } from './row';
import { linesOf } from './text';
import { xesRows } from './xes';

/** The same text in pieces of any size must give the same rows: files arrive in pieces. */
async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield await Promise.resolve(text.slice(at, at + size));
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

describe('CSV', () => {
  const text = '\uFEFFa,b\r\n1,"x, ""y"""\r\n2\r\n\r\n3,z\r\n';

  it('reads quoted cells and passes on lines with too few cells as faults of their own', async () => {
    expect(await all(csvRows(pieces(text, 3), { delimiter: ',' }))).toEqual<ReadRow[]>([
      { at: 2, row: { a: '1', b: 'x, "y"' } },
      { at: 3, fault: '1 cells where the heading has 2', cause: cause('row-cells', '', { cells: 1, columns: 2 }) },
      { at: 5, row: { a: '3', b: 'z' } },
    ]);
  });
});

describe('a CSV file that people have touched', () => {
  const rowsOf = (text: string): Promise<ReadRow[]> => all(csvRows(pieces(text, 5), { delimiter: ',' }));

  it('loses blanks at the ends of cells, lines and file, and keeps columns of one name apart', async () => {
    expect(await rowsOf('\uFEFF票号 ,时间,时间,,\r\n A001　,1,2,,\r\n,,,,\r\nA002,3,4\r\n ,, \r\n')).toEqual([
      { at: 2, row: { 票号: 'A001', 时间: '1', '时间 (2)': '2' } },
      { at: 4, row: { 票号: 'A002', 时间: '3', '时间 (2)': '4' } },
    ]);
  });

  it('is refused with the line where a quotation mark is never closed, long before all of it is read', async () => {
    await expect(rowsOf('a,b\n1,2\n"3,4\n5,6\n')).rejects.toMatchObject({ code: 'file-quote-open' });
    await expect(rowsOf(`a,b\n"${'x,y\n'.repeat(400_000)}`)).rejects.toMatchObject({ code: 'file-quote-open' });
    await expect(rowsOf('a,b\n1,2\n3,"x"y\n')).rejects.toMatchObject({
      code: 'file-quote-inside',
      params: { line: 3 },
    });
  });
});

describe('NDJSON', () => {
  it('flattens objects, joins lists, and survives a broken line', async () => {
    const text = '{"a":{"b":1},"c":["x","y"],"d":null}\n{broken\n\n[1]\n{"a":true}';
    const rows = await all(ndjsonRows(pieces(text, 7)));
    expect(rows[0]).toEqual({ at: 1, row: { 'a.b': '1', c: 'x;y', d: '' } });
    expect(rows[1]).toMatchObject({ at: 2, fault: expect.any(String) as string });
    expect(rows.slice(2)).toEqual([
      { at: 4, fault: 'not a JSON object', cause: cause('no-object') },
      { at: 5, row: { a: 'true' } },
    ]);
  });

  it('cuts lines the same way however the text arrives', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.stringMatching(/^[^\n\r]*$/)),
        fc.integer({ min: 1, max: 9 }),
        async (lines, size) => {
          const text = lines.map((line) => `${line}\n`).join('');
          expect(await all(linesOf(pieces(text, size)))).toEqual(lines);
        },
      ),
    );
  });
});

describe('XES', () => {
  const text = `<?xml version="1.0"?><log xes.version="1.0">
    <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
    <global scope="event"><string key="concept:name" value="UNKNOWN"/></global>
    <string key="town" value="X"/>
    <trace><string key="concept:name" value="case-1"/>
      <event><string key="concept:name" value="A&amp;B"/><date key="time:timestamp" value="2020-01-01T08:00:00.000+08:00"/>
        <float key="cost" value="1.5"><string key="currency" value="CNY"/></float></event>
      <event><string key="concept:name" value="C"/></event>
    </trace>
    <trace><event><string key="concept:name" value="D"/></event></trace></log>`;

  it('gives one row an event, with what its trace and log say', async () => {
    for (const size of [1, 17, 10_000]) {
      expect(await all(xesRows(pieces(text, size)))).toEqual<ReadRow[]>([
        {
          at: 1,
          row: {
            'log:town': 'X',
            'trace:index': '1',
            'trace:concept:name': 'case-1',
            'event:index': '1',
            'concept:name': 'A&B',
            'time:timestamp': '2020-01-01T08:00:00.000+08:00',
            cost: '1.5',
            'cost/currency': 'CNY',
          },
        },
        {
          at: 2,
          row: {
            'log:town': 'X',
            'trace:index': '1',
            'trace:concept:name': 'case-1',
            'event:index': '2',
            'concept:name': 'C',
          },
        },
        { at: 3, row: { 'log:town': 'X', 'trace:index': '2', 'event:index': '1', 'concept:name': 'D' } },
      ]);
    }
  });

  it('refuses what is not XML', async () => {
    await expect(all(xesRows(pieces('<log><trace></log>', 5)))).rejects.toThrow('not well-formed');
  });
});
