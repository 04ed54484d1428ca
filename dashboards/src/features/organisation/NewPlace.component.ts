import { OrganisationDoc, type Caller } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import { settled } from '../../testing/settled';
import PlacePage from './PlacePage.vue';

const BOSS: Caller = { kind: 'user', id: '1', name: '管理员', role: 'administrator', halls: 'all' };
const place = (code: string, name: string, tier: 'hall' | 'station') => ({
  code,
  name,
  tier,
  queues: [{ code: 'hz', name: '户政', branch: 'household' }],
  windows: [{ id: 'w1', number: '1', queues: ['hz'] }],
});
const doc = OrganisationDoc.parse({
  format: 'organisation/1',
  bureau: { code: 'b', name: '分局' },
  branches: [{ code: 'household', name: '户政' }],
  halls: [place('H1', '城东', 'hall'), place('S2', '城西', 'station')],
  officers: [],
});

Element.prototype.scrollIntoView = () => undefined;

describe('a place that is to be', () => {
  let server: Server;
  let organisation: () => unknown;
  beforeEach(() => {
    organisation = () => doc;
    server = serve({
      'GET /v1/organisation': () => organisation(),
      'GET /v1/halls': () => ({ items: [], next: null }),
    });
  });
  afterEach(() => {
    server.close();
    document.body.innerHTML = '';
  });
  const shown = async (address = '/admin/organisation/places') => {
    const all = await mounted(PlacePage, {}, { caller: BOSS, address });
    await settled();
    const field = (name: string) => all.page.get(`[data-testid="basics"] [data-field="${name}"]`).element;
    const value = (name: string) => (field(name) as HTMLInputElement).value;
    const like = () => (all.byTestId('place-like').element as HTMLSelectElement).value;
    return { ...all, value, like };
  };

  it('begins with nothing, and may be made like any that is there', async () => {
    const { byTestId, like, value } = await shown();
    expect(
      byTestId('place-like')
        .findAll('option')
        .map((one) => one.text()),
    ).toEqual([phrase('organisation.likeNone'), '城东', '城西']);
    expect([like(), value('name'), value('tier')]).toEqual(['', '', 'hall']);
  });

  it('takes over what the other one is, under a name and code of its own', async () => {
    const { byTestId, router, like, value } = await shown();
    await byTestId('place-like').setValue('S2');
    await settled();
    expect(router.currentRoute.value.query).toEqual({ copy: 'S2' });
    expect([like(), value('name'), value('tier')]).toEqual(['S2', '', 'station']);
    await byTestId('place-like').setValue('');
    await settled();
    expect([router.currentRoute.value.query, value('tier')]).toEqual([{}, 'hall']);
  });

  it('is like the place in its address from the beginning', async () => {
    const { like, value } = await shown('/admin/organisation/places?copy=S2');
    expect([like(), value('tier')]).toEqual(['S2', 'station']);
  });

  it('offers no other place while there is none', async () => {
    organisation = () => refusal(404, 'no-organisation');
    expect((await shown()).byTestId('place-like').exists()).toBe(false);
  });
});
