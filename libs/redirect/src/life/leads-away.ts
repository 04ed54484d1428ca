/** Measures that lead people away; all others set windows. Nothing in a feed shows that they are carried out. */
export const leadsAway = ({ kind }: { readonly kind: string }): boolean => kind === 'guide' || kind === 'other-hall';
