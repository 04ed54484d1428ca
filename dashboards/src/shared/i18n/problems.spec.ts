import { CAUSE_CODES, ODDITY_KINDS } from '@cockpit/contracts';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { problems } from './problems';
import { zhCN } from './zh-CN';

/** Codes only programs meet: senders of events, the command line, and what is asked of the metrics by hand. */
const FOR_PROGRAMS = [
  'accepted-only',
  'body-cut-off',
  'body-too-slow',
  'broken-gzip',
  'invalid-calendar',
  'invalid-key',
  'invalid-organisation',
  'key-not-usable',
  'missing-key',
  'no-halls',
  'no-such-split',
  'source-exists',
  'token-exists',
  'too-many-requests',
  'unknown-key',
  'unknown-metric',
  'unknown-token',
  'unknown-user',
  'unpacking-too-slow',
  'unparsable',
  'unsupported-encoding',
  'unsupported-media-type',
  'user-exists',
  // the page of the sign-in says it in its own words
  'wrong-credentials',
];
/** Not written out where they are given. */
const MADE = /^(invalid-(query|param)|bad-request|not-found|too-large|internal|unavailable|original|event-.*)$/;

function given(): Set<string> {
  const root = resolve(__dirname, '../../../..');
  const files = ['libs', 'apps'].flatMap((part) =>
    readdirSync(join(root, part), { recursive: true, encoding: 'utf8' })
      .filter((file) => /(?<!\.(spec|medium|browser))\.ts$/.test(file))
      .map((file) => join(root, part, file)),
  );
  const codes = new Set<string>();
  for (const file of files) {
    const source = readFileSync(file, 'utf8');
    for (const [, code = ''] of source.matchAll(
      /\b(?:badRequest|unauthorised|forbidden|notFound|conflict|unprocessable|AppError)\(\s*'([a-z-]+)'/g,
    ))
      codes.add(code);
    for (const [, code = ''] of source.matchAll(/\bunavailable\([^;]*, \d+, '([a-z-]+)'\)/g)) codes.add(code);
    for (const [, code = ''] of source.matchAll(/\brefused: '([a-z-]+)' as const/g)) codes.add(code);
  }
  for (const fault of Object.keys(zhCN.promptFault)) {
    codes.add(`prompt-${fault}`);
    // a supervisor's own measure is refused for what stands in its way
    if (/^(window-.*|no-terminal|hall-closed)$/.test(fault)) codes.add(fault);
  }
  for (const code of CAUSE_CODES) codes.add(`cause-${code}`);
  for (const kind of ODDITY_KINDS) codes.add(`odd-${kind}`);
  return codes;
}

describe("words of the server's refusals", () => {
  const codes = given();
  const said = Object.keys(problems['zh-CN']);

  it('exist for every code people meet', () => {
    expect(codes.size).toBeGreaterThan(60);
    expect([...codes].filter((code) => !said.includes(code) && !FOR_PROGRAMS.includes(code))).toEqual([]);
  });

  it('exist for no code the server does not give', () => {
    expect([...said, ...FOR_PROGRAMS].filter((code) => !codes.has(code) && !MADE.test(code))).toEqual([]);
  });
});
