import { flushPromises } from '@vue/test-utils';
import type { Caller } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { anyPhrase, inSequence, phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import FirstStepsPage from './FirstStepsPage.vue';

const BOSS: Caller = { kind: 'user', id: '1', name: '管理员', role: 'administrator', halls: 'all' };
const none = () => ({ items: [], next: null });

describe('the first steps of a house', () => {
  let server: Server;
  beforeEach(() => {
    server = serve({ 'GET /v1/halls': none, 'GET /v1/sources': none, 'GET /v1/screens': none, 'GET /v1/users': none });
  });
  afterEach(() => {
    server.close();
  });
  const steps = async (caller: Caller) => {
    const { page } = await mounted(FirstStepsPage, {}, { caller });
    await flushPromises();
    const texts = page.findAll('.steps h2').map((one) => one.text());
    const wall = page.get('[data-testid="first-step-wall"]').text();
    page.unmount();
    return { texts, wall };
  };

  it('name the supervisor between source and wall, and the whole address to open on the wall', async () => {
    const { texts, wall } = await steps(BOSS);
    expect(texts).toEqual([
      `1 · ${phrase('firstStart.step.hall')}`,
      `2 · ${phrase('firstStart.step.source')}`,
      `3 · ${phrase('firstStart.step.people')}`,
      `4 · ${phrase('firstStart.step.wall')}`,
    ]);
    expect(wall).toContain(`${location.origin}/pair`);
  });

  it('say first that only this computer can open its own address, then what to do', async () => {
    const { wall } = await steps(BOSS);
    expect(wall).toMatch(anyPhrase('screens.onlyHere'));
    expect(wall).toMatch(inSequence(phrase('screens.how.digits'), phrase('screens.how.pair')));
  });

  it('leave people out for whom accounts are another’s business', async () => {
    expect((await steps({ ...BOSS, apart: true })).texts).toEqual([
      `1 · ${phrase('firstStart.step.hall')}`,
      `2 · ${phrase('firstStart.step.source')}`,
      `3 · ${phrase('firstStart.step.wall')}`,
    ]);
    expect(server.asked.map(({ path }) => path)).not.toContain('/v1/users');
  });
});
