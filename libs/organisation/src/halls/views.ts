import type { HallDetail, HallDoc, HallSummary, OrganisationDoc } from '@cockpit/contracts';
import { branchesOn, itemsHandled, queueOf } from './hall-config';

export function summaryOf(hall: HallDoc): HallSummary {
  return {
    ...headOf(hall),
    windows: hall.windows.length,
    queues: hall.queues.map(({ code, name, nameEn }) => ({ code, name, ...(nameEn === undefined ? {} : { nameEn }) })),
  };
}

/** The hall for the map with its officers on a hall day; null if it does not exist. */
export function hallDetailOf(doc: OrganisationDoc, code: string, day: string): HallDetail | null {
  const hall = doc.halls.find((candidate) => candidate.code === code);
  if (hall === undefined) return null;
  const items = itemsHandled(doc, hall);
  const branches = new Set([...items.map((item) => item.branch), ...hall.queues.map((queue) => queue.branch)]);
  return {
    ...headOf(hall),
    twin: twinOf(doc, code),
    day,
    doc: hall,
    officers: doc.officers
      .filter((officer) => officer.hall === code)
      .map((officer) => ({
        id: officer.id,
        name: officer.name,
        kind: officer.kind,
        homeBranch: officer.homeBranch ?? null,
        branches: branchesOn(officer, day),
      })),
    items: items.map((item) => ({
      code: item.code,
      name: item.name,
      branch: item.branch,
      category: item.category,
      queue: queueOf(hall, item)?.code ?? null,
      channels: item.channels,
    })),
    branches: doc.branches.filter((branch) => branches.has(branch.code)),
  };
}

/** The code of the hall's twin; null if it has none. */
const twinOf = ({ halls }: Pick<OrganisationDoc, 'halls'>, code: string): string | null =>
  halls.find((hall) => hall.twinOf === code)?.code ?? null;

function headOf(hall: HallDoc) {
  return {
    code: hall.code,
    name: hall.name,
    tier: hall.tier,
    parent: hall.parent ?? null,
    simulated: hall.simulated,
    clock: hall.clock,
    twinOf: hall.twinOf ?? null,
  };
}
