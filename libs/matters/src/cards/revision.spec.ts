import fc from 'fast-check';
import { matterId } from '../names';
import { reviseCards, type CardStep } from './revision';
import type { CardState, KeptCard, SlaStatus } from './sla-status';
import { isFallen } from './transitions';

const SOURCES = ['cases', 'portal', 'platform'] as const;
type Source = (typeof SOURCES)[number];
type Registers = Partial<Record<Source, string>>;
type Card = KeptCard & { steps: string[] };

/** What one source tells of the one case: when it is due, and when it was closed. */
interface ReportedClock {
  dueAt: number;
  closedAt: number | null;
}
interface World {
  told: Record<Source, ReportedClock | null>;
  registers: Registers;
  cards: Card[];
}
const NOW = 50;
const registerOf =
  (registers: Registers) =>
  (source: string): string =>
    registers[source as Source] ?? source;

/** Every matter there is, and every one there was: the earliest due time counts, and the latest closing. */
function matters({ told, registers }: World): SlaStatus[] {
  return [...SOURCES, 'district', 'city'].map((register): SlaStatus => {
    const here = SOURCES.filter((source) => registerOf(registers)(source) === register).flatMap(
      (source) => told[source] ?? [],
    );
    const dueAt = here.length === 0 ? null : Math.min(...here.map((one) => one.dueAt));
    const closed = here.flatMap((one) => one.closedAt ?? []);
    return {
      id: matterId({ register, caseId: 'c' }),
      dueAt,
      yellowAt: dueAt === null ? null : dueAt - 5,
      unattendedAt: null,
      closedAt: closed.length === 0 ? null : Math.max(...closed),
      officerId: null,
      unit: null,
      stages: [],
      earlier: [],
    };
  });
}

const write = (card: Card, step: CardStep): Card => ({
  ...card,
  state: step.to,
  steps: [...card.steps, `${step.from}>${step.to}`],
});

/** What the worker does with everything it was told to compute, and the sweep after it. */
function settle(world: World): World {
  const all = matters(world);
  const changes = new Map(
    reviseCards(world.cards, new Map(all.map((one) => [one.id, one])), registerOf(world.registers)).map((one) => [
      one.id,
      one,
    ]),
  );
  const cards = world.cards.map((card) => {
    const change = changes.get(card.id);
    if (change === undefined) return card;
    const placed = { ...card, matterId: change.matterId, away: change.away };
    return change.step === null ? placed : write(placed, change.step);
  });
  return { ...world, cards: [...cards, ...issue({ ...world, cards }, all)] };
}

function issue({ told, registers, cards }: World, all: readonly SlaStatus[]): Card[] {
  return all.flatMap((one) => {
    if (one.dueAt === null || one.closedAt !== null) return [];
    const source = SOURCES.find(
      (name) => told[name] !== null && matterId({ register: registerOf(registers)(name), caseId: 'c' }) === one.id,
    );
    const kind = one.dueAt < NOW ? 'red' : (one.yellowAt ?? Infinity) <= NOW ? 'yellow' : null;
    const reading = kind === 'red' ? one.dueAt : (one.yellowAt ?? 0);
    if (source === undefined || kind === null) return [];
    if (cards.some((card) => card.matterId === one.id && card.kind === kind && card.reading === reading)) return [];
    return [
      {
        id: `${one.id}-${kind}-${String(reading)}`,
        matterId: one.id,
        register: registerOf(registers)(source),
        source,
        caseId: 'c',
        kind,
        reading,
        state: 'issued',
        away: null,
        stage: null,
        appeal: 'none',
        officerId: null,
        unit: null,
        answer: null,
        steps: ['>issued'],
      } satisfies Card,
    ];
  });
}

type Act = 'acknowledged' | 'explained' | 'appealed';
/** A person does something with the nth card that counts. */
function act(world: World, nth: number, what: Act): World {
  const live = world.cards.filter((card) => !isFallen(countsAs(card)));
  const chosen = live[nth % Math.max(1, live.length)];
  if (chosen === undefined) return world;
  const from = countsAs(chosen);
  const to: CardState = what === 'appealed' ? 'withdrawn' : what;
  if (what === 'acknowledged' && from !== 'issued') return world;
  const acted: Card = {
    ...chosen,
    state: to,
    away: null,
    appeal: what === 'appealed' ? 'upheld' : chosen.appeal,
    answer: what === 'appealed' ? chosen.answer : { state: what, note: what },
    steps: [...chosen.steps, `${from}>${to}`],
  };
  return { ...world, cards: world.cards.map((card) => (card === chosen ? acted : card)) };
}

