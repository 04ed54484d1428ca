import { firstPage, ROLES, type Role } from '@cockpit/contracts';
import { BY_NAME, ENTRIES } from './entries';
import { MESSAGES, PAGES } from './features';
import { menuFor, modulesFor } from './navigation';

const named = (role: (typeof ROLES)[number], hasHall = true) =>
  modulesFor({ role }, hasHall).flatMap(({ pages }) => pages.map((page) => page.name));

/** Everything one can press in the bar that leads to a page, the halls and the page of all pages included. */
function entriesOf(role: Role): string[] {
  const { links, modules, more } = menuFor({ role });
  const pages = [...links, ...modules.flatMap((one) => one.pages)].map(({ name }) => name);
  return [...(links.length === 0 ? ['halls'] : []), ...pages, ...(more ? ['pages'] : [])];
}

describe('the menu of a role', () => {
  it('of a supervisor has six pages beside the page of all pages, and begins where they land', () => {
    expect(entriesOf('supervisor')).toEqual(['desk', 'plan', 'forecast', 'guide', 'cases', 'replay', 'pages']);
    expect(firstPage({ role: 'supervisor' }, '/')).toBe('/desk');
  });

  it('of an officer begins with what they have to do, that of a guide with whom to lead', () => {
    for (const [role, page, path] of [
      ['officer', 'me', '/me'],
      ['guide', 'guide', '/guide'],
    ] as const) {
      expect([role, entriesOf(role)[0], firstPage({ role }, '/')]).toEqual([role, page, path]);
      expect(entriesOf(role).length).toBeLessThanOrEqual(7);
    }
  });

  it('of a manager has at most 12 entries and that of an administrator at most 24', () => {
    expect(entriesOf('manager').length).toBeLessThanOrEqual(12);
    expect(entriesOf('manager')).toEqual(expect.arrayContaining(['overview', 'bureau-wall']));
    expect(entriesOf('administrator')).toContain('bureau-wall');
    expect(firstPage({ role: 'manager' }, '/')).toBe('/overview');
    expect(entriesOf('administrator').length).toBeLessThanOrEqual(24);
  });

  it('leads to nothing that its role may not open, and names no page that there is not', () => {
    for (const role of ROLES) {
      const mayOpen = new Set(
        [...BY_NAME.values()].filter(({ roles }) => roles.includes(role)).map(({ name }) => name),
      );
      const entries = entriesOf(role).filter((name) => name !== 'halls' && name !== 'pages');
      expect([role, entries.filter((name) => !mayOpen.has(name))]).toEqual([role, []]);
      expect(new Set(entries).size).toBe(entries.length);
    }
    expect(entriesOf('administrator')).toHaveLength(20);
    expect(entriesOf('manager')).toHaveLength(10);
  });

  it('leaves out what needs a hall where there is none', () => {
    expect(menuFor({ role: 'supervisor' }, false).links.map(({ name }) => name)).toEqual(['cases']);
  });
});

describe('navigation', () => {
  it('shows no module without a page', () => {
    for (const role of ROLES) for (const { pages } of modulesFor({ role })) expect(pages.length).toBeGreaterThan(0);
  });

  it('keeps a paired screen to the wall and a source out', () => {
    expect(named('screen')).toEqual(['bureau-wall', 'wall']);
    expect(named('source')).toEqual([]);
    expect(named('supervisor')).toEqual(expect.arrayContaining(['wall', 'desk']));
  });

  it('keeps accounts and the audit from the administrator of the system once the three are apart', () => {
    const pages = (caller: Parameters<typeof modulesFor>[0]) =>
      modulesFor(caller).flatMap(({ pages: shown }) => shown.map(({ name }) => name));
    const whole = pages({ role: 'administrator' });
    expect(whole).toEqual(expect.arrayContaining(['users', 'system']));
    expect(pages({ role: 'administrator', apart: true })).toEqual(whole.filter((name) => name !== 'users'));
    expect(pages({ role: 'security' })).toEqual(['users', 'sources']);
    expect(pages({ role: 'auditor' })).toEqual(['audit']);
  });

  it('lists a page with parts as the one that each role opens it with', () => {
    const sources = ['feeds', 'sources', 'connect'];
    for (const [role, first] of [
      ['manager', 'feeds'],
      ['administrator', 'sources'],
      ['security', 'sources'],
    ] as const)
      expect(named(role).filter((name) => sources.includes(name))).toEqual([first]);
    expect(named('officer')).toContain('network');
    for (const page of PAGES.filter(({ parts }) => parts !== undefined)) {
      const roles = new Set(page.parts?.flatMap((part) => part.roles));
      expect([page.name, [...page.roles].sort()]).toEqual([page.name, [...roles].sort()]);
      const same = page.parts?.find(({ name }) => name === page.name);
      expect([page.name, same?.path ?? page.path]).toEqual([page.name, page.path]);
    }
  });

  it('offers no page that needs a hall to somebody without one', () => {
    for (const role of ROLES)
      expect(named(role, false).filter((name) => PAGES.some((page) => page.name === name && page.perHall))).toEqual([]);
  });

  it('calls no two pages alike: a page of a hall has its name beside its own', () => {
    // these lead on to the page of the own hall
    const named = ENTRIES.filter(({ name }) => !name.endsWith('-start'));
    for (const language of ['zh-CN', 'en'] as const) {
      const words = new Map(
        MESSAGES.flatMap((messages) => Object.entries((messages[language] as { page?: object }).page ?? {})),
      );
      for (const perHall of [true, false]) {
        const titles = named.filter((page) => page.perHall === perHall).map(({ name }) => String(words.get(name)));
        expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([]);
      }
    }
  });

  it('has one address and one name for every page', () => {
    for (const key of ['name', 'path'] as const)
      expect(new Set(ENTRIES.map((page) => page[key])).size).toBe(ENTRIES.length);
    for (const page of ENTRIES) expect([page.name, page.path.includes(':hall')]).toEqual([page.name, page.perHall]);
    expect(
      ENTRIES.filter(
        ({ name }) => !MESSAGES.some(({ 'zh-CN': zh }) => name in ((zh as { page?: object }).page ?? {})),
      ).map(({ name }) => name),
    ).toEqual([]);
  });
});
