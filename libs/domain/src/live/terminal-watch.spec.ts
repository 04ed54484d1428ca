import fc from 'fast-check';
import { HallState } from './state';
import { TerminalLive } from './terminal';
import { standOf, watchTerminal } from './terminal-watch';
import { at, event, smallHall } from './testing';

const MIN = 60_000;
const moment = fc.integer({ min: 0, max: 2880 }).map((minute) => minute * MIN);
const maybe = fc.option(moment, { nil: null });
const stand = fc.record({ heardAt: maybe, faultSince: maybe });
const opening = fc.option(
  fc.tuple(moment, moment).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) + MIN })),
  { nil: null },
);

describe('watching a terminal', () => {
  it('finds it silent or out of order, never both, and never longer than since its last word', () => {
    fc.assert(
      fc.property(stand, opening, moment, fc.boolean(), fc.boolean(), (terminal, hours, now, allDay, closed) => {
        const seen = watchTerminal(terminal, { allDay, now, opening: hours, closed });
        expect(seen === null).toBe(closed && !allDay);
        if (seen === null) return;
        expect(Math.min(seen.faultMs, seen.silentMs)).toBe(0);
        expect(seen.faultMs).toBe(terminal.faultSince === null ? 0 : Math.max(0, now - terminal.faultSince));
        expect(seen.silentMs).toBeLessThanOrEqual(terminal.heardAt === null ? 0 : Math.max(0, now - terminal.heardAt));
      }),
    );
  });

  it('sees one that serves day and night at least as long silent as one that is switched on with its hall', () => {
    fc.assert(
      fc.property(stand, opening, moment, (terminal, hours, now) => {
        const silent = (allDay: boolean) =>
          watchTerminal(terminal, { allDay, now, opening: hours, closed: false })?.silentMs ?? 0;
        expect(silent(true)).toBeGreaterThanOrEqual(silent(false));
      }),
    );
  });

  it('says nothing of the silence of one that never sent a sign of life', () => {
    const used = new TerminalLive('k1');
    used.use({ at: 5, key: 'u', item: 'i', seconds: 1, outcome: 'done' });
    expect(standOf(used)).toEqual({ heardAt: null, faultSince: null });
    used.beat(3);
    expect(standOf(used)).toEqual({ heardAt: 5, faultSince: null });
  });

  it('goes by the days before until it is heard today', () => {
    const yesterday = new HallState(smallHall());
    yesterday.apply(event('hall.terminal.heartbeat', 10, { terminalId: 'k1' }));
    yesterday.apply(event('hall.terminal.heartbeat', 10, { terminalId: 'k2' }));
    yesterday.apply(event('hall.terminal.fault', 11, { terminalId: 'k2' }));
    const today = new HallState(smallHall());
    today.carryTerminals(yesterday);
    const kept = HallState.fromJSON(today.toJSON(), smallHall());
    expect(kept.terminalStand('k1')).toEqual({ heardAt: at(10), faultSince: null });
    expect(kept.terminalStand('k2')).toEqual({ heardAt: at(11), faultSince: at(11) });
    kept.apply(event('hall.terminal.restored', 20, { terminalId: 'k2' }));
    expect(kept.terminalStand('k2')).toEqual({ heardAt: at(20), faultSince: null });
    const later = new HallState(smallHall());
    later.carryTerminals(kept);
    expect([later.terminalStand('k1').heardAt, later.terminalStand('k2')]).toEqual([
      at(10),
      { heardAt: at(20), faultSince: null },
    ]);
    expect(later.terminalStand('k3')).toEqual({ heardAt: null, faultSince: null });
  });
});
