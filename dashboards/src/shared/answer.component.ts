import { ref, shallowRef } from 'vue';
import { within } from '../testing/within';
import { useAgingAnswer, useAnswer } from './answer';
import { ApiError } from './http';

const down = () => new ApiError({ type: 'about:blank', title: 'unreachable', status: 0, code: 'unreachable' });
const later = <T>(ms: number, answer: T) =>
  new Promise<T>((resolve) => {
    setTimeout(() => {
      resolve(answer);
    }, ms);
  });
let hidden = false;
const look = (away: boolean) => {
  hidden = away;
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
};

describe('an answer of the server', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    hidden = false;
    jest.spyOn(document, 'visibilityState', 'get').mockImplementation(() => (hidden ? 'hidden' : 'visible'));
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('is had even when every one takes longer than the turns', async () => {
    let asked = 0;
    const { value, stop } = within(() =>
      useAgingAnswer({ name: 'slow', about: () => 1, ask: () => later(7000, ++asked), everyMs: 5000 }),
    );
    await jest.advanceTimersByTimeAsync(30_000);
    expect(value.data.value).toBeGreaterThanOrEqual(2);
    stop();
  });

  it('is not asked for while nobody looks, and at once afterwards if its turn came meanwhile', async () => {
    let asked = 0;
    const { stop } = within(() =>
      useAgingAnswer({ name: 'shown', about: () => 1, ask: () => Promise.resolve(++asked), everyMs: 5000 }),
    );
    await jest.advanceTimersByTimeAsync(1000);
    look(true);
    look(false);
    await jest.advanceTimersByTimeAsync(10);
    expect(asked).toBe(1);
    look(true);
    await jest.advanceTimersByTimeAsync(30_000);
    expect(asked).toBe(1);
    look(false);
    await jest.advanceTimersByTimeAsync(10);
    expect(asked).toBe(2);
    stop();
  });

  it('stays when there is no other, with why, and how old it is, and is fresh again when there is', async () => {
    let works = true;
    const { value, stop } = within(() =>
      useAgingAnswer({
        name: 'kept',
        about: () => 1,
        ask: () => (works ? Promise.resolve('then') : Promise.reject(down())),
        everyMs: 5000,
      }),
    );
    await jest.advanceTimersByTimeAsync(1000);
    expect([value.data.value, value.stale.value, value.lateSec.value]).toEqual(['then', false, null]);
    works = false;
    await jest.advanceTimersByTimeAsync(30_000);
    expect([value.data.value, value.problem.value?.problem.code, value.stale.value]).toEqual([
      'then',
      'unreachable',
      true,
    ]);
    expect(value.ageSec.value).toBeGreaterThanOrEqual(29);
    expect(value.lateSec.value).toBeGreaterThanOrEqual(29);
    works = true;
    await jest.advanceTimersByTimeAsync(6000);
    expect([value.problem.value, value.stale.value, value.lateSec.value]).toEqual([null, false, null]);
    stop();
  });

  it('is never one to an earlier question', async () => {
    const hall = ref('slow');
    const { value, stop } = within(() =>
      useAnswer({ name: 'hall', about: () => hall.value, ask: (code) => later(code === 'slow' ? 5000 : 10, code) }),
    );
    await jest.advanceTimersByTimeAsync(100);
    hall.value = 'quick';
    await jest.advanceTimersByTimeAsync(10_000);
    expect(value.data.value).toBe('quick');
    stop();
  });

  it('is gone with its question, and its problem too', async () => {
    const hall = shallowRef<string | null>('H1');
    const { value, stop } = within(() =>
      useAnswer({
        name: 'gone',
        about: () => hall.value,
        ask: (code) => (code === 'H1' ? Promise.resolve(code) : Promise.reject(down())),
      }),
    );
    await jest.advanceTimersByTimeAsync(10);
    expect(value.data.value).toBe('H1');
    hall.value = 'H2';
    await jest.advanceTimersByTimeAsync(10);
    expect([value.data.value, value.problem.value?.problem.code]).toEqual([null, 'unreachable']);
    hall.value = null;
    await jest.advanceTimersByTimeAsync(10);
    expect([value.data.value, value.problem.value]).toEqual([null, null]);
    await value.refresh();
    expect(value.problem.value).toBeNull();
    stop();
  });

  it('says why there is none also while it is tried again', async () => {
    const { value, stop } = within(() =>
      useAnswer({
        name: 'tried',
        about: () => 1,
        ask: () => later(1000, null).then(() => Promise.reject(down())),
        everyMs: 5000,
      }),
    );
    const seen: (string | undefined)[] = [];
    await jest.advanceTimersByTimeAsync(1500);
    for (let i = 0; i < 40; i++) {
      await jest.advanceTimersByTimeAsync(500);
      seen.push(value.problem.value?.problem.code);
    }
    expect(new Set(seen)).toEqual(new Set(['unreachable']));
    stop();
  });

  it('is what an action answered, whatever was on its way', async () => {
    let answers = 0;
    const { value, stop } = within(() =>
      useAnswer({ name: 'put', about: () => 1, ask: () => later(1000, `asked ${String(++answers)}`) }),
    );
    await jest.advanceTimersByTimeAsync(1500);
    void value.refresh();
    await value.put('told');
    await jest.advanceTimersByTimeAsync(5000);
    expect(value.data.value).toBe('told');
    stop();
  });

  it('is not asked for again in turns once it cannot become another', async () => {
    let asked = 0;
    const { stop } = within(() =>
      useAnswer<number, string | null>({
        name: 'final',
        about: () => 1,
        ask: () => Promise.resolve(++asked > 1 ? null : 'some'),
        changes: (answer) => answer !== null,
        everyMs: 1000,
      }),
    );
    await jest.advanceTimersByTimeAsync(10_000);
    expect(asked).toBe(2);
    stop();
  });
});
