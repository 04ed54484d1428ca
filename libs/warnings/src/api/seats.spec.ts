import type { LiveHall, Warning } from '@cockpit/contracts';
import { seatOf } from './seats';

const warning = (id: string, kind: Warning['scope']['kind'], code: string): Warning => ({
  id,
  rule: 'r',
  ruleVersion: 1,
  hall: 'H',
  scope: { kind, code },
  severity: 'yellow',
  condition: 'firing',
  handling: 'new',
  message: '',
  value: 1,
  threshold: 1,
  unit: 'min',
  since: '2026-03-04T01:00:00Z',
  firedAt: null,
  clearedAt: null,
});
const window = (
  windowId: string,
  officerId: string | null,
  state: LiveHall['windows'][number]['state'] = 'serving',
): LiveHall['windows'][number] => ({
  windowId,
  number: windowId,
  state,
  officerId,
  officerName: null,
  queues: ['a'],
  homeQueue: 'a',
  ticketId: null,
  ticketNumber: null,
  ticketQueue: null,
  sinceSec: 0,
  reason: null,
  loadMin: 12,
  level: 'busy',
});
const queue = (code: string): LiveHall['queues'][number] => ({
  code,
  name: code,
  waiting: 4,
  longestWaitSec: 60,
  predictedP50Sec: null,
  predictedP80Sec: null,
  level: 'normal',
  openWindows: null,
  lastCalled: null,
  forecast: [],
});
const snapshot = (windows: LiveHall['windows'], warnings: Warning[] = []) => ({
  hall: 'H',
  name: '大厅',
  timeZone: 'Asia/Shanghai',
  now: '2026-03-04T01:30:00Z',
  windows,
  queues: [queue('a'), queue('b')],
  warnings,
  feeds: [{ source: 's', state: 'live' as const, lastEventAt: null, ageSec: 1, oddities: [] }],
});

describe('the seat of an officer', () => {
  it('is the window they work at, with its own warnings apart from those of its queues', () => {
    const seen = seatOf(
      [
        snapshot(
          [window('w1', 'p1'), window('w2', 'p2')],
          [
            warning('mine', 'window', 'w2'),
            warning('next', 'window', 'w1'),
            warning('line', 'queue', 'a'),
            warning('other', 'queue', 'b'),
          ],
        ),
      ],
      'p2',
    );
    expect(seen.seat).toMatchObject({ windowId: 'w2', queues: [{ code: 'a', waiting: 4 }], silent: false });
    expect([seen.own.map(({ id }) => id), seen.around.map(({ id }) => id)]).toEqual([['mine'], ['line']]);
  });

  it('names the ticket that is at the window', () => {
    const at = (ticketNumber: string | null) =>
      seatOf([snapshot([{ ...window('w1', 'p1'), ticketNumber }])], 'p1').seat?.ticket;
    expect([at('A092'), at(null)]).toEqual(['A092', null]);
  });

  it('is none once the window is closed, and found in whichever hall it is', () => {
    expect(seatOf([snapshot([window('w1', 'p1', 'closed')])], 'p1')).toMatchObject({ seat: null, own: [] });
    expect(seatOf([snapshot([]), snapshot([window('w9', 'p1')])], 'p1').seat?.windowId).toBe('w9');
  });

  it('names who stands first in the line that has waited longest, and the breaks of the window', () => {
    const mine = { ...window('w1', 'o1'), queues: ['a', 'b'] };
    const lines = (...waits: (number | null)[]) =>
      waits.map((longestWaitSec, i) => ({
        ...queue(i === 0 ? 'a' : 'b'),
        longestWaitSec,
        ...(longestWaitSec === null ? {} : { first: `T${String(i)}` }),
      }));
    const nextAbsence = { kind: 'lunch' as const, from: '2026-03-04T04:00:00Z', to: '2026-03-04T04:45:00Z' };
    const seen = seatOf([{ ...snapshot([{ ...mine, nextAbsence }]), queues: lines(60, 600) }], 'o1').seat;
    expect(seen).toMatchObject({
      next: { number: 'T1', queue: 'b', waitedSec: 600 },
      absence: null,
      nextAbsence,
    });
    expect(seatOf([{ ...snapshot([mine]), queues: lines(null, null) }], 'o1').seat?.next).toBeNull();
  });
});
