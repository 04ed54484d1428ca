import { KINDS, isOpenNotice, textOf, type Language } from '@cockpit/contracts';
import { z } from 'zod';
import { APP_LIMITS, App, Named, at, type AppKind } from './app';
import { headline, unmarked } from './compose';
import { refused, type Item, type Outcome } from './channel';
import { sender } from './sender';

const Token = z.object({ accessToken: z.string(), expireIn: z.number() });
const Answer = z.object({
  success: z.boolean(),
  result: z
    .object({
      outTrackId: z.string().optional(),
      deliverResults: z.array(z.object({ success: z.boolean(), errorMsg: z.string().optional() })).optional(),
    })
    .or(z.boolean())
    .optional(),
});

const DECLARED = KINDS['dingtalk-app'];
type DingtalkAppOptions = z.infer<typeof DECLARED.settings> & z.infer<typeof DECLARED.secrets>;

/** Cards of a DingTalk app, from a template of its card platform. */
function dingtalkApp({ host, clientId, clientSecret, to, template }: DingtalkAppOptions): AppKind {
  return {
    token: { url: at(host, '/v1.0/oauth2/accessToken'), body: { appKey: clientId, appSecret: clientSecret } },
    readToken: (answer) => {
      const { data } = Token.safeParse(answer);
      return data === undefined ? null : { token: data.accessToken, lastsSec: data.expireIn };
    },
    headers: (token) => ({ 'x-acs-dingtalk-access-token': token }),
    create: (item, { language }) => ({
      url: at(host, '/v1.0/card/instances/createAndDeliver'),
      body: {
        cardTemplateId: template,
        outTrackId: item.token ?? item.key,
        callbackType: 'STREAM',
        cardData: { cardParamMap: dingtalkCard(item, language) },
        openSpaceId: `dtv1.card//IM_GROUP.${to}`,
        imGroupOpenSpaceModel: { supportForward: false },
        imGroupOpenDeliverModel: { robotCode: clientId },
        userIdType: 1,
      },
    }),
    change: (receipt, item, { language }) => ({
      method: 'PUT',
      url: at(host, '/v1.0/card/instances'),
      body: { outTrackId: receipt, ...dingtalkChange(item, language) },
    }),
    read,
  };
}

function read(body: unknown, status: number): Outcome | 'bad-token' | null {
  const { data: answer } = Answer.safeParse(body);
  if (answer?.success === true) {
    const result = typeof answer.result === 'object' ? answer.result : {};
    const failed = result.deliverResults?.find(({ success }) => !success);
    return failed === undefined
      ? { delivered: true, receipt: result.outTrackId ?? 'ok' }
      : refused('rejected', failed.errorMsg ?? 'the card was not delivered');
  }
  const { code, message = '' } = Named.safeParse(body).data ?? {};
  if (code === undefined) return null;
  const name = String(code);
  const detail = `${name} ${message}`.trim();
  if (status === 401 || /InvalidAuthentication|AccessTokenExpired/i.test(name)) return 'bad-token';
  if (status === 429 || /QpsLimit|TooManyRequests|Throttling/i.test(name)) return refused('limited', detail);
  return status >= 500 || /system|unavailable/i.test(name)
    ? refused('unreachable', detail)
    : refused('rejected', detail);
}

/** Variables of the card template; all are strings. */
export function dingtalkCard(item: Item, language: Language): Record<string, string> {
  const { notice, text, link, again } = item;
  return {
    title: unmarked(headline({ items: [item], language })),
    what: unmarked(text.what).slice(0, 3_000),
    when: [unmarked(text.when), ...(again ? [textOf('notice.again', {}, language)] : [])].join(' '),
    /** the template shows the button while this is `open` */
    state: isOpenNotice(notice) ? (item.token === null ? 'test' : 'open') : notice.phase,
    level: notice.level,
    button: textOf('notice.answer', {}, language),
    link: link ?? '',
  };
}

export const dingtalkChange = (item: Item, language: Language): object => ({
  cardData: { cardParamMap: dingtalkCard(item, language) },
  cardUpdateOptions: { updateCardDataByKey: true },
});

export const dingtalkAppSender = sender(DECLARED, {
  limits: APP_LIMITS,
  readBy: 'group',
  changes: true,
  address: ({ settings: { clientId, to } }) => `${clientId} → ${to}`,
  robot: ({ settings: { host, clientId } }) => `${new URL(host).host} ${clientId}`,
  open: ({ settings, secrets }, { poster }) => new App(dingtalkApp({ ...settings, ...secrets }), poster()),
});
