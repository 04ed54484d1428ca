import { useEventListener } from '@vueuse/core';
import { tell } from '../../shared/http';
import { useSessionStore } from './store';

/** Where sessions end for want of activity, they do so after minutes. */
const EVERY_MS = 60_000;

/** Says at most once a minute that a person is here: what pages ask by themselves does not keep a session open. */
export function useActivity(): void {
  const session = useSessionStore();
  let saidAt = -Infinity;
  const said = (): void => {
    if (session.caller?.kind !== 'user' || performance.now() - saidAt < EVERY_MS) return;
    saidAt = performance.now();
    // a server that is away, or no longer knows us, says so to the next question of the page
    tell('POST', '/v1/session/active').catch(() => undefined);
  };
  useEventListener(document, ['pointerdown', 'keydown'], said, { passive: true });
}
