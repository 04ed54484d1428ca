import { OrganisationDoc } from '@cockpit/contracts';
import { smallOrganisation } from '../testing';
import { validateOrganisation } from '../validation/validate';
import { assemble, dismantle } from './dismantle';

const withWords = (words?: OrganisationDoc['words']): OrganisationDoc =>
  OrganisationDoc.parse({ ...smallOrganisation(), ...(words === undefined ? {} : { words }) });

describe("the organisation's own words", () => {
  it.each([
    ['none', undefined],
    ['of one list', { reasons: { 'expert-review': '专家评审' } }],
    [
      'of every list',
      {
        items: { X1: '换证' },
        reasons: { a: '甲', b: '乙' },
        results: { ok: '办结' },
        sources: { q: '叫号' },
        faults: { E7: '缺纸' },
      },
    ],
  ])('come back as they were written: %s', (_, words) => {
    const doc = withWords(words);
    expect(assemble(dismantle(doc))).toEqual(doc);
  });

  it('have a history for each list', () => {
    const parts = dismantle(withWords({ reasons: { a: '甲' }, results: {} })).filter(({ kind }) => kind === 'words');
    expect(parts.map(({ key }) => key)).toEqual(['reasons', 'results']);
  });

  it.each([
    ['an unknown list', { colours: {} }, /^words/],
    ['an empty word', { reasons: { a: '' } }, /^words\.reasons\.a/],
    ['a list that is none', { reasons: ['a'] }, /^words\.reasons/],
  ])('are refused with their path: %s', (_, words, path) => {
    const result = validateOrganisation({ ...smallOrganisation(), words });
    expect(result.ok ? [] : result.faults.map((fault) => fault.path)).toEqual([expect.stringMatching(path)]);
  });
});
