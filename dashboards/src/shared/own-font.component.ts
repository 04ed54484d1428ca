/** A device: whether one touches it, and which fonts it has. */
function device(touched: boolean, fonts: readonly string[]): { dataset: DOMStringMap } {
  class Face {
    constructor(
      _family: string,
      private readonly source: string,
    ) {}
    load(): Promise<this> {
      return fonts.some((font) => this.source.includes(`local("${font}")`))
        ? Promise.resolve(this)
        : Promise.reject(new Error('none of them'));
    }
  }
  Object.assign(globalThis, {
    matchMedia: (query: string) => ({ matches: touched && query === '(pointer: coarse)' }),
    FontFace: Face,
  });
  return document.documentElement;
}
const asked = (): Promise<boolean> => {
  let answer = Promise.resolve(false);
  jest.isolateModules(() => {
    answer = jest.requireActual<typeof import('./own-font')>('./own-font').hasOwnFont();
  });
  return answer;
};

describe('the font of the device', () => {
  afterEach(() => {
    for (const name of ['matchMedia', 'FontFace']) Reflect.deleteProperty(globalThis, name);
    delete document.documentElement.dataset['font'];
  });

  it.each([
    ['a phone by Apple', ['PingFangSC-Regular']],
    ['a phone by Huawei', ['HarmonyOS Sans SC']],
    ['a phone with Android', ['Noto Sans CJK SC']],
  ])('is taken on %s', async (_name, fonts) => {
    const { dataset } = device(true, fonts);
    expect(await asked()).toBe(true);
    expect(dataset['font']).toBe('own');
  });

  it.each([
    ['a phone that has no Chinese font', true, ['Roboto']],
    ['a computer, whatever it has', false, ['Microsoft YaHei']],
  ])('is not taken on %s', async (_name, touched, fonts) => {
    const { dataset } = device(touched, fonts);
    expect(await asked()).toBe(false);
    expect(dataset['font']).toBeUndefined();
  });
});
