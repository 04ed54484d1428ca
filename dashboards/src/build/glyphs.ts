import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import { PARTS, type Words, type WordsPart } from '../shared/i18n/words';
import { wordsOf } from './words';
import type { Language } from '@cockpit/contracts';

interface Face {
  file: string;
  /** first and last code point of each of its ranges */
  ranges: readonly (readonly [from: number, to: number])[];
}

/** What numbers and names may hold besides the words: printable ASCII. */
const ASCII = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));

/** What names of days, places, branches and persons in Chinese are mostly written with: they come as data, and are on nearly every page. */
const NAMES: Readonly<Record<WordsPart, string>> = {
  first:
    '〇一二三四五六七八九十百年月日时分秒星期周上下午—省市县区镇乡村街道路号楼层室栋座东南西北中江河湖海山城新安平云阳' +
    '公安政务服务中心大厅派出所分局总队支队大队综合便民点站户籍政治交管警出入境身份证驾驶车网监禁毒法制档案窗口自助',
  rest:
    '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金' +
    '韦贾夏付方邹熊白孟秦邱侯尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤常乔赖傅温康施文牛樊葛邢安齐易庞颜倪庄聂章鲁岳翟申' +
    '伟芳娜敏静丽强磊军洋艳勇杰娟涛明超秀霞平刚桂英华玉兰红梅建国志斌晨雨欣怡宇浩轩子涵梓思佳嘉瑶琳慧倩婷雪薇颖琴莹洁晶妍彤俊峰鹏飞' +
    '凯旭宁健辉波亮成兴春晓小丹萍蕾琪悦婉蓉菲露露岚岩松柏楠森林彬博昊天翔鑫睿哲逸凡帆航诚信德仁义礼贤忠良荣光辰星月云霖泽润清源',
};

/**
 * A font for the words of one part: the glyphs they are written with, of each of the font's files those that lie in it. 300 kB for the
 * Chinese of all pages; the files themselves, each fetched whole for its first character, are 1,000.
 *
 * Layout: length of the list (uint32, little endian), the list as JSON `[{ range, bytes }]`, then the fonts (WOFF2) in its order.
 * @param folder of the font package, with its `index.css`
 */
export async function glyphsOf(language: Language, part: WordsPart, folder: string): Promise<Buffer> {
  const before = PARTS.slice(0, PARTS.indexOf(part)).flatMap((one) => [...charactersOf(language, one)]);
  const left = charactersOf(language, part);
  for (const character of before) left.delete(character);

  const list: { range: string; bytes: number }[] = [];
  const fonts: Buffer[] = [];
  // where ranges of files overlap, a browser takes the last one
  for (const { file, ranges } of facesIn(readFileSync(join(folder, 'index.css'), 'utf8')).reverse()) {
    const own = [...left].filter((character) => ranges.some(([from, to]) => within(character, from, to)));
    if (own.length === 0) continue;
    for (const character of own) left.delete(character);
    const font = await subsetFont(readFileSync(join(folder, file)), own.join(''), { targetFormat: 'woff2' });
    fonts.push(font);
    list.push({ range: own.map(rangeOf).join(), bytes: font.length });
  }
  const head = Buffer.from(JSON.stringify(list));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  return Buffer.concat([length, head, ...fonts]);
}

function charactersOf(language: Language, part: WordsPart): Set<string> {
  const { screens, sentences } = wordsOf(language, part);
  const names = language === 'zh-CN' ? NAMES[part] : '';
  return new Set([...ASCII, ...Array.from(names + Object.values(sentences).join('') + textIn(screens))]);
}

const textIn = (words: Words): string =>
  Object.values(words)
    .map((value) => (typeof value === 'string' ? value : textIn(value)))
    .join('');

const within = (character: string, from: number, to: number): boolean => {
  const code = character.codePointAt(0) ?? -1;
  return code >= from && code <= to;
};

const rangeOf = (character: string): string => `U+${(character.codePointAt(0) ?? 0).toString(16)}`;

/** The faces of a style sheet, in its order. */
function facesIn(css: string): Face[] {
  const faces = css.matchAll(/src: url\(\.\/([^)]+)\)[^;]*;\s*unicode-range: ([^;]+);/g);
  return [...faces].map(([, file = '', ranges = '']) => ({
    file,
    ranges: ranges.split(',').map((range) => {
      const [from = '', to = from] = range.trim().slice('U+'.length).split('-');
      return [parseInt(from, 16), parseInt(to, 16)] as const;
    }),
  }));
}
