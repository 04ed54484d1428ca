/** A measure whose effect is asked for: what it was, and from when it was carried out. Epoch ms. */
export interface ObservedMeasure {
  readonly kind: 'reassign' | 'link' | 'guide' | 'open' | 'recall' | 'other-hall' | 'break';
  readonly windowId: string | null;
  /** link and reassign: all that the window was to serve; guide: the queues relieved */
  readonly queues: readonly string[];
  readonly item: string | null;
  /** just before it was carried out, so that the change itself is not yet in the state */
  readonly from: number;
  /** when a measure that has an end of its own was to end */
  readonly until: number | null;
  /** part of a plan, which is looked at from its beginning: when this part of it was to begin */
  readonly begins?: number;
  /** break: when the officer would have been away without the plan */
  readonly rostered?: { readonly from: number; readonly until: number };
}

export const isOfWindow = ({ kind }: ObservedMeasure): boolean => kind !== 'guide' && kind !== 'other-hall';
