import { textOf, type Escalation } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { inSequence, phrase } from '../../testing/phrase';
import { SAMPLE_HALL } from '../../testing/sample-hall';
import WarningStrip from './WarningStrip.vue';

const NOW = Date.parse(SAMPLE_HALL.now);
const held: Escalation = {
  state: 'acknowledged',
  level: 'supervisor',
  step: 1,
  people: ['王警官'],
  since: new Date(NOW - 60_000).toISOString(),
  nextAt: new Date(NOW + 14 * 60_000).toISOString(),
  why: { code: 'escalation.acknowledged', params: { person: '王警官', minutes: 15 } },
};
const [first] = SAMPLE_HALL.warnings;
const shown = (more: object) =>
  mounted(WarningStrip, {
    snapshot: { ...SAMPLE_HALL, warnings: first === undefined ? [] : [{ ...first, escalation: held }], ...more },
    now: NOW,
    most: 2,
  });

describe('the warnings of a wall', () => {
  it('name the role that has one, and no person, for visitors stand before it', async () => {
    const { page } = await shown({});
    expect(page.get('[data-testid="wall-holder"]').text()).toMatch(
      inSequence(
        `${textOf('duty-level.supervisor', {}, 'zh-CN')} · ${phrase('holder.acknowledged')} · `,
        phrase('holder.back', { n: 14 }),
      ),
    );
    expect(page.html()).not.toContain('王');
  });

  it('name the person where the organisation wants it', async () => {
    const { page } = await shown({ dutyNamesOnWall: true });
    expect(page.get('[data-testid="wall-holder"]').text()).toContain('王警官');
  });

  it('keep the red one on the screen before what no window helps with, and say what is recovering', async () => {
    const [queue] = SAMPLE_HALL.queues;
    if (first === undefined || queue === undefined) throw new Error('the sample has no warning');
    const helpless = [{ queue: queue.code, waiting: 9, longestWaitSec: 1800, reasons: [], remains: [] }];
    const strip = async (warning: object, most: number) => {
      const queues = [{ ...queue, level: 'overloaded' as const, waiting: 9, longestWaitSec: 1800 }];
      const snapshot = { ...SAMPLE_HALL, queues, helpless, warnings: [{ ...first, ...warning }] };
      return (await mounted(WarningStrip, { snapshot, now: NOW, most })).page;
    };
    const red = await strip({ severity: 'red' }, 1);
    expect([red.findAll('li').length, red.find('[data-testid="helpless-note"]').exists()]).toEqual([1, false]);
    const both = await strip({ severity: 'red' }, 2);
    expect([both.findAll('li').length, both.find('[data-testid="helpless-note"]').exists()]).toEqual([1, true]);
    // where none of them has room, none is one more
    expect((await strip({ severity: 'yellow' }, 1)).get('.more').text()).toBe(phrase('warning.inAll', { n: 1 }));
    const yellow = await strip({ severity: 'yellow', condition: 'recovering' }, 2);
    expect(yellow.get('li').classes()).toContain('recovering');
    expect(yellow.get('li').text()).toContain(phrase('warning.recovering'));
  });

  it('say what remains for a second queue in trouble, and not again what the band says of the first', async () => {
    const queues = SAMPLE_HALL.queues.map((one) => ({
      ...one,
      level: 'overloaded' as const,
      waiting: 9,
      longestWaitSec: 1800,
      predictedP50Sec: null,
    }));
    const helpless = queues
      .slice(0, 2)
      .map(({ code }) => ({ queue: code, waiting: 9, longestWaitSec: 1800, reasons: [], remains: [] }));
    const note = async (said?: string) =>
      (
        await mounted(WarningStrip, {
          snapshot: { ...SAMPLE_HALL, queues, helpless, warnings: [] },
          now: NOW,
          most: 2,
          said,
        })
      ).page
        .get('[data-testid="helpless-note"]')
        .text();
    expect(await note()).toContain(queues[0]?.name);
    expect(await note(queues[0]?.code)).toContain(queues[1]?.name);
  });

  it('say of a day that is played again nothing of who was told, for that is not kept', async () => {
    const warnings = first === undefined ? [] : [{ ...first, handling: 'new' as const, escalation: undefined }];
    const text = async (past: boolean): Promise<string> =>
      (await mounted(WarningStrip, { snapshot: { ...SAMPLE_HALL, warnings }, now: NOW, most: 2, past })).page.text();
    expect(await text(false)).toContain(phrase('handling.new'));
    expect(await text(true)).not.toContain(phrase('handling.new'));
  });
});
