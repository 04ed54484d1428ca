/** Minutes saved as the paired simulation tells them: best guess and the band that four futures in five lie in. */
export interface SavedBand {
  readonly mean: number;
  readonly p10: number;
}

/**
 * How sure it is that a measure saves waiting, read off that band. High: in nine futures of ten it does. Medium: what is hoped for is more
 * than what one future in ten loses. Low: anything else, and whatever was not simulated.
 */
export const confidenceOf = ({ mean, p10 }: SavedBand): 'high' | 'medium' | 'low' =>
  p10 > 0 ? 'high' : mean > -p10 ? 'medium' : 'low';
