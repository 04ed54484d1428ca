import { useFigures } from '../figures/use-figure';

/** Figures as pages of points say them: `5 分` would be five points there, so that minutes are written out. */
export const useFiguresBesidePoints = (): ReturnType<typeof useFigures> => useFigures('assessment.minutes');
