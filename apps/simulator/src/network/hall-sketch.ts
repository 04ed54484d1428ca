import type { Wall } from './plan';

/** A hall of the demonstration district, window by branch: what everything else is drawn from. */
export interface HallSketch {
  readonly code: string;
  readonly name: string;
  readonly location: { readonly lat: number; readonly lon: number };
  readonly clock: 'wall' | 'feed';
  readonly primarySource?: string;
  readonly simulated: boolean;
  readonly twinOf?: string;
  readonly terminals: number;
  /** share of officers with one and with two skills; the rest have all of the hall's branches */
  readonly skills: { readonly mono: number; readonly two: number };
  readonly windowKind: 'specialised' | 'comprehensive' | 'mixed';
  readonly saturday: boolean;
  readonly rows: readonly { readonly branch: string; readonly windows: number; readonly wall: Wall }[];
  /** officers who sit at no window: leave cover and guides */
  readonly spare: number;
}
