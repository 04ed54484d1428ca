import { browserPush } from './browser-push';
import { dingtalkApp } from './dingtalk-app';
import { dingtalkRobot } from './dingtalk-robot';
import { feishuApp } from './feishu-app';
import { feishuRobot } from './feishu-robot';
import { inApp } from './in-app';
import { smsHttp } from './sms-http';
import { smtp } from './smtp';
import { webhook } from './webhook';
import { wecomApp } from './wecom-app';
import { wecomBot } from './wecom-bot';
import { wecomRobot } from './wecom-robot';

/** All kinds of channels, in the order of the pages. */
export const KINDS = {
  [dingtalkRobot.kind]: dingtalkRobot,
  [wecomRobot.kind]: wecomRobot,
  [feishuRobot.kind]: feishuRobot,
  [feishuApp.kind]: feishuApp,
  [dingtalkApp.kind]: dingtalkApp,
  [wecomBot.kind]: wecomBot,
  [wecomApp.kind]: wecomApp,
  [smtp.kind]: smtp,
  [smsHttp.kind]: smsHttp,
  [webhook.kind]: webhook,
  [browserPush.kind]: browserPush,
  [inApp.kind]: inApp,
};
export type ChannelKind = keyof typeof KINDS;
