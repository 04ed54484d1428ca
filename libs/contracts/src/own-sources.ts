/**
 * Sources this product itself speaks under, for what people tell at our own pages. They are no feed: nobody expects them to
 * go on, and their silence means nothing. No system outside can be given such a name.
 */
export const GUIDE_SOURCE = 'guide-desk';
/** in its name desks enter what a dead feed no longer says */
export const MANUAL_SOURCE = 'manual';

export const OWN_SOURCES: readonly string[] = [GUIDE_SOURCE, MANUAL_SOURCE];
export const isOwnSource = (name: string): boolean => OWN_SOURCES.includes(name);
