import type { NetworkNode } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import PlaceMark from './PlaceMark.vue';
import type { PlaceSpot } from './use-plan';

const node = (served: boolean): NetworkNode => ({
  code: 'P1',
  name: '东湖街道便民点',
  tier: served ? 'hall' : 'extension-point',
  parent: null,
  simulated: false,
  timeZone: 'Asia/Shanghai',
  location: null,
  served,
  terminals: 0,
  pulse: null,
  sum: null,
});
const place = (side: PlaceSpot['side'], served = false): PlaceSpot => ({
  code: 'P1',
  codes: ['P1'],
  x: 10,
  y: 10,
  disc: 12,
  shift: 0,
  lead: 0,
  cut: 0,
  letters: 1,
  side,
  whole: { line: '3 人', machines: [] },
  said: { line: '3 人', machines: [] },
  node: node(served),
  level: 'normal',
  alarm: null,
  quiet: false,
});
const shown = async (spot: PlaceSpot, props: object = {}) => (await mounted(PlaceMark, { place: spot, ...props })).page;

describe('a place of the map whose name has no room', () => {
  it('is named while it is looked at, to the side where there is room', async () => {
    expect((await shown(place(null))).find('.label').exists()).toBe(false);
    const asked = await shown(place(null), { asked: true });
    expect(asked.get('.label').text()).toContain('东湖街道便民点');
    expect(asked.classes()).toEqual(expect.arrayContaining(['right', 'over']));
    expect((await shown(place(null), { asked: true, beyond: true })).classes()).toContain('left');
  });

  it.each([
    ['the mouse', 'pointerenter', 'pointerleave'],
    ['a finger or the keyboard', 'focusin', 'focusout'],
  ])('can be looked at with %s', async (_how, comes, goes) => {
    const page = await shown(place(null));
    expect(page.get('.spot').attributes('tabindex')).toBe('0');
    await page.trigger(comes);
    await page.trigger(goes);
    expect(page.emitted('point')).toEqual([['P1'], [null]]);
  });

  it('keeps its name where there is room for it, and nothing is put over the others', async () => {
    const page = await shown(place('below'), { asked: true });
    expect(page.classes()).toContain('below');
    expect(page.classes()).not.toContain('over');
    expect(page.get('.spot').attributes('tabindex')).toBeUndefined();
  });

  it('is named by the first tap and opened by the next', async () => {
    const page = await shown(place(null, true));
    const spot = page.get<HTMLElement>('.spot');
    const tap = async () => {
      await page.trigger('pointerenter', { pointerType: 'touch' });
      const click = new MouseEvent('click', { bubbles: true, cancelable: true });
      let reached = false;
      spot.element.addEventListener('click', () => (reached = true), { once: true });
      spot.element.dispatchEvent(click);
      return reached;
    };
    expect(await tap()).toBe(false);
    expect(page.emitted('point')?.at(-1)).toEqual(['P1']);
    const again = await shown(place(null, true), { asked: true });
    await again.trigger('pointerenter', { pointerType: 'touch' });
    let reached = false;
    again.get<HTMLElement>('.spot').element.addEventListener('click', () => (reached = true));
    await again.get('.spot').trigger('click');
    expect(reached).toBe(true);
  });

  it('says the name alone where there is no room for more, and all of it when asked', async () => {
    const brief = { ...place('right'), cut: 1, said: { line: '', machines: [] } };
    expect((await shown(brief)).get('.label').text()).toBe('东湖街道便民点');
    const asked = await shown(brief, { asked: true });
    expect(asked.get('.label').text()).toContain('3 人');
    expect(asked.classes()).toEqual(expect.arrayContaining(['right', 'over']));
  });
});
