import type { PlanEffectAnswer, PlanResult } from '@cockpit/contracts';
import { benchHall, benchNames, makeDay, STANDARD } from '@cockpit/domain';
import { PlanResultWorker } from './plan-result.worker';

const DRAWN = makeDay(STANDARD, 1_001);
const NAMES = benchNames(DRAWN);
const CONFIG = benchHall(DRAWN, NAMES);
const CLOSING = CONFIG.open.at(-1)?.to ?? 0;
const minutesAfter = (minutes: number): number => CLOSING + minutes * 60_000;

function worker(answer: PlanEffectAnswer) {
  const jobs: { hall: string; day: string }[] = [];
  const kept: PlanResult[] = [];
  const asked: string[] = [];
  const times: number[] = [];
  let run: (due: { hall: string; day: string }) => Promise<unknown> = () => Promise.resolve();
  const results = {
    waiting: (_: string, __: string, upTo: string) => Promise.resolve((asked.push(upTo), [upTo])),
    keep: (_: string, __: string, result: PlanResult) => Promise.resolve(void kept.push(result)),
  };
  const effects = { at: (_: string, __: string, now: number) => (times.push(now), Promise.resolve(answer)) };
  const configs = { get: () => Promise.resolve(CONFIG) };
  const queues = { add: (_: unknown, job: (typeof jobs)[number]) => Promise.resolve(void jobs.push(job)) };
  const workers = { register: (_: unknown, handler: typeof run) => void (run = handler) };
  const counting = new PlanResultWorker(
    results as never,
    effects as never,
    configs as never,
    queues as never,
    workers as never,
  );
  counting.onApplicationBootstrap();
  return { counting, jobs, kept, asked, times, run: (due: (typeof jobs)[number]) => run(due) };
}
const NONE: PlanEffectAnswer = { effect: null, adherence: null };

describe('counting what came of a plan', () => {
  it('waits until those who stood in line at closing are served, and takes earlier days at once', async () => {
    const { counting, asked } = worker(NONE);
    const before = minutesAfter(60) - (minutesAfter(60) % 600_000);
    for (const minute of [
      NAMES.opening + 3_600_000,
      before,
      before + 60_000,
      minutesAfter(80) - (minutesAfter(80) % 600_000),
    ])
      await counting.handOver({} as never, CONFIG, minute);
    expect(asked.at(-1)).toBe(CONFIG.day);
    expect(asked.slice(0, -1).every((day) => day < CONFIG.day)).toBe(true);
  });

  it('keeps what was expected, followed and observed by the end of the day, and nothing where no plan was sent', async () => {
    const due = { hall: CONFIG.hall.code, day: CONFIG.day };
    const none = worker(NONE);
    await none.run(due);
    expect(none.kept).toEqual([]);
    const observed = { savedMin: 12, lowMin: 3, highMin: 21, visitors: 4, tickets: [] };
    const expected = { days: 20, meanWithoutMin: 20, meanWithMin: 12, cut: 0.4, cutCI: 0.06 };
    const sent = worker({
      effect: { expected, observed } as never,
      adherence: { orders: [{}, {}, {}] as never, done: 2, unanswered: 1, refused: 0, notFollowed: 0 },
    });
    await sent.run(due);
    expect(sent.times).toEqual([minutesAfter(60)]);
    expect(sent.kept).toEqual([
      { expected: { cut: 0.4, cutCI: 0.06 }, ordered: 3, done: 2, observed: { savedMin: 12, lowMin: 3, highMin: 21 } },
    ]);
  });
});
