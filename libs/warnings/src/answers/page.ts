import { createHash } from 'node:crypto';
import { textOf, type Language, type NoticeText } from '@cockpit/contracts';

export interface AnswerPage {
  language: Language;
  /** what the message is about; null where there is none */
  about: NoticeText | null;
  /** how it stands, in one sentence */
  words: string;
  isGood: boolean;
  canAnswer: boolean;
}

const STYLE = `
:root{color-scheme:light dark}
body{margin:0;font:17px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif;background:#f4f6f9;color:#1b2733}
main{box-sizing:border-box;max-width:34rem;margin:0 auto;padding:1.5rem 1.25rem 3rem}
h1{font-size:1.3rem;line-height:1.35;margin:0 0 .6rem}
p{margin:.5rem 0;overflow-wrap:anywhere}
.when{color:#52606d;font-size:.95rem}
.words{margin:1.25rem 0;padding:.8rem 1rem;border-left:4px solid #8a96a3;background:#e8ecf1}
.good{border-color:#1a7f4b}
button{box-sizing:border-box;width:100%;min-height:3.2rem;font:inherit;font-weight:600;color:#fff;background:#1f5fbf;border:0;border-radius:8px}
button:focus-visible{outline:3px solid #f0a020;outline-offset:2px}
@media(prefers-color-scheme:dark){body{background:#10161d;color:#e6ebf0}.when{color:#a9b5c1}.words{background:#1c2530}button{background:#3f7fdf}}`;

const sealed = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;
/** Nothing runs, nothing is loaded, nobody frames it, and what it says is kept nowhere. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src ${sealed}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex, nofollow',
};

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const plain = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);

/** One page without a script, so that it works in the browser of every chat. */
export function pageOf({ language, about, words, isGood, canAnswer }: AnswerPage): string {
  const title = about?.title ?? textOf('answer.title', {}, language);
  const told = about === null ? '' : `<p>${plain(about.what)}</p><p class="when">${plain(about.when)}</p>`;
  const button = textOf('answer.button', {}, language);
  const form = canAnswer ? `<form method="post"><button type="submit">${plain(button)}</button></form>` : '';
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${plain(title)}</title><style>${STYLE}</style></head><body><main><h1>${plain(title)}</h1>${told}
<p class="words${isGood ? ' good' : ''}" role="status">${plain(words)}</p>${form}</main></body></html>`;
}
