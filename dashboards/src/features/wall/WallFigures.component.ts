import { mounted } from '../../testing/mounted';
import { CALM_HALL, SAMPLE_NOW } from '../showcase/sample';
import type { Ahead } from './ahead';
import WallFigures from './WallFigures.vue';

const shown = async (ahead: Ahead | null) =>
  (await mounted(WallFigures, { snapshot: CALM_HALL, now: SAMPLE_NOW, twin: null, twinStale: false, ahead })).byTestId;
const AHEAD = { at: SAMPLE_NOW + 3_600_000, arrivals: 46, needed: 22, there: 20 };

describe('the face of figures', () => {
  it('tells the next peak, and who is there and needed then', async () => {
    const figure = await shown(AHEAD);
    expect(figure('figure-peak').text()).toMatch(/^下一高峰，约 46 人取号\s*11:24$/);
    expect(figure('figure-staff').get('dd').text()).toBe('20 / 22');
    expect(figure('figure-staff').classes()).toContain('short');
    expect((await shown({ ...AHEAD, there: 22 }))('figure-staff').classes()).not.toContain('short');
    expect((await shown({ ...AHEAD, there: null }))('figure-staff').get('dd').text()).toBe('— / 22');
  });

  it('promises no peak where none is known', async () => {
    const figure = await shown(null);
    expect(figure('figure-peak').exists()).toBe(false);
    expect(figure('figure-open').text()).toContain('开放窗口');
  });
});
