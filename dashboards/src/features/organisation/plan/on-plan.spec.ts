import { HallDoc, type Drawing } from '@cockpit/contracts';
import fc from 'fast-check';
import { forgetZones, freeSpot, homeless, layUnder, newPlan, put, resize, stepOf, takeOff, thingsOf } from './on-plan';

const drawing = (width: number, height: number): Drawing => ({
  id: 'd'.repeat(32),
  mime: 'image/svg+xml',
  bytes: 9,
  removed: [],
  width,
  height,
});
const hall = (plan: HallDoc['floorPlan'] | null = newPlan()): HallDoc =>
  HallDoc.parse({
    code: 'H1',
    name: '大厅',
    tier: 'hall',
    ...(plan === null ? {} : { floorPlan: plan }),
    queues: [{ code: 'q', name: '户政', branch: 'b' }],
    windows: ['1', '2'].map((number) => ({ id: `w${number}`, number, queues: ['q'] })),
    terminals: [{ id: 't1', name: '终端' }],
  });
const zone = (code: string, x: number, y: number, w: number, h: number) => ({ code, name: code, x, y, w, h });
const W1 = { kind: 'window', id: 'w1' } as const;

describe('what lies on a plan', () => {
  it('is put down on it, and belongs to the smallest zone around it', () => {
    const one = hall({ ...newPlan(), zones: [zone('waiting', 0, 0, 200, 200), zone('desk', 10, 10, 50, 20)] });
    put(one, W1, { x: 20.4, y: 19.6 });
    expect(one.windows[0]).toMatchObject({ x: 20, y: 20, zone: 'desk' });
    put(one, W1, { x: 100, y: 100 });
    expect(one.windows[0]?.zone).toBe('waiting');
    // beside every zone it stays with the one it is of: not every desk stands within its own
    put(one, W1, { x: 400, y: 100 });
    expect(one.windows[0]).toMatchObject({ x: 400, zone: 'waiting' });
    takeOff(one, W1);
    expect(one.windows[0]).toEqual({ id: 'w1', number: '1', kind: 'specialised', queues: ['q'], switchMin: 2 });
  });

  it('never lies beyond its edge, wherever it is dragged', () => {
    const far = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 1e5, noNaN: true }),
        fc.double({ min: 0.5, max: 1e5, noNaN: true }),
        far,
        far,
        (width, height, x, y) => {
          const plan = { width, height, zones: [zone('z', 0, 0, width / 3, height / 3)] };
          const one = hall(plan);
          put(one, W1, { x, y });
          put(one, { kind: 'zone', id: 'z' }, { x, y });
          resize(one, 'z', { w: x, h: y });
          const [window, area] = [one.windows[0], one.floorPlan?.zones[0]];
          for (const [at, most] of [
            [window?.x, width],
            [window?.y, height],
            [area?.x, width],
            [area?.y, height],
          ] as const) {
            expect(at).toBeGreaterThanOrEqual(0);
            expect(at).toBeLessThanOrEqual(most);
          }
          expect((area?.x ?? 0) + (area?.w ?? 0)).toBeLessThanOrEqual(width * (1 + 1e-9));
          expect((area?.y ?? 0) + (area?.h ?? 0)).toBeLessThanOrEqual(height * (1 + 1e-9));
          expect(Math.min(area?.w ?? 0, area?.h ?? 0)).toBeGreaterThan(0);
        },
      ),
    );
  });

  it('is offered a place that is free', () => {
    const one = hall();
    expect(homeless(one).map(({ label }) => label)).toEqual(['1', '2', '终端']);
    for (const { kind, id } of homeless(one)) put(one, { kind, id }, freeSpot(one));
    expect(homeless(one)).toEqual([]);
    expect(new Set(thingsOf(one).map(({ x, y }) => `${String(x)} ${String(y)}`)).size).toBe(3);
  });

  it('stays where it was on a drawing of another shape', () => {
    const one = hall({ width: 480, height: 240, zones: [zone('z', 0, 120, 100, 120)] });
    put(one, W1, { x: 240, y: 120 });
    layUnder(one, drawing(1000, 1000));
    expect(one.floorPlan).toMatchObject({
      width: 480,
      height: 480,
      drawing: 'd'.repeat(32),
      zones: [{ y: 240, h: 240 }],
    });
    expect(one.windows[0]).toMatchObject({ x: 240, y: 240 });
    layUnder(one, drawing(200, 100));
    expect([one.floorPlan?.height, one.windows[0]?.y]).toEqual([240, 120]);
    const fresh = hall(null);
    layUnder(fresh, drawing(300, 100));
    expect(fresh.floorPlan).toEqual({ width: 480, height: 160, zones: [], drawing: 'd'.repeat(32) });
  });

  it('forgets a zone that went', () => {
    const one = hall({ ...newPlan(), zones: [zone('z', 0, 0, 100, 100)] });
    put(one, W1, { x: 5, y: 5 });
    if (one.floorPlan) one.floorPlan.zones = [];
    forgetZones(one);
    expect(one.windows[0]).not.toHaveProperty('zone');
  });
});

it.each([
  [480, 1],
  [48, 0.1],
  [4800, 10],
])('a plan %d wide is moved on by %d', (width, step) => {
  expect(stepOf({ width })).toBeCloseTo(step, 9);
});
