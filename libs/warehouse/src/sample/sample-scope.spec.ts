import fc from 'fast-check';
import type { SourceRecord } from '@cockpit/contracts';
import { sampleScope } from './sample-scope';

const CODES = ['A', 'B', 'C', 'D', 'E', 'F'];
/** A tree: the parent of each place is one before it, or none. */
const places = fc
  .tuple(
    ...CODES.map((_, at) =>
      fc.record({ simulated: fc.boolean(), parent: fc.option(fc.nat({ max: Math.max(0, at - 1) })) }),
    ),
  )
  .map((drawn) =>
    drawn.map(({ simulated, parent }, at) => ({
      code: CODES[at] ?? '',
      simulated,
      ...(parent === null || at === 0 ? {} : { parent: CODES[parent] ?? '' }),
    })),
  );
const sources = fc.array(
  fc.oneof(fc.constant('all' as const), fc.uniqueArray(fc.constantFrom(...CODES), { minLength: 1 })),
  { maxLength: 6 },
);
type Doc = Parameters<typeof sampleScope>[0];
const recordsOf = (scopes: readonly ('all' | string[])[]): SourceRecord[] =>
  scopes.map((halls, at) => ({ name: `s${String(at)}`, halls, types: null, sandbox: false, createdAt: '', keys: [] }));

describe('what belongs to the demonstration', () => {
  it('holds no real place, none above one, and no source that tells of either', () => {
    fc.assert(
      fc.property(places, sources, (halls, scopes) => {
        const records = recordsOf(scopes);
        const scope = sampleScope({ halls } as unknown as Doc, records);
        const byCode = new Map(halls.map((hall) => [hall.code, hall]));
        for (const hall of halls.filter(({ simulated }) => !simulated))
          for (let at: typeof hall | undefined = hall; at !== undefined; at = byCode.get(at.parent ?? ''))
            expect(scope.places).not.toContain(at.code);
        expect([...scope.places, ...scope.kept].sort()).toEqual(
          halls.filter(({ simulated }) => simulated).map(({ code }) => code),
        );
        for (const { name, halls: told } of records)
          expect(scope.sources.includes(name)).toBe(told !== 'all' && told.every((one) => scope.places.includes(one)));
        expect(scope.tellers.filter((name) => scope.others.includes(name))).toEqual([]);
        expect(scope.tellers.length + scope.others.length).toBe(2 * records.length);
      }),
    );
  });
});
