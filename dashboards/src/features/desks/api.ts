import { CatalogueItem, DeskReport, page, type DeskSplit, type MatterDeskName } from '@cockpit/contracts';
import { ask } from '../../shared/http';

export interface DeskQuestion {
  desk: MatterDeskName;
  hall: string;
  period: { from: string; to: string };
  by: DeskSplit;
}

export async function fetchDesk({ desk, hall, period, by }: DeskQuestion): Promise<DeskReport> {
  const params = new URLSearchParams({ ...(hall === '' ? {} : { hall }), ...period, by });
  return (await ask('GET', `/v1/desks/${desk}?${params.toString()}`, DeskReport)).body;
}

/** The day a desk is on: that of the halls where its matters are, also for a unit, which has no hall whose figures it could ask for. */
export async function fetchDeskToday(desk: MatterDeskName, hall: string): Promise<string> {
  const params = new URLSearchParams(hall === '' ? {} : { hall });
  return (await ask('GET', `/v1/desks/${desk}?${params.toString()}`, DeskReport)).body.today;
}

/** How many items the catalogue gives to the enterprise desk. */
export const fetchDeskItems = async (): Promise<number> =>
  (await ask('GET', '/v1/items?desk=enterprise', page(CatalogueItem))).body.items.length;
