import { ROLES } from '@cockpit/contracts';
import { modulesFor } from './navigation';

describe('navigation', () => {
  it('shows no module without a page', () => {
    for (const role of ROLES) for (const { pages } of modulesFor(role)) expect(pages.length).toBeGreaterThan(0);
  });

  it('keeps a paired screen to the wall and a source out', () => {
    expect(modulesFor('screen').flatMap(({ pages }) => pages.map((page) => page.name))).toEqual(['wall']);
    expect(modulesFor('source')).toEqual([]);
    expect(modulesFor('supervisor').flatMap(({ pages }) => pages.map((page) => page.name))).toEqual(['wall', 'desk']);
  });
});
