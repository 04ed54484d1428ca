import { OrganisationDoc, SEARCHED_KINDS, type HallScope, type SearchHit } from '@cockpit/contracts';
import fc from 'fast-check';
import { findNames, fit, linesOf, termsOf, type Names } from './names';
import { NamesMaker } from './names-of';
import { keysOf, plain } from './spelling';

const SIGNS = Array.from('云江市民中心银行重庆长安派出所大厅东西南北城区户政出入境车管');
const PEOPLE = Array.from('王李张单曾解查刘芳伟明军小');
const hallName = fc.array(fc.constantFrom(...SIGNS), { minLength: 2, maxLength: 8 }).map((signs) => signs.join(''));
const person = fc.array(fc.constantFrom(...PEOPLE), { minLength: 2, maxLength: 3 }).map((signs) => signs.join(''));
const NO_PAUSE = () => Promise.resolve();

interface Place {
  name: string;
  windows: number;
  people: readonly string[];
}
const place = fc.record({
  name: hallName,
  windows: fc.integer({ min: 1, max: 4 }),
  people: fc.array(person, { maxLength: 3 }),
});

const docOf = (places: readonly Place[]): OrganisationDoc =>
  OrganisationDoc.parse({
    format: 'organisation/1',
    bureau: { code: 'B', name: '云江市公安局' },
    branches: [{ code: 'hz', name: '户政' }],
    categories: [{ code: 'id', name: '身份证', branch: 'hz' }],
    items: [{ code: 'HZ-0101', name: '居民身份证换领', branch: 'hz', category: 'id' }],
    halls: places.map(({ name, windows }, i) => ({
      code: `H${String(i)}`,
      name,
      tier: 'hall',
      queues: [{ code: 'q', name: '户政', branch: 'hz' }],
      windows: Array.from({ length: windows }, (_, n) => ({
        id: `H${String(i)}-W${String(n + 1)}`,
        number: String(n + 1),
        queues: ['q'],
      })),
    })),
    officers: places.flatMap(({ people }, i) =>
      people.map((name, n) => ({ id: `p${String(i)}-${String(n)}`, name, hall: `H${String(i)}` })),
    ),
  });
const maker = new NamesMaker();
const namesOf = (places: readonly Place[]): Promise<Names> => maker.make(docOf(places), NO_PAUSE);
const found = (
  names: Names,
  q: string,
  { scope = 'all', near = null, limit = 1000 }: Partial<{ scope: HallScope; near: string | null; limit: number }> = {},
) => findNames(names, q, { kinds: SEARCHED_KINDS, scope, near, limit });
const codes = (hits: readonly SearchHit[], kind: SearchHit['kind']) =>
  hits.filter((hit) => hit.kind === kind).map(({ code }) => code);

const CENTRE: Place = { name: '云江市民中心', windows: 12, people: ['单小明'] };
const OTHER: Place = { name: '重庆路派出所', windows: 12, people: ['王芳'] };

describe('the spelling of a name', () => {
  it.each([
    ['云江市民中心', 'yjsmzx'],
    ['重庆路派出所', 'cqlpcs'],
    ['长安派出所', 'capcs'],
    ['H32云江大厅', 'h32yjdt'],
  ])('%s is found by %s', (name, letters) => {
    expect(keysOf(name)).toContain(letters);
  });

  it('of a surname is both what it sounds like alone and what it sounds like as a surname', () => {
    expect(keysOf('单小明', { person: true })).toEqual(expect.arrayContaining(['sxm', 'dxm', 'shanxiaoming']));
    expect(keysOf('查理')).not.toContain('zl');
  });

  it('knows full-width signs, capitals and spaces for what they are', () => {
    expect([plain('Ｈ３２ 大厅'), termsOf('　YJSMZX　１２ ')]).toEqual(['h32大厅', ['yjsmzx', '12']]);
  });
});

