import fc from 'fast-check';
import { smallOrganisation } from '../testing';
import { assemble, dismantle, type Part } from './dismantle';
import { BEGINNING, planChange, type KeptPart } from './plan-change';

/** What the store does with a plan, in memory. */
function apply(kept: readonly KeptPart[], next: readonly Part[], from: string, restate = true): KeptPart[] {
  const plan = planChange(kept, next, from, restate);
  const trimmed = new Map(plan.trim.map((row) => [row.id, row.validTo]));
  const moved = new Map(plan.move.map((row) => [row.id, row.position]));
  return [
    ...kept.map((row) => ({
      ...row,
      validTo: trimmed.get(row.id) ?? row.validTo,
      position: moved.get(row.id) ?? row.position,
    })),
    ...plan.insert.map((part, i) => ({ ...part, id: `${String(kept.length)}.${String(i)}`, validTo: null })),
  ];
}

/** kind, key and body of what holds on a day */
const on = (kept: readonly KeptPart[], day: string) =>
  kept
    .filter((row) => row.validFrom <= day && (row.validTo === null || row.validTo > day))
    .map(({ kind, key, body }) => ({ kind, key, body }))
    .sort((a, b) => (a.kind + a.key < b.kind + b.key ? -1 : 1));
const said = (parts: readonly Part[]) =>
  on(
    parts.map((part, i) => ({ ...part, id: String(i), validFrom: BEGINNING, validTo: null })),
    '2026-01-01',
  );

const part = fc.record({
  key: fc.constantFrom('a', 'b', 'c', 'd'),
  body: fc.record({ n: fc.integer({ min: 0, max: 2 }) }),
});
const document = fc
  .uniqueArray(part, { selector: ({ key }) => key, maxLength: 4 })
  .map((parts): Part[] => parts.map(({ key, body }, position) => ({ kind: 'item', key, hall: null, position, body })));
