import { onScopeDispose, ref, type Ref } from 'vue';

/** Phones and upright screens: pages are stacked and scroll. The same condition stands in the style sheets. */
const NARROW = '(max-width: 900px), (max-aspect-ratio: 1/1)';

export function useNarrow(query = NARROW): Readonly<Ref<boolean>> {
  const media = window.matchMedia(query);
  const narrow = ref(media.matches);
  const follow = () => {
    narrow.value = media.matches;
  };
  media.addEventListener('change', follow);
  onScopeDispose(() => {
    media.removeEventListener('change', follow);
  });
  return narrow;
}
