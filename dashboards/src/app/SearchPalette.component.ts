import { SearchAnswer, type Caller, type SearchHit } from '@cockpit/contracts';
import { searching } from '../features/search/opened';
import { useSearchKeys } from '../features/search/use-search-keys';
import { field, write } from '../testing/dialog';
import { composed, mounted } from '../testing/mounted';
import { phrase } from '../testing/phrase';
import { refusal, serve, type Server } from '../testing/server';
import { settled } from '../testing/settled';
import SearchPalette from './SearchPalette.vue';

const MANAGER: Caller = { kind: 'user', id: 'm', name: '李', role: 'manager', halls: 'all' };
const hit = (kind: SearchHit['kind'], code: string, more: Partial<SearchHit> = {}): SearchHit => ({
  kind,
  code,
  name: code,
  hall: 'H1',
  hallName: '云江市民中心',
  tier: null,
  day: null,
  about: null,
  ...more,
});
const answer = (hits: SearchHit[], more: Partial<SearchAnswer> = {}): SearchAnswer => ({
  hits,
  more: [],
  unanswered: [],
  ...more,
});

describe('the keys of the search', () => {
  let isAllowed = true;
  let leave = (): void => undefined;
  beforeEach(async () => {
    isAllowed = true;
    searching.value = false;
    const { page } = await composed(() => {
      useSearchKeys(() => isAllowed);
    });
    leave = () => {
      page.unmount();
    };
  });
  afterEach(() => {
    leave();
    document.body.innerHTML = '';
  });
  /** Whether it is open after a key was pressed there. */
  const opens = (key: string, with_: KeyboardEventInit = {}, target: EventTarget = document.body): boolean => {
    searching.value = false;
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...with_ }));
    return searching.value;
  };

  it('are Ctrl-K, Cmd-K and /, and nothing like them', () => {
    expect([opens('k', { ctrlKey: true }), opens('K', { metaKey: true }), opens('/')]).toEqual([true, true, true]);
    expect([
      ...[opens('k'), opens('k', { ctrlKey: true, altKey: true }), opens('k', { ctrlKey: true, shiftKey: true })],
      ...[opens('/', { ctrlKey: true }), opens('p', { ctrlKey: true })],
    ]).toEqual([false, false, false, false, false]);
  });

  it('leave / to whoever is typing, but not Ctrl-K', () => {
    const input = document.body.appendChild(document.createElement('input'));
    expect([opens('/', {}, input), opens('k', { ctrlKey: true }, input)]).toEqual([false, true]);
  });

  it('do nothing for a screen, or before somebody has signed in', () => {
    isAllowed = false;
    expect([opens('k', { ctrlKey: true }), opens('/')]).toEqual([false, false]);
  });
});

// nothing is drawn, so nothing is scrolled
Element.prototype.scrollIntoView = () => undefined;

