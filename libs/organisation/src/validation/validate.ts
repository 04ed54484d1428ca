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
 * Reads a whole organisation document. Never stops at the first fault: each is told with the path at which it stands
 * (`halls.2.windows.0.queues.1`), and only faults of their own, not their consequences.
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
