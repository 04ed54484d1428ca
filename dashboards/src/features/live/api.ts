import { LiveHall } from '@cockpit/contracts';
import { ask, type Answer } from '../../shared/http';

const hallPath = (hall: string) => `/v1/halls/${encodeURIComponent(hall)}`;

export const fetchLive = (hall: string): Promise<Answer<LiveHall>> => ask('GET', `${hallPath(hall)}/live`, LiveHall);

export const liveStreamPath = (hall: string): string => `${hallPath(hall)}/stream`;

/** null when a message does not keep to the contract: it is not shown, and the age of the last good one tells. */
export function readLiveMessage(data: string): LiveHall | null {
  try {
    const parsed = LiveHall.safeParse(JSON.parse(data));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
