/** The name of a matter as people read it: one opened by a rating is named after its 32-digit identity, of which eight are enough to tell. */
export const caseName = (caseId: string): string => caseId.replace(/^(rating-[0-9a-f]{8})[0-9a-f]{24}$/, '$1…');
/** What was entered here was given a hash of its key for a number: nobody knows it by that. */
export const isNumbered = (caseId: string): boolean => !/^desk-[0-9a-f]{12}$/.test(caseId);
