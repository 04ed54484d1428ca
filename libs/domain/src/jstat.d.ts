/** What we use of it; the package brings no types. */
declare module 'jstat' {
  export const jStat: {
    readonly studentt: { inv(probability: number, degrees: number): number };
  };
}
