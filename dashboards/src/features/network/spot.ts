/** A place on the screen, px. */
export interface Spot {
  code: string;
  x: number;
  y: number;
}
