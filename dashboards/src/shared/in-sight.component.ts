import { mount } from '@vue/test-utils';
import { defineComponent, h, nextTick, useTemplateRef } from 'vue';
import { useInSight } from './in-sight';

const Part = defineComponent({
  setup() {
    const isSeen = useInSight(useTemplateRef<HTMLElement>('part'));
    return () => h('p', { ref: 'part' }, String(isSeen.value));
  },
});

describe('a part that is far below', () => {
  const own = Object.getOwnPropertyDescriptor(window, 'IntersectionObserver');
  let scrolled: (isIntersecting: boolean) => void;
  beforeEach(() => {
    class Observer {
      constructor(tell: (entries: { isIntersecting: boolean }[]) => void) {
        scrolled = (isIntersecting) => {
          tell([{ isIntersecting }]);
        };
      }
      observe = (): void => undefined;
      disconnect = (): void => undefined;
    }
    Object.assign(window, { IntersectionObserver: Observer });
  });
  afterEach(() => {
    Reflect.deleteProperty(window, 'IntersectionObserver');
    if (own !== undefined) Object.defineProperty(window, 'IntersectionObserver', own);
  });

  it('is seen once it comes into sight, and stays so', async () => {
    const part = mount(Part, { attachTo: document.body });
    await nextTick();
    scrolled(false);
    await nextTick();
    expect(part.text()).toBe('false');
    scrolled(true);
    scrolled(false);
    await nextTick();
    expect(part.text()).toBe('true');
    part.unmount();
  });

  it('is seen when the page is printed', async () => {
    const part = mount(Part, { attachTo: document.body });
    await nextTick();
    window.dispatchEvent(new Event('beforeprint'));
    await nextTick();
    expect(part.text()).toBe('true');
    part.unmount();
  });

  it('is seen at once where nobody can say what is in sight', () => {
    Reflect.deleteProperty(window, 'IntersectionObserver');
    const part = mount(Part);
    expect(part.text()).toBe('true');
    part.unmount();
  });
});
