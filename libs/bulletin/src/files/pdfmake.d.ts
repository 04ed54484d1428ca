/** The used part of pdfmake's API; its published types also bring browser types. */
declare module 'pdfmake' {
  export type Content = Readonly<Record<string, unknown>>;
  export interface Definition {
    readonly content: readonly Content[];
    readonly footer: (page: number) => Content;
    readonly pageBreakBefore: (
      node: { readonly headlineLevel?: number },
      nodes: { readonly getFollowingNodesOnPage: () => readonly { readonly id?: string }[] },
    ) => boolean;
    readonly [name: string]: unknown;
  }
  interface Writer {
    setFonts(fonts: Readonly<Record<string, Readonly<Record<string, string>>>>): void;
    setUrlAccessPolicy(allowed: (url: string) => boolean): void;
    setLocalAccessPolicy(allowed: (path: string) => boolean): void;
    createPdf(definition: Definition): { getBuffer(): Promise<Uint8Array> };
  }
  const writer: Writer;
  export default writer;
}
