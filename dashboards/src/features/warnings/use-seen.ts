import type { Warning } from '@cockpit/contracts';
import { watchEffect } from 'vue';
import { useTicker } from '../../shared/ticker';
import { ApiError } from '../../shared/http';
import { tellSeen } from './api';

/** What could not be told is told again with the next look. */
const LOOK_MS = 5_000;

/** Tells the server which warnings stand on a page that somebody has in front of them: the first time is when they were noticed. */
export function useSeen(
  shown: () => readonly Pick<Warning, 'id'>[],
  tell: (ids: readonly string[]) => Promise<void> = tellSeen,
): void {
  const told = new Set<string>();
  const now = useTicker(LOOK_MS);
  let telling = false;
  watchEffect(() => {
    const ids = shown().map(({ id }) => id);
    // asked anew with every look: a page in the background is in front of nobody
    if (now.value === 0 || document.visibilityState !== 'visible' || telling) return;
    const fresh = ids.filter((id) => !told.has(id)).slice(0, 500);
    if (fresh.length === 0) return;
    telling = true;
    void tell(fresh)
      .then(() => {
        for (const id of fresh) told.add(id);
      })
      .catch((error: unknown) => {
        if (!(error instanceof ApiError)) throw error;
      })
      .finally(() => {
        telling = false;
      });
  });
}
