import type { ReplayLine } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import DayLine from './DayLine.vue';

const at = (time: string): string => new Date(`2026-03-04T${time}:00+08:00`).toISOString();
const line = { from: Date.parse(at('08:00')), to: Date.parse(at('18:00')) };
const seen: ReplayLine = {
  hall: 'H08',
  day: '2026-03-04',
  waiting: [
    { at: at('08:30'), n: 2 },
    { at: at('13:00'), n: 24 },
    { at: at('17:00'), n: 0 },
  ],
  warnings: [
    { id: 'w1', at: at('13:00'), severity: 'red', rule: 'queue-wait' },
    { id: 'w0', at: at('06:00'), severity: 'yellow', rule: 'queue-wait' },
  ],
};
const prompts = [{ id: 'p1', at: at('10:30') }];
const opened = (over: object = {}) =>
  mounted(DayLine, { line, at: Date.parse(at('13:20')), zone: 'Asia/Shanghai', prompts, seen, noted: [], ...over });

describe('the line of a day', () => {
  it('has its prompts and warnings where they were, and none from before it', async () => {
    const { page } = await opened();
    const left = (id: string) => page.findAll(`[data-testid="${id}"]`).map((tick) => tick.attributes('style'));
    expect(left('replay-prompt')).toEqual(['left: 25%;']);
    expect(left('replay-warning')).toEqual(['left: 50%;']);
  });

  it('says that the curve is still being counted, until it is there', async () => {
    const coming = (over: object) =>
      opened(over).then(({ page }) => page.find('[data-testid="replay-curve-coming"]').exists());
    expect(await coming({ seen: null, coming: true })).toBe(true);
    expect(await coming({ seen: null, coming: false })).toBe(false);
    expect(await coming({ coming: false })).toBe(false);
  });

  it('shades what was noted as far as the line shows it, and says it', async () => {
    const note = {
      id: 'n',
      place: null,
      placeName: null,
      kind: 'system-down',
      text: '停电',
      revision: 1,
      own: false,
      from: at('07:00'),
      to: at('10:30'),
      firstDay: '2026-03-04',
      lastDay: '2026-03-04',
      fromTime: '07:00',
      toTime: '10:30',
      changedBy: '李',
      changedAt: at('11:00'),
    };
    const gone = { ...note, id: 'g', from: at('05:00'), to: at('06:00') };
    const { page } = await opened({ noted: [note, gone] });
    const bands = page.findAll('[data-testid="replay-annotation"]');
    expect(bands.map((band) => band.attributes('style'))).toEqual(['left: 0%; width: 25%;']);
    expect(bands[0]?.attributes('title')).toBe(
      `2026-03-04 07:00–10:30 ${phrase('annotations.kinds.system-down')}：停电`,
    );
  });

  it('goes to just before what is pressed, and to where the line is taken hold of', async () => {
    const { page, byTestId } = await opened();
    await byTestId('replay-warning').trigger('click');
    await byTestId('replay-prompt').trigger('click');
    await byTestId('replay-line').setValue(String(line.from + 3_600_000));
    expect(page.emitted('go')).toEqual([
      [Date.parse(at('12:59'))],
      [Date.parse(at('10:29'))],
      [Date.parse(at('09:00'))],
    ]);
  });

  it('says the moment and how many waited then, and can be moved along before that is known', async () => {
    const { byTestId } = await opened();
    expect(byTestId('replay-line').attributes('aria-valuetext')).toBe(`13:20、${phrase('replay.waiting', { n: 24 })}`);
    expect(byTestId('replay-curve').exists()).toBe(true);
    const bare = await opened({ seen: null });
    expect(bare.byTestId('replay-line').attributes('aria-valuetext')).toBe('13:20');
    expect([bare.byTestId('replay-curve').exists(), bare.byTestId('replay-prompt').exists()]).toEqual([false, true]);
  });
});
