import { watchEffect } from 'vue';

/** What the tab says before anybody opens it: red that waits for somebody, figures that are old, or neither. */
export const faviconOf = ({ red, stale }: { red: number; stale: boolean }): string =>
  stale ? '/icon-stale.svg' : red > 0 ? '/icon-red.svg' : '/icon.svg';

export function useFavicon(state: () => { red: number; stale: boolean }): void {
  watchEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    const wanted = faviconOf(state());
    if (link !== null && link.getAttribute('href') !== wanted) link.setAttribute('href', wanted);
  });
}
