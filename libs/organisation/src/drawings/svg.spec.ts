import fc from 'fast-check';
import { cleanSvg, UnusableSvg } from './svg';

const svg = (within: string, attributes = 'viewBox="0 0 200 100"'): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:x="urn:other" ${attributes}>${within}</svg>`;
const removedOf = (within: string, attributes?: string) =>
  Object.fromEntries(cleanSvg(svg(within, attributes)).removed.map(({ part, count }) => [part, count]));
const faultOf = (text: string): string => {
  try {
    cleanSvg(text);
    return 'none';
  } catch (error) {
    if (error instanceof UnusableSvg) return error.fault;
    throw error;
  }
};

describe('an SVG floor plan', () => {
  it('stays as it is drawn', () => {
    const {
      svg: text,
      width,
      height,
      removed,
    } = cleanSvg(
      svg(
        '<style>.w{fill:none;stroke:#333}</style><defs><linearGradient id="g"/></defs><g transform="rotate(3)"><rect class="w" x="1" fill="url(#g)" width="9" height="9"/></g><text>入口 &amp; &lt;1&gt;</text><use xlink:href="#g"/>',
      ),
    );
    expect([width, height, removed]).toEqual([200, 100, []]);
    expect(text).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" width="200" height="100" preserveAspectRatio="none"><style>.w{fill:none;stroke:#333}</style><defs><linearGradient id="g"></linearGradient></defs><g transform="rotate(3)"><rect class="w" x="1" fill="url(#g)" width="9" height="9"></rect></g><text>入口 &amp; &lt;1&gt;</text><use href="#g"></use></svg>',
    );
    // what was cleaned is clean
    expect(cleanSvg(text)).toEqual({ svg: text, width, height, removed });
  });

  it.each([
    ['a script', '<script>alert(1)</script>', { script: 1 }],
    ['a script of another file', '<script href="https://evil.example/x.js"/>', { script: 1 }],
    ['a script in a frame', '<a href="#x"><script>alert(1)</script></a>', { script: 1 }],
    ['event handlers', '<rect onclick="alert(1)" ONLOAD="x()"/>', { 'event-handler': 2 }],
    [
      'HTML inside',
      '<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="//evil.example"/></foreignObject>',
      { 'foreign-object': 1 },
    ],
    ['a picture from outside', '<image href="https://evil.example/a.png"/>', { 'outside-reference': 1 }],
    [
      'an SVG within, which might hold anything',
      '<image href="data:image/svg+xml;base64,AAAA"/>',
      { 'outside-reference': 1 },
    ],
    ['a page within', '<image href="data:text/html,&lt;script>alert(1)&lt;/script>"/>', { 'outside-reference': 1 }],
    ['a page to follow', '<a xlink:href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=="><rect/></a>', {}],
    ['a use of what is within', '<use href="data:image/svg+xml;base64,AAAA#x"/>', { 'outside-reference': 1 }],
    ['a target that runs, spelt apart', '<rect to="  java&#115;cript:alert(1)"/>', { 'outside-reference': 1 }],
    [
      'HTML deep inside',
      '<g><switch><foreignObject width="9"><body xmlns="http://www.w3.org/1999/xhtml" onload="alert(1)"/></foreignObject></switch></g>',
      { 'foreign-object': 1 },
    ],
    ['a handler spelt for another program', '<rect x:onclick="alert(1)"/>', { 'event-handler': 1 }],
    ['a use of another file', '<use xlink:href="other.svg#a"/>', { 'outside-reference': 1 }],
    ['a fill from outside', '<rect fill="url(https://evil.example/#a)"/>', { 'outside-reference': 1 }],
    ['a style from outside', '<rect style="background:url(//evil.example/a)"/>', { 'outside-reference': 1 }],
    ['a style sheet from outside', '<style>@import "https://evil.example/a.css";</style>', { 'outside-reference': 1 }],
    ['a style sheet spelt with escapes', '<style>@\\69mport "//evil.example"</style>', { 'outside-reference': 1 }],
    [
      'a link that runs',
      '<a xlink:href="javascript:alert(1)"><rect to="javascript:alert(1)"/></a>',
      { 'outside-reference': 1 },
    ],
    [
      'what changes later',
      '<rect><set attributeName="href" to="javascript:alert(1)"/><animate/></rect>',
      { animation: 2 },
    ],
  ])('loses %s', (_, within, removed) => {
    expect(removedOf(within)).toEqual(removed);
    const { svg: text } = cleanSvg(svg(within));
    expect(text).not.toMatch(/script|evil|alert|foreignObject|iframe|import|onclick|<set|<animate/i);
  });

  it('loses handlers of its root', () => {
    expect(removedOf('', 'width="20mm" height="10mm" onload="alert(1)"')).toEqual({ 'event-handler': 1 });
  });

  it('loses what other programs wrote beside the drawing, unsaid', () => {
    const { svg: text, removed } = cleanSvg(
      svg('<x:layer x:name="a"><rect/></x:layer><metadata>secret</metadata><g x:label="b"/><!-- c --><?php d?>'),
    );
    expect([text.replace(/^<svg[^>]*>/, ''), removed]).toEqual(['<g></g></svg>', []]);
  });

  it('keeps a picture that it holds itself', () => {
    expect(removedOf('<image href="data:image/png;base64,iVBORw0KGgo="/>')).toEqual({});
  });

  it.each([
    ['not-xml', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><g></svg>'],
    [
      'not-xml',
      '<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><text>&a;</text></svg>',
    ],
    [
      'not-xml',
      '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">&a;</svg>',
    ],
    ['not-xml', ''],
    ['not-svg', '<html xmlns="http://www.w3.org/1999/xhtml"/>'],
    ['not-svg', '<svg viewBox="0 0 1 1"/>'],
    ['no-size', svg('', '')],
    ['no-size', svg('', 'width="100%" height="100%"')],
    ['no-size', svg('', 'viewBox="0 0 0 10"')],
    ['too-complex', svg(`${'<g>'.repeat(300)}${'</g>'.repeat(300)}`)],
    ['too-complex', svg('<rect/>'.repeat(100_001))],
  ])('is refused as %s', (fault, text) => {
    expect(faultOf(text)).toBe(fault);
  });

  it('is clean whatever it was made of', () => {
    const bad = fc.constantFrom(
      '<script>alert(1)</script>',
      '<SCRIPT>alert(1)</SCRIPT>',
      '<rect onload="alert(1)"/>',
      '<foreignObject><b/></foreignObject>',
      '<image href="http://evil.example"/>',
      '<use href="javascript:alert(1)"/>',
      '<style>a{b:url(http://evil.example)}</style>',
      '<g style="fill:url( \'http://evil.example\')"/>',
      '<text><![CDATA[</text><script>alert(1)</script>]]></text>',
      '<text>&lt;script&gt;</text>',
      '<title>a</title>',
      '<path d="M0 0h1"/>',
    );
    const tree = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        bad,
        fc
          .tuple(
            fc.constantFrom('g', 'a', 'switch', 'defs', 'symbol', 'x:y', 'marquee'),
            fc.array(tie('node'), { maxLength: 3 }),
          )
          .map(([name, within]) => `<${name}>${within.join('')}</${name}>`),
      ),
    })).node;
    fc.assert(
      fc.property(tree, (within) => {
        const { svg: text } = cleanSvg(svg(within));
        expect(text).not.toMatch(
          /<(?:script|foreignObject|iframe|x:|marquee|a[ >])|\son\w+=|https?:\/\/evil|href="(?!#)/i,
        );
        expect(cleanSvg(text)).toMatchObject({ svg: text, removed: [] });
      }),
    );
  });
});
