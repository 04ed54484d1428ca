import { KINDS } from '@cockpit/contracts';
import { z } from 'zod';
import { at } from '../channels/app';
import { dingtalkChange } from '../channels/dingtalk-app';
import { Poster, isRefusal, jsonOf } from '../channels/post';
import { withTimeout, openSocket, type LineOptions, type OnPress, type Socket } from './line';
import { People, jsonPost } from './people';

const TOPIC = '/v1.0/card/instances/callback';
const Endpoint = z.object({ endpoint: z.url(), ticket: z.string().min(1) });
const Down = z.object({
  type: z.string(),
  headers: z.looseObject({ topic: z.string(), messageId: z.string() }),
  data: z.string().default(''),
});
const Callback = z.object({ outTrackId: z.string(), userId: z.string() });
const Token = z.object({ accessToken: z.string() });
const User = z.object({ result: z.object({ name: z.string().min(1).max(100) }) });
const REQUEST_MS = 10_000;
/** DingTalk sends a keep-alive about every minute. */
const SILENCE_MS = 200_000;

/** The Stream connection of a DingTalk app, which receives presses of card buttons. */
export async function dingtalkLine(options: LineOptions): Promise<void> {
  const { host, clientId } = KINDS['dingtalk-app'].settings.parse(options.settings);
  const { clientSecret } = KINDS['dingtalk-app'].secrets.parse(options.secrets);
  const poster = new Poster(options.allowPrivateHost);
  const people = new People(poster, async (post, user) => {
    const app = { appKey: clientId, appSecret: clientSecret };
    const { accessToken } = Token.parse(await post(jsonPost(at(host, '/v1.0/oauth2/accessToken'), app)));
    const old = at(host.replace('//api.dingtalk.com', '//oapi.dingtalk.com'), '/topapi/v2/user/get');
    const url = `${old}?access_token=${encodeURIComponent(accessToken)}`;
    return User.parse(await post(jsonPost(url, { userid: user }))).result.name;
  });
  try {
    const subscriptions = [{ type: 'CALLBACK', topic: TOPIC }];
    const request = jsonPost(at(host, '/v1.0/gateway/connections/open'), { clientId, clientSecret, subscriptions });
    const answer = await poster.post({ ...request, signal: AbortSignal.timeout(REQUEST_MS) });
    if (isRefusal(answer)) throw new Error(answer.detail);
    const { data } = Endpoint.safeParse(jsonOf(answer.body));
    if (data === undefined) throw new Error(`DingTalk gives no connection: ${answer.body.slice(0, 300)}`);
    await talk(`${data.endpoint}?ticket=${encodeURIComponent(data.ticket)}`, people, options);
  } finally {
    poster.close();
  }
}

async function talk(url: string, people: People, options: LineOptions): Promise<void> {
  let heardAt = performance.now();
  const socket: Socket = await openSocket(url, options, (data) => {
    heardAt = performance.now();
    const down = Down.safeParse(jsonOf(typeof data === 'string' ? data : Buffer.from(data).toString())).data;
    if (down === undefined) return;
    const { type, headers } = down;
    // DingTalk will close the connection and expects a new one
    if (type === 'SYSTEM' && headers.topic === 'disconnect') socket.close();
    else if (type === 'SYSTEM') socket.send(JSON.stringify({ code: 200, headers, message: 'OK', data: down.data }));
    else
      void answerOf(down, people, options.onPress).then((response) => {
        const replyHeaders = { contentType: 'application/json', messageId: headers.messageId };
        socket.send(
          JSON.stringify({ code: 200, headers: replyHeaders, message: 'OK', data: JSON.stringify({ response }) }),
        );
      });
  });
  options.up();
  const timer = setInterval(() => {
    if (performance.now() - heardAt > SILENCE_MS) socket.close();
  }, 10_000);
  await socket.ended;
  clearInterval(timer);
}

/**
 * An empty answer leaves the card unchanged. DingTalk shows no text here; the outbox updates the card after a late
 * press.
 */
async function answerOf({ type, headers, data }: z.infer<typeof Down>, people: People, onPress: OnPress) {
  const press = Callback.safeParse(jsonOf(data)).data;
  if (type !== 'CALLBACK' || headers.topic !== TOPIC || press === undefined) return {};
  const { outTrackId: token, userId: user } = press;
  const work = people.nameOf(user).then((person) => onPress({ token, person, user }));
  const result = await withTimeout(work.catch(() => null));
  if (result === 'late' || result === null) return {};
  const { item, language } = result;
  return item === null ? {} : dingtalkChange(item, language);
}
