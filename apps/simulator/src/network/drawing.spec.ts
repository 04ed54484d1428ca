import { demonstrationNetwork } from '.';
import { drawingOf } from './drawing';

const network = demonstrationNetwork({ asOf: '2026-11-16' });

describe('the drawing of a hall of the demonstration', () => {
  it.each(['H08', 'H32', 'H42', 'H12'])('only draws, has the size of the plan and stays inside it: %s', (code) => {
    const hall = network.halls.find((one) => one.code === code);
    if (hall?.floorPlan === undefined) throw new Error(`${code} has no plan`);
    const places = hall.windows.map(({ zone = '', x = 0, y = 0 }) => ({ zone, x, y }));
    const svg = drawingOf(hall.floorPlan, places);
    expect(svg).toContain(`viewBox="0 0 ${String(hall.floorPlan.width)} ${String(hall.floorPlan.height)}"`);
    // nothing that would be taken out when it is handed in
    expect([...new Set(svg.match(/<\w+/gu))].sort()).toEqual(['<path', '<rect', '<svg']);
    const boxes = [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/gu)];
    expect(boxes.length).toBeGreaterThan(20);
    for (const [x = 0, y = 0, w = 0, h = 0] of boxes.map(([, ...sizes]) => sizes.map(Number))) {
      expect(x + w).toBeLessThan(hall.floorPlan.width);
      expect(y + h).toBeLessThan(hall.floorPlan.height);
    }
    // a partition between each two windows of a zone, and the counter of each zone
    expect(svg.match(/<path d="M[\d. ]+L/gu)).toHaveLength(places.length);
  });
});
