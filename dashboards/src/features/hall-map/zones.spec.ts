import type { LiveQueue, LiveWindow } from '@cockpit/contracts';
import { zonesOf } from './zones';

const queue = (code: string, over: Partial<LiveQueue> = {}): LiveQueue => ({
  code,
  name: `Q-${code}`,
  waiting: 3,
  longestWaitSec: 100,
  predictedP50Sec: null,
  predictedP80Sec: null,
  level: 'normal',
  openWindows: null,
  lastCalled: null,
  forecast: [],
  ...over,
});
const window = (number: string, homeQueue: string | null): LiveWindow => ({
  windowId: `w${number}`,
  number,
  state: 'idle',
  officerId: null,
  officerName: null,
  queues: homeQueue ? [homeQueue] : [],
  homeQueue,
  ticketId: null,
  ticketNumber: null,
  ticketQueue: null,
  sinceSec: null,
  reason: null,
  loadMin: null,
  level: 'normal',
});
const doc = (id: string, zone?: string) => ({
  id,
  number: id,
  kind: 'specialised' as const,
  queues: ['a'],
  switchMin: 2,
  ...(zone ? { zone } : {}),
});

describe('zones of a hall', () => {
  const snapshot = {
    queues: [queue('a', { level: 'overloaded', waiting: 41, longestWaitSec: 2040 }), queue('b')],
    windows: [window('10', 'a'), window('2', 'a'), window('3', 'b')],
  };

  it('groups by home queue, windows in the order of their numbers', () => {
    const zones = zonesOf(snapshot, null);
    expect(zones.map((z) => [z.name, z.windows.map((w) => w.number)])).toEqual([
      ['Q-a', ['2', '10']],
      ['Q-b', ['3']],
    ]);
    expect(zones[0]).toMatchObject({ waiting: 41, longestWaitSec: 2040, level: 'overloaded' });
  });

  it('follows the floor plan when there is one, and gives each queue to the zone with most of its windows', () => {
    const box = { w: 5, h: 5 };
    const plan = {
      floorPlan: {
        width: 20,
        height: 20,
        zones: [
          { code: 'south', name: '南', x: 0, y: 9, ...box },
          { code: 'north', name: '北', x: 0, y: 0, ...box },
        ],
      },
      windows: [doc('w10', 'south'), doc('w2', 'south'), doc('w3', 'north')],
    };
    const zones = zonesOf(snapshot, plan);
    expect(zones.map((z) => z.name)).toEqual(['北', '南']);
    expect(zones.map((z) => z.queues.map((q) => q.code))).toEqual([['b'], ['a']]);
  });

  it('calls a zone as the plan does where a queue has the same code', () => {
    const zones = [{ code: 'a', name: '甲区', x: 0, y: 0, w: 5, h: 5 }];
    const plan = { floorPlan: { width: 20, height: 20, zones }, windows: [doc('w10', 'a'), doc('w2', 'a')] };
    expect(zonesOf(snapshot, plan).map((z) => z.name)).toEqual(['甲区', 'Q-b']);
  });

  it('says once what waits for each of its windows that can serve', () => {
    const [zone] = zonesOf(
      {
        queues: [queue('a')],
        windows: [
          { ...window('1', 'a'), loadMin: 20 },
          { ...window('2', 'a'), loadMin: 30 },
          { ...window('3', 'a'), loadMin: 90, state: 'paused' },
          window('4', 'a'),
        ],
      },
      null,
    );
    expect(zone?.loadMin).toBe(25);
  });

  it('loses no window that the plan does not know', () => {
    const zones = zonesOf({ ...snapshot, windows: [...snapshot.windows, window('99', null)] }, { windows: [] });
    expect(zones.flatMap((z) => z.windows).length).toBe(4);
    expect(zones.at(-1)).toMatchObject({ name: '', waiting: null });
  });
});
