import { OrganisationDoc } from '@cockpit/contracts';
import { catalogueOf, type CatalogueFilter } from './catalogue';

const officer = (id: string, hall: string) => ({ id, hall, name: id, skills: [{ branch: 'hz', from: '2024-01-01' }] });
const doc = OrganisationDoc.parse({
  format: 'organisation/1',
  bureau: { code: 'B', name: '局' },
  branches: [{ code: 'hz', name: '户政' }],
  categories: [{ code: 'a', name: '身份证', branch: 'hz' }],
  items: [{ code: 'HZ-1', name: '换领身份证', branch: 'hz', category: 'a' }],
  halls: [
    { code: 'A', name: '大厅', tier: 'hall', items: ['HZ-1'] },
    { code: 'A2', name: '大厅（对照）', tier: 'hall', twinOf: 'A', items: ['HZ-1'] },
    { code: 'P', name: '延伸点', tier: 'extension-point', items: ['HZ-1'] },
  ],
  officers: [officer('o1', 'A'), officer('o2', 'A2')],
});
const past = { items: new Map() } as unknown as Parameters<typeof catalogueOf>[1];

describe('where an item can be handled', () => {
  it('leaves out the twin with which a hall is compared, and its officers, unless it is asked for', () => {
    const of = (filter: CatalogueFilter) => {
      const [item] = catalogueOf(doc, past, '2026-03-02', filter);
      return [item?.halls, item?.qualifiedOfficers];
    };
    expect(of({})).toEqual([['A', 'P'], 1]);
    expect(of({ hall: 'A2' })).toEqual([['A2'], 1]);
  });
});
