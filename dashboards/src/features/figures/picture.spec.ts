import { PICTURE, fileName, framed } from './picture';

const look = { font: '"Noto Sans SC Variable"', text: '#111111', dim: '#555555', paper: '#ffffff' };

describe('a chart as a picture', () => {
  it('has its title, place, period and code written in it, and the drawing as it is', () => {
    const svg = framed('<path d="M0 0"/>', { title: '平均等候 <分>', lines: ['云江大厅', '/analysis?a=1&b=2'] }, look);
    for (const text of ['平均等候 &lt;分&gt;', '云江大厅', '/analysis?a=1&amp;b=2', '<path d="M0 0"/>'])
      expect(svg).toContain(text);
    expect(svg).toContain(`width="${String(PICTURE.width)}"`);
    expect(svg).toContain("'Noto Sans SC Variable', 'Noto Sans SC', 'Microsoft YaHei'");
  });

  it('has room for every line below it', () => {
    const heightOf = (lines: string[]): number =>
      Number(/<svg [^>]*height="([\d.]+)"/.exec(framed('', { title: 't', lines }, look))?.[1]);
    expect(heightOf(['a', 'b'])).toBeGreaterThan(heightOf(['a']));
  });

  it('has a name that every file system takes', () => {
    expect(fileName(['等候/平均', '', 'H32: "云江"', '2026-11-01 – 2026-11-02'])).toBe(
      '等候-平均 H32- -云江- 2026-11-01 – 2026-11-02',
    );
    expect(fileName(['名'.repeat(200)])).toHaveLength(120);
  });
});
