// Loaded before a process of the product: tells its parent of every statement it sends to a store, and dies just before sending, or just after the answer
// to, the one that KILL_AT names (`before LABEL`, `after LABEL`).
const { createHash } = require('node:crypto');
const { Redis } = require('ioredis');
const { Client } = require('pg');
const { createClient } = require('@clickhouse/client');

const killAt = process.env.KILL_AT ?? '';
const known = new Set();

function step(label, send) {
  if (!known.has(label)) {
    known.add(label);
    process.send?.(label);
  }
  if (killAt === `before ${label}`) process.kill(process.pid, 'SIGKILL');
  const answer = send();
  if (killAt === `after ${label}` && typeof answer?.then === 'function')
    answer.then(
      () => process.kill(process.pid, 'SIGKILL'),
      () => undefined,
    );
  return answer;
}

/** Names without what differs from one to the next: numbers, codes of halls, identities. */
const shapeOf = (text) => String(text).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32}|\b[CH]\d+\b|\d+/g, '#');
const verbsOf = (script) => [...script.matchAll(/redis\.call\('(\w+)'/g)].map(([, verb]) => verb).join('+');

/** what each script does, by its text and by its hash */
const scripts = new Map();
function note(script) {
  scripts.set(script, verbsOf(script));
  scripts.set(createHash('sha1').update(script).digest('hex'), verbsOf(script));
}
const defineCommand = Redis.prototype.defineCommand;
Redis.prototype.defineCommand = function (name, definition) {
  note(definition.lua);
  return defineCommand.call(this, name, definition);
};
const sendCommand = Redis.prototype.sendCommand;
Redis.prototype.sendCommand = function (command, stream) {
  const [first, , third] = command.args;
  const isScript = command.name === 'eval' || command.name === 'evalsha';
  if (command.name === 'eval') note(String(first));
  const what = isScript ? `${shapeOf(third)} ${scripts.get(first)}` : shapeOf(first ?? '');
  return step(`redis ${command.name} ${what}`.trim(), () => sendCommand.call(this, command, stream));
};

let clickhouse = Object.getPrototypeOf(createClient());
while (!Object.hasOwn(clickhouse, 'insert')) clickhouse = Object.getPrototypeOf(clickhouse);
for (const verb of ['query', 'insert', 'command']) {
  const send = clickhouse[verb];
  clickhouse[verb] = function (params) {
    const label = params.clickhouse_settings?.log_comment ?? params.table ?? '?';
    return step(`clickhouse ${verb} ${label}`, () => send.call(this, params));
  };
}

const query = Client.prototype.query;
Client.prototype.query = function (...args) {
  const text = typeof args[0] === 'string' ? args[0] : (args[0]?.text ?? '?');
  const [, verb = '?'] = /^\s*(\w+)/.exec(text) ?? [];
  const [, table = ''] = /\b(?:FROM|INTO|UPDATE)\s+"?(\w+)/i.exec(text) ?? [];
  return step(`postgres ${verb.toUpperCase()} ${table}`.trim(), () => query.apply(this, args));
};
