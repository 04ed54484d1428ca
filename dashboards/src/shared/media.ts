import { useMediaQuery } from '@vueuse/core';
import type { Ref } from 'vue';

/** Phones and upright screens: pages are stacked and scroll. The same condition stands in the style sheets. */
const NARROW = '(max-width: 900px), (max-aspect-ratio: 1/1)';

export const useNarrow = (query = NARROW): Readonly<Ref<boolean>> => useMediaQuery(query);

/** Phones alone. */
export const usePhone = (): Readonly<Ref<boolean>> => useMediaQuery('(max-width: 600px)');

/** Somebody whom movement makes ill has said so. */
export const useStill = (): Readonly<Ref<boolean>> => useMediaQuery('(prefers-reduced-motion: reduce)');
