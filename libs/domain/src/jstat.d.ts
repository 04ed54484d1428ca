/** Types of the functions that we use; the package has none. */
declare module 'jstat' {
  export const jStat: {
    readonly studentt: { inv(probability: number, degrees: number): number };
  };
}
