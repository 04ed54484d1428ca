import fc from 'fast-check';
import type { LiveHall } from '@cockpit/contracts';
import { cellsOf, crowdsOf, roomsOf, seatsFor, seatsIn } from './crowds';
import { fitName, shiftBelow, wayOf } from './fit-name';
import { freeRoom } from './free-room';
import type { PlanLayout } from './plan';
import { schematicLayout } from './schematic';

type Snapshot = Pick<LiveHall, 'windows' | 'queues'>;
const WORDS = { waiting: '等候区', terminals: '自助终端', door: '入口' };

/** A hall of as many queues as counts, with so many windows and people each. */
const hall = (counts: readonly { windows: number; waiting: number }[]): Snapshot => ({
  queues: counts.map(({ waiting }, i) => ({
    code: `q${String(i)}`,
    name: `Q${String(i)}`,
    waiting,
    longestWaitSec: null,
    level: 'normal' as const,
    predictedP50Sec: null,
    predictedP80Sec: null,
    openWindows: null,
    lastCalled: null,
    forecast: [],
  })),
  windows: counts.flatMap(({ windows }, i) =>
    Array.from({ length: windows }, (_, n) => ({
      windowId: `w${String(i)}-${String(n)}`,
      number: String(i * 100 + n),
      state: 'idle' as const,
      queues: [`q${String(i)}`],
      homeQueue: `q${String(i)}`,
      officerId: null,
      officerName: null,
      ticketId: null,
      ticketNumber: null,
      ticketQueue: null,
      sinceSec: null,
      reason: null,
      loadMin: null,
      level: 'normal' as const,
    })),
  ),
});
const counts = fc.array(
  fc.record({ windows: fc.integer({ min: 1, max: 12 }), waiting: fc.integer({ min: 0, max: 90 }) }),
  { minLength: 1, maxLength: 9 },
);
const EPS = 1e-6;
const inside = (a: { left: number; top: number; width: number; height: number }, b: typeof a): boolean =>
  a.left >= b.left - EPS &&
  a.top >= b.top - EPS &&
  a.left + a.width <= b.left + b.width + EPS &&
  a.top + a.height <= b.top + b.height + EPS;
const WHOLE = { left: 0, top: 0, width: 1, height: 1 };

describe('people on the plan', () => {
  it('have places that are the same whoever else waits, side by side inside the room', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 40, noNaN: true }), fc.double({ min: 1, max: 40, noNaN: true }), (w, h) => {
        const seats = seatsIn({ width: w, height: h }, 0.95);
        const places = Array.from({ length: seats.count }, (_, i) => seats.at(i));
        // another look at the same room gives the same places
        expect(places).toEqual(places.map((_, i) => seatsIn({ width: w, height: h }, 0.95).at(i)));
        for (const { x, y } of places) expect(x >= 0.47 && y >= 0.47 && x <= w && y <= h).toBe(true);
        expect(new Set(places.map(({ x, y }) => `${String(x)} ${String(y)}`)).size).toBe(places.length);
      }),
    );
  });

  it('are all there, in the room, however small it is; the same places while no more wait than it has for', () => {
    const side = fc.double({ min: 4, max: 40, noNaN: true });
    fc.assert(
      fc.property(side, side, fc.integer({ min: 0, max: 300 }), (width, height, waiting) => {
        const seats = seatsFor(waiting, { width, height });
        expect(seats.count).toBeGreaterThanOrEqual(waiting);
        for (const n of [0, Math.max(0, waiting - 1)]) {
          const { x, y } = seats.at(n);
          expect(x + seats.pitch / 2 <= width + EPS && y + seats.pitch / 2 <= height + EPS).toBe(true);
        }
        expect(seatsFor(60, { width, height }).pitch).toBe(seatsFor(0, { width, height }).pitch);
      }),
    );
  });

  it('wait where they waited, however many come and go, and whatever the windows do', () => {
    fc.assert(
      fc.property(counts, fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 9, maxLength: 9 }), (now, then) => {
        const before = hall(now);
        const after = hall(now.map((one, i) => ({ ...one, waiting: then[i] ?? 0 })));
        after.queues.reverse();
        for (const window of after.windows) window.state = 'paused';
        const rooms = roomsOf(schematicLayout(null, before, WORDS), before);
        const later = roomsOf(schematicLayout(null, before, WORDS), after);
        for (const { code } of before.queues) expect(later.get(code)).toEqual(rooms.get(code));
        expect(crowdsOf(later, after)).toHaveLength(now.length);
      }),
    );
  });

  it('share a room in equal cells that do not touch each other', () => {
    const room = { left: 0.1, top: 0.2, width: 0.6, height: 0.5 };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), (n) => {
        const cells = cellsOf(room, n, 16 / 9);
        expect(cells).toHaveLength(n);
        for (const cell of cells) expect(inside(cell, room)).toBe(true);
        const area = cells.reduce((sum, { width, height }) => sum + width * height, 0);
        expect(area).toBeCloseTo(0.3);
      }),
    );
  });

  it('wait in their own zone where it has room, else in the free part of the hall', () => {
    const layout: PlanLayout = {
      aspect: 2,
      drawing: null,
      terminals: [],
      mark: { width: 0.04, height: 0.08 },
      windows: [
        { id: 'w0-0', number: '1', zone: 'big', left: 0.2, top: 0.1 },
        { id: 'w1-0', number: '2', zone: 'small', left: 0.8, top: 0.1 },
      ],
      zones: [
        { code: 'big', name: '', left: 0, top: 0, width: 0.4, height: 0.6 },
        { code: 'small', name: '', left: 0.7, top: 0.05, width: 0.2, height: 0.1 },
      ],
    };
    const snapshot = hall([
      { windows: 1, waiting: 3 },
      { windows: 1, waiting: 3 },
    ]);
    const rooms = roomsOf(layout, snapshot);
    const [own, free] = [rooms.get('q0'), rooms.get('q1')];
    expect(own && inside(own, layout.zones[0] ?? WHOLE)).toBe(true);
    expect(own?.top).toBeGreaterThanOrEqual(0.14 - EPS);
    for (const { left, top, width, height } of layout.zones)
      expect(
        free && free.left < left + width - EPS && left < free.left + free.width - EPS && free.top < top + height - EPS
          ? top < free.top + free.height - EPS
          : false,
      ).toBe(false);
    // a zone for waiting comes before both
    layout.zones.push({ code: 'wait', name: '', kind: 'waiting', left: 0.5, top: 0.4, width: 0.4, height: 0.4 });
    const waiting = roomsOf(layout, snapshot);
    for (const room of waiting.values()) expect(inside(room, layout.zones[2] ?? WHOLE)).toBe(true);
  });
});

