import { ROLES } from '@cockpit/contracts';
import { MESSAGES, PAGES } from './features';
import { modulesFor } from './navigation';

const named = (role: (typeof ROLES)[number], hasHall = true) =>
  modulesFor({ role }, hasHall).flatMap(({ pages }) => pages.map((page) => page.name));

describe('navigation', () => {
  it('shows no module without a page', () => {
    for (const role of ROLES) for (const { pages } of modulesFor({ role })) expect(pages.length).toBeGreaterThan(0);
  });

  it('keeps a paired screen to the wall and a source out', () => {
    expect(named('screen')).toEqual(['wall']);
    expect(named('source')).toEqual([]);
    expect(named('supervisor')).toEqual(expect.arrayContaining(['wall', 'desk']));
  });

  it('keeps accounts and the audit from the administrator of the system once the three are apart', () => {
    const pages = (caller: Parameters<typeof modulesFor>[0]) =>
      modulesFor(caller).flatMap(({ pages: shown }) => shown.map(({ name }) => name));
    const whole = pages({ role: 'administrator' });
    expect(whole).toEqual(expect.arrayContaining(['users', 'audit', 'system']));
    expect(pages({ role: 'administrator', apart: true })).toEqual(
      whole.filter((name) => !['users', 'audit'].includes(name)),
    );
    expect(pages({ role: 'security' })).toEqual(['users', 'sources']);
    expect(pages({ role: 'auditor' })).toEqual(['audit']);
  });

  it('offers no page that needs a hall to somebody without one', () => {
    for (const role of ROLES)
      expect(named(role, false).filter((name) => PAGES.some((page) => page.name === name && page.perHall))).toEqual([]);
  });

  it('calls no two pages alike: a page of a hall has its name beside its own', () => {
    // this one leads on to the guide's page of the only hall
    const named = PAGES.filter(({ name }) => name !== 'guide-start');
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
      expect(new Set(PAGES.map((page) => page[key])).size).toBe(PAGES.length);
    for (const page of PAGES) expect([page.name, page.path.includes(':hall')]).toEqual([page.name, page.perHall]);
    expect(
      PAGES.filter(
        ({ name }) => !MESSAGES.some(({ 'zh-CN': zh }) => name in ((zh as { page?: object }).page ?? {})),
      ).map(({ name }) => name),
    ).toEqual([]);
  });
});
