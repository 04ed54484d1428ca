/** A list that is never paged. */
export interface Listed<T> {
  readonly items: readonly T[];
  readonly next: null;
}
