/**
 * Source names of this product, for entries on our own pages. They are no feeds, so their silence has no meaning. External systems cannot
 * use these names.
 */
export const GUIDE_SOURCE = 'guide-desk';
/** for entries at desks while a feed is silent */
export const MANUAL_SOURCE = 'manual';
/** for matters entered by people */
export const MATTER_DESK = 'matter-desk';

export const OWN_SOURCES: readonly string[] = [GUIDE_SOURCE, MANUAL_SOURCE, MATTER_DESK];

const ACTS = 'acts/';
/** Acts on matters of a source have their own source name; no external system can use a name with a slash. */
export const actsSourceOf = (source: string): string => `${ACTS}${source}`;
/** The source whose matters a source name has acts of; they belong to the register of that source. */
export const actedOn = (name: string): string => (name.startsWith(ACTS) ? name.slice(ACTS.length) : name);

export const isOwnSource = (name: string): boolean => OWN_SOURCES.includes(name) || name.startsWith(ACTS);
