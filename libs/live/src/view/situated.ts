import type { LiveHall } from '@cockpit/contracts';
import { helplessNow, situationOf } from '@cockpit/domain';

/** A snapshot with what remains and the situation as they follow from everything else in it. */
export function situated(snapshot: LiveHall, previousQueue = snapshot.situation?.queue): LiveHall {
  const now = Date.parse(snapshot.now);
  const helpless = helplessNow(snapshot.helpless ?? [], snapshot, now);
  return { ...snapshot, helpless, situation: situationOf({ ...snapshot, helpless }, now, previousQueue) };
}
