import type { Matter } from './fold';

/** Whether a unit other than the accepting one has had the matter (转办); handing over within a unit does not count. */
export const wasDiverted = ({ accepted, path }: Pick<Matter, 'accepted' | 'path'>): boolean =>
  accepted !== null && path.some(({ at, unit }) => at >= accepted.at && unit !== null && unit !== accepted.unit);
