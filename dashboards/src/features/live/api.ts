import { LiveHall } from '@cockpit/contracts';
import { ask, type Answer } from '../../shared/http';
import { lastPerson } from '../../shared/last-person';
import type { LineAddress } from '../../shared/lines/messages';

const hallPath = (hall: string) => `/v1/halls/${encodeURIComponent(hall)}`;

export const fetchLive = (hall: string): Promise<Answer<LiveHall>> => ask('GET', `${hallPath(hall)}/live`, LiveHall);

/** How a hall is followed by whoever is signed in now. */
export const liveLine = (hall: string): LineAddress => ({
  who: lastPerson(),
  stream: `${hallPath(hall)}/stream`,
  once: `${hallPath(hall)}/live`,
});

/** null when a message does not keep to the contract: it is not shown, and the age of the last good one tells. */
export function readLiveMessage(data: string): LiveHall | null {
  try {
    const parsed = LiveHall.safeParse(JSON.parse(data));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
