import { message, type LiveQueue, type Prompt, type Warning } from '@cockpit/contracts';
import { SAMPLE_HALL, SAMPLE_NOW } from '../../testing/sample-hall';
import { changes } from './headline';
import { expectedByPrompt, expectedByQueue, expectedByWarning, firstBack, toChase, waitAhead } from './situation';

const [prompt] = SAMPLE_HALL.prompts;
if (prompt === undefined) throw new Error('the sample has no prompt');
const names = { queue: (code: string) => SAMPLE_HALL.queues.find((queue) => queue.code === code)?.name ?? code };
const [code = ''] = Object.keys(prompt.predicted);
const change = (beforeMin: number): Prompt => ({
  ...prompt,
  predicted: {
    [code]: { beforeP50Sec: beforeMin * 60, afterP50Sec: 60, beforeP80Sec: beforeMin * 60, afterP80Sec: 60 },
  },
});
const queues: LiveQueue[] = SAMPLE_HALL.queues.map((queue) => ({ ...queue, targetMin: 15 }));
const expected = (beforeMin: number) => expectedByPrompt(changes(change(beforeMin), names)[0] ?? null, queues);

describe('what makes a queue bad', () => {
  const [queue] = queues;
  if (queue === undefined) throw new Error('the sample has no queue');

  it('is the wait of who takes a number now while nobody in it has waited beyond the target', () => {
    const ahead = (longestMin: number | null, nextMin: number | null) =>
      waitAhead({
        ...queue,
        longestWaitSec: longestMin === null ? null : longestMin * 60,
        predictedP50Sec: nextMin === null ? null : nextMin * 60,
      });
    expect([ahead(3, 17), ahead(null, 17), ahead(3, 12), ahead(16, 17), ahead(3, null)]).toEqual([
      17,
      17,
      null,
      null,
      null,
    ]);
  });
});

describe('what a hall comes down to', () => {
  it('foretells the wait that a prompt prevents only where it is beyond the target', () => {
    expect(expected(34)).toEqual({ queue: names.queue(code), min: 34, said: 'expected' });
    expect(expected(15)).toBeNull();
    expect(expectedByPrompt(null, queues)).toBeNull();
  });

  it('takes the longest wait that a warning foretells, and none that recovers', () => {
    const warning = (queue: string, value: number, condition: Warning['condition'] = 'firing') => ({
      ...{ rule: 'queue-predicted-wait', condition },
      words: message('warning.queue-predicted-wait', { queue, value, limit: 15 }),
    });
    const all = [warning('内保', 16), warning('法制', 19), warning('禁毒', 40, 'recovering')];
    expect(expectedByWarning(all)).toEqual({ queue: '法制', min: 19, said: 'expectedUpTo' });
    expect(expectedByWarning([{ ...warning('内保', 16), rule: 'window-idle' }])).toBeNull();
  });

  it('foretells the wait of who would join a short line that is slow', () => {
    const slow = (min: number, level: LiveQueue['level'] = 'busy') =>
      queues.map((queue, i) => ({ ...queue, level, predictedP50Sec: i === 0 ? min * 60 : 60 }));
    expect(expectedByQueue(slow(16))).toEqual({ queue: queues[0]?.name, min: 16, said: 'expectedNow' });
    expect(expectedByQueue(slow(14))).toBeNull();
    // the table of queues does not mark it
    expect(expectedByQueue(slow(16, 'normal'))).toBeNull();
    expect(expectedByQueue(queues.map((queue) => ({ ...queue, predictedP50Sec: null })))).toBeNull();
  });

  it('knows who is back first at a window of the queue', () => {
    const [window] = SAMPLE_HALL.windows;
    if (window === undefined) throw new Error('the sample has no window');
    const away = (number: string, min: number, served = code) => ({
      ...{ ...window, number, queues: [served] },
      absence: { kind: 'break' as const, backAt: new Date(SAMPLE_NOW + min * 60_000).toISOString() },
    });
    const windows = [away('05', 9), away('06', 4), away('07', 1, 'elsewhere')];
    expect(firstBack(code, { windows })).toEqual({ number: '06', at: SAMPLE_NOW + 240_000 });
    expect(firstBack(code, { windows: [{ ...window, queues: [code] }] })).toBeNull();
  });

  it('asks after the measure for a queue that nobody has confirmed for the longest time', () => {
    const told = (min: number, id: string): Prompt => ({
      ...{ ...prompt, id, state: 'accepted' },
      orders: [
        {
          ...{ to: 'window', state: 'told', raised: 0, seenAt: null, answeredAt: null, answeredBy: null, reason: null },
          ...{ endedAt: null, steps: [], toldAt: new Date(SAMPLE_NOW - min * 60_000).toISOString() },
          words: message('order.link', { queues: ['户政'], window: '12' }),
        },
      ],
    });
    const chase = (...prompts: Prompt[]) => toChase(code, { prompts }, names, SAMPLE_NOW);
    expect(chase(told(4, 'a'))).toBeNull();
    expect(chase(told(6, 'a'), told(9, 'b'))).toMatchObject({ prompt: { id: 'b' }, min: 9 });
    expect(toChase('elsewhere', { prompts: [told(9, 'b')] }, names, SAMPLE_NOW)).toBeNull();
  });
});
