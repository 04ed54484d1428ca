import { mounted } from '../../testing/mounted';
import { inSequence, phrase } from '../../testing/phrase';
import { CALM_HALL, SAMPLE_NOW } from '../../testing/sample-hall';
import type { Ahead } from './ahead';
import WallFigures from './WallFigures.vue';

const shown = async (ahead: Ahead | null) =>
  (await mounted(WallFigures, { snapshot: CALM_HALL, now: SAMPLE_NOW, twin: null, twinStale: false, ahead })).byTestId;
const AHEAD = { at: SAMPLE_NOW + 3_600_000, arrivals: 46, needed: 22, there: 20 };

describe('the face of figures', () => {
  it('tells the next peak, and who is there and needed then', async () => {
    const figure = await shown(AHEAD);
    expect(figure('figure-peak').text()).toMatch(inSequence(phrase('calm.peak', { n: 46 }), '11:24'));
    expect(figure('figure-staff').get('dd').text()).toBe('20 / 22');
    expect(figure('figure-staff').classes()).toContain('short');
    expect((await shown({ ...AHEAD, there: 22 }))('figure-staff').classes()).not.toContain('short');
    expect((await shown({ ...AHEAD, there: null }))('figure-staff').get('dd').text()).toBe('— / 22');
  });

  it('draws the day half hour by half hour, and says how many are to come', async () => {
    const half = (n: number, expected: number, came: number | null, short: boolean | null) => ({
      at: Math.floor(SAMPLE_NOW / 1_800_000) * 1_800_000 + n * 1_800_000,
      expected,
      came,
      short,
    });
    const halfHours = [
      half(-1, 40, 52, null),
      half(0, 45.4, 30, false),
      half(1, 46.6, null, true),
      half(2, 20, null, false),
    ];
    const all = await mounted(WallFigures, {
      snapshot: CALM_HALL,
      now: SAMPLE_NOW,
      twin: null,
      twinStale: false,
      ahead: null,
      halfHours,
    });
    const bars = all.byTestId('day-bars');
    expect(bars.get('h2').text()).toBe(phrase('dayBars.title', { came: 82, left: 67 }));
    expect(bars.findAll('.slot')).toHaveLength(4);
    expect(bars.findAll('.slot .came')).toHaveLength(2);
    expect(bars.findAll('.slot.now')).toHaveLength(1);
    expect(bars.get('.keys').text()).toContain(phrase('dayBars.short', { n: 1, time: '10:30' }));
  });

  it('says who is at a window and who left unserved, so that the tickets add up', async () => {
    const of = async (more: object) =>
      (
        await mounted(WallFigures, {
          snapshot: { ...CALM_HALL, kpis: { ...CALM_HALL.kpis, ...more } },
          now: SAMPLE_NOW,
          twin: null,
          twinStale: false,
          ahead: null,
        })
      ).byTestId;
    const told = await of({ atWindows: 24, left: { noShow: 20, cancelled: 8, guided: 1 } });
    expect(['served', 'waiting'].map((key) => told(`figure-${key}`).get('dt').text())).toEqual([
      ...[
        phrase('kpi.andLeft', { what: phrase('kpi.served'), n: 29 }),
        phrase('kpi.andAtWindows', { what: phrase('kpi.waiting'), n: 24 }),
      ],
    ]);
    const older = await of({});
    expect(older('figure-served').get('dt').text()).toBe(phrase('kpi.served'));
  });

  it('promises no peak where none is known', async () => {
    const figure = await shown(null);
    expect(figure('figure-peak').exists()).toBe(false);
    expect(figure('figure-open').text()).toContain(phrase('kpi.open'));
  });
});
