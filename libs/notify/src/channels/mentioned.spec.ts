import { bytesOf, message } from '@cockpit/contracts';
import { dingtalk } from './dingtalk';
import { feishu } from './feishu';
import type { Item, Mention, Outgoing } from './channel';
import { wecom } from './kinds';

const item = (mentions: Mention[], what = '户政等候 31 分钟'): Item => ({
  key: 'k',
  link: null,
  answer: null,
  token: null,
  earlier: [],
  again: false,
  mentions,
  notice: {
    phase: 'open',
    level: 'red',
    hall: 'H32',
    endedAt: null,
    path: null,
    about: message('notice.test', {}),
    firedAt: '2026-03-04T02:30:00.000Z',
  },
  text: { title: '红色预警', what, when: '10:30' },
});
const outgoing = (...items: Item[]): Outgoing => ({ items, language: 'zh-CN' });
const url = 'https://robot.example/send';
const ding = (out: Outgoing) => JSON.stringify(dingtalk({ url }).request(out, 0).body);
const we = (out: Outgoing) =>
  wecom({ url }).request(out, 0).body as {
    msgtype: string;
    text?: { content: string };
    markdown?: { content: string };
  };
const fei = (out: Outgoing) => JSON.stringify(feishu({ url }).request(out, 0).body);

describe('mentions', () => {
  it('stand in the text and beside it for DingTalk, each person once', () => {
    const body = ding(outgoing(item([{ userId: 'u1' }, { phone: '13800138000' }]), item([{ userId: 'u1' }])));
    expect(JSON.parse(body)).toMatchObject({
      at: { atUserIds: ['u1'], atMobiles: ['13800138000'], isAtAll: false },
      markdown: { text: expect.stringMatching(/@u1 @13800138000$/) as string },
    });
    expect(ding(outgoing(item([])))).not.toContain('atUserIds');
  });

  it('stand in the markdown for WeCom, or beside a plain text by number', () => {
    expect(we(outgoing(item([{ userId: 'wang' }]))).markdown?.content).toMatch(/<@wang>$/);
    const plain = we(outgoing(item([{ phone: '13800138000' }], '长'.repeat(2_000))));
    expect(plain).toMatchObject({ msgtype: 'text', text: { mentioned_mobile_list: ['13800138000'] } });
    expect(bytesOf(plain.text?.content ?? '')).toBeLessThanOrEqual(2_048);
    expect(we(outgoing(item([{ phone: '13800138000' }]), item([]))).msgtype).toBe('markdown');
  });

  it('never make a message of WeCom longer than it may be: what is told matters more', () => {
    const many = Array.from({ length: 200 }, (_, k) => ({ userId: `a-rather-long-user-id-${String(k)}` }));
    const content = we(outgoing(item(many))).markdown?.content ?? '';
    expect([bytesOf(content) <= 4_096, content.includes('户政')]).toEqual([true, true]);
  });

  it('are a line of their own for Feishu', () => {
    expect(fei(outgoing(item([{ userId: 'ou_1' }])))).toContain('[{"tag":"at","user_id":"ou_1"}]');
    expect(fei(outgoing(item([])))).not.toContain('"at"');
  });
});
