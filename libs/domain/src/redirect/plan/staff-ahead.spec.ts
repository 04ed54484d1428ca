import fc from 'fast-check';
import { peopleLacking, staffedMin } from '../../forecast';
import { planHallNow } from '../../simulation';
import { qualifiedQueues, type HallConfig, type ShiftConfig, type WindowConfig } from '../../live';
import { at, smallHall } from '../../live/testing';
import { DEFAULT_PARAMS } from '../params';
import { checkPlan } from './check';
import { staffAhead, type StaffShortage } from './staff-ahead';
import { StaffBook } from './staff-book';

const PARAMS = { ...DEFAULT_PARAMS, reserveBudgetMin: 180 };
const CODES = ['a', 'b', 'c'] as const;
const SLOTS = 18;
const HALF_MS = 30 * 60_000;

interface Seat {
  readonly home: (typeof CODES)[number];
  readonly skills: readonly (typeof CODES)[number][];
  readonly isReserve?: boolean;
  /** start of the first break, minutes after opening */
  readonly breakMin: number;
}

const rest = (kind: 'lunch' | 'break', minute: number, length: number): ShiftConfig['breaks'][number] => ({
  kind,
  from: at(minute),
  to: at(minute + length),
});

function hallOf(seats: readonly Seat[]): HallConfig {
  const small = smallHall();
  return {
    ...small,
    queues: CODES.map((code) => ({ code, name: code, branch: code, waitTargetMin: 15 })),
    officers: seats.map(({ home, skills }, n) => ({
      id: `o${String(n)}`,
      name: '',
      homeQueue: home,
      skills: [home, ...skills],
      authorisations: [],
    })),
    windows: seats.map(({ home, skills, isReserve, breakMin }, n) => ({
      id: `w${String(n)}`,
      number: String(n + 1),
      homeQueue: home,
      switchMin: 2,
      kind: isReserve === true ? 'reserve' : 'specialised',
      queues: isReserve === true ? [home, ...skills] : [home],
      roster:
        isReserve === true
          ? []
          : [
              {
                officerId: `o${String(n)}`,
                from: at(0),
                to: at(540),
                breaks: [rest('break', breakMin, 15), rest('lunch', 210, 45), rest('break', 390, 15)],
              },
            ],
    })),
    forecast: {
      ...small.forecast,
      queues: Object.fromEntries(CODES.map((code) => [code, new Array<number>(SLOTS).fill(1)])),
    },
  };
}
const hallNow = (config: HallConfig) => planHallNow(config, null, PARAMS);
const ahead = (config: HallConfig, work: ReadonlyMap<string, readonly number[]>): StaffShortage[] =>
  staffAhead(config, work, hallNow(config), PARAMS);
const lackingOf = (config: HallConfig, code: string, work: readonly number[]): number =>
  peopleLacking(
    work.map((workMin, i) => ({
      lengthMin: 30,
      workMin,
      staffedMin: staffedMin(config, code, { from: at(0) + i * HALF_MS, to: at(0) + (i + 1) * HALF_MS }),
    })),
    0,
    15,
  );

const seat = fc.record({
  home: fc.constantFrom(...CODES),
  skills: fc.uniqueArray(fc.constantFrom(...CODES)),
  isReserve: fc.boolean(),
  breakMin: fc.integer({ min: 6, max: 27 }).map((fives) => fives * 5),
});
const day = fc.record({
  seats: fc.array(seat, { minLength: 2, maxLength: 9 }),
  work: fc.tuple(...CODES.map(() => fc.array(fc.nat(120), { minLength: SLOTS, maxLength: SLOTS }))),
});
const given = day.map(({ seats, work }) => ({
  config: hallOf(seats),
  work: new Map<string, readonly number[]>(CODES.map((code, q) => [code, work[q] ?? []])),
}));
const always = (law: (config: HallConfig, work: Map<string, readonly number[]>) => void): void => {
  fc.assert(
    fc.property(given, ({ config, work }) => {
      law(config, work);
    }),
    { numRuns: 25 },
  );
};

function withMoves(window: WindowConfig, w: number, moves: StaffShortage['moves']): WindowConfig {
  const at = (from: number) => moves.find((one) => one.window === w && one.rosteredFrom === from);
  return {
    ...window,
    roster: window.roster.map((shift) => ({
      ...shift,
      breaks: shift.breaks.map((one) => {
        const move = at(one.from);
        return move === undefined ? one : { ...one, from: move.from, to: move.until };
      }),
    })),
  };
}

