import { effectScope } from 'vue';
import { ApiError } from './http';
import { usePolled } from './polled';

describe('something asked for again and again', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    Object.defineProperty(globalThis, 'document', {
      configurable: true,
      value: Object.assign(new EventTarget(), { hidden: false }),
    });
  });
  afterEach(() => {
    jest.useRealTimers();
    Reflect.deleteProperty(globalThis, 'document');
  });
  const down = () => new ApiError({ type: 'about:blank', title: 'unreachable', status: 0, code: 'unreachable' });

  it('is had even when every answer takes longer than the turns', async () => {
    const scope = effectScope();
    let asked = 0;
    const polled = scope.run(() =>
      usePolled(
        () =>
          new Promise<number>((answer) => {
            const mine = ++asked;
            setTimeout(() => {
              answer(mine);
            }, 7000);
          }),
        5000,
      ),
    );
    await jest.advanceTimersByTimeAsync(30_000);
    expect(polled?.data.value).toBeGreaterThanOrEqual(2);
    scope.stop();
  });

  it('is not asked for while nobody looks, and at once afterwards if its turn came meanwhile', async () => {
    const scope = effectScope();
    let asked = 0;
    scope.run(() => usePolled(() => Promise.resolve(++asked), 5000));
    const look = (hidden: boolean) => {
      Object.assign(document, { hidden });
      document.dispatchEvent(new Event('visibilitychange'));
    };
    await jest.advanceTimersByTimeAsync(1000);
    look(true);
    look(false);
    expect(asked).toBe(1);
    look(true);
    await jest.advanceTimersByTimeAsync(30_000);
    expect(asked).toBe(1);
    look(false);
    expect(asked).toBe(2);
    scope.stop();
  });

  it('keeps the last answer when there is none, says why, and how old it is', async () => {
    const scope = effectScope();
    let answers = 1;
    const polled = scope.run(() =>
      usePolled(() => (answers-- > 0 ? Promise.resolve('then') : Promise.reject(down())), 5000),
    );
    await jest.advanceTimersByTimeAsync(30_000);
    expect([polled?.data.value, polled?.problem.value?.problem.code, polled?.stale.value]).toEqual([
      'then',
      'unreachable',
      true,
    ]);
    expect(polled?.ageSec.value).toBeGreaterThanOrEqual(29);
    scope.stop();
  });
});
