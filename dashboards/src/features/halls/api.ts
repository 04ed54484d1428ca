import { HallDoc, HallSummary, page } from '@cockpit/contracts';
import { z } from 'zod';
import { ask } from '../../shared/http';

const Halls = page(HallSummary);
export async function fetchHalls(): Promise<HallSummary[]> {
  return (await ask('GET', '/v1/halls', Halls)).body.items;
}

/** What drawing a hall needs: its plan, its windows, and who works there. */
export const HallDetail = HallDoc.extend({
  officers: z.array(z.object({ id: z.string(), name: z.string(), skills: z.array(z.object({ branch: z.string() })).optional() })).optional(),
  itemNames: z.array(z.object({ code: z.string(), name: z.string() })).optional(),
});
export type HallDetail = z.infer<typeof HallDetail>;

export const fetchHall = async (hall: string): Promise<HallDetail> =>
  (await ask('GET', `/v1/halls/${encodeURIComponent(hall)}`, HallDetail)).body;
