import { JointCounts } from './joint-counts';

type Asked = [halls: readonly string[], ticketIds: readonly string[]];

function counting(refuses: (ticketIds: readonly string[]) => boolean = () => false) {
  const asked: Asked[] = [];
  const table = {
    countOfTickets: (halls: readonly string[], ticketIds: readonly string[]) => {
      if (refuses(ticketIds)) return Promise.reject(new TypeError('a ticket is at fault'));
      asked.push([halls, ticketIds]);
      return Promise.resolve(halls.map((hall): [string, string, number] => [hall, ticketIds.join(), 1]));
    },
  };
  return { asked, counts: new JointCounts(table, 5) };
}

it('asks once for all who ask together, and tells each of its own halls', async () => {
  const { asked, counts } = counting();
  const answers = await Promise.all([
    counts.countOfTickets(['H1', 'H2'], ['a']),
    counts.countOfTickets(['H3'], ['b', 'c']),
  ]);
  expect(asked).toEqual([
    [
      ['H1', 'H2', 'H3'],
      ['a', 'b', 'c'],
    ],
  ]);
  expect(answers.map((rows) => rows.map(([hall]) => hall))).toEqual([['H1', 'H2'], ['H3']]);
  await counts.countOfTickets(['H1'], ['d']);
  expect(asked).toHaveLength(2);
});

it('holds a fault against nobody but the one whose ticket it is', async () => {
  const { asked, counts } = counting((ticketIds) => ticketIds.includes('b'));
  const outcomes = await Promise.allSettled(
    ['a', 'b', 'c'].map((ticket) => counts.countOfTickets([`H-${ticket}`], [ticket])),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(asked).toEqual([
    [['H-a'], ['a']],
    [['H-c'], ['c']],
  ]);
});