describe('the largest free part of a room', () => {
  it('is all of an empty one, what is beside a thing, and none of a full one', () => {
    expect(freeRoom(WHOLE, [])).toMatchObject({ left: 0, top: 0 });
    const rest = freeRoom(WHOLE, [{ left: 0, top: 0, width: 0.25, height: 1 }]);
    expect(rest?.left).toBeCloseTo(0.25);
    expect(rest?.width).toBeCloseTo(0.75);
    expect(freeRoom(WHOLE, [WHOLE])).toBeNull();
  });
});

describe('a hall nobody has drawn', () => {
  it('has every window once, inside the plan, no two marks over each other', () => {
    fc.assert(
      fc.property(counts, (now) => {
        const snapshot = hall(now);
        const { windows, mark, zones } = schematicLayout(null, snapshot, WORDS);
        expect(windows.map(({ id }) => id).sort()).toEqual(snapshot.windows.map(({ windowId }) => windowId).sort());
        for (const zone of zones) expect(inside(zone, WHOLE)).toBe(true);
        windows.forEach((a, i) => {
          for (const b of windows.slice(i + 1))
            expect(Math.abs(a.left - b.left) >= mark.width - EPS || Math.abs(a.top - b.top) >= mark.height - EPS).toBe(
              true,
            );
        });
      }),
    );
  });
});

describe('the name of a zone', () => {
  it('moves terminals below it where both have room, and no further than it must', () => {
    expect(fitName('自助服务区', 10, 3, { way: 'across', depth: 1.4 })).toBe('none');
    expect(fitName('自助服务区', 10, 3, { way: 'across', depth: 1.4, moves: true })).toBe('flat');
    expect(fitName('自助服务区', 10, 2.2, { way: 'across', depth: 1.4, moves: true })).toBe('none');
    expect(shiftBelow(3, 1.4)).toBeCloseTo(0.3);
    expect(shiftBelow(5, 1.4)).toBe(0);
  });

  it('stands where its row leaves room, upright beside one that runs down', () => {
    expect(fitName('户政区', 10, 4, { way: 'across', depth: 1.5 })).toBe('flat');
    expect(fitName('户政区', 10, 3, { way: 'across', depth: 1.5 })).toBe('none');
    expect(fitName('户政区', 4, 10, { way: 'down', depth: 1.5 })).toBe('upright');
    expect(fitName('户政区', 2, 1.2, { way: 'across', depth: 0 })).toBe('none');
    expect(fitName('导办台', 2, 4, null)).toBe('upright');
    expect(
      wayOf(
        [
          { left: 0.1, top: 0.1 },
          { left: 0.1, top: 0.3 },
        ],
        16 / 9,
      ),
    ).toBe('down');
    expect(wayOf([{ left: 0.5, top: 0.1 }], 16 / 9)).toBe('across');
    expect(wayOf([{ left: 0.05, top: 0.3 }], 16 / 9)).toBe('down');
  });
});
