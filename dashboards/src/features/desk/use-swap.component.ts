import { effectScope, ref } from 'vue';
import { SWAP_MS, useSwap } from './use-swap';

describe('a prompt that takes the place of another', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('cannot be answered by the tap meant for the one before', () => {
    const scope = effectScope();
    const id = ref<string | null>(null);
    const swapped = scope.run(() => useSwap(id));
    id.value = 'p1';
    expect(swapped?.value).toBe(false);
    id.value = 'p2';
    expect(swapped?.value).toBe(true);
    jest.advanceTimersByTime(SWAP_MS);
    expect(swapped?.value).toBe(false);
    id.value = null;
    expect(swapped?.value).toBe(false);
    scope.stop();
  });
});
