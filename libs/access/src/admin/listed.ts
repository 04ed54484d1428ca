/** A list that is always answered whole. */
export interface Listed<T> {
  readonly items: readonly T[];
  readonly next: null;
}
