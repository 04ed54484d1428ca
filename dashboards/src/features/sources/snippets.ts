/** Languages of ticketing systems that are met most often. */
export const LANGUAGES = ['curl', 'Python', 'Java', 'C#'] as const;
export type SnippetLanguage = (typeof LANGUAGES)[number];

interface Connection {
  /** of the cockpit, `https://cockpit.example` */
  address: string;
  secret: string;
  source: string;
  /** null: of all halls; then the reader puts in one */
  hall: string | null;
  /** prefixes the key may send; null for all */
  types: readonly string[] | null;
  /** when it happened, ISO 8601 */
  at: string;
}

const EXAMPLES: readonly { type: string; data: Readonly<Record<string, string>> }[] = [
  { type: 'hall.window.opened', data: { windowId: 'W01' } },
  {
    type: 'hall.ticket.issued',
    data: { ticketId: 'T-0001', number: 'A001', queue: 'household', channel: 'walk-in' },
  },
  { type: 'hall.terminal.heartbeat', data: { terminalId: 'Z01' } },
  { type: 'hall.case.accepted', data: { caseId: 'C-0001', kind: 'case', channel: 'window', unit: 'household' } },
  { type: 'hall.consult.asked', data: { consultId: 'Q-0001', tier: 'ai', channel: 'wechat' } },
];

/** The least event that the key may send; null where there is no short one. */
export function exampleEvent({ source, hall, types, at }: Omit<Connection, 'address' | 'secret'>): object | null {
  const found = EXAMPLES.find(({ type }) => types === null || types.some((prefix) => type.startsWith(prefix)));
  if (found === undefined) return null;
  const { type, data } = found;
  return {
    specversion: '1.0',
    source: `/${source}`,
    id: `${type}/${at}`,
    type,
    time: at,
    data: { hallId: hall ?? 'H01', ...data },
  };
}

const TYPE = 'application/cloudevents+json';

/** A program that sends one event, ready to run. */
export function snippet(language: SnippetLanguage, connection: Connection): string {
  const event = exampleEvent(connection);
  const url = `${connection.address}/v1/events`;
  const key = `Bearer ${connection.secret}`;
  const body = JSON.stringify(event);
  switch (language) {
    case 'curl':
      return [
        `curl -sS ${url} \\`,
        `  -H 'Authorization: ${key}' \\`,
        `  -H 'Content-Type: ${TYPE}' \\`,
        `  -d '${body}'`,
      ].join('\n');
    case 'Python':
      return [
        'import json, urllib.request',
        '',
        `event = ${JSON.stringify(event, null, 4)}`,
        `headers = {"Authorization": "${key}", "Content-Type": "${TYPE}"}`,
        `request = urllib.request.Request("${url}", json.dumps(event).encode(), headers)`,
        'print(urllib.request.urlopen(request).read().decode())',
      ].join('\n');
    case 'Java':
      return [
        'import java.net.URI;',
        'import java.net.http.*;',
        '',
        'public class Send {',
        '  public static void main(String[] args) throws Exception {',
        `    var body = ${JSON.stringify(body)};`,
        `    var request = HttpRequest.newBuilder(URI.create("${url}"))`,
        `        .header("Authorization", "${key}").header("Content-Type", "${TYPE}")`,
        '        .POST(HttpRequest.BodyPublishers.ofString(body)).build();',
        '    System.out.println(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());',
        '  }',
        '}',
      ].join('\n');
    case 'C#':
      return [
        'using System.Net.Http.Headers;',
        'using System.Text;',
        '',
        `var body = new StringContent(${JSON.stringify(body)}, Encoding.UTF8);`,
        `body.Headers.ContentType = new MediaTypeHeaderValue("${TYPE}");`,
        'using var client = new HttpClient();',
        `client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "${connection.secret}");`,
        `var answer = await client.PostAsync("${url}", body);`,
        'Console.WriteLine(await answer.Content.ReadAsStringAsync());',
      ].join('\n');
  }
}
