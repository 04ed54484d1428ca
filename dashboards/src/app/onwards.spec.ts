import { firstPage, ROLES, ROLES_WITH_HALLS } from '@cockpit/contracts';
import { systemPages } from '../features/system/pages';
import { onwards } from './onwards';

const meta = { roles: ROLES_WITH_HALLS };

describe('from the start', () => {
  it.each(ROLES)('%s goes on to where signing in leads', (role) => {
    expect(onwards({ name: 'home', meta }, { role }) ?? '/').toBe(firstPage({ role }, '/'));
  });

  it('who has a page of their own still opens the halls where they are asked for', () => {
    for (const role of ['officer', 'guide', 'manager'] as const) {
      expect(onwards({ name: 'home', meta }, { role })).not.toBeNull();
      expect(onwards({ name: 'halls', meta }, { role })).toBeNull();
    }
  });

  it('and from what they may not open, everybody comes to that page too', () => {
    expect(onwards({ name: 'halls', meta }, { role: 'unit' })).toBe('/cases');
    expect(onwards({ name: 'desk', meta: { roles: ['supervisor'] } }, { role: 'guide' })).toBe('/guide');
    expect(onwards({ name: 'desk', meta: { roles: ['supervisor'] } }, { role: 'screen' })).toBe('/');
  });

  it('and from a part that they may not open', () => {
    const [{ roles, parts = [] } = { roles: [] }] = systemPages;
    const asked = (part: string) => ({ name: 'system', meta: { roles, parts }, query: { part } });
    expect(onwards(asked('audit'), { role: 'auditor' })).toBeNull();
    expect(onwards(asked('audit'), { role: 'administrator', apart: true })).toBe('/');
    expect(onwards(asked('system'), { role: 'auditor' })).toBe('/admin/audit');
  });
});
