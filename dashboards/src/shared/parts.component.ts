import { mount } from '@vue/test-utils';
import { defineComponent, h, nextTick, ref } from 'vue';
import { useParts } from './parts';

describe('a page that comes part by part', () => {
  const shown = (last: number, begins?: () => boolean) =>
    mount(
      defineComponent(() => {
        const parts = Array.from({ length: last }, (_, i) => String(i));
        const has = useParts(() => parts, begins);
        return () => h('p', String(parts.filter(has).length));
      }),
    );

  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('shows the next part once it was painted, and ends at the last', async () => {
    const page = shown(2);
    const seen = [page.text()];
    for (let frame = 0; frame < 6; frame += 1) {
      jest.advanceTimersToNextFrame();
      jest.advanceTimersByTime(1);
      await nextTick();
      seen.push(page.text());
    }
    expect(seen).toEqual(['0', '1', '2', '2', '2', '2', '2']);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('begins when there is something to show, and does not begin again', async () => {
    const ready = ref(false);
    const page = shown(2, () => ready.value);
    jest.advanceTimersByTime(1000);
    await nextTick();
    expect(page.text()).toBe('0');
    for (const is of [true, false, true]) {
      ready.value = is;
      await nextTick();
      jest.advanceTimersByTime(1000);
      await nextTick();
      expect(page.text()).toBe('2');
    }
  });

  it('goes on where nothing is painted, and leaves nothing behind when it is closed', async () => {
    const frames = jest.spyOn(globalThis, 'requestAnimationFrame').mockReturnValue(1);
    const page = shown(3);
    jest.advanceTimersByTime(1000);
    await nextTick();
    expect(page.text()).toBe('3');
    const closed = shown(3);
    closed.unmount();
    expect(jest.getTimerCount()).toBe(0);
    frames.mockRestore();
  });
});