describe('the search', () => {
  let server: Server;
  let found: (q: string) => unknown;
  let close = (): void => undefined;
  beforeEach(() => {
    found = () => answer([]);
    server = serve({
      'GET /v1/search': ({ query }) => found(query.get('q') ?? ''),
      'GET /v1/halls': () => ({ items: [], next: null }),
    });
  });
  afterEach(() => {
    close();
    server.close();
    searching.value = false;
    document.body.innerHTML = '';
  });
  async function opened(caller = MANAGER, address = '/cases') {
    searching.value = true;
    const all = await mounted(SearchPalette, {}, { caller, address });
    close = () => {
      all.page.unmount();
    };
    await settled();
    return { ...all, at: () => all.router.currentRoute.value };
  }
  const pause = () => new Promise((done) => setTimeout(done, 200));
  async function type(text: string): Promise<void> {
    await write('search-field', text);
    await pause();
    await settled();
  }
  async function press(key: string): Promise<void> {
    field('search-field')?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await settled();
  }
  const options = () => [...document.querySelectorAll('[role="option"]')].map((one) => one.getAttribute('data-testid'));
  const chosen = () => document.querySelector('[aria-selected="true"]')?.getAttribute('data-testid');
  const said = () => document.querySelector('[data-testid="search"]')?.textContent ?? '';
  const asked = () => server.asked.filter(({ path }) => path === '/v1/search').map(({ query }) => query.get('q'));

  it('asks once for what is typed in one go, and not for nothing', async () => {
    await opened();
    await write('search-field', 'yj');
    await write('search-field', 'yjs');
    await type('yjsmzx');
    await type(' ');
    expect(asked()).toEqual(['yjsmzx']);
    expect(said()).toContain(phrase('search.hint'));
  });

  it('has pages at once and all else by kind, is walked by arrow keys around the end, and Enter opens what is chosen', async () => {
    found = () => answer([hit('hall', 'H1', { tier: 'hall' }), hit('ticket', 't7', { day: '2026-03-04' })]);
    const { at } = await opened();
    await type('fx');
    expect(options()).toEqual(['found-page-analysis', 'found-hall-H1-H1', 'found-ticket-H1-t7']);
    expect(chosen()).toBe('found-page-analysis');
    await press('ArrowUp');
    expect(chosen()).toBe('found-ticket-H1-t7');
    expect(field('search-field')?.getAttribute('aria-activedescendant')).toBe('found-ticket-H1-t7');
    await press('ArrowDown');
    await press('ArrowDown');
    expect(chosen()).toBe('found-hall-H1-H1');
    await press('ArrowDown');
    await press('Enter');
    expect(at()).toMatchObject({ name: 'visits', query: { hall: 'H1', day: '2026-03-04', visit: 't7' } });
    expect(searching.value).toBe(false);
  });

  it.each(['采纳调度', 'cndd'])('finds what to do when… by %s, last of all', async (words) => {
    found = () => answer([hit('hall', 'H1', { tier: 'hall' })]);
    const { at } = await opened();
    await type(words);
    expect(options()).toEqual(['found-hall-H1-H1', 'found-task-accept-prompt']);
    await press('ArrowUp');
    await press('Enter');
    expect(at().fullPath).toBe('/help/accept-prompt');
  });

  it.each([
    [hit('hall', 'H1', { tier: 'hall' }), '/desk/H1'],
    [hit('hall', 'B', { tier: 'department' }), '/analysis?hall=B'],
    [hit('window', 'H1-W3', { name: '3' }), '/desk/H1?window=H1-W3'],
    [hit('case', 'm-1'), '/cases/m-1'],
    [hit('officer', 'o1'), '/analysis?metric=served&hall=H1&officer=o1'],
    [hit('item', 'HZ-1', { hall: null, hallName: null }), '/catalogue/HZ-1'],
    [hit('figure', 'wait_mean', { hall: null, hallName: null }), '/analysis?metric=wait_mean'],
  ])('opens %o where it is seen', async (one, path) => {
    found = () => answer([one]);
    const { at } = await opened();
    await type('zzzz');
    await press('Enter');
    expect(at().fullPath).toBe(path);
  });

  it('leads a guide to the guide’s page of a hall, and to no page that they may not open', async () => {
    found = () => answer([hit('hall', 'H1', { tier: 'hall' })]);
    const { at } = await opened({ ...MANAGER, role: 'guide', halls: ['H1'] }, '/guide/H1');
    await type('yxfx');
    expect(options()).toEqual(['found-hall-H1-H1']);
    await press('Enter');
    expect(at().fullPath).toBe('/guide/H1');
  });

  it('says that nothing was found, that there are more, and what cannot be looked up now', async () => {
    await opened();
    await type('没有这个');
    expect(said()).toContain(phrase('search.none', { words: '没有这个' }));
    found = () => answer([hit('window', 'w1', { name: '1' })], { more: ['window'], unanswered: ['ticket'] });
    await type('1');
    expect(said()).toContain(phrase('search.more'));
    expect(said()).toContain(phrase('search.unanswered', { kinds: phrase('search.kinds.ticket') }));
    expect(said()).toContain(phrase('search.window', { number: '1' }));
  });

  it('says plainly that the server does not answer, keeps its pages, and asks again', async () => {
    found = () => refusal(503, 'unavailable');
    await opened();
    await type('fx');
    expect([said().includes(phrase('search.failed')), options()]).toEqual([true, ['found-page-analysis']]);
    found = () => answer([hit('hall', 'H1', { tier: 'hall' })]);
    document.querySelector<HTMLElement>('[data-testid="search-again"]')?.click();
    await settled();
    expect(options()).toEqual(['found-page-analysis', 'found-hall-H1-H1']);
    expect(said()).not.toContain(phrase('search.failed'));
  });

  it('asks nothing of the server for whom it finds nothing', async () => {
    await opened({ ...MANAGER, role: 'auditor', halls: [] }, '/admin/audit');
    await type('sj');
    expect([asked(), options()]).toEqual([[], ['found-page-audit']]);
  });

  it('breaks off what nobody waits for any more', async () => {
    const signals: (AbortSignal | null | undefined)[] = [];
    const answering = globalThis.fetch;
    globalThis.fetch = (input, init) => {
      if (typeof input === 'string' && input.includes('/v1/search')) signals.push(init?.signal);
      return answering(input, init);
    };
    found = (q) => (q === 'a' ? new Promise(() => undefined) : answer([]));
    await opened();
    await type('a');
    await type('ab');
    globalThis.fetch = answering;
    expect(signals.map((signal) => signal?.aborted)).toEqual([true, false]);
  });
});
