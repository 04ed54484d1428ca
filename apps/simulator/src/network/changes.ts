import type { ItemDoc, OfficerDoc, OrganisationDoc } from '@cockpit/contracts';
import { addDays } from '@cockpit/domain';

/**
 * Skill changes around a day: training ends, authorisations begin and lapse. Within the 28 days of history only halls
 * outside the twin comparison change, so that the compared hall keeps its exact shares.
 */
export function applyChanges(officers: readonly OfficerDoc[], asOf: string): OfficerDoc[] {
  const gained = new Map([
    ['H42-P03', { branch: 'traffic', from: addDays(asOf, -18) }],
    ['H42-P12', { branch: 'household', from: addDays(asOf, -11) }],
    ['H08-P02', { branch: 'traffic', from: addDays(asOf, -9) }],
    ['H12-P05', { branch: 'household', from: addDays(asOf, 7) }],
  ]);
  const lapsed = new Map([
    ['H32-P05', { branch: 'legal', from: '2024-01-01', to: addDays(asOf, -120) }],
    ['H42-P33', { branch: 'cyber', from: '2024-01-01', to: addDays(asOf, -45) }],
  ]);
  const signs = new Map([
    ['H32-P10', { item: 'CRJ-0301', from: '2024-01-01' }],
    ['H32-P30', { item: 'ZA-0101', from: '2024-01-01', to: addDays(asOf, 60) }],
    ['H42-P34', { item: 'WA-0201', from: addDays(asOf, -20) }],
    ['H42-P38', { item: 'NB-0201', from: '2024-01-01', to: addDays(asOf, -5) }],
  ]);
  return officers.map((officer) => {
    // A twin's officers change like the originals.
    const id = officer.id.replace('H32-T-', 'H32-');
    const [gain, lapse, sign] = [gained.get(id), lapsed.get(id), signs.get(id)];
    const held = new Set(officer.skills.map((skill) => skill.branch));
    return {
      ...officer,
      skills: [
        ...officer.skills,
        ...(gain !== undefined && !held.has(gain.branch) ? [gain] : []),
        ...(lapse !== undefined && !held.has(lapse.branch) ? [lapse] : []),
      ],
      authorisations: sign === undefined ? [] : [sign],
    };
  });
}

/** The item that viewers look up first. Its promise was shortened, so its page has two versions to compare. */
export const SHORTENED = 'HZ-0101';

/** The item as it is from the first simulated day; null if the organisation does not have it. */
export function shortenedItem({ items }: Pick<OrganisationDoc, 'items'>): ItemDoc | null {
  const item = items.find(({ code }) => code === SHORTENED);
  if (item?.promised === undefined) return null;
  return { ...item, promised: item.promised - Math.ceil(item.promised / 5) };
}
