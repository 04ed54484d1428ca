import { OrganisationDoc } from '@cockpit/contracts';
import type { Fault } from '@cockpit/platform';
import { checkCatalogue } from './catalogue';
import { Faults } from './faults';
import { checkHalls } from './halls';
import { checkNetwork } from './network';
import { readParts } from './parts';
import { checkOfficers, checkRosters } from './people';

export type Validated =
  | { readonly ok: true; readonly doc: OrganisationDoc }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/**
 * Validates a whole organisation document. Collects all faults with their paths (`halls.2.windows.0.queues.1`) and
 * leaves out faults that only follow from others.
 */
export function validateOrganisation(raw: unknown): Validated {
  const faults = new Faults();
  const parts = readParts(raw, faults);
  checkCatalogue(parts, faults);
  checkHalls(parts, faults);
  checkNetwork(parts, faults);
  checkOfficers(parts, faults);
  checkRosters(parts, faults);
  if (faults.list.length > 0) return { ok: false, faults: faults.list };
  return { ok: true, doc: OrganisationDoc.parse(raw) };
}