describe('what is found by name', () => {
  it('by its first letters, its beginning, its code, and a window beside the name of its hall', async () => {
    const names = await namesOf([OTHER, CENTRE]);
    expect(codes(found(names, 'yjsmzx').hits, 'hall')).toEqual(['H1']);
    expect(codes(found(names, '市民').hits, 'hall')).toEqual(['H1']);
    expect(codes(found(names, 'h1').hits, 'hall')).toEqual(['H1']);
    expect(codes(found(names, 'yjsmzx 12').hits, 'window')).toEqual(['H1-W12']);
    expect(codes(found(names, '12号窗').hits, 'window')).toEqual(['H0-W12', 'H1-W12']);
    expect(codes(found(names, 'sxm').hits, 'officer')).toEqual(['p1-0']);
    expect(codes(found(names, 'jmsfz').hits, 'item')).toEqual(['HZ-0101']);
    expect(codes(found(names, 'arrivals').hits, 'figure')).toContain('arrivals');
    expect(found(names, '没有这个').hits).toEqual([]);
    expect(found(names, '  ').hits).toEqual([]);
  });

  it('knows a window by its number without the noughts before it', async () => {
    const doc = docOf([CENTRE]);
    const [only] = doc.halls;
    if (only !== undefined) only.windows = only.windows.map((one) => ({ ...one, number: one.number.padStart(2, '0') }));
    const names = await maker.make(doc, NO_PAUSE);
    expect(codes(found(names, '3').hits, 'window')).toEqual(['H0-W3']);
    expect(codes(found(names, '03').hits, 'window')).toEqual(['H0-W3']);
  });

  it('does not name all that is in a hall where only the hall is asked for', async () => {
    const names = await namesOf([CENTRE]);
    expect(found(names, 'yjsmzx').hits.map(({ kind }) => kind)).toEqual(['hall']);
  });

  it('has what is in the hall on the screen first, but what fits better before it', async () => {
    const names = await namesOf([OTHER, CENTRE]);
    expect(codes(found(names, '1', { near: 'H1' }).hits, 'window').slice(0, 2)).toEqual(['H1-W1', 'H0-W1']);
    expect(codes(found(names, '1', { near: 'H1' }).hits, 'window')[2]).toBe('H1-W10');
  });

  it('names so many of each kind and says that there are more', async () => {
    const { hits, more } = found(await namesOf([OTHER, CENTRE]), '1', { limit: 3 });
    expect([codes(hits, 'window').length, more]).toEqual([3, ['window']]);
  });

  it('fits better as a whole than as a beginning, and as a beginning than within', () => {
    const [whole, beginning, within, none] = ['yj', 'yjs', 'ayjs', 'q'].map((key) => fit(linesOf([key]), 'yj'));
    expect(whole).toBeLessThan(Number(beginning));
    expect(beginning).toBeLessThan(Number(within));
    expect(none).toBe(Infinity);
  });

  it('always finds a name by its own first letters and by itself', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(place, { minLength: 1, maxLength: 6 }), async (places) => {
        const names = await namesOf(places);
        for (const { hall, within } of names.halls)
          for (const named of [hall, ...within.filter(({ kind }) => kind === 'officer')])
            for (const key of keysOf(named.name, { person: named.kind === 'officer' }))
              expect(codes(found(names, key).hits, named.kind)).toContain(named.code);
      }),
    );
  });

  it('never names anything of a hall out of scope', async () => {
    const question = fc.oneof(hallName, person, fc.constantFrom('1', 'h', 'h1', 'yj', 'y 1', 'w', 's', '户'));
    await fc.assert(
      fc.asyncProperty(
        fc.array(place, { minLength: 1, maxLength: 6 }),
        fc.subarray(['H0', 'H1', 'H2', 'H3', 'H4', 'H5']),
        question,
        fc.constantFrom('H0', 'H5', null),
        async (places, scope, q, near) => {
          const { hits, more } = found(await namesOf(places), q, { scope, near, limit: 4 });
          expect(hits.filter(({ hall }) => hall !== null && !scope.includes(hall))).toEqual([]);
          if (scope.length === 0) expect(more.filter((kind) => kind !== 'figure')).toEqual([]);
        },
      ),
    );
  });
});
