import { ref } from 'vue';

/** Whether the search is open: one for all pages, opened by a key or by the button in the bar. */
export const searching = ref(false);
