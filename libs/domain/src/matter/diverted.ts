import type { Matter } from './fold';

/** Whether another unit has had it than the one that accepted it (转办); officers of one unit hand it to each other without that. */
export const wasDiverted = ({ accepted, path }: Pick<Matter, 'accepted' | 'path'>): boolean =>
  accepted !== null && path.some(({ at, unit }) => at >= accepted.at && unit !== null && unit !== accepted.unit);
