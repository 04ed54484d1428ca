import type { Component } from 'vue';

/** The frame of pages that people open; a wall does without it. */
export const loadShell = (): Promise<{ default: Component }> => import('./AppShell.vue');
