import { setTimeout as sleep } from 'node:timers/promises';
import { HallClient } from '../../clients/typescript/src';

/** A ticketing system that sends until it is killed, and says on stdout what it has been promised. */
async function main(): Promise<void> {
  const { COCKPIT_URL: url = '', COCKPIT_KEY: key = '', DIRECTORY: directory = '', FROM: from = '0' } = process.env;
  const client = await HallClient.open({ url, key, source: '/ticketing', directory, batchSize: 50 });
  for (let i = Number(from); ; i++) {
    await client.send('hall.ticket.issued', {
      hallId: 'H32',
      ticketId: `c-${String(i)}`,
      number: `C${String(i)}`,
      queue: 'household',
      channel: 'walk-in',
    });
    process.stdout.write(`${String(i)}\n`);
    if (i % 20 === 0) await sleep(5);
  }
}

void main();
process.on('disconnect', () => process.exit(0));
