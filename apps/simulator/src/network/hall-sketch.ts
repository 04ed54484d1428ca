import type { Wall } from './plan';

/** A hall of the demonstration district, with windows by branch. Everything else is derived from it. */
export interface HallSketch {
  readonly code: string;
  readonly name: string;
  readonly location: { readonly lat: number; readonly lon: number };
  readonly clock: 'wall' | 'feed';
  readonly primarySource?: string;
  readonly simulated: boolean;
  readonly twinOf?: string;
  readonly terminals: number;
  /** Share of officers with one and with two skills; the others have all branches of the hall. */
  readonly skills: { readonly mono: number; readonly two: number };
  readonly windowKind: 'specialised' | 'comprehensive' | 'mixed';
  readonly saturday: boolean;
  readonly rows: readonly { readonly branch: string; readonly windows: number; readonly wall: Wall }[];
  /** Officers without a window: leave cover and guides. */
  readonly spare: number;
}
