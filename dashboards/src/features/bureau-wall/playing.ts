import { useStorage } from '@vueuse/core';
import type { Ref } from 'vue';

/**
 * What the address of the wall says of the play list that runs in this window; null: none does. Kept until the window is closed, so that a page that
 * starts over goes on with it.
 */
export const playing: Ref<string | null> = useStorage<string | null>('cockpit.playing', null, window.sessionStorage, {
  onError: () => undefined,
});
