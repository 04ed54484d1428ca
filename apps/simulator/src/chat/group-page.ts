import type { GroupPage, Shown } from '../emulators/robots';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

const STYLE = `:root{color-scheme:light dark}
body{margin:0;font:16px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif;background:#e9edf2;color:#1b2733}
main{max-width:40rem;margin:0 auto;padding:1rem}
h1{font-size:1.15rem}p.note{color:#52606d;font-size:.9rem}
article{background:#fff;border-radius:8px;padding:.7rem 1rem;margin:.7rem 0;overflow-wrap:anywhere}
article h2{font-size:1.05rem;margin:.1rem 0}article p{margin:.2rem 0}time{color:#52606d;font-size:.85rem}a{color:#1f5fbf}
@media(prefers-color-scheme:dark){body{background:#10161d;color:#e6ebf0}article{background:#1c2530}p.note,time{color:#a9b5c1}a{color:#7fb0ff}}`;

/** Renders the markdown that a group robot may use: headings, bold, links. */
function line(text: string): string {
  const html = escapeHtml(text)
    .replace(/\\([\\`*_{}[\]()#+\-.!~|>])/g, '$1')
    .replace(/\[([^\]]*)\]\((https?:[^)\s]*)\)/g, '<a href="$2" target="_blank" rel="noreferrer">$1</a>')
    .replace(/\*\*([^*]+)\*\*/g, '<b>$1</b>');
  const [, heading] = /^#+ (.*)$/.exec(html) ?? [];
  return heading === undefined ? `<p>${html}</p>` : `<h2>${heading}</h2>`;
}

function bubble({ at, text }: Shown): string {
  const lines = text.split('\n').filter((text) => text.trim() !== '');
  return `<article><time>${new Date(at).toLocaleTimeString('zh-CN', { hour12: false })}</time>${lines.map(line).join('')}</article>`;
}

/** Page with the messages of the simulated group, newest first. */
export const groupPage: GroupPage = (shown) => `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="refresh" content="3"><title>值班群（模拟）</title><style>${STYLE}</style></head>
<body><main><h1>值班群（模拟钉钉群）</h1><p class="note">驾驶舱通过群机器人发到这里的消息。打开消息里的链接，即可答复预警。</p>
${shown.length === 0 ? '<p class="note">暂无消息。</p>' : shown.slice(-100).reverse().map(bubble).join('\n')}</main></body></html>`;
