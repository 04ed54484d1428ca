import { effectScope, ref } from 'vue';
import { ApiError } from '../../shared/http';
import { useLoad } from './use-load';

describe('what a panel of the desk shows', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    Object.defineProperty(globalThis, 'document', { configurable: true, value: { hidden: false } });
  });
  afterEach(() => {
    jest.useRealTimers();
    Reflect.deleteProperty(globalThis, 'document');
  });

  it('is said to be old once it is not answered any more, and fresh again when it is', async () => {
    const scope = effectScope();
    let works = true;
    const panel = scope.run(() =>
      useLoad(
        ref('H1'),
        () =>
          works
            ? Promise.resolve('list')
            : Promise.reject(
                new ApiError({ type: 'about:blank', title: 'unreachable', status: 0, code: 'unreachable' }),
              ),
        10_000,
      ),
    );
    await jest.advanceTimersByTimeAsync(1000);
    expect([panel?.value.value, panel?.lateSec.value]).toEqual(['list', null]);
    works = false;
    await jest.advanceTimersByTimeAsync(30_000);
    expect(panel?.value.value).toBe('list');
    expect(panel?.lateSec.value).toBeGreaterThanOrEqual(30);
    works = true;
    await jest.advanceTimersByTimeAsync(10_000);
    expect(panel?.lateSec.value).toBeNull();
    scope.stop();
  });

  it('is never an answer to an earlier question', async () => {
    const scope = effectScope();
    const hall = ref('slow');
    const panel = scope.run(() =>
      useLoad(
        hall,
        (code) =>
          new Promise<string>((answer) => {
            setTimeout(
              () => {
                answer(code);
              },
              code === 'slow' ? 5000 : 10,
            );
          }),
      ),
    );
    hall.value = 'quick';
    await jest.advanceTimersByTimeAsync(10_000);
    expect(panel?.value.value).toBe('quick');
    scope.stop();
  });
});
