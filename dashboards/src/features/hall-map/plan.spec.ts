import { planLayout } from './plan';

const window = (id: string, x?: number, y?: number) => ({
  id,
  number: id,
  kind: 'specialised' as const,
  queues: ['a'],
  switchMin: 2,
  ...(x === undefined ? {} : { x }),
  ...(y === undefined ? {} : { y }),
});
const floorPlan = { width: 480, height: 240, zones: [{ code: 'z', name: '户政区', x: 48, y: 24, w: 240, h: 48 }] };

const bare = { code: 'H/1', terminals: [] };

describe('floor plan', () => {
  it('turns plan units into shares, so that it can be drawn at any size', () => {
    const layout = planLayout({ ...bare, floorPlan, windows: [window('1', 240, 60)] }, ['1']);
    expect(layout?.aspect).toBe(2);
    expect(layout?.zones[0]).toEqual({ code: 'z', name: '户政区', left: 0.1, top: 0.1, width: 0.5, height: 0.2 });
    expect(layout?.windows[0]).toMatchObject({ left: 0.5, top: 0.25 });
  });

  it('draws marks as large as their nearest neighbours allow, in both directions', () => {
    const layout = planLayout(
      { ...bare, floorPlan, windows: [window('1', 100, 20), window('2', 118, 20), window('3', 100, 60)] },
      ['1', '2', '3'],
    );
    expect(layout?.mark.width).toBeLessThan(18 / 480);
    expect(layout?.mark.width).toBeGreaterThan(16 / 480);
    expect((layout?.mark.height ?? 1) * 240).toBeCloseTo((layout?.mark.width ?? 0) * 480);
  });

  it('is not drawn when a window has no place on it', () => {
    expect(planLayout({ ...bare, floorPlan, windows: [window('1', 5, 5), window('2')] }, ['1', '2'])).toBeNull();
    expect(planLayout({ ...bare, floorPlan, windows: [window('1', 5, 5)] }, ['1', 'unknown'])).toBeNull();
    expect(planLayout({ ...bare, windows: [] }, ['1'])).toBeNull();
  });

  it('has the drawing under it, and the terminals that have a place', () => {
    const terminals = [
      { id: 't1', name: '终端', items: [], allDay: false, x: 120, y: 120 },
      { id: 't2', name: '终端 2', items: [], allDay: false },
    ];
    const doc = { code: 'H 1', floorPlan: { ...floorPlan, drawing: 'ab' }, windows: [window('1', 5, 5)], terminals };
    expect(planLayout(doc, ['1'])).toMatchObject({
      drawing: '/v1/halls/H%201/drawings/ab',
      terminals: [{ id: 't1', name: '终端', left: 0.25, top: 0.5 }],
    });
  });
});
