/**
 * Sources this product itself speaks under, for what people tell at our own pages. They are no feed: nobody expects them to
 * go on, and their silence means nothing. No system outside can be given such a name.
 */
export const GUIDE_SOURCE = 'guide-desk';

export const isOwnSource = (name: string): boolean => name === GUIDE_SOURCE;