const countsAs = (card: KeptCard): CardState => card.away ?? card.state;
const shown = ({ cards }: World, of: readonly Card[]): unknown[] =>
  of.map(({ id }) => {
    const card = cards.find((one) => one.id === id);
    return card && [id, countsAs(card), card.appeal, card.answer, card.steps];
  });

const told = fc.record({
  dueAt: fc.constantFrom(40, 44, 48, 52, 60),
  closedAt: fc.option(fc.integer({ min: 20, max: 58 }), { freq: 1 }),
});
const world = fc
  .record({ cases: told, portal: fc.option(told), platform: fc.option(told) })
  .map((all): World => settle({ told: all, registers: {}, cards: [] }));
const acts = fc.array(fc.tuple(fc.nat(5), fc.constantFrom<Act>('acknowledged', 'explained', 'appealed')), {
  maxLength: 4,
});
const move = fc.tuple(fc.constantFrom(...SOURCES), fc.constantFrom('district', 'city', null));
const moved = (at: World, [source, register]: readonly [Source, string | null]): World => {
  const { [source]: _, ...others } = at.registers;
  return { ...at, registers: register === null ? others : { ...others, [source]: register } };
};
const after = (start: World, done: readonly (readonly [number, Act])[]): World =>
  settle(done.reduce((at, [nth, what]) => act(at, nth, what), start));

describe('cards and what people decided on them', () => {
  it('are as they were when every source writes to its own register again, whatever was computed in between', () => {
    fc.assert(
      fc.property(
        world,
        acts,
        fc.array(move, { maxLength: 8 }),
        fc.array(fc.boolean()),
        (start, done, moves, settled) => {
          const before = after(start, done);
          const away = moves.reduce((at, one, i) => {
            const next = moved(at, one);
            return settled[i] === false ? next : settle(next);
          }, before);
          const back = settle(settle({ ...away, registers: {} }));
          expect(shown(back, before.cards)).toEqual(shown(before, before.cards));
          // what was issued elsewhere counts for nothing that the matter has not been told of
          const extra = back.cards.filter(({ id }) => before.cards.every((card) => card.id !== id));
          expect(extra.filter((card) => !isFallen(countsAs(card)) && card.kind === 'red')).toEqual([]);
        },
      ),
    );
  });

  it('never lose an answer or an appeal, wherever it was given', () => {
    fc.assert(
      fc.property(world, fc.array(fc.tuple(move, acts), { maxLength: 6 }), (start, rounds) => {
        let at = start;
        for (const [where, done] of rounds) {
          const here = settle(moved(at, where));
          const next = after(here, done);
          for (const card of here.cards.filter(({ answer, appeal }) => answer !== null || appeal !== 'none')) {
            const now = next.cards.find(({ id }) => id === card.id);
            expect(now?.steps.slice(0, card.steps.length)).toEqual(card.steps);
            expect(now?.appeal === card.appeal || card.appeal === 'none').toBe(true);
            expect(now?.answer === null && card.answer !== null).toBe(false);
          }
          for (const card of next.cards.filter(({ appeal }) => appeal === 'upheld'))
            expect(isFallen(countsAs(card))).toBe(true);
          at = next;
        }
      }),
    );
  });

  it('never count twice for one instant of one matter', () => {
    fc.assert(
      fc.property(world, fc.array(fc.tuple(move, acts), { maxLength: 6 }), (start, rounds) => {
        const end = rounds.reduce((at, [where, done]) => after(settle(moved(at, where)), done), start);
        const live = end.cards.filter((card) => !isFallen(countsAs(card)));
        const keys = live.map(({ matterId: id, kind, reading }) => `${id} ${kind} ${String(reading)}`);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  it('come back with the answer they had when a late event is withdrawn', () => {
    const due = (dueAt: number): World['told'] => ({ cases: { dueAt, closedAt: null }, portal: null, platform: null });
    const answered = after(settle({ told: due(40), registers: {}, cards: [] }), [[0, 'explained']]);
    const undone = settle({ ...answered, told: due(60) });
    expect(undone.cards.map(countsAs)).toEqual(['withdrawn']);
    const [again] = settle({ ...undone, told: due(40) }).cards;
    expect(again).toMatchObject({
      state: 'explained',
      steps: ['>issued', 'issued>explained', 'explained>withdrawn', 'withdrawn>explained'],
    });
  });
});
