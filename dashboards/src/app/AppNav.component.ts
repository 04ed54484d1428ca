import type { Caller } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../testing/mounted';
import AppNav from './AppNav.vue';
import { modulesFor } from './navigation';

const MANAGER: Caller = { kind: 'user', id: 'm', name: '李', role: 'manager', halls: 'all' };

describe('the way to all pages', () => {
  let close = (): void => undefined;
  afterEach(() => {
    close();
    Reflect.deleteProperty(window, 'matchMedia');
    document.body.innerHTML = '';
  });
  const shown = async (address = '/cases', { home = true, narrow = false } = {}) => {
    const asked = (media: string) => ({
      media,
      matches: narrow,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    });
    Object.assign(window, { matchMedia: asked });
    const modules = modulesFor(MANAGER);
    const all = await mounted(
      AppNav,
      { modules, links: [], more: false, hall: 'H 1', home },
      { caller: MANAGER, address },
    );
    close = () => {
      all.page.unmount();
    };
    await flushPromises();
    const of = (module: string) => all.byTestId(`module-${module}`);
    return {
      ...all,
      modules,
      of,
      /** the modules whose pages are disclosed */
      open: () => modules.map(({ module }) => module).filter((name) => of(name).attributes('aria-expanded') === 'true'),
      press: async (id: string): Promise<void> => {
        await all.byTestId(id).trigger('click');
        await flushPromises();
      },
      key: async (name: string): Promise<void> => {
        document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
        await flushPromises();
      },
      at: () => document.activeElement?.getAttribute('data-testid'),
      focus: (module = '') => {
        document.querySelector<HTMLElement>(`[data-testid="module-${module}"]`)?.focus();
      },
    };
  };

  it('says where one is, and discloses one module at a time', async () => {
    const { page, modules, press, open } = await shown('/cases');
    const [here] = modules.flatMap(({ module, pages }) => (pages.some(({ name }) => name === 'cases') ? [module] : []));
    const other = modules.find(({ module }) => module !== here)?.module ?? '';
    expect(page.findAll('[aria-current="true"]').map((one) => one.attributes('data-testid'))).toEqual([
      `module-${String(here)}`,
    ]);
    expect(page.findAll('[aria-current="page"]').map((one) => one.attributes('data-testid'))).toEqual(['page-cases']);
    expect(open()).toEqual([]);
    await press(`module-${String(here)}`);
    await press(`module-${other}`);
    expect(open()).toEqual([other]);
    await press(`module-${other}`);
    expect(open()).toEqual([]);
  });

  it('leads to pages of a hall at the hall it was given, and folds up once there', async () => {
    const { router, modules, press, open, byTestId } = await shown();
    const [module] = modules.flatMap(({ module: name, pages }) =>
      pages.some((one) => one.name === 'desk') ? [name] : [],
    );
    await press(`module-${String(module)}`);
    await byTestId('page-desk').trigger('click');
    await flushPromises();
    expect(router.currentRoute.value).toMatchObject({ name: 'desk', params: { hall: 'H 1' } });
    expect(open()).toEqual([]);
  });

  it('is walked by keys: down and up through pages, around the end, and aside through modules', async () => {
    const { modules, focus, key, at, open } = await shown();
    const [first, second] = modules;
    const last = modules.at(-1);
    focus(first?.module);
    await key('ArrowDown');
    expect([open(), at()]).toEqual([[first?.module], `page-${String(first?.pages[0]?.name)}`]);
    await key('ArrowUp');
    expect(at()).toBe(`module-${String(first?.module)}`);
    await key('ArrowUp');
    expect(at()).toBe(`page-${String(first?.pages.at(-1)?.name)}`);
    await key('ArrowDown');
    expect(at()).toBe(`module-${String(first?.module)}`);
    await key('ArrowRight');
    expect([open(), at()]).toEqual([[second?.module], `module-${String(second?.module)}`]);
    await key('ArrowLeft');
    await key('ArrowLeft');
    expect([open(), at()]).toEqual([[last?.module], `module-${String(last?.module)}`]);
  });

  it('folds up by Escape with the focus where it came from, by a press beside it, and when the focus goes on', async () => {
    const { of, key, press, at, open, modules, focus } = await shown();
    const beside = document.body.appendChild(document.createElement('button'));
    const { module, pages } = modules[0] ?? { module: '', pages: [] };
    focus(module);
    await key('ArrowDown');
    expect(at()).toBe(`page-${String(pages[0]?.name)}`);
    await key('Escape');
    expect([open(), at()]).toEqual([[], `module-${module}`]);

    await press(`module-${module}`);
    await of(module).trigger('pointerdown');
    expect(open()).toEqual([module]);
    beside.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    await flushPromises();
    expect(open()).toEqual([]);

    await press(`module-${module}`);
    focus(module);
    beside.focus();
    await flushPromises();
    expect(open()).toEqual([]);
  });

  it('is one button where there is no room, which opens at the module one is in', async () => {
    const { press, open, key, page, at, focus } = await shown('/cases', { narrow: true });
    const isShown = () => page.get('#modules').isVisible();
    expect(isShown()).toBe(false);
    await press('nav-unfold');
    const [module, ...more] = open();
    expect([isShown(), more, page.find(`#module-${String(module)} [data-testid="page-cases"]`).exists()]).toEqual([
      ...[true, [], true],
    ]);
    focus(module);
    // stacked, there is nothing beside a module
    await key('ArrowRight');
    expect(at()).toBe(`module-${String(module)}`);
    await key('Escape');
    expect([isShown(), at()]).toEqual([false, 'nav-unfold']);
  });

  it('offers the halls only to those who have some', async () => {
    expect((await shown('/', { home: true })).byTestId('nav-halls').attributes('href')).toBe('/halls');
    close();
    expect((await shown('/', { home: false })).byTestId('nav-halls').exists()).toBe(false);
  });
});
