import { onBeforeUnmount, onMounted } from 'vue';

/**
 * On the wall one rem is 1/120 of the width of a 16:9 screen, so that the same drawing fills 1366×768, 1920×1080
 * and 4K alike. Phones and upright screens keep ordinary text and scroll (see wall.css).
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
