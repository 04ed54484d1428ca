import { z } from 'zod';

const Answer = z.tuple([z.unknown(), z.number()]);

/**
 * Number of rows that a statement changed or deleted. TypeORM answers such a statement with a pair: the returned rows
 * and their number.
 */
export const changedRows = (answer: unknown): number => Answer.parse(answer)[1];