const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-01-${String(n).padStart(2, '0')}`);
const history = fc.array(fc.tuple(document, day), { minLength: 1, maxLength: 6 });

describe('the history of an organisation', () => {
  it('says from a day on what was said last, and before it what was said before', () => {
    fc.assert(
      fc.property(history, document, day, (past, next, from) => {
        const kept = past.reduce<KeptPart[]>((rows, [doc, at]) => apply(rows, doc, at), []);
        const after = apply(kept, next, from);
        expect(on(after, from)).toEqual(said(next));
        expect(on(after, '2026-12-31')).toEqual(said(next));
        const known = new Set(kept.map((row) => row.key));
        const before = (rows: readonly KeptPart[]) => on(rows, '2025-12-31').filter(({ key }) => known.has(key));
        expect(before(after)).toEqual(before(kept));
      }),
    );
  });

  it('is not changed by saying the same again, whether a day is named or not', () => {
    fc.assert(
      fc.property(history, day, fc.boolean(), (past, later, restate) => {
        const kept = past.reduce<KeptPart[]>((rows, [doc, at]) => apply(rows, doc, at), []);
        const [last = [], from = ''] = past.at(-1) ?? [];
        const again = restate ? from : later;
        expect(apply(kept, last, again, restate)).toEqual(kept);
      }),
    );
  });

  it('goes on with whatever a document does not name and may not remove', () => {
    fc.assert(
      fc.property(history, document, day, fc.boolean(), (past, next, from, restate) => {
        const kept = past.reduce<KeptPart[]>((rows, [doc, at]) => apply(rows, doc, at), []);
        const plan = planChange(kept, next, from, restate, () => false);
        const named = new Set(next.map(({ key }) => key));
        const touched = kept.filter(({ id }) => plan.trim.some((row) => row.id === id));
        expect(touched.filter(({ key }) => !named.has(key))).toEqual([]);
        expect(plan.total.removed).toBe(0);
        expect(plan.kept.map(({ key }) => key).sort()).toEqual(
          [
            ...new Set(
              kept
                .filter(
                  (row) =>
                    !named.has(row.key) &&
                    (restate
                      ? row.validTo === null || (row.validTo > from && row.validTo > row.validFrom)
                      : row.validTo === null),
                )
                .map(({ key }) => key),
            ),
          ].sort(),
        );
      }),
    );
  });

  it('has one version of a thing at a time', () => {
    fc.assert(
      fc.property(history, day, (past, at) => {
        const kept = past.reduce<KeptPart[]>((rows, [doc, from]) => apply(rows, doc, from), []);
        const keys = on(kept, at).map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
        const open = kept.filter((row) => row.validTo === null).map((row) => row.key);
        expect(new Set(open).size).toBe(open.length);
      }),
    );
  });

  it('comes back in the order it was said in, for the past too as long as nobody turned the list round', () => {
    const listed = (rows: readonly KeptPart[], at: string) =>
      rows
        .filter((row) => row.validFrom <= at && (row.validTo === null || row.validTo > at))
        .sort((a, b) => a.position - b.position)
        .map((row) => row.key);
    fc.assert(
      fc.property(history, (past) => {
        const kept = past.reduce<KeptPart[]>((rows, [doc, from]) => apply(rows, doc, from), []);
        expect(listed(kept, '2026-12-31')).toEqual((past.at(-1)?.[0] ?? []).map((one) => one.key));
      }),
    );
    const alphabet = fc
      .shuffledSubarray(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])
      .map((keys) => keys.sort().map((key, position): Part => ({ kind: 'item', key, hall: null, position, body: {} })));
    fc.assert(
      fc.property(fc.array(alphabet, { minLength: 1, maxLength: 6 }), (past) => {
        const kept = past.reduce<KeptPart[]>((rows, doc, i) => apply(rows, doc, `2026-01-0${String(i + 1)}`), []);
        past.forEach((doc, i) => {
          const said = doc.map((one) => one.key);
          expect(listed(kept, `2026-01-0${String(i + 1)}`).filter((key) => said.includes(key))).toEqual(said);
        });
      }),
    );
  });

  it('counts what is new, other, gone and the same', () => {
    const first = smallOrganisation();
    const kept = apply([], dismantle(first), '2026-11-01');
    const second = smallOrganisation();
    second.items.splice(3, 1);
    second.branches.push({ code: 'order', name: '治安' });
    const [hall] = second.halls;
    if (hall?.windows[0] !== undefined) hall.windows[0].number = '9';
    const plan = planChange(kept, dismantle(second), '2026-11-20');
    expect(plan.changes).toEqual([
      { kind: 'branch', key: 'order', change: 'added' },
      { kind: 'window', key: 'A/w1', change: 'changed' },
      { kind: 'item', key: 'JG-1', change: 'removed' },
    ]);
    expect(plan.total).toEqual({ added: 1, changed: 1, removed: 1, unchanged: kept.length - 2 });
    expect(plan.byKind['item']).toEqual({ added: 0, changed: 0, removed: 1, unchanged: 3 });
  });

  it('takes a new hall as having been there always, a new window of an old hall from its day on', () => {
    const kept = apply([], dismantle(smallOrganisation()), '2026-11-01');
    const next = smallOrganisation();
    next.halls[0]?.windows.push({ id: 'w3', number: '3', kind: 'reserve', queues: ['hz'], switchMin: 2 });
    next.halls.push({ ...(next.halls[0] ?? next.halls[1] ?? fail()), code: 'N' });
    const inserted = planChange(kept, dismantle(next), '2026-11-20').insert.map(({ key, validFrom }) => [
      key,
      validFrom,
    ]);
    expect(inserted).toContainEqual(['A/w3', '2026-11-20']);
    expect(inserted).toContainEqual(['N', BEGINNING]);
    expect(inserted).toContainEqual(['N/w3', BEGINNING]);
  });
});

describe('taking apart and putting together', () => {
  it('gives the same document, in the same order', () => {
    const doc = smallOrganisation();
    fc.assert(
      fc.property(fc.shuffledSubarray(dismantle(doc), { minLength: dismantle(doc).length }), (parts) => {
        expect(assemble(parts)).toEqual(doc);
      }),
    );
  });

  it('gives every part a key of its own, whatever ids contain', () => {
    const doc = smallOrganisation();
    const [hall] = doc.halls;
    hall?.windows.push(
      { id: 'a/b', number: '8', kind: 'reserve', queues: ['hz'], switchMin: 2 },
      { id: 'a%2Fb', number: '9', kind: 'reserve', queues: ['hz'], switchMin: 2 },
    );
    const keys = dismantle(doc).map(({ kind, key }) => `${kind} ${key}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

function fail(): never {
  throw new Error('the small organisation has halls');
}
