import { onBeforeUnmount, onMounted } from 'vue';

/**
 * On the wall one rem is 1/120 of the width of a 16:9 screen, so that the same drawing fills 1366×768, 1920×1080
 * and 4K alike, and on an upright one 1/45 of its width. Phones keep ordinary text and scroll (see wall.css).
 */
export function useWallScale(): void {
  const { classList } = document.documentElement;
  onMounted(() => {
    classList.add('wall-root');
  });
  onBeforeUnmount(() => {
    classList.remove('wall-root');
  });
}
