/** The parts of a guide's page, in the order of their tabs. */
export const GUIDE_TABS = ['people', 'terminals', 'halls'] as const;
export type GuideTab = (typeof GUIDE_TABS)[number];
