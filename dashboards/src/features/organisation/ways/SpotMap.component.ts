import { HallDoc } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../../testing/mounted';
import { serve, type Server } from '../../../testing/server';
import SpotMap from './SpotMap.vue';

const place = (code: string, location?: { lat: number; lon: number }) =>
  HallDoc.parse({ code, name: code, tier: 'hall', ...(location === undefined ? {} : { location }) });
const SIZE = { clientWidth: 800, clientHeight: 400 };
const known = Object.keys(SIZE).map(
  (name) => [name, Object.getOwnPropertyDescriptor(Element.prototype, name)] as const,
);

describe('the map on which a place is put', () => {
  let server: Server;
  beforeEach(() => {
    document.documentElement.style.fontSize = '16px';
    for (const [name, value] of Object.entries(SIZE))
      Object.defineProperty(Element.prototype, name, { configurable: true, get: () => value });
    server = serve({ 'GET /v1/network/ground': () => ({ shapes: [] }) });
  });
  afterEach(() => {
    server.close();
    for (const [name, before] of known)
      if (before !== undefined) Object.defineProperty(Element.prototype, name, before);
  });
  const shown = async (places: HallDoc[], here = place('new')) => {
    const all = await mounted(SpotMap, { here, places });
    await flushPromises();
    return all;
  };

  it('says where somebody points, among the places that are there', async () => {
    const { page, byTestId } = await shown([place('a', { lat: 30, lon: 120 }), place('b', { lat: 30.2, lon: 120.2 })]);
    expect(byTestId('spot-own').exists()).toBe(false);
    await byTestId('spot-map').trigger('click', { clientX: 400, clientY: 200 });
    expect(page.getComponent(SpotMap).emitted('put')).toEqual([[{ lat: 30.1, lon: 120.1 }]]);
  });

  it('shows where it is already, and is not there while no other place tells where anything is', async () => {
    const own = await shown([place('a', { lat: 30, lon: 120 })], place('new', { lat: 30, lon: 120 }));
    expect(own.byTestId('spot-own').attributes('style')).toContain('left: 400px');
    expect((await shown([place('a')])).byTestId('spot-map').exists()).toBe(false);
  });
});
