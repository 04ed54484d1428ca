import type { DeskChange } from '@cockpit/contracts';
import { ref } from 'vue';
import { within } from '../../testing/within';
import { useWhatIf } from './use-what-if';

describe('what a change would do', () => {
  const answered = globalThis.fetch;
  const change: DeskChange = { kind: 'close', windowId: 'w1' };
  let minute = 0;
  let works = true;
  beforeEach(() => {
    jest.useFakeTimers();
    globalThis.fetch = () =>
      works
        ? Promise.resolve(
            Response.json({
              hall: 'H1',
              now: `2026-03-09T02:0${String(minute++)}:00.000Z`,
              change,
              queues: {},
              unknown: {},
              savedMin: { mean: 0, p10: 0, p90: 0 },
              unqualified: [],
              tookMs: 1,
            }),
          )
        : Promise.reject(new TypeError('no line'));
  });
  afterEach(() => {
    globalThis.fetch = answered;
    jest.useRealTimers();
  });

  it('is asked again while somebody thinks, the answer standing there until the next, and gone when there is none', async () => {
    const { value: asked, stop } = within(() => useWhatIf(ref('H1'), ref<DeskChange | null>(change)));
    expect(asked.asking.value).toBe(true);
    await jest.advanceTimersByTimeAsync(1000);
    expect([asked.answer.value?.now, asked.asking.value]).toEqual(['2026-03-09T02:00:00.000Z', false]);
    const seen: boolean[] = [];
    for (let i = 0; i < 60; i++) {
      await jest.advanceTimersByTimeAsync(500);
      seen.push(asked.asking.value);
    }
    expect([asked.answer.value?.now, seen.includes(true)]).toEqual(['2026-03-09T02:01:00.000Z', false]);
    works = false;
    await jest.advanceTimersByTimeAsync(30_000);
    expect([asked.answer.value, asked.problem.value?.problem.code]).toEqual([null, 'unreachable']);
    stop();
  });
});
