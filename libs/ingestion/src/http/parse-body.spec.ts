import { AppError } from '@cockpit/platform';
import { parseBody } from './parse-body';

const LONG = 'x'.repeat(1024 * 1024);
const parse = (text: string, type = 'application/json', more = {}) =>
  parseBody(Buffer.from(text), { 'content-type': type, ...more });
const refusal = (text: string, type?: string) =>
  parse(text, type).then(
    () => null,
    (error: unknown) => error,
  );

describe('the events of a request', () => {
  it.each([
    ['a line', `{"id":"1"}\n{"id":"2","x":"${LONG}"}\n{"id":"3"}`, 'application/x-ndjson'],
    ['an element of a list', `[{"id":"1"},{"id":"2","x":"${LONG}"},{"id":"3"}]`, 'application/json'],
  ])('%s over 1 MiB is one rejected event, those beside it are not its fault', async (_, text, type) => {
    const candidates = await parse(text, type);
    expect(candidates.map(({ index, id, drop }) => [index, id, drop?.reason])).toEqual([
      [0, '1', undefined],
      [1, null, 'too-large'],
      [2, '3', undefined],
    ]);
    expect(candidates[1]?.unreadable).toContain(LONG);
  });

  it('a single event over 1 MiB is one rejected event, also in binary mode', async () => {
    expect(await parse(` {"x":"${LONG}"}`)).toMatchObject([{ index: 0, raw: null, drop: { reason: 'too-large' } }]);
    expect(await parse(`{"x":"${LONG}"}`, 'application/json', { 'ce-specversion': '1.0', 'ce-id': 'a' })).toMatchObject(
      [{ id: 'a', drop: { reason: 'too-large' } }],
    );
    expect(await refusal(`"${LONG}"`)).toMatchObject({ status: 400, code: 'unparsable' });
  });

  it.each([
    ['lines', '0\n'.repeat(524_289), 'application/x-ndjson'],
    ['elements', `[${'0,'.repeat(524_288)}0]`, 'application/json'],
  ])('more than 524,288 %s are no list of events', async (_, text, type) => {
    const error = await refusal(text, type);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ status: 413, code: 'too-large', detail: 'more than 524288 events' });
  });

  it.each([
    ['long lists', `[${'0,'.repeat(500_000)}0]`, 'application/json'],
    ['long lines', '0\n'.repeat(500_000), 'application/x-ndjson'],
    ['empty lines', `0${'\n'.repeat(16 * 1024 * 1024)}`, 'application/x-ndjson'],
    ['long elements', `[[${' '.repeat(32 * 1024 * 1024)}]]`, 'application/json'],
  ])('%s are read a little at a time', async (_, text, type) => {
    // counted in turns, for a busy machine makes any turn long: what is read in one go leaves none
    let turns = 0;
    const count = (): void => {
      turns += 1;
      next = setImmediate(count);
    };
    let next = setImmediate(count);
    await parse(text, type);
    clearImmediate(next);
    expect(turns).toBeGreaterThan(2);
  });
});
