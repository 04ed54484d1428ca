import { Consultation, page } from '@cockpit/contracts';
import { everyPage } from '../../shared/every-page';
import { ask } from '../../shared/http';

const Items = page(Consultation);
const PAGE = 5000;

/** The consultations of a day, the newest first. The list goes by source and number, not by time: all of the day has to be looked at. */
export async function fetchOfDay(hall: string, day: string): Promise<Consultation[]> {
  const items = await everyPage(async (cursor) => {
    const said = new URLSearchParams({
      from: day,
      to: day,
      limit: String(PAGE),
      ...(hall === '' ? {} : { hall }),
      ...(cursor === null ? {} : { cursor }),
    });
    return (await ask('GET', `/v1/consultations?${said.toString()}`, Items)).body;
  });
  return items.sort((a, b) => (b.askedAt ?? '').localeCompare(a.askedAt ?? ''));
}
