import { ROLES, type Caller, type Role } from '@cockpit/contracts';
import { useHallsStore } from '../features/halls/store';
import { mounted } from '../testing/mounted';
import { settled } from '../testing/settled';
import AllPages from './AllPages.vue';
import { menuFor, modulesFor } from './navigation';

describe('the page of all pages', () => {
  const namesOn = async (role: Role): Promise<string[]> => {
    const caller: Caller = { kind: 'user', id: 'u', name: '李', role, halls: ['H1'] };
    const { page } = await mounted(AllPages, {}, { caller, address: '/pages' });
    useHallsStore().last = 'H1';
    await settled();
    const names = page.findAll('li a').map((link) => String(link.attributes('data-testid')).replace('all-', ''));
    page.unmount();
    return names;
  };

  it('has every page of the modules that one may open, also what the menu has not', async () => {
    for (const role of ROLES) {
      const all = modulesFor({ role }).flatMap(({ pages }) => pages.map(({ name }) => name));
      expect([role, await namesOn(role)]).toEqual([role, all]);
    }
  });

  it('has what the menu of its role leaves out', async () => {
    const menu = menuFor({ role: 'supervisor' }).links.map(({ name }) => name);
    const others = (await namesOn('supervisor')).filter((name) => !menu.includes(name));
    expect(others).toEqual(expect.arrayContaining(['wall', 'analysis', 'ranking', 'screens']));
  });
});