describe('the staff of a day ahead', () => {
  it('is said of exactly the queues that lack people, as many as the forecast says', () => {
    always((config, work) => {
      const said = new Map(ahead(config, work).map(({ queue, spans }) => [queue, spans.map(({ people }) => people)]));
      for (const code of CODES)
        expect([code, Math.max(0, ...(said.get(code) ?? []))]).toEqual([
          code,
          lackingOf(config, code, work.get(code) ?? []),
        ]);
    });
  });

  it('moves breaks only within their hours and apart from one another', () => {
    always((config, work) => {
      const hall = hallNow(config);
      const moves = ahead(config, work).flatMap((one) => one.moves);
      const minute = (time: number): number => (time - config.forecast.start) / 60_000;
      const absences = new Map(
        hall.view.windows.map(({ absences: own }, w) => [
          w,
          own.map((one) => {
            const move = moves.find(
              ({ window, rosteredFrom }) => window === w && minute(rosteredFrom) === one.startMin,
            );
            return move === undefined ? one : { ...one, startMin: minute(move.from), endMin: minute(move.until) };
          }),
        ]),
      );
      const plan = { madeAtMin: 0, masks: new Map(), linkedFrom: new Map(), absences, openings: [], guides: [] };
      const { violations } = checkPlan(plan, hall, PARAMS);
      expect(violations.filter(({ rule }) => ['hours', 'gap', 'complete'].includes(rule))).toEqual([]);
      for (const { rosteredFrom, from } of moves) expect(from).not.toBe(rosteredFrom);
    });
  });

  it('moves no break that is of no use: where one does not move, more people are lacking', () => {
    always((config, work) => {
      for (const { queue, moves } of ahead(config, work)) {
        const seated = moves.map(({ window }) => window);
        const lackingWith = (kept: typeof moves): number => {
          const book = new StaffBook(config, work);
          config.windows.forEach((window, w) => {
            book.put(w, withMoves(window, w, kept));
          });
          return book.shortIn(queue).reduce((sum, { first, last, people }) => sum + people * (last - first + 1), 0);
        };
        for (const move of moves)
          if (seated.filter((w) => w === move.window).length === 1)
            expect(lackingWith(moves.filter((one) => one !== move))).toBeGreaterThanOrEqual(lackingWith(moves));
        if (moves.length > 0 && new Set(seated).size === moves.length)
          expect(lackingWith(moves)).toBeLessThanOrEqual(lackingWith([]));
      }
    });
  });

  it('asks no more windows to help than people are lacking and are qualified, none twice at once, and none that its own queue misses', () => {
    always((config, work) => {
      const told = ahead(config, work);
      const book = new StaffBook(config, work);
      const moves = told.flatMap((one) => one.moves);
      config.windows.forEach((window, w) => {
        book.put(w, withMoves(window, w, moves));
      });
      const lent: { window: number; from: number; until: number }[] = [];
      for (const { queue, helps } of told)
        for (const { from, until, windows } of helps) {
          const [first, last] = [(from - at(0)) / HALF_MS, (until - at(0)) / HALF_MS - 1];
          const short = book.shortIn(queue).find((one) => one.first === first);
          expect(windows.length).toBeLessThanOrEqual(short?.people ?? 0);
          for (const window of windows) {
            const asked = config.windows[window];
            const officer = config.officers[window];
            const isAble =
              asked?.queues.includes(queue) === true ||
              (officer !== undefined && qualifiedQueues(config, officer).includes(queue));
            expect([asked?.kind === 'reserve' || asked?.homeQueue !== queue, isAble]).toEqual([true, true]);
            expect(lent.some((one) => one.window === window && one.from < until && from < one.until)).toBe(false);
            lent.push({ window, from, until });
            book.lend({ window, queue, first, last });
          }
        }
      for (const { window } of lent) {
        const own = config.windows[window];
        if (own !== undefined && own.kind !== 'reserve') expect(book.shortIn(own.homeQueue)).toEqual([]);
      }
      expect(book.reserveMin).toBeLessThanOrEqual(PARAMS.reserveBudgetMin);
    });
  });

  it('moves the break out of the rush where that is enough, and asks for help where it is not', () => {
    const seats: Seat[] = [
      { home: 'a', skills: [], breakMin: 60 },
      { home: 'a', skills: [], breakMin: 60 },
      { home: 'b', skills: ['a'], breakMin: 60 },
    ];
    const config = hallOf(seats);
    const rush = (minutes: number): number[] => Array.from({ length: SLOTS }, (_, i) => (i === 2 ? minutes : 10));
    const work = (minutes: number) =>
      new Map([
        ['a', rush(minutes)],
        ['b', []],
        ['c', []],
      ]);
    expect(ahead(config, work(20))).toEqual([]);
    const [moved] = ahead(config, work(58));
    expect(moved).toMatchObject({ queue: 'a', spans: [{ from: at(60), until: at(90), people: 1 }], helps: [] });
    expect(moved?.moves.map(({ window }) => window)).toEqual([0]);
    const [helped] = ahead(config, work(120));
    expect(helped?.helps).toMatchObject([{ windows: [2] }]);
  });
});
