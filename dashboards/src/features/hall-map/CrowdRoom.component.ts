import { mounted } from '../../testing/mounted';
import { anyPhrase, phrase } from '../../testing/phrase';
import CrowdRoom from './CrowdRoom.vue';
import type { Crowd } from './crowds';

const crowd: Crowd = {
  queue: 'hz',
  name: '户政',
  colour: 'red',
  waiting: 12,
  longestWaitSec: 1500,
  level: 'busy',
  room: { left: 0, top: 0, width: 1, height: 1 },
};
const shown = async (given: Partial<Crowd> = {}, size = { width: 800, height: 400 }) =>
  (await mounted(CrowdRoom, { crowd: { ...crowd, ...given }, ...size, rem: 16 })).page;

describe('the people of a queue where they wait', () => {
  it('are a dot each, and said in figures with the longest wait and what that means', async () => {
    const page = await shown();
    expect(page.get('.head').text().replace(/\s+/g, ' ')).toBe(
      `户政12 ${phrase('map.waitingUnit')}${phrase('map.longest', { minutes: 25 })}`,
    );
    expect(page.findAll('circle')).toHaveLength(12);
    expect(page.get('.head svg').attributes('aria-label')).toBe(phrase('level.busy'));
    expect((await shown({ level: 'normal' })).find('.head svg').exists()).toBe(false);
  });

  it('leave out the longest wait where nobody waits, or where there is no room for it', async () => {
    expect((await shown({ longestWaitSec: null, waiting: 0 })).get('.head').text()).not.toMatch(
      anyPhrase('map.longest'),
    );
    const narrow = await shown({}, { width: 130, height: 70 });
    expect([narrow.find('.longest').exists(), narrow.get('.head').classes('two')]).toEqual([false, true]);
    const high = await shown({}, { width: 200, height: 400 });
    expect(high.get('.longest').classes()).toContain('below');
  });
});
