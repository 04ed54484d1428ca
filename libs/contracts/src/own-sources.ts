/**
 * Sources this product itself speaks under, for what people tell at our own pages. They are no feed: nobody expects them to
 * go on, and their silence means nothing. No system outside can be given such a name.
 */
export const GUIDE_SOURCE = 'guide-desk';
/** in its name desks enter what a dead feed no longer says */
export const MANUAL_SOURCE = 'manual';
/** in its name people enter matters of their own */
export const MATTER_DESK = 'matter-desk';

export const OWN_SOURCES: readonly string[] = [GUIDE_SOURCE, MANUAL_SOURCE, MATTER_DESK];

const ACTS = 'acts/';
/** What people do to matters of a source is told under a name of its own; no system outside can have a name with a slash. */
export const actsSourceOf = (source: string): string => `${ACTS}${source}`;
/** The source whose matters a name tells acts of: they belong to the register of that source, wherever it goes. */
export const actedOn = (name: string): string => (name.startsWith(ACTS) ? name.slice(ACTS.length) : name);

export const isOwnSource = (name: string): boolean => OWN_SOURCES.includes(name) || name.startsWith(ACTS);
