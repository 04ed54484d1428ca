import { z } from 'zod';

const Answer = z.tuple([z.unknown(), z.number()]);

/** How many rows a statement changed or deleted, of what TypeORM answers to it: the rows it returns, and their number. */
export const changedRows = (answer: unknown): number => Answer.parse(answer)[1];
