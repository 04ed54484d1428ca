import { toDocument } from './documents';

const GUIDES = new Map([
  ['alerts', 'Alerts'],
  ['live', 'Live state'],
]);
const made = (text: string, file = 'docs/live.md') => toDocument(file, text, GUIDES);
const htmlOf = (text: string, file?: string) => made(`# T\n\n${text}`, file).sections[0]?.html ?? '';

describe('a guide in parts', () => {
  it('begins one at each heading of three levels, and keeps all text', () => {
    const { title, sections } = made('# One\n\na\n\n## Two `x`\n\n- b\n\n### Three\n\n#### Four\n\nc\n');
    expect(title).toBe('One');
    expect(sections.map(({ id, level }) => [id, level])).toEqual([
      ['one', 1],
      ['two-x', 2],
      ['three', 3],
    ]);
    expect(sections[2]?.html).toContain('<h4>Four</h4>');
    expect(sections.map(({ html }) => html.replace(/<[^>]+>|\s/g, '')).join('')).toBe('abFourc');
  });

  it('names headings of one name apart, and Chinese ones by their signs', () => {
    const { sections } = made('# 预警 · 升级\n\n## A\n\n## A\n');
    expect(sections.map(({ id }) => id)).toEqual(['预警--升级', 'a', 'a-1']);
  });

  it('keeps links between guides inside the product, from either language', () => {
    expect(htmlOf('[a](alerts.md#x)')).toContain('href="/help/alerts#x"');
    expect(htmlOf('[a](alerts.md)', 'docs/zh-CN/live.md')).toContain('href="/help/alerts"');
    expect(htmlOf('[a](../alerts.md)', 'docs/zh-CN/live.md')).toContain('href="/help/alerts"');
    expect(htmlOf('see [alerts.md](alerts.md)')).toContain('>Alerts</a>');
    expect(htmlOf('[a](#b)')).toContain('href="#b"');
  });

  it.each(['../libs/domain/src/index.ts', 'decisions/0001-one.md', 'gone.md', 'https://example.org/', 'javascript:x'])(
    'shows only the text of a link to %s',
    (href) => {
      expect(htmlOf(`see [this **one**](${href}) here`)).not.toMatch(/<a|href/);
      expect(htmlOf(`see [this](${href}) here`).replace(/<[^>]+>/g, '')).toContain('this');
    },
  );

  it('shows pictures of its own and no HTML', () => {
    expect(htmlOf('![w](../images/wall.png)', 'docs/zh-CN/live.md')).toContain('src="/help/images/wall.png"');
    expect(htmlOf('<script>alert(1)</script>')).not.toContain('<script');
  });

  it('refuses a guide without a name', () => {
    expect(() => made('text')).toThrow('docs/live.md does not begin with a heading');
  });
});
